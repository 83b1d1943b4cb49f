"""Which rows changed: SQLite triggers write it down as it happens, so the cost is that of the changes and not of the tables.

The log is a temporary table on the same connection: what is rolled back was never logged.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from msgspec import json
from sqlalchemy import Boolean, MetaData, Table

from harness.trace.events import RowChange

__all__ = ["SqliteLedger"]

_LOG = """
CREATE TEMP TABLE changelog (
    n INTEGER PRIMARY KEY, table_name TEXT NOT NULL, row_id, before_row TEXT, after_row TEXT
)
"""
_Row = dict[str, Any]


class SqliteLedger:
    """The rows of one connection that differ since the last time it was asked. Satisfies `harness.ports.Ledger`."""

    def __init__(self, driver: sqlite3.Connection, metadata: MetaData) -> None:
        self._driver = driver
        self._booleans = {
            table.name: tuple(column.name for column in table.c if isinstance(column.type, Boolean))
            for table in metadata.sorted_tables
        }
        driver.execute(_LOG)
        for table in metadata.sorted_tables:
            for statement in _triggers(table):
                driver.execute(statement)

    def changes(self) -> tuple[RowChange, ...]:
        """Each changed row once, as it was and as it is now, oldest change first; a row that is as before is not there."""
        logged = self._driver.execute("SELECT table_name, row_id, before_row, after_row FROM changelog ORDER BY n").fetchall()
        if not logged:
            return ()
        self._driver.execute("DELETE FROM changelog")
        net: dict[tuple[str, Any], tuple[str | None, str | None]] = {}
        for table, row_id, before, after in logged:
            first_before = net[table, row_id][0] if (table, row_id) in net else before
            net[table, row_id] = (first_before, after)
        return tuple(
            RowChange(table=table, before=self._row(table, before), after=self._row(table, after))
            for (table, _), (before, after) in net.items()
            if before != after
        )

    @contextmanager
    def unwatched(self) -> Iterator[None]:
        """What changes inside is not anybody's doing, and is never reported."""
        (last,) = self._driver.execute("SELECT coalesce(max(n), 0) FROM changelog").fetchone()
        yield
        self._driver.execute("DELETE FROM changelog WHERE n > ?", (last,))

    def _row(self, table: str, text: str | None) -> Mapping[str, Any] | None:
        if text is None:
            return None
        row: _Row = json.decode(text, type=_Row)
        for name in self._booleans[table]:
            if row[name] is not None:
                row[name] = bool(row[name])
        return row


def _triggers(table: Table) -> Iterator[str]:
    old, new = _as_json(table, "OLD"), _as_json(table, "NEW")
    for event, row_id, before, after in (
        ("INSERT", "NEW.id", "NULL", new),
        ("UPDATE", "OLD.id", old, new),
        ("DELETE", "OLD.id", old, "NULL"),
    ):
        yield (
            f"CREATE TEMP TRIGGER log_{table.name}_{event.lower()} AFTER {event} ON main.{table.name} BEGIN "
            f"INSERT INTO changelog (table_name, row_id, before_row, after_row) "
            f"VALUES ('{table.name}', {row_id}, {before}, {after}); END"
        )


def _as_json(table: Table, which: str) -> str:
    pairs = []
    for column in table.c:
        pairs.append(f"'{column.name}', {which}.{column.name}")
        if "label" in column.info:
            label, other, named_by = column.info["label"]
            pairs.append(f"'{label}', (SELECT {named_by} FROM {other} WHERE id = {which}.{column.name})")
    return f"json_object({', '.join(pairs)})"
