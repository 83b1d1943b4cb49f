"""What is SQLite's own: how it is opened so that transactions mean what they say.

The driver's implicit transactions are switched off (isolation level None); BEGIN and SAVEPOINT are then ours.
See https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#pysqlite-serializable
"""

import sqlite3
from collections.abc import Callable

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

__all__ = ["WAIT_FOR_LOCK_MS", "kept_connection", "shared_engine"]

WAIT_FOR_LOCK_MS = 10_000
"""How long a writer waits for another one before it is told "database is locked"."""


def kept_connection(path: str = ":memory:") -> sqlite3.Connection:
    """A connection that begins no transaction by itself; usable from any thread, by one at a time."""
    driver = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        driver.execute("PRAGMA foreign_keys = ON")
        driver.execute(f"PRAGMA busy_timeout = {WAIT_FOR_LOCK_MS}")
    except sqlite3.Error:
        driver.close()
        raise
    return driver


def shared_engine(path: str) -> Engine:
    """An engine many threads may use. In memory they share one connection, and must take turns.

    Every transaction takes the write lock at its start: one that reads first and writes later could only fail half-way.
    """
    connect: Callable[[], sqlite3.Connection] = lambda: kept_connection(path)  # noqa: E731
    # Named: SQLAlchemy takes "sqlite://" for a memory, and would close the connection of a sixth thread while it is in use.
    pool = StaticPool if path == ":memory:" else QueuePool
    engine = create_engine("sqlite://", creator=connect, poolclass=pool, hide_parameters=True)

    @event.listens_for(engine, "begin")
    def take_write_lock(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
