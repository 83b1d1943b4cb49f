"""In which order tools were called.

"Before" means that the answer had arrived when the other call was made: two calls of one turn leave together, and neither knows
what the other found. A call that never got an answer counts from when it was made.
"""

from collections.abc import Sequence

from msgspec import Struct

from harness.checks.base import Evidence, Finding, NotApplicable
from harness.checks.uses import numbers
from harness.checks.wording import listed
from harness.trace.trace import ToolUse, Trace

__all__ = ["AllCalled", "CalledAfter", "CalledBefore", "CalledImmediatelyBefore", "CalledInSequence", "PartialOrder"]


class CalledBefore(Struct, frozen=True, kw_only=True):
    """The first call of `tool` was answered before the first call of `other`."""

    tool: str
    other: str

    @property
    def title(self) -> str:
        """The promise in words."""
        return f'"{self.tool}" is called before "{self.other}"'

    def examine(self, evidence: Evidence) -> Sequence[Finding] | NotApplicable:
        """Not applicable when `other` was never called: there was nothing to come before."""
        if not evidence.trace.uses_of(self.other):
            return NotApplicable(reason=f'"{self.other}" was never called, so nothing can have come before it.')
        return _order_broken(self.title, evidence.trace, self.tool, self.other)


class CalledAfter(Struct, frozen=True, kw_only=True):
    """The first call of `tool` was made after the first call of `other` was answered."""

    tool: str
    other: str

    @property
    def title(self) -> str:
        """The promise in words."""
        return f'"{self.tool}" is called after "{self.other}"'

    def examine(self, evidence: Evidence) -> Sequence[Finding] | NotApplicable:
        """Not applicable when `tool` was never called."""
        if not evidence.trace.uses_of(self.tool):
            return NotApplicable(reason=f'"{self.tool}" was never called, so it cannot have come after anything.')
        return _order_broken(self.title, evidence.trace, self.other, self.tool)


class CalledImmediatelyBefore(Struct, frozen=True, kw_only=True):
    """Directly before every call of `other` there is a call of `tool`, with no other tool between."""

    tool: str
    other: str

    @property
    def title(self) -> str:
        """The promise in words."""
        return f'"{self.tool}" is called immediately before "{self.other}"'

    def examine(self, evidence: Evidence) -> Sequence[Finding] | NotApplicable:
        """Not applicable when `other` was never called."""
        uses = evidence.trace.tool_uses
        places = [place for place, use in enumerate(uses) if use.name == self.other]
        if not places:
            return NotApplicable(reason=f'"{self.other}" was never called, so nothing can have come before it.')
        findings: list[Finding] = []
        for place in places:
            previous = uses[place - 1] if place else None
            if previous is not None and previous.name == self.tool and _comes_before(previous, uses[place]):
                continue
            came = f'"{previous.name}" came before it' if previous else "no tool came before it"
            together = previous is not None and previous.name == self.tool
            found = f'both were called at once, before "{self.tool}" had answered' if together else came
            message = f'"{self.tool}" should have been called immediately before "{self.other}", but {found}.'
            shown = (previous, uses[place]) if previous else (uses[place],)
            findings.append(Finding(check=self.title, message=message, events=tuple(use.request.n for use in shown)))
        return findings


class AllCalled(Struct, frozen=True, kw_only=True):
    """Each of these tools is called, in any order."""

    tools: tuple[str, ...]

    @property
    def title(self) -> str:
        """The promise in words."""
        return f"{_names(self.tools)} are called, in any order"

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """One finding that names those that were not."""
        missing = [tool for tool in self.tools if not evidence.trace.uses_of(tool)]
        if not missing:
            return []
        were = "was" if len(missing) == 1 else "were"
        message = f"{_names(self.tools)} should all have been called, but {_names(missing)} {were} not."
        return [Finding(check=self.title, message=message, events=numbers(evidence.trace.tool_uses))]


class CalledInSequence(Struct, frozen=True, kw_only=True):
    """These calls occur in this order; others may come between. A tool named twice must be called twice."""

    tools: tuple[str, ...]

    @property
    def title(self) -> str:
        """The promise in words."""
        return f"{_names(self.tools)} are called in this order"

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """A finding that names the first step which did not follow."""
        uses = evidence.trace.tool_uses
        last: ToolUse | None = None
        for step, tool in enumerate(self.tools):
            following = next((use for use in uses if use.name == tool and (last is None or _comes_before(last, use))), None)
            if following is None:
                after = f' after "{self.tools[step - 1]}"' if step else ""
                order = listed(f'"{use.name}"' for use in uses) or "none"
                message = f'{_names(self.tools)} should have been called in this order, but no call of "{tool}" came{after}.'
                return [Finding(check=self.title, message=message, events=numbers(uses), why=f"The calls were: {order}.")]
            last = following
        return []


class PartialOrder(Struct, frozen=True, kw_only=True):
    """For each pair, the first tool is called before the second; pairs say nothing about other pairs."""

    pairs: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        """The promise in words."""
        return listed(f'"{first}" is called before "{second}"' for first, second in self.pairs)

    def examine(self, evidence: Evidence) -> Sequence[Finding] | NotApplicable:
        """One finding for each pair that is broken; not applicable when no pair's second tool was called."""
        judged = [pair for pair in self.pairs if evidence.trace.uses_of(pair[1])]
        if not judged:
            later = _names([second for _, second in self.pairs])
            return NotApplicable(reason=f"Of {later} none was called, so there is no order to judge.")
        return [finding for first, second in judged for finding in _order_broken(self.title, evidence.trace, first, second)]


def _order_broken(title: str, trace: Trace, first: str, second: str) -> list[Finding]:
    """`second` was called; was `first` answered before that?"""
    earlier, later = trace.uses_of(first), trace.uses_of(second)
    if not earlier:
        message = f'"{first}" should have been called before "{second}", but was never called.'
        return [Finding(check=title, message=message, events=(later[0].request.n,))]
    if _comes_before(earlier[0], later[0]):
        return []
    events = tuple(sorted((earlier[0].request.n, later[0].request.n)))
    if earlier[0].request.n < later[0].request.n:
        message = f'"{second}" should have waited for the answer of "{first}", but was called before it had arrived.'
    else:
        message = f'"{first}" should have been called before "{second}", but was called after it.'
    return [Finding(check=title, message=message, events=events)]


def _comes_before(first: ToolUse, second: ToolUse) -> bool:
    answered = first.reply.n if first.reply else first.request.n
    return answered < second.request.n


def _names(tools: Sequence[str]) -> str:
    return listed(f'"{tool}"' for tool in dict.fromkeys(tools)) if tools else "no tool"
