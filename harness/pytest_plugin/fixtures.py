"""What step definitions are given: the log of their scenario, where it stands, and the rig that plays calls."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from harness.errors import InputError
from harness.pytest_plugin.log import ScenarioLog
from harness.pytest_plugin.options import run_options
from harness.pytest_plugin.playing import PLAYED, Played

if TYPE_CHECKING:
    from harness.commands.rig import Rig

__all__ = ["log", "rig", "scenario_place"]


@pytest.fixture
def log(request: pytest.FixtureRequest) -> ScenarioLog:
    """What the running scenario did and found."""
    played: Played | None = request.node.stash.get(PLAYED, None)
    if played is None:
        raise InputError(
            f"{request.node.nodeid}: the fixture 'log' belongs to scenarios. Use it in the steps of a .feature file."
        )
    return played.log


@pytest.fixture
def scenario_place(log: ScenarioLog) -> str:
    """File and line of the running scenario."""
    return log.place


@pytest.fixture(scope="session")
def rig(request: pytest.FixtureRequest) -> Iterator["Rig"]:
    """What plays the calls of this run, made once from its options."""
    from harness.commands.rig import Rig

    made = Rig.from_options(run_options(request.config))
    yield made
    made.close()
