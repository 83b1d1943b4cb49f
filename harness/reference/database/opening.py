"""The databases of a run: one for each reference system, all in the same place."""

from sqlalchemy.engine import URL

from harness.errors import InputError
from harness.reference.database.address import EMBEDDED_POSTGRES, read_address, shown_address
from harness.reference.database.database import CallDatabase
from harness.reference.database.embedded import EmbeddedDatabase
from harness.reference.database.postgres import PostgresDatabase
from harness.reference.database.postgres_server import EmbeddedServer
from harness.reference.database.store import Store

__all__ = ["CallDatabases"]


class CallDatabases:
    """Opens databases for calls; a server is started when the first one needs it."""

    def __init__(self, where: str) -> None:
        """`where` as `read_address` takes it. InputError for what is neither SQLite nor PostgreSQL."""
        self._address = read_address(where)
        self._server: EmbeddedServer | None = None
        if isinstance(self._address, URL) and self._address.get_backend_name() != "postgresql":
            raise InputError(f"calls cannot be played on {shown_address(where)}: give sqlite, postgres, or a URL of either")

    def open(self, store: Store) -> CallDatabase:
        """A database with this system's tables. MachineError when it does not open."""
        if isinstance(self._address, URL):
            return PostgresDatabase(store, self._address)
        if self._address == EMBEDDED_POSTGRES:
            self._server = self._server or EmbeddedServer()
            return PostgresDatabase(store, self._server.url)
        return EmbeddedDatabase(store, self._address)

    def close(self) -> None:
        """Stop the server, when one was started; close its databases before."""
        if self._server is not None:
            self._server.close()
            self._server = None
