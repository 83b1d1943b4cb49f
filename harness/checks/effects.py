"""What the call did to the database."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

from harness.checks.base import Evidence, Finding, Owner
from harness.checks.cells import Absent, Alike, Written, agrees, shown
from harness.checks.count import Count
from harness.checks.matching import pairing
from harness.checks.rows import NO_COLUMN, column_value, net_changes
from harness.checks.uses import failures_in_words, numbers
from harness.checks.wording import counted, listed
from harness.trace.events import RowChange
from harness.trace.trace import Trace
from harness.trace.transcript import shown_change, shown_value

__all__ = [
    "ChangeKind",
    "ExpectedRow",
    "Lookup",
    "NothingChanged",
    "RowCount",
    "RowsMatch",
    "differences",
    "row_in_words",
]

ChangeKind = Literal["added", "removed", "changed"]
Lookup = Callable[[str, Any], str | None]
"""(column, key) → what the row it refers to is called, for rows that the call did not touch; None when unknown."""
_ARROWS = ("→", "->")


class ExpectedRow(Struct, frozen=True, kw_only=True):
    """One row that should be added, removed or changed."""

    table: str
    kind: ChangeKind = "added"
    cells: Mapping[str, Any] = {}
    """Column → expected value, as `harness.checks.cells` compares them; `Absent` (an empty cell) is not compared.

    In a changed row, text such as `booked → cancelled` compares before and after, other values what is there afterwards. A
    column `guest` that the table does not have, beside `guest_id`, is compared with the row that key refers to.
    """


class RowsMatch(Struct, frozen=True, kw_only=True):
    """The rows of the tables named here changed exactly so: no row is missing and, in these tables, none is there besides.

    What counts is the net effect of the call: a row that was added and then changed is one added row.
    """

    rows: tuple[ExpectedRow, ...]
    nothing_else: bool = True
    """True: no other table, and no other kind of change in these tables, may be touched."""
    lookup: Lookup | None = None

    @property
    def title(self) -> str:
        """The promise in words."""
        kinds = listed(dict.fromkeys(row.kind for row in self.rows), last="or") or "touched"
        return f"these rows are {kinds}{' and nothing else changes' if self.nothing_else else ''}"

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """A finding for each expected row that is not there, and one for rows nobody expected."""
        changes = net_changes(evidence.trace)
        pairs = pairing(self.rows, changes, lambda row, change: not differences(row, change, changes, self.lookup))
        spare = [change for i, change in enumerate(changes) if i not in pairs.values()]
        findings = [self._unmet(row, spare, changes, evidence.trace) for i, row in enumerate(self.rows) if i not in pairs]
        named = {(row.table, row.kind) for row in self.rows}
        blamed = {finding.why for finding in findings}
        unexpected = [
            change
            for change in spare
            if (self.nothing_else or (change.table, change.kind) in named) and f"Nearest: {shown_change(change)}." not in blamed
        ]
        if unexpected:
            findings.append(self._besides(unexpected, evidence.trace))
        return findings

    def _unmet(self, row: ExpectedRow, spare: Sequence[RowChange], changes: Sequence[RowChange], trace: Trace) -> Finding:
        expected = f"Expected {row_in_words(row)}"
        same_kind = [change for change in spare if (change.table, change.kind) == (row.table, row.kind)]
        nearest = min(same_kind, key=lambda change: len(differences(row, change, changes, self.lookup)), default=None)
        if nearest is None:
            so_many = sum((change.table, change.kind) == (row.table, row.kind) for change in changes)
            found = f"no other row was {row.kind}" if so_many else f"no row was {row.kind}"
            message = f"{expected}, but {found} there.{failures_in_words(trace.tool_uses)}"
            owner: Owner = "backend" if any(use.succeeded and use.request.url for use in trace.tool_uses) else "agent"
            return Finding(check=self.title, message=message, owner=owner, events=numbers(trace.tool_uses))
        message = f"{expected}, but in the row that was {row.kind} {listed(differences(row, nearest, changes, self.lookup))}."
        return Finding(
            check=self.title,
            message=message,
            owner=_owner_of(row, nearest, trace),
            events=_events_of([nearest], trace),
            why=f"Nearest: {shown_change(nearest)}.",
        )

    def _besides(self, unexpected: Sequence[RowChange], trace: Trace) -> Finding:
        rows = listed(shown_change(change) for change in unexpected)
        message = f"Nothing else should have changed, but {_were(len(unexpected))}: {rows}."
        return Finding(check=self.title, message=message, owner="backend", events=_events_of(unexpected, trace))


class NothingChanged(Struct, frozen=True, kw_only=True):
    """The database, or these tables of it, are afterwards as they were."""

    tables: tuple[str, ...] | None = None

    @property
    def title(self) -> str:
        """The promise in words."""
        return f"nothing changes in {listed(self.tables)}" if self.tables else "nothing changes in the database"

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """One finding with every row that did change."""
        changes = [c for c in net_changes(evidence.trace) if self.tables is None or c.table in self.tables]
        if not changes:
            return []
        where = listed(self.tables) if self.tables else "the database"
        rows = listed(shown_change(change) for change in changes)
        message = f"Nothing should have changed in {where}, but {_were(len(changes))}: {rows}."
        return [Finding(check=self.title, message=message, events=_events_of(changes, evidence.trace))]


class RowCount(Struct, frozen=True, kw_only=True):
    """So many rows of a table are added, removed or changed."""

    table: str
    count: Count
    kind: ChangeKind = "added"

    @property
    def title(self) -> str:
        """The promise in words."""
        return f"{self.count.of('row')} {'is' if self.count.most == 1 else 'are'} {self.kind} in {self.table}"

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """One finding for a wrong number."""
        changes = [c for c in net_changes(evidence.trace) if (c.table, c.kind) == (self.table, self.kind)]
        if self.count.allows(len(changes)):
            return []
        found = f"{counted(len(changes), 'row')} {'was' if len(changes) < 2 else 'were'}"
        message = f"Expected {self.count.of('row')} {self.kind} in {self.table}, but {found}."
        if len(changes) < self.count.least:
            message += failures_in_words(evidence.trace.tool_uses)
        return [Finding(check=self.title, message=message, events=_events_of(changes, evidence.trace))]


def differences(
    row: ExpectedRow, change: RowChange, changes: Sequence[RowChange], lookup: Lookup | None = None
) -> tuple[str, ...]:
    """What is wrong with taking the change for the expected row; empty when it fits. `changes` are those it may refer to."""
    if (row.table, row.kind) != (change.table, change.kind):
        return (f"it is a row {change.kind} in {change.table}",)
    wrong: list[str] = []
    for column, wanted in row.cells.items():
        if isinstance(wanted, Absent):
            continue
        for state, expected in _states(row.kind, wanted):
            values = column_value(change, state, column, changes=changes, lookup=lookup)
            if not any(agrees(expected, value) for value in values):
                wrong.append(_difference(column, expected, values, state if row.kind == "changed" else ""))
    return tuple(wrong)


def row_in_words(row: ExpectedRow) -> str:
    """An expected row as a sentence names it: a row added in tables with seats "2"."""
    return f"a row {row.kind} in {row.table}{_cells_in_words(row)}"


def _states(kind: ChangeKind, wanted: Any) -> list[tuple[Literal["before", "after"], Any]]:
    """Which side of the change a cell speaks of, and what it expects there."""
    if kind == "removed":
        return [("before", wanted)]
    if kind == "changed" and isinstance(wanted, Written | Alike | str):
        text = wanted if isinstance(wanted, str) else wanted.text
        arrow = next((arrow for arrow in _ARROWS if arrow in text), None)
        if arrow is not None:
            before, after = (Written(side.strip()) for side in text.split(arrow, 1))
            return [("before", before), ("after", after)]
    return [("after", wanted)]


def _difference(column: str, expected: Any, values: Sequence[Any], state: str) -> str:
    if not values or values[0] is NO_COLUMN:
        return f"there is no column {column}"
    where = f"{column} {state}" if state else column
    return f"{where} is {' / '.join(map(shown_value, values))}, not {shown(expected)}"


def _cells_in_words(row: ExpectedRow) -> str:
    cells = [f"{column} {shown(wanted)}" for column, wanted in row.cells.items() if not isinstance(wanted, Absent)]
    return f" with {listed(cells)}" if cells else ""


def _owner_of(row: ExpectedRow, change: RowChange, trace: Trace) -> Owner:
    """The agent's fault when a wrong value is one it sent, else the backend's."""
    state = change.before if row.kind == "removed" else change.after
    sent = [str(value) for use in trace.tool_uses if change in use.changes for value in use.arguments.values()]
    wrong = [
        str(value)
        for column, value in (state or {}).items()
        if column in row.cells and not isinstance(row.cells[column], Absent) and not agrees(row.cells[column], value)
    ]
    return "agent" if any(value in sent for value in wrong) else "backend"


def _events_of(changes: Sequence[RowChange], trace: Trace) -> tuple[int, ...]:
    tables = {change.table for change in changes}
    return tuple(n for use in trace.tool_uses if tables & {change.table for change in use.changes} for n in numbers([use]))


def _were(count: int) -> str:
    return "one row was" if count == 1 else f"{count} rows were"
