"""In which order rows changed, and who changed them."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from harness.checks.base import Check, Evidence, Finding, NotApplicable
from harness.checks.effects import ExpectedRow, Lookup, differences, row_in_words
from harness.checks.uses import numbers
from harness.checks.wording import listed
from harness.trace.events import RowChange, RowsChanged
from harness.trace.trace import Trace
from harness.trace.transcript import shown_change

__all__ = ["ChangedBy", "RowsInOrder"]


class RowsInOrder(Struct, frozen=True, kw_only=True):
    """These rows change in this order, others may change in between; also within one tool call.

    Not the net effect counts but what happened when: a row that is added and later changed is both. Within one call the order is
    that in which the database was first touched, row by row.
    """

    rows: tuple[ExpectedRow, ...]
    tool: str | None = None
    """Only what calls of this tool changed; None: whoever did it."""
    lookup: Lookup | None = None

    @property
    def title(self) -> str:
        """The promise in words."""
        who = f'"{self.tool}" changes these rows in this order: ' if self.tool else "rows change in this order: "
        return who + ", then ".join(row_in_words(row) for row in self.rows)

    def examine(self, evidence: Evidence) -> Sequence[Finding] | NotApplicable:
        """One finding that names the first row which did not follow; not applicable when the tool was never called."""
        if self.tool and not evidence.trace.uses_of(self.tool):
            return NotApplicable(reason=f'"{self.tool}" was never called, so no row can have changed because of it.')
        changes = tuple(change for _, change in _changes(evidence.trace, self.tool))
        place = 0
        for step, row in enumerate(self.rows):
            fitting = [n for n, change in enumerate(changes) if not differences(row, change, changes, self.lookup)]
            following = [n for n in fitting if n >= place]
            if not following:
                return [self._finding(evidence.trace, step, changes, came_before=bool(fitting))]
            place = following[0] + 1
        return []

    def _finding(self, trace: Trace, step: int, changes: Sequence[RowChange], *, came_before: bool) -> Finding:
        expected = row_in_words(self.rows[step])
        after = f" after {row_in_words(self.rows[step - 1])}" if step else ""
        found = "that was so earlier" if came_before else "there was none"
        who = f' by "{self.tool}"' if self.tool else ""
        return Finding(
            check=self.title,
            message=f"Expected{after} {expected}{who}, but {found}.",
            owner="backend" if changes else "agent",
            events=tuple(dict.fromkeys(n for n, _ in _changes(trace, self.tool))) or numbers(trace.tool_uses),
            why=f"The changes were, in order: {listed(map(shown_change, changes))}." if changes else "No row changed.",
        )


class ChangedBy(Struct, frozen=True, kw_only=True):
    """Another check, asked only of the rows that the tools changed, or only of those that no tool call explains.

    What no tool call explains is the platform's own doing: its report at the end of the call, above all.
    """

    who: Literal["tools", "platform"]
    check: Check

    @property
    def title(self) -> str:
        """The promise in words."""
        return f"{self.check.title}, because of {'a tool call' if self.who == 'tools' else 'the report on the call'}"

    def examine(self, evidence: Evidence) -> Sequence[Finding] | NotApplicable:
        """What the other check finds."""
        trace = Trace(events=tuple(event for event in evidence.trace.events if not self._is_left_out(event)))
        return self.check.examine(Evidence(trace=trace, squad=evidence.squad))

    def _is_left_out(self, event: object) -> bool:
        return isinstance(event, RowsChanged) and (event.call_id is None) == (self.who == "tools")


def _changes(trace: Trace, tool: str | None) -> list[tuple[int, RowChange]]:
    """Every change with the number of its event, in the order in which it happened."""
    calls = {use.request.call_id for use in trace.uses_of(tool)} if tool else None
    return [
        (event.n, change)
        for event in trace.events
        if isinstance(event, RowsChanged) and (calls is None or calls & {event.call_id, *event.shared_with})
        for change in event.changes
    ]
