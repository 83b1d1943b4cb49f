"""The arguments of one tool call against the expected ones."""

from collections.abc import Mapping
from typing import Any, Literal

from harness.checks.cells import MISSING, Absent, agrees, shown
from harness.trace.transcript import shown_value

__all__ = ["ArgumentMatch", "differences"]

ArgumentMatch = Literal["exactly", "at least"]
"""`exactly`: no other argument may be there. `at least`: others do not matter."""


def differences(expected: Mapping[str, Any], actual: Mapping[str, Any], match: ArgumentMatch = "exactly") -> tuple[str, ...]:
    """One sentence part for each argument that differs, expected ones first; empty when all agree.

    Both sides' keys are looked at: a missing argument differs, and so does one that nobody expected unless `at least` is asked.
    """
    wrong = [
        _difference(name, wanted, actual.get(name, MISSING))
        for name, wanted in expected.items()
        if not agrees(wanted, actual.get(name, MISSING))
    ]
    if match == "exactly":
        extra = (name for name in actual if name not in expected)
        wrong += [f"{name} was not expected, but was {shown_value(actual[name])}" for name in extra]
    return tuple(wrong)


def _difference(name: str, wanted: Any, found: Any) -> str:
    if found is MISSING:
        return f"{name} should be {shown(wanted)}, but was missing"
    if isinstance(wanted, Absent):
        return f"{name} should be absent, but was {shown_value(found)}"
    return f"{name} should be {shown(wanted)}, but was {shown_value(found)}"
