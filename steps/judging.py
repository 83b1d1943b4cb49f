"""How a Then step puts a check to the call that was played."""

from collections.abc import Iterator

import pytest

from harness.checks.base import Check, Evidence, judge
from harness.checks.line import path
from harness.contract.problems import did_you_mean
from harness.errors import InputError
from harness.pytest_plugin.log import ScenarioLog
from harness.reporting.run import PlayedCall

__all__ = ["Judge", "judged", "refuse_unknown_assistant", "refuse_unknown_tool"]

_NAMES_A_TOOL = ("tool", "other", "before", "after", "of")
"""Fields of checks that hold the name of one tool; `tools` holds several."""
_NAMES_AN_ASSISTANT = ("assistant", "destination", "source", "since")
"""Fields of checks that hold the name of one assistant; `assistants` holds several."""
_PLATFORM_TOOLS = frozenset({"endCall", "transferCall", "voicemail"})
"""Offered by the platform, with or without a file of their own."""


def refuse_unknown_tool(log: ScenarioLog, tool: str) -> None:
    """Raise InputError for a tool the squad never had: nothing said about its calls could be wrong."""
    if log.tools and tool not in log.tools | _PLATFORM_TOOLS:
        raise InputError(f'{log.place}: the squad has no tool "{tool}". {did_you_mean(tool, log.tools)}')


def refuse_unknown_assistant(log: ScenarioLog, name: str, call: PlayedCall) -> None:
    """Raise InputError for an assistant nobody knows: that it is never on the line would be true of every call."""
    known = [*(assistant.name for assistant in call.squad.assistants), *path(call.trace)]
    if name not in known:
        raise InputError(f'{log.place}: {call.squad.name} has no assistant "{name}". {did_you_mean(name, known)}')


class Judge:
    """Examines the latest call and tells the scenario's log."""

    def __init__(self, log: ScenarioLog) -> None:
        self._log = log

    def __call__(self, check: Check) -> None:
        """Judge one check. Raises InputError when nobody has phoned yet, and for a tool or an assistant the squad never had."""
        if not self._log.calls:
            raise InputError(f'{self._log.place}: no call has been played. Add: When the caller phones "…"')
        for tool in _tools_named(check):
            refuse_unknown_tool(self._log, tool)
        latest = self._log.calls[-1]
        for name in _assistants_named(check):
            refuse_unknown_assistant(self._log, name, latest)
        self._log.judged(judge(check, Evidence(trace=latest.trace, squad=latest.squad)))


@pytest.fixture
def judged(log: ScenarioLog) -> Judge:
    """Put a check to the latest call; a scenario may play several."""
    return Judge(log)


def _tools_named(check: Check) -> Iterator[str]:
    """Every tool a check speaks of."""
    yield from (name for field in _NAMES_A_TOOL if (name := getattr(check, field, None)))
    yield from getattr(check, "tools", ())


def _assistants_named(check: Check) -> Iterator[str]:
    """Every assistant a check speaks of."""
    yield from (name for field in _NAMES_AN_ASSISTANT if (name := getattr(check, field, None)))
    yield from getattr(check, "assistants", ())
