"""The database behind a served backend: ordinary transactions, many threads, rows that stay."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import RLock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError

from harness.errors import InputError, MachineError
from harness.reference.database.rows import all_rows, insert_rows
from harness.reference.database.schema import metadata
from harness.reference.database.seed import ClinicSeed, plant, plant_base
from harness.reference.database.sqlite import shared_engine

__all__ = ["ServedDatabase", "open_database"]


class ServedDatabase:
    """Tables and clinics, made where they are missing. Safe to share between threads. Satisfies `Database`."""

    def __init__(self, engine: Engine, turn: AbstractContextManager[Any] | None = None) -> None:
        """`turn` is held during each transaction, for an engine whose threads share one connection."""
        self._engine = engine
        self._turn = turn or nullcontext()
        with self.transaction() as connection:
            metadata.create_all(connection)
            plant_base(connection)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A connection of its own, committed when the block ends well, rolled back when it raises."""
        with self._turn, self._engine.begin() as connection:
            yield connection

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Every row of a table by id; InputError when there is no such table."""
        with self.transaction() as connection:
            return all_rows(connection, table)

    def insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows; InputError names what is wrong with one, and none is added then."""
        with self.transaction() as connection:
            insert_rows(connection, table, rows)

    def plant(self, seed: ClinicSeed) -> None:
        """Add a clinic; InputError names what is wrong, and nothing is added then."""
        with self.transaction() as connection:
            plant(connection, seed)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def open_database(where: str = ":memory:") -> ServedDatabase:
    """The database at a SQLAlchemy URL, in a SQLite file, or in memory, which is forgotten at the end.

    InputError for a URL nobody can read or whose driver is not installed, MachineError for a database that does not open.
    """
    path = _sqlite_path(where)
    engine = _engine_for(where) if path is None else shared_engine(path)
    try:
        return ServedDatabase(engine, RLock() if path == ":memory:" else None)
    except DatabaseError as refused:
        engine.dispose()
        raise MachineError(f"the database {_without_password(where)} does not open: {refused.orig}") from refused


def _sqlite_path(where: str) -> str | None:
    if "://" not in where:
        return where
    try:
        url = make_url(where)
    except ArgumentError:
        return None
    return (url.database or ":memory:") if url.get_backend_name() == "sqlite" else None


def _engine_for(where: str) -> Engine:
    try:
        return create_engine(where, hide_parameters=True)
    except (ArgumentError, NoSuchModuleError) as unknown:
        wanted = "a SQLAlchemy URL, the path of a SQLite file, or :memory:"
        raise InputError(f"{_without_password(where)!r} is not a database; give {wanted}") from unknown
    except ModuleNotFoundError as missing:
        raise InputError(f"{_without_password(where)} needs the Python package {missing.name}; install it") from missing


def _without_password(where: str) -> str:
    try:
        return make_url(where).render_as_string(hide_password=True)
    except ArgumentError:
        return where
