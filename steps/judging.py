"""How a Then step puts a check to the call that was played."""

import pytest

from harness.checks.base import Check, Evidence, judge
from harness.pytest_plugin.log import ScenarioLog
from harness.reporting.run import PlayedCall

__all__ = ["Judge", "judged"]


class Judge:
    """Examines the latest call and tells the scenario's log."""

    def __init__(self, log: ScenarioLog, call: PlayedCall) -> None:
        self._log = log
        self.call = call

    def __call__(self, check: Check) -> None:
        """Judge one check."""
        self._log.judged(judge(check, Evidence(trace=self.call.trace, squad=self.call.squad)))


@pytest.fixture
def judged(log: ScenarioLog, call: PlayedCall) -> Judge:
    """Put a check to the call."""
    return Judge(log, call)
