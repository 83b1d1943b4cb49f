"""A stand-in for each database, started once and empty for every test."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from harness.reference.database import ServedDatabase, open_database
from harness.reference.platform import PLATFORM_STORE
from harness.reference.platform.tables import resources
from tests.reference.platform.world import World, platform_on


@pytest.fixture(scope="package", params=[":memory:", "file", "postgres"])
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDatabase]:
    where = str(tmp_path_factory.mktemp("platform") / "platform.db") if request.param == "file" else request.param
    with closing(open_database(where, PLATFORM_STORE)) as opened:
        yield opened


@pytest.fixture(scope="package")
def started(kept: ServedDatabase) -> Iterator[World]:
    with platform_on(kept, has_versions=True) as made:
        yield made


@pytest.fixture(scope="package")
def memory() -> Iterator[ServedDatabase]:
    with closing(open_database(":memory:", PLATFORM_STORE)) as opened:
        yield opened


@pytest.fixture(scope="package")
def started_in_memory(memory: ServedDatabase) -> Iterator[World]:
    with platform_on(memory) as made:
        yield made


@pytest.fixture
def world(started: World, kept: ServedDatabase) -> World:
    """On SQLite in memory, in a file, and on PostgreSQL."""
    return _emptied(started, kept)


@pytest.fixture
def light(started_in_memory: World, memory: ServedDatabase) -> World:
    """In memory, for what has nothing to do with the database."""
    return _emptied(started_in_memory, memory)


def _emptied(world: World, database: ServedDatabase) -> World:
    with database.transaction() as connection:
        connection.execute(resources.delete())
    world.faults.clear()
    return world
