"""The database behind a served backend: ordinary transactions, many threads, rows that stay."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import RLock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError, NoSuchModuleError

from harness.errors import InputError, MachineError
from harness.reference.database.address import EMBEDDED_POSTGRES, IN_MEMORY, read_address, shown_address
from harness.reference.database.postgres import first_line
from harness.reference.database.postgres_schema import own_schema, schema_engine
from harness.reference.database.postgres_server import EmbeddedServer
from harness.reference.database.rows import all_rows, insert_rows
from harness.reference.database.seed import Seed
from harness.reference.database.sqlite import shared_engine
from harness.reference.database.store import Store

__all__ = ["ServedDatabase", "open_database"]


class ServedDatabase:
    """Tables and base rows, made where they are missing. Safe to share between threads. Satisfies `Database`."""

    def __init__(
        self,
        engine: Engine,
        store: Store,
        turn: AbstractContextManager[Any] | None = None,
        let_go: Callable[[], None] | None = None,
    ) -> None:
        """`turn` is held during each transaction, for an engine whose threads share one connection; `let_go` is called last."""
        self.store = store
        self._engine = engine
        self._turn = turn or nullcontext()
        self._let_go = let_go
        with self.transaction() as connection:
            if engine.dialect.name == "postgresql":
                own_schema(connection, store)
            else:
                store.metadata.create_all(connection)
            store.prepare(connection)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A connection of its own, committed when the block ends well, rolled back when it raises."""
        with self._turn, self._engine.begin() as connection:
            yield connection

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Every row of a table in the order of its keys; InputError when there is no such table."""
        with self.transaction() as connection:
            return all_rows(connection, self.store.metadata, table)

    def insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows; InputError names what is wrong with one, and none is added then."""
        with self.transaction() as connection:
            insert_rows(connection, self.store.metadata, table, rows)

    def plant(self, seed: Seed) -> None:
        """Add its rows; InputError names what is wrong, and nothing is added then."""
        with self.transaction() as connection:
            self.store.sow(connection, seed)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()
        if self._let_go is not None:
            self._let_go()


def open_database(where: str, store: Store) -> ServedDatabase:
    """The database at a SQLAlchemy URL, in a SQLite file, or in memory or `postgres`, which are forgotten at the end.

    On PostgreSQL its tables are in a schema of their own, `callproof_<store>`; no other is touched. InputError for a URL nobody
    can read, a driver that is not installed and a schema of that name made by others, MachineError for what does not open.
    """
    address = read_address(where)
    if address == EMBEDDED_POSTGRES:
        server = EmbeddedServer()
        return _opened(schema_engine(server.url, store), store, shown_address(where), let_go=server.close)
    if isinstance(address, URL):
        return _opened(_engine_at(address, store), store, shown_address(where))
    return _opened(shared_engine(address), store, shown_address(where), RLock() if address == IN_MEMORY else None)


def _opened(
    engine: Engine,
    store: Store,
    shown: str,
    turn: AbstractContextManager[Any] | None = None,
    let_go: Callable[[], None] | None = None,
) -> ServedDatabase:
    try:
        return ServedDatabase(engine, store, turn, let_go)
    except (DatabaseError, InputError) as refused:
        engine.dispose()
        if let_go is not None:
            let_go()
        if isinstance(refused, InputError):
            raise
        raise MachineError(f"the database {shown} does not open: {first_line(refused)}") from refused


def _engine_at(url: URL, store: Store) -> Engine:
    try:
        return schema_engine(url, store) if url.get_backend_name() == "postgresql" else create_engine(url, hide_parameters=True)
    except NoSuchModuleError as unknown:
        wanted = "a SQLAlchemy URL, the path of a SQLite file, postgres, or :memory:"
        raise InputError(f"{url.render_as_string(hide_password=True)!r} is not a database; give {wanted}") from unknown
    except ModuleNotFoundError as missing:
        shown = url.render_as_string(hide_password=True)
        raise InputError(f"{shown} needs the Python package {missing.name}; install it") from missing
