"""A caller that says fixed lines, one a turn, whatever it hears."""

from collections.abc import Sequence

from harness.callers.profile import CallerProfile
from harness.ports import CallerMove, CannotGoOn, HangsUp, Says

__all__ = ["ScriptedCaller"]


class ScriptedCaller:
    """Plays `profile.lines` in one call. Make a new one for every call."""

    def __init__(self, profile: CallerProfile) -> None:
        self._lines = profile.lines
        self._next = 0
        self._gone = False

    def answer(self, heard: Sequence[str]) -> CallerMove:
        """The next line; HangsUp when it has hung up before, CannotGoOn when the lines are over and it has not."""
        if self._gone:
            return HangsUp()
        if self._next >= len(self._lines):
            last = f", which was answered with: “{' '.join(heard)}”" if any(heard) else ""
            return CannotGoOn(reason=f"has no more lines{last}; add a line, or let the last one hang up")
        line = self._lines[self._next]
        self._next += 1
        self._gone = isinstance(line, HangsUp) or (isinstance(line, Says) and line.then_hangs_up)
        return line
