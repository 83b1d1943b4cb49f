"""Which rows changed, from what triggers wrote down as it happened: the cost is that of the changes and not of the tables.

The log is a temporary table on the connection of the call: what is rolled back was never logged.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import json
from sqlalchemy import MetaData, Table

from harness.trace.events import RowChange

__all__ = ["UNWATCHED", "Logged", "json_pairs", "net_changes", "watched_tables"]

UNWATCHED = "unwatched"
"""Key in a table's `info`: its rows are book-keeping of the backend, no effect anybody would promise."""

Logged = tuple[str, str, str | None, str | None]
"""Table, key of the row as text, the row before and the row after as JSON."""


def net_changes(logged: Iterable[Logged], booleans: Mapping[str, Sequence[str]]) -> tuple[RowChange, ...]:
    """Each row once, in the order of its first change; `booleans` names columns whose 0 and 1 mean no and yes."""
    net: dict[tuple[str, str], tuple[str | None, str | None]] = {}
    for table, key, before, after in logged:
        first_before = net[table, key][0] if (table, key) in net else before
        net[table, key] = (first_before, after)
    return tuple(
        RowChange(table=table, before=_row(before, booleans.get(table, ())), after=_row(after, booleans.get(table, ())))
        for (table, _), (before, after) in net.items()
        if before != after
    )


def watched_tables(metadata: MetaData) -> list[Table]:
    """The tables whose changes are reported, referred-to ones first."""
    return [table for table in metadata.sorted_tables if not table.info.get(UNWATCHED)]


def json_pairs(table: Table, which: str) -> str:
    """SQL for the names and values of a row, NEW or OLD; after a foreign key with a label comes what it points at."""
    pairs = []
    for column in table.c:
        pairs.append(f"'{column.name}', {which}.{column.name}")
        if "label" in column.info:
            label, other, named_by = column.info["label"]
            (key,) = table.metadata.tables[other].primary_key
            pairs.append(f"'{label}', (SELECT {named_by} FROM {other} WHERE {key.name} = {which}.{column.name})")
    return ", ".join(pairs)


def _row(text: str | None, booleans: Sequence[str]) -> Mapping[str, Any] | None:
    if text is None:
        return None
    row: dict[str, Any] = json.decode(text, type=dict[str, Any])
    for name in booleans:
        if row[name] is not None:
            row[name] = bool(row[name])
    return row
