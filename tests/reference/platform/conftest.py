"""A stand-in for each database, empty for every test."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from harness.reference.database import Database, ServedDatabase, open_database
from harness.reference.platform import PLATFORM_STORE
from harness.reference.platform.tables import resources
from tests.reference.platform.world import World, platform_on


@pytest.fixture(scope="package", params=[":memory:", "file", "postgres"])
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDatabase]:
    where = str(tmp_path_factory.mktemp("platform") / "platform.db") if request.param == "file" else request.param
    with closing(open_database(where, PLATFORM_STORE)) as opened:
        yield opened


@pytest.fixture
def database(kept: ServedDatabase) -> Database:
    with kept.transaction() as connection:
        connection.execute(resources.delete())
    return kept


@pytest.fixture
def world(database: Database) -> Iterator[World]:
    with platform_on(database) as made:
        yield made


@pytest.fixture
def light(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """In memory, for what has nothing to do with the database."""
    with closing(open_database(":memory:", PLATFORM_STORE)) as opened, platform_on(opened) as made:
        yield made
