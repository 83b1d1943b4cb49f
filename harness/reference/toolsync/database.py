"""The database of the tool sync: migrated when it is opened, worked on as the service, looked at as an organisation."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from threading import RLock
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from harness.errors import InputError, MachineError
from harness.reference.database.address import EMBEDDED_POSTGRES, IN_MEMORY, read_address, shown_address
from harness.reference.database.postgres import first_line
from harness.reference.database.postgres_server import EmbeddedServer
from harness.reference.database.sqlite import shared_engine
from harness.reference.toolsync.roles import ORG_SETTING, ORGANISATION, SERVICE
from harness.reference.toolsync.schema import migrate
from harness.reference.toolsync.turns import ThreadTurns, file_turn, session_turn

__all__ = ["ToolDatabase", "Turn", "open_tool_database", "peek"]

_Read = TypeVar("_Read")

_CONNECTIONS = 32


class Turn(Protocol):
    """Being alone with something; what is done meanwhile is done in its transactions."""

    def transaction(self) -> AbstractContextManager[Connection]:
        """A connection whose changes stay when the block ends well. It fails when the turn was lost meanwhile."""
        ...


class ToolDatabase:
    """Safe to share between threads."""

    def __init__(self, engine: Engine, path: str | None, let_go: Callable[[], None] | None = None) -> None:
        """`path` is that of the SQLite file; None on PostgreSQL. `let_go` is called last."""
        self.engine = engine
        self._path = path
        self._let_go = let_go
        self._turns = ThreadTurns()
        self._one_at_a_time: AbstractContextManager[Any] = RLock() if path == IN_MEMORY else nullcontext()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A connection of the service, committed when the block ends well, rolled back when it raises."""
        with self._one_at_a_time, self.engine.begin() as connection:
            yield connection

    @contextmanager
    def as_organisation(self, org_id: str) -> Iterator[Connection]:
        """A connection that sees one organisation's rows of org_tools and nothing else; on SQLite, one like any other."""
        with self.transaction() as connection:
            if self._path is None:
                connection.exec_driver_sql(f"SET LOCAL ROLE {ORGANISATION}")
                connection.execute(text(f"SELECT set_config('{ORG_SETTING}', :org, true)"), {"org": org_id})
            yield connection

    @contextmanager
    def turn(self, name: str) -> Iterator[Turn]:
        """Alone under this name among all who share the database, for as long as the block lasts."""
        if self._path is None:
            with self.engine.connect() as connection, session_turn(connection, name):
                yield _SessionTurn(connection)
        elif self._path == IN_MEMORY:
            with self._turns.turn(name):
                yield self
        else:
            with file_turn(self._path, name):
                yield self

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()
        if self._let_go is not None:
            self._let_go()


class _SessionTurn:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        with self._connection.begin():
            yield self._connection


def open_tool_database(where: str) -> ToolDatabase:
    """The database at a SQLAlchemy URL, in a SQLite file, or in memory or `postgres`, which are forgotten at the end.

    Its tables are made or brought up to date, all or nothing. InputError for a URL nobody can read and a database that a newer
    version has migrated, MachineError for what does not open.
    """
    address = read_address(where)
    server = EmbeddedServer() if address == EMBEDDED_POSTGRES else None
    try:
        return _opened(server.url if server else address, shown_address(where), server.close if server else None)
    except BaseException:
        if server is not None:
            server.close()
        raise


def peek(where: str, read: Callable[[Connection, tuple[str, ...]], _Read]) -> _Read:
    """What `read` finds in the database as it would be, given the migrations it lacks; the database stays as it is.

    Errors are those of `open_tool_database`. A SQLite file that is not there is not made.
    """
    address = read_address(where)
    if address == EMBEDDED_POSTGRES or (isinstance(address, str) and not Path(address).exists()):
        address = IN_MEMORY  # as empty as that one would be
    engine = shared_engine(address) if isinstance(address, str) else _postgres(address, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            pending = migrate(connection)
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SET LOCAL ROLE {SERVICE}")
            found = read(connection, pending)
            connection.rollback()
            return found
    except DatabaseError as refused:
        raise MachineError(f"the database {shown_address(where)} does not open: {first_line(refused)}") from refused
    finally:
        engine.dispose()


def _opened(address: str | URL, shown: str, let_go: Callable[[], None] | None) -> ToolDatabase:
    try:
        if isinstance(address, str):
            engine = shared_engine(address)
            with engine.begin() as connection:
                migrate(connection)
            return ToolDatabase(engine, address, let_go)
        owner = _postgres(address, poolclass=NullPool)
        with owner.begin() as connection:
            migrate(connection)
        return ToolDatabase(_as_service(_postgres(address, pool_size=_CONNECTIONS, max_overflow=_CONNECTIONS)), None, let_go)
    except DatabaseError as refused:
        raise MachineError(f"the database {shown} does not open: {first_line(refused)}") from refused


def _postgres(url: URL, **options: Any) -> Engine:
    if url.get_backend_name() != "postgresql":
        raise InputError(f"the tool sync keeps its tables on SQLite or PostgreSQL, not on {url.get_backend_name()}")
    with suppress(NoSuchModuleError):
        return create_engine(url, hide_parameters=True, **options)
    raise InputError(f"{url.render_as_string(hide_password=True)!r} names a driver that is not known; leave it out")


def _as_service(engine: Engine) -> Engine:
    """Its connections may do what the service may, whoever logged in."""

    @event.listens_for(engine, "connect")
    def take_role(driver: Any, _record: object) -> None:
        driver.execute(f"SET ROLE {SERVICE}")
        driver.commit()

    return engine
