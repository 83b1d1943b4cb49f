"""One backend for each database; every test has a clean one, as each call has."""

from collections.abc import Iterator

import pytest

from harness.reference.database import CallDatabases
from tests.reference.world import SUNDAY_MORNING, World, make_world


@pytest.fixture(scope="package", params=["sqlite", "postgres"])
def databases(request: pytest.FixtureRequest) -> Iterator[CallDatabases]:
    """Both kinds; a server is started when the first test needs it, and stopped after the last."""
    opened = CallDatabases(request.param)
    yield opened
    opened.close()


@pytest.fixture(scope="package")
def kept_world(databases: CallDatabases) -> Iterator[World]:
    made = make_world(databases)
    yield made
    made.database.close()


@pytest.fixture
def world(kept_world: World) -> Iterator[World]:
    kept_world.clock.set(SUNDAY_MORNING)
    kept_world.app.last_crash = None
    with kept_world.database.call():
        yield kept_world
