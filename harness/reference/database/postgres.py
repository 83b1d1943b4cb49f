"""What is PostgreSQL's own: the tables of a played call, which are temporary and belong to one connection alone.

Nothing permanent is made, so a database that others use is left as it is, calls in parallel never wait for each other, and
nothing stays behind however a run ends. `search_path` holds no other schema, so that no statement can reach one.
"""

import weakref
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, MetaData, String, create_engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import StaticPool

from harness.errors import MachineError
from harness.reference.database.kept import KeptDatabase
from harness.reference.database.postgres_ledger import PostgresLedger
from harness.reference.database.store import Store

if TYPE_CHECKING:
    import psycopg.pq.abc

__all__ = ["PostgresDatabase", "first_line", "sorted_as_bytes"]

_SWEEP_EVERY = 1000
"""Calls. What is rolled back stays in a temporary table as dead rows until it is vacuumed, which nobody else may do."""


class PostgresDatabase(KeptDatabase):
    """A clean set of temporary tables for every call, on a server that runs already."""

    def __init__(self, store: Store, url: URL) -> None:
        """`url` names the psycopg driver. MachineError when the server does not answer or refuses."""
        try:
            self._open(store, url)
        except DatabaseError as refused:
            shown = url.set(drivername="postgresql").render_as_string(hide_password=True)
            raise MachineError(f"the database {shown} does not open: {first_line(refused)}") from refused

    def _open(self, store: Store, url: URL) -> None:
        # AUTOCOMMIT keeps SQLAlchemy from ending the transaction of a call.
        engine = create_engine(
            url, poolclass=StaticPool, isolation_level="AUTOCOMMIT", hide_parameters=True, use_native_hstore=False
        )
        connection = engine.connect()
        driver: psycopg.Connection[Any] = connection.connection.driver_connection  # type: ignore[assignment]
        self._let_go = weakref.finalize(self, driver.close)
        connection.exec_driver_sql("SET search_path TO pg_temp")
        sorted_as_bytes(store.metadata).create_all(connection, checkfirst=False)
        for statement in _numbering(store.metadata):
            connection.exec_driver_sql(statement)
        store.prepare(connection)
        super().__init__(store, connection, PostgresLedger(driver, store.metadata), partial(_control, driver.pgconn))
        self._sweep = f"VACUUM changelog, {', '.join(store.metadata.tables)}"
        self._calls = 0

    def begin_call(self) -> None:
        """From here on, everything belongs to one call."""
        self._calls += 1
        if self._calls % _SWEEP_EVERY == 0:
            self._settle()  # VACUUM runs in no transaction
            self._control(self._sweep)
        super().begin_call()

    def close(self) -> None:
        """Close the connection, and with it the tables; the database cannot be used afterwards."""
        super().close()
        self._let_go()


def sorted_as_bytes(metadata: MetaData) -> MetaData:
    """The same tables, whose texts compare byte by byte as SQLite's do, whatever the language of the server."""
    copy = MetaData()
    for table in metadata.sorted_tables:
        for column in table.to_metadata(copy).c:
            if isinstance(column.type, String):
                column.type = String(collation="C")
    return copy


def first_line(refused: DatabaseError) -> str:
    """What the server said, without details and hints."""
    return str(refused.orig).partition("\n")[0]


def _numbering(metadata: MetaData) -> Iterator[str]:
    """A row without a number gets the one after the highest, as in SQLite; a sequence would remember what was rolled back."""
    for table in metadata.sorted_tables:
        (key,) = table.primary_key
        if isinstance(key.type, Integer):
            highest = f"SELECT coalesce(max({key.name}), 0) FROM {table.name}"
            yield (
                f"CREATE FUNCTION pg_temp.next_{table.name}() RETURNS bigint LANGUAGE plpgsql AS "
                f"$$ BEGIN RETURN ({highest}) + 1; END $$"
            )
            yield f"ALTER TABLE {table.name} ALTER COLUMN {key.name} SET DEFAULT pg_temp.next_{table.name}()"


def _control(pgconn: "psycopg.pq.abc.PGconn", statement: str) -> None:
    # Not through psycopg's own execute: that forgets every prepared statement when it sees a ROLLBACK, and costs twice the time.
    from psycopg.errors import error_from_result
    from psycopg.pq import ExecStatus

    result = pgconn.exec_(statement.encode())
    if result.status != ExecStatus.COMMAND_OK:
        raise error_from_result(result)
