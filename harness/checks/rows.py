"""The rows a call touched: their net change, and a row's columns read as a person names them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from harness.checks.cells import MISSING
from harness.trace.events import RowChange
from harness.trace.trace import Trace

__all__ = ["NO_COLUMN", "column_value", "net_changes"]

NO_COLUMN = MISSING
"""The table has no such column, nor a key of that name."""


class _Chain(Struct):
    change: RowChange


def net_changes(trace: Trace) -> tuple[RowChange, ...]:
    """What is different at the end: a row added and then changed is added; one that came and went is not there.

    A later change belongs to the same row when it starts from what the earlier one left; no key has to be known.
    """
    changes = trace.row_changes
    if len(changes) < 2:
        return changes
    chains: list[_Chain] = []
    for change in changes:
        earlier = _continued(chains, change)
        if earlier is None:
            chains.append(_Chain(change))
        else:
            earlier.change = replace(earlier.change, after=change.after)
    return tuple(chain.change for chain in chains if chain.change.before != chain.change.after)


def column_value(
    change: RowChange,
    state: Literal["before", "after"],
    column: str,
    *,
    changes: Sequence[RowChange],
    lookup: Callable[[str, Any], str | None] | None = None,
) -> tuple[Any, ...]:
    """The values a column may be said to have: its own, or those of the row that `<column>_id` refers to.

    That row is looked for among the rows the call touched, then asked of `lookup`; `(NO_COLUMN,)` when there is no such column.
    """
    row = (change.before if state == "before" else change.after) or {}
    if column in row:
        return (row[column],)
    key = row.get(f"{column}_id", MISSING)
    if key is MISSING:
        return (NO_COLUMN,)
    referred = next(_referred(column, key, changes), None)
    if referred is not None:
        return tuple(value for name, value in referred.items() if name != "id")
    known = lookup(column, key) if lookup else None
    return (key,) if known is None else (known,)


def _continued(chains: Sequence[_Chain], change: RowChange) -> _Chain | None:
    if change.before is None:
        return None
    for chain in reversed(chains):
        if chain.change.table == change.table and chain.change.after == change.before:
            return chain
    return None


def _referred(column: str, key: Any, changes: Sequence[RowChange]) -> Iterator[Mapping[str, Any]]:
    """Rows of a table called like the column, in the singular or the plural, with this id."""
    singular = column.lower()
    tables = {singular, f"{singular}s", f"{singular}es", f"{singular[:-1]}ies"}
    for change in changes:
        row = change.after or change.before or {}
        if change.table.lower() in tables and row.get("id") == key:
            yield row
