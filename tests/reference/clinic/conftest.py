"""One backend for each database; every test starts from the clinic's file, as each call does."""

from collections.abc import Iterator

import pytest

from harness.reference.clinic import CLINIC_STORE
from harness.reference.database import CallDatabases
from tests.reference.clinic.world import SUNDAY_MORNING, VITARA, World, make_world


@pytest.fixture(scope="package")
def kept_world(databases: CallDatabases) -> Iterator[World]:
    made = make_world(database=databases.open(CLINIC_STORE))
    yield made
    made.database.close()


@pytest.fixture
def world(kept_world: World) -> Iterator[World]:
    kept_world.clock.set(SUNDAY_MORNING)
    kept_world.app.last_crash = None
    with kept_world.database.call(VITARA):
        yield kept_world
