"""Calls on one kept connection: each is rolled back at its end, and what handlers commit is a savepoint in it.

    BEGIN · the rows of a seed · SAVEPOINT planted · SAVEPOINT work · a handler · RELEASE work · … · ROLLBACK TO planted

The rows of the first seed stay planted, out of everybody's sight, until a call begins with another one: a suite plays most of its
calls against one seed, and a seed may be hundreds of rows.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

from sqlalchemy import Connection

from harness.reference.database.rows import all_rows, insert_rows
from harness.reference.database.seed import Seed
from harness.reference.database.store import Store
from harness.trace.events import RowChange

__all__ = ["KeptDatabase", "Watch"]

_WITHIN_A_CALL = ("SAVEPOINT work", ("ROLLBACK TO work", "RELEASE work"), "RELEASE work")
_BETWEEN_CALLS = ("BEGIN", ("ROLLBACK",), "COMMIT")


class Watch(Protocol):
    """Sees which rows of one connection change."""

    def changes(self) -> tuple[RowChange, ...]:
        """Each changed row once, as it was and as it is now, oldest change first; a row that is as before is not there."""
        ...

    def unwatched(self) -> AbstractContextManager[None]:
        """What changes inside is not anybody's doing, and is never reported."""
        ...


class KeptDatabase:
    """Tables and base rows made once; each call then starts from them, and what it did is rolled back at its end.

    For one thread at a time. Satisfies `CallDatabase` and `harness.ports.Ledger`; a subclass says where its connection is from.
    """

    def __init__(
        self, store: Store, connection: Connection, ledger: Watch, control: Callable[[str], object], *, shared: bool = False
    ) -> None:
        """`control` sends one statement about transactions to the driver, without SQLAlchemy, which must not see them.

        `shared`: others may wait for this database, so no transaction stays open between calls.
        """
        self.store = store
        self._connection = connection
        self._ledger = ledger
        self._control = control
        self._shared = shared
        self._in_call = False
        self._untouched = False
        """Nothing was done in this call yet."""
        self._planted: Seed | None = None
        """Whose rows stand before the savepoint `planted`; the transaction is open as long as there are any."""

    def begin_call(self) -> None:
        """From here on, everything belongs to one call."""
        if self._planted is None:
            self._control("BEGIN")
        self._in_call = self._untouched = True

    def end_call(self) -> None:
        """Everything since `begin_call` is undone, ids and the ledger included."""
        self._in_call = self._untouched = False
        if self._planted is None:
            self._control("ROLLBACK")
        else:
            self._control("ROLLBACK TO planted")
            if self._shared:
                self._uproot()

    @contextmanager
    def call(self, *seeds: Seed) -> Iterator[None]:
        """A clean database with these seeds for as long as the block lasts."""
        self.begin_call()
        try:
            for seed in seeds:
                self.plant(seed)
            yield
        finally:
            self.end_call()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """The kept connection in a savepoint, so that a handler may commit or fail within a call; between calls it commits."""
        self._settle()
        begin, undo, keep = _WITHIN_A_CALL if self._in_call else _BETWEEN_CALLS
        self._control(begin)
        try:
            yield self._connection
        except BaseException:
            for statement in undo:
                self._control(statement)
            raise
        self._control(keep)

    def changes(self) -> tuple[RowChange, ...]:
        """Rows that differ since the last time it was asked; inserted and planted rows are not among them."""
        self._settle()
        return self._ledger.changes()

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Every row of a table in the order of its keys; InputError when there is no such table."""
        self._settle()
        return all_rows(self._connection, self.store.metadata, table)

    def insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows the ledger does not report; InputError names what is wrong with one, and none is added then."""
        with self.transaction() as connection, self._ledger.unwatched():
            insert_rows(connection, self.store.metadata, table, rows)

    def plant(self, seed: Seed) -> None:
        """Add rows the ledger does not report; InputError names what is wrong, and nothing is added then."""
        first = self._untouched
        if first and self._planted is seed:
            self._untouched = False
            return
        with self.transaction() as connection, self._ledger.unwatched():
            self.store.sow(connection, seed)
        if first:
            self._control("SAVEPOINT planted")
            self._planted = seed

    def close(self) -> None:
        """Let go of it; the database cannot be used afterwards."""
        engine = self._connection.engine
        self._connection.close()
        engine.dispose()

    def _settle(self) -> None:
        """Before anything else than that seed is asked for: its rows are not part of this call."""
        if self._planted is not None and (self._untouched or not self._in_call):
            self._uproot()
            if self._in_call:
                self._control("BEGIN")
        self._untouched = False

    def _uproot(self) -> None:
        self._planted = None
        self._control("ROLLBACK")
