"""Which tools were called, how often, and with which arguments."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from harness.checks.arguments import ArgumentMatch, differences
from harness.checks.base import Evidence, Finding
from harness.checks.cells import shown
from harness.checks.count import Count, at_least, exactly
from harness.checks.line import handoffs
from harness.checks.matching import pairing
from harness.checks.uses import Counting, effective, failures_in_words, numbers, owner_of_failures
from harness.checks.wording import listed, many_times
from harness.trace.trace import ToolUse
from harness.trace.transcript import shown_request

__all__ = ["NeverCalled", "OnlyCalled", "ToolCalled"]


class ToolCalled(Struct, frozen=True, kw_only=True):
    """A tool is called this often, and with these arguments.

    With `rows`, the counted calls must be exactly the rows, each row one call, in any order; with `times` as well, it says how
    many calls there may be and every row must be among them. One row and a `times` of n or more: n calls must agree with it.
    """

    tool: str
    times: Count | None = None
    """None: once a row, or at least once when there are no rows."""
    rows: tuple[Mapping[str, Any], ...] = ()
    """Expected arguments, one mapping a call; values as `harness.checks.cells` compares them."""
    match: ArgumentMatch = "exactly"
    counting: Counting | None = None
    """None: effective calls when arguments are compared, every attempt when calls are only counted."""

    @property
    def title(self) -> str:
        """The promise in words."""
        how_often = f" {self._times.in_words()}"
        return f'"{self.tool}" is called{how_often}{" with the expected arguments" if self.rows else ""}'

    @property
    def _times(self) -> Count:
        return self.times or (exactly(len(self.rows)) if self.rows else at_least(1))

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """A finding for a wrong number of calls, else one for each expected call that was not made as expected."""
        attempts = evidence.trace.uses_of(self.tool)
        counting = self.counting or ("effective" if self.rows else "attempts")
        counted_uses = attempts if counting == "attempts" else effective(evidence.trace, self.tool)
        if self.rows and attempts:
            mismatched = self._mismatched(attempts, counted_uses)
            if mismatched:
                return mismatched
        if not self._times.allows(len(counted_uses)):
            return [self._wrong_number(attempts, counted_uses)]
        return []

    def _wrong_number(self, attempts: Sequence[ToolUse], counted_uses: Sequence[ToolUse]) -> Finding:
        fewer = len(counted_uses) < self._times.least
        successfully = " successfully" if len(counted_uses) < len(attempts) else ""
        found = f"{_how_often(counted_uses)}{successfully}"
        message = f'"{self.tool}" should have been called {self._times.in_words()}, but was {found}.'
        return Finding(
            check=self.title,
            message=message + failures_in_words(attempts),
            owner=owner_of_failures(attempts) if fewer and not counted_uses else "agent",
            events=numbers(attempts),
        )

    def _mismatched(self, attempts: Sequence[ToolUse], counted_uses: Sequence[ToolUse]) -> list[Finding]:
        wanted = self.rows * max(self._times.least, 1) if len(self.rows) == 1 else self.rows
        pairs = pairing(wanted, counted_uses, lambda row, use: not differences(row, use.arguments, self.match))
        unmet = [row for i, row in enumerate(wanted) if i not in pairs]
        spare = [use for j, use in enumerate(counted_uses) if j not in pairs.values()]
        failed = [use for use in attempts if not use.succeeded]
        return [self._unmet(row, spare, failed, attempts) for row in unmet]

    def _unmet(
        self, row: Mapping[str, Any], spare: Sequence[ToolUse], failed: Sequence[ToolUse], attempts: Sequence[ToolUse]
    ) -> Finding:
        def distance(use: ToolUse) -> int:
            return len(differences(row, use.arguments, self.match))

        expected = ", ".join(f"{name}={shown(value)}" for name, value in row.items())
        if as_expected := [use for use in failed if distance(use) == 0]:
            message = f'"{self.tool}" was called as expected, {self.tool}({expected}), but without success.'
            owner = owner_of_failures(as_expected)
            return Finding(
                check=self.title,
                message=message + failures_in_words(as_expected),
                owner="backend" if owner == "agent" else owner,
                events=numbers(as_expected),
            )
        nearest = min(spare or failed, key=distance, default=None)
        if nearest is None:
            message = f'"{self.tool}" should also have been called with {expected}; it was {_how_often(attempts)} in all.'
            return Finding(check=self.title, message=message, events=numbers(attempts))
        wrong = listed(differences(row, nearest.arguments, self.match))
        message = f'"{self.tool}" was called with other arguments than expected: {wrong}.'
        return Finding(
            check=self.title, message=message + failures_in_words([nearest]), events=(nearest.request.n,), why=_in_full(nearest)
        )


class NeverCalled(Struct, frozen=True, kw_only=True):
    """A tool is not called at all; a failed attempt is a call too."""

    tool: str

    @property
    def title(self) -> str:
        """The promise in words."""
        return f'"{self.tool}" is never called'

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """One finding, with every call of it."""
        uses = evidence.trace.uses_of(self.tool)
        if not uses:
            return []
        message = f'"{self.tool}" should never have been called, but was {_how_often(uses)}: {shown_request(uses[0].request)}.'
        return [Finding(check=self.title, message=message, events=numbers(uses))]


class OnlyCalled(Struct, frozen=True, kw_only=True):
    """No tool but these is called; none of them has to be. Hand-overs from one assistant to another do not count."""

    tools: tuple[str, ...]

    @property
    def title(self) -> str:
        """The promise in words."""
        return f"no tool is called but {self._names}" if self.tools else "no tool is called"

    @property
    def _names(self) -> str:
        return listed((f'"{tool}"' for tool in self.tools), last="or")

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """One finding for each other tool."""
        passed = {event.call_id for event in handoffs(evidence.trace)}
        made = [use for use in evidence.trace.tool_uses if use.request.call_id not in passed]
        others = dict.fromkeys(use.name for use in made if use.name not in self.tools)
        expected = f"No tool but {self._names} should have been called" if self.tools else "No tool should have been called"
        findings: list[Finding] = []
        for tool in others:
            uses = evidence.trace.uses_of(tool)
            message = f'{expected}, but "{tool}" was {_how_often(uses)}.'
            findings.append(Finding(check=self.title, message=message, events=numbers(uses)))
        return findings


def _how_often(uses: Sequence[ToolUse]) -> str:
    return "never called" if not uses else f"called {many_times(len(uses))}"


def _in_full(use: ToolUse) -> str:
    return f"The call was {shown_request(use.request)}."
