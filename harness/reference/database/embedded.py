"""The database of calls played in process: one SQLite connection."""

import sqlite3
import weakref

from sqlalchemy import create_engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import StaticPool

from harness.errors import MachineError
from harness.reference.database.address import IN_MEMORY
from harness.reference.database.kept import KeptDatabase
from harness.reference.database.sqlite import kept_connection
from harness.reference.database.sqlite_ledger import SqliteLedger
from harness.reference.database.store import Store

__all__ = ["EmbeddedDatabase"]


class EmbeddedDatabase(KeptDatabase):
    """A clean SQLite database for every call."""

    def __init__(self, store: Store, path: str = IN_MEMORY) -> None:
        """A file instead of memory: calls start from its rows and leave none. MachineError when it does not open."""
        try:
            self._open(store, path)
        except (sqlite3.Error, DatabaseError) as refused:
            raise MachineError(f"the database {path} does not open: {getattr(refused, 'orig', refused)}") from refused

    def _open(self, store: Store, path: str) -> None:
        driver = kept_connection(path)
        self._let_go = weakref.finalize(self, driver.close)
        # AUTOCOMMIT keeps SQLAlchemy from ending the transaction of a call.
        engine = create_engine(
            "sqlite://", creator=lambda: driver, poolclass=StaticPool, isolation_level="AUTOCOMMIT", hide_parameters=True
        )
        store.metadata.create_all(engine)
        connection = engine.connect()
        store.prepare(connection)
        super().__init__(store, connection, SqliteLedger(driver, store.metadata), driver.execute, shared=path != IN_MEMORY)

    def close(self) -> None:
        """Let go of the memory; the database cannot be used afterwards."""
        super().close()
        self._let_go()
