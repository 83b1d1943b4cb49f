"""What a handler and a scenario may ask of a database, whichever it is."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from sqlalchemy import Connection

from harness.reference.database.seed import ClinicSeed

__all__ = ["Database"]


class Database(Protocol):
    """Somewhere to keep rows."""

    def transaction(self) -> AbstractContextManager[Connection]:
        """A connection whose changes stay when the block ends well, and vanish when it raises."""
        ...

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Every row of a table by id; InputError when there is no such table."""
        ...

    def insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows that were there before anybody phoned; InputError names what is wrong with one."""
        ...

    def plant(self, seed: ClinicSeed) -> None:
        """Add a clinic with its rows; InputError names what is wrong with one."""
        ...
