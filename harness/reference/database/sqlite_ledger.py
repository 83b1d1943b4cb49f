"""The ledger of a SQLite connection."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Boolean, MetaData, Table

from harness.reference.database.ledger import json_pairs, net_changes, watched_tables
from harness.trace.events import RowChange

__all__ = ["SqliteLedger"]

_LOG = """
CREATE TEMP TABLE changelog (
    n INTEGER PRIMARY KEY, table_name TEXT NOT NULL, row_key TEXT NOT NULL, before_row TEXT, after_row TEXT
)
"""


class SqliteLedger:
    """The rows of one connection that differ since the last time it was asked. Satisfies `Watch`."""

    def __init__(self, driver: sqlite3.Connection, metadata: MetaData) -> None:
        self._driver = driver
        self._booleans = {
            table.name: tuple(column.name for column in table.c if isinstance(column.type, Boolean))
            for table in watched_tables(metadata)
        }
        driver.execute(_LOG)
        for table in watched_tables(metadata):
            for statement in _triggers(table):
                driver.execute(statement)

    def changes(self) -> tuple[RowChange, ...]:
        """Each changed row once, as it was and as it is now, oldest change first; a row that is as before is not there."""
        logged = self._driver.execute("SELECT table_name, row_key, before_row, after_row FROM changelog ORDER BY n").fetchall()
        if not logged:
            return ()
        self._driver.execute("DELETE FROM changelog")
        return net_changes(logged, self._booleans)

    @contextmanager
    def unwatched(self) -> Iterator[None]:
        """What changes inside is not anybody's doing, and is never reported."""
        (last,) = self._driver.execute("SELECT coalesce(max(n), 0) FROM changelog").fetchone()
        yield
        self._driver.execute("DELETE FROM changelog WHERE n > ?", (last,))


def _triggers(table: Table) -> Iterator[str]:
    old, new = (f"json_object({json_pairs(table, which)})" for which in ("OLD", "NEW"))
    (key,) = table.primary_key
    for event, row_key, before, after in (
        ("INSERT", f"NEW.{key.name}", "NULL", new),
        ("UPDATE", f"OLD.{key.name}", old, new),
        ("DELETE", f"OLD.{key.name}", old, "NULL"),
    ):
        yield (
            f"CREATE TEMP TRIGGER log_{table.name}_{event.lower()} AFTER {event} ON main.{table.name} BEGIN "
            f"INSERT INTO changelog (table_name, row_key, before_row, after_row) "
            f"VALUES ('{table.name}', {row_key}, {before}, {after}); END"
        )
