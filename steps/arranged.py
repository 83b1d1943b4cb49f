"""What a scenario starts from when it does not say otherwise."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from harness.callers.profile import CallerProfile
from harness.commands.rig import Arrangement
from harness.contract.model import Organisation
from harness.errors import InputError
from harness.pytest_plugin.log import ScenarioLog
from harness.reporting.run import PlayedCall

if TYPE_CHECKING:
    from harness.commands.rig import Rig, Stage

__all__ = ["ARRANGEMENT", "arrangement", "call", "caller", "organisation", "stage"]

ARRANGEMENT = "arrangement"
"""The fixture that Given steps about time, number, backend and variables replace."""


@pytest.fixture
def stage(rig: "Rig") -> Iterator["Stage"]:
    """A clean database for this scenario; calls of one scenario see each other's rows."""
    with rig.stage() as clean:
        yield clean


@pytest.fixture
def arrangement() -> Arrangement:
    """Date and time of the first features, no faults."""
    return Arrangement()


@pytest.fixture
def organisation(log: ScenarioLog) -> Organisation:
    """Replaced by `Given the squad "…"`."""
    raise InputError(f'{log.place}: no squad is named. Begin with: Given the squad "callwaiting"')


@pytest.fixture
def caller(log: ScenarioLog) -> CallerProfile:
    """Replaced by `Given a caller …`."""
    raise InputError(f'{log.place}: nobody phones. Add for example: Given the caller "jane"')


@pytest.fixture
def call(log: ScenarioLog) -> PlayedCall:
    """Replaced by `When the caller phones "…"`."""
    raise InputError(f'{log.place}: no call has been played. Add: When the caller phones "…"')
