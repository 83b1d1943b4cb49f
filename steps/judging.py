"""How a Then step puts a check to the call that was played."""

import pytest

from harness.checks.base import Check, Evidence, judge
from harness.errors import InputError
from harness.pytest_plugin.log import ScenarioLog

__all__ = ["Judge", "judged"]


class Judge:
    """Examines the latest call and tells the scenario's log."""

    def __init__(self, log: ScenarioLog) -> None:
        self._log = log

    def __call__(self, check: Check) -> None:
        """Judge one check. Raises InputError when nobody has phoned yet."""
        if not self._log.calls:
            raise InputError(f'{self._log.place}: no call has been played. Add: When the caller phones "…"')
        latest = self._log.calls[-1]
        self._log.judged(judge(check, Evidence(trace=latest.trace, squad=latest.squad)))


@pytest.fixture
def judged(log: ScenarioLog) -> Judge:
    """Put a check to the latest call; a scenario may play several."""
    return Judge(log)
