"""What a handler and a scenario may ask of a database, whichever it is."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from sqlalchemy import Connection

from harness.reference.database.seed import Seed
from harness.reference.database.store import Store
from harness.trace.events import RowChange

__all__ = ["CallDatabase", "Database"]


class Database(Protocol):
    """Somewhere to keep rows."""

    @property
    def store(self) -> Store:
        """Which system's rows."""
        ...

    def transaction(self) -> AbstractContextManager[Connection]:
        """A connection whose changes stay when the block ends well, and vanish when it raises."""
        ...

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Every row of a table in the order of its keys; InputError when there is no such table."""
        ...

    def insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows that were there before anybody phoned; InputError names what is wrong with one."""
        ...

    def plant(self, seed: Seed) -> None:
        """Add the rows of a seed of this system; InputError names what is wrong with one."""
        ...


class CallDatabase(Database, Protocol):
    """A database that starts every call from the same rows. Satisfies `harness.ports.Ledger`; for one thread at a time."""

    def begin_call(self) -> None:
        """From here on, everything belongs to one call."""
        ...

    def end_call(self) -> None:
        """Everything since `begin_call` is undone, ids and the ledger included."""
        ...

    def call(self, *seeds: Seed) -> AbstractContextManager[None]:
        """A clean database with these seeds for as long as the block lasts."""
        ...

    def changes(self) -> tuple[RowChange, ...]:
        """Rows that differ since the last time it was asked, each once; inserted and planted rows are not among them."""
        ...

    def close(self) -> None:
        """Let go of it; it cannot be used afterwards."""
        ...
