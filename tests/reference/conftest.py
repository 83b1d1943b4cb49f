"""One backend for all of these tests; each has a clean database, as each call has."""

from collections.abc import Iterator

import pytest

from tests.reference.world import SUNDAY_MORNING, World, make_world


@pytest.fixture(scope="package")
def kept_world() -> Iterator[World]:
    made = make_world()
    yield made
    made.database.close()


@pytest.fixture
def world(kept_world: World) -> Iterator[World]:
    kept_world.clock.set(SUNDAY_MORNING)
    kept_world.app.last_crash = None
    with kept_world.database.call():
        yield kept_world
