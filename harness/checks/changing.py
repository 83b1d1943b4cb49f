"""A value of one row becomes another."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from harness.checks.base import Evidence, Finding
from harness.checks.cells import Written, agrees
from harness.checks.rows import net_changes
from harness.checks.uses import failures_in_words, numbers
from harness.checks.wording import listed
from harness.trace.events import RowChange
from harness.trace.transcript import shown_change, shown_value

__all__ = ["CellChanges"]


class CellChanges(Struct, frozen=True, kw_only=True):
    """In a row that has `whose` as one of its values, a column changes from one value to another; the net effect counts."""

    table: str
    column: str
    whose: str
    old: str
    new: str

    @property
    def title(self) -> str:
        """The promise in words."""
        return f'in {self.table} the {self.column} of {self.whose} changes from "{self.old}" to "{self.new}"'

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """One finding with what changed instead."""
        changes = [change for change in net_changes(evidence.trace) if change.table == self.table]
        theirs = [change for change in changes if self._is_meant(change)]
        if any(self._holds(change) for change in theirs):
            return []
        expected = f'The {self.column} of {self.whose} in {self.table} should have changed from "{self.old}" to "{self.new}"'
        return [
            Finding(
                check=self.title,
                message=f"{expected}, but {self._instead(changes, theirs)}.{failures_in_words(evidence.trace.tool_uses)}",
                events=numbers([use for use in evidence.trace.tool_uses if set(map(id, use.changes)) & set(map(id, changes))]),
            )
        ]

    def _is_meant(self, change: RowChange) -> bool:
        states = [state for state in (change.before, change.after) if state is not None]
        return any(agrees(Written(self.whose), value) for state in states for value in state.values())

    def _holds(self, change: RowChange) -> bool:
        old, new = _cell(change.before, self.column), _cell(change.after, self.column)
        return change.kind == "changed" and agrees(Written(self.old), old) and agrees(Written(self.new), new)

    def _instead(self, changes: Sequence[RowChange], theirs: Sequence[RowChange]) -> str:
        if not changes:
            return "no row changed there"
        if not theirs:
            return f"what changed there is {listed(map(shown_change, changes))}"
        change = theirs[0]
        if change.kind != "changed":
            return f"the row was {change.kind}: {shown_change(change)}"
        old, new = _cell(change.before, self.column), _cell(change.after, self.column)
        return f"it went from {shown_value(old)} to {shown_value(new)}"


def _cell(state: Mapping[str, Any] | None, column: str) -> Any:
    return (state or {}).get(column)
