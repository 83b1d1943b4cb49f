"""A world for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.verify.world import World
from tests.commands.verify.world import world as made


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A platform, a backend and a tunnel; nothing is pushed yet."""
    with made(tmp_path) as ready:
        yield ready
