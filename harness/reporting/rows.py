"""What a call did to the database, table by table, as cells ready to be shown."""

from typing import Literal

from msgspec import Struct

from harness.reporting.conversation import clock, shown
from harness.trace.events import RowChange, RowsChanged
from harness.trace.trace import Trace

__all__ = ["Cell", "ChangedRow", "ChangedTable", "changed_tables", "changes_in_words"]


class Cell(Struct, frozen=True, kw_only=True):
    """One value of a row."""

    value: str
    before: str | None = None
    """What stood there, where it is different now."""


class ChangedRow(Struct, frozen=True, kw_only=True):
    """One row that was added, removed or changed."""

    kind: Literal["added", "removed", "changed"]
    cells: tuple[Cell, ...]
    """In the order of the table's columns."""
    because: str
    """Tool and time: "bookTable at 0:21"; "no tool call" for a change nothing explains."""


class ChangedTable(Struct, frozen=True, kw_only=True):
    """The changed rows of one table, oldest change first."""

    name: str
    columns: tuple[str, ...]
    """Every column that holds a value in one of the rows."""
    rows: tuple[ChangedRow, ...]


def changed_tables(trace: Trace) -> tuple[ChangedTable, ...]:
    """Every table the call changed, in the order it was first touched; empty when nothing changed."""
    tools = {use.request.call_id: use.name for use in trace.tool_uses}
    by_table: dict[str, list[tuple[RowChange, str]]] = {}
    for event in trace.events:
        if isinstance(event, RowsChanged):
            because = f"{tools.get(event.call_id or '', 'no tool call')} at {clock(event.at)}"
            for change in event.changes:
                by_table.setdefault(change.table, []).append((change, because))
    return tuple(_table(name, changes) for name, changes in by_table.items())


def changes_in_words(tables: tuple[ChangedTable, ...]) -> str:
    """ "2 rows added, 1 changed"; "The database is as it was." when nothing changed."""
    kinds = [row.kind for table in tables for row in table.rows]
    parts = [f"{kinds.count(kind)} {kind}" for kind in ("added", "changed", "removed") if kind in kinds]
    if not parts:
        return "The database is as it was."
    number, _, rest = parts[0].partition(" ")
    return ", ".join([f"{number} {'row' if number == '1' else 'rows'} {rest}", *parts[1:]])


def _table(name: str, changes: list[tuple[RowChange, str]]) -> ChangedTable:
    present: dict[str, bool] = {}
    for change, _ in changes:
        for side in (change.before, change.after):
            for column, value in (side or {}).items():
                present[column] = present.get(column, False) or value is not None
    columns = tuple(column for column, has_value in present.items() if has_value)
    return ChangedTable(name=name, columns=columns, rows=tuple(_row(change, because, columns) for change, because in changes))


def _row(change: RowChange, because: str, columns: tuple[str, ...]) -> ChangedRow:
    current = change.after if change.after is not None else change.before or {}
    cells = []
    for column in columns:
        value = current.get(column)
        before = (change.before or {}).get(column)
        differs = change.kind == "changed" and before != value
        cells.append(Cell(value=shown(value), before=shown(before) if differs else None))
    return ChangedRow(kind=change.kind, cells=tuple(cells), because=because)
