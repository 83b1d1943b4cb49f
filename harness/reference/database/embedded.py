"""The database of calls played in process: one SQLite connection, and a clean state for every call."""

import sqlite3
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import StaticPool

from harness.errors import MachineError
from harness.reference.database.ledger import SqliteLedger
from harness.reference.database.rows import all_rows, insert_rows
from harness.reference.database.schema import metadata
from harness.reference.database.seed import ClinicSeed, plant, plant_base
from harness.reference.database.sqlite import kept_connection
from harness.trace.events import RowChange

__all__ = ["EmbeddedDatabase"]


class EmbeddedDatabase:
    """Tables and clinics made once; each call then starts from them, and what it did is rolled back at its end.

    For one thread at a time. Satisfies `Database` and `harness.ports.Ledger`.
    """

    def __init__(self, path: str = ":memory:") -> None:
        """A file instead of memory: calls start from its rows and leave none. MachineError when it does not open."""
        try:
            self._open(path)
        except (sqlite3.Error, DatabaseError) as refused:
            raise MachineError(f"the database {path} does not open: {getattr(refused, 'orig', refused)}") from refused

    def _open(self, path: str) -> None:
        self._driver: sqlite3.Connection = kept_connection(path)
        self._let_go = weakref.finalize(self, self._driver.close)
        # AUTOCOMMIT keeps SQLAlchemy from ending the transaction of a call; SAVEPOINT below is what handlers commit to.
        self._engine = create_engine(
            "sqlite://", creator=lambda: self._driver, poolclass=StaticPool, isolation_level="AUTOCOMMIT", hide_parameters=True
        )
        metadata.create_all(self._engine)
        self._connection = self._engine.connect()
        plant_base(self._connection)
        self._ledger = SqliteLedger(self._driver, metadata)

    def begin_call(self) -> None:
        """From here on, everything belongs to one call."""
        self._driver.execute("BEGIN")

    def end_call(self) -> None:
        """Everything since `begin_call` is undone, ids and the ledger included."""
        self._driver.execute("ROLLBACK")

    @contextmanager
    def call(self, *seeds: ClinicSeed) -> Iterator[None]:
        """A clean database with these clinics for as long as the block lasts."""
        self.begin_call()
        try:
            for seed in seeds:
                self.plant(seed)
            yield
        finally:
            self.end_call()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """The kept connection inside a savepoint, so that a handler may commit or fail within a call."""
        self._driver.execute("SAVEPOINT work")
        try:
            yield self._connection
        except BaseException:
            self._driver.execute("ROLLBACK TO work")
            self._driver.execute("RELEASE work")
            raise
        self._driver.execute("RELEASE work")

    def changes(self) -> tuple[RowChange, ...]:
        """Rows that differ since the last time it was asked; inserted and planted rows are not among them."""
        return self._ledger.changes()

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Every row of a table by id; InputError when there is no such table."""
        return all_rows(self._connection, table)

    def insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows the ledger does not report; InputError names what is wrong with one, and none is added then."""
        with self.transaction() as connection, self._ledger.unwatched():
            insert_rows(connection, table, rows)

    def plant(self, seed: ClinicSeed) -> None:
        """Add a clinic the ledger does not report; InputError names what is wrong, and nothing is added then."""
        with self.transaction() as connection, self._ledger.unwatched():
            plant(connection, seed)

    def close(self) -> None:
        """Let go of the memory; the database cannot be used afterwards."""
        self._connection.close()
        self._engine.dispose()
        self._let_go()
