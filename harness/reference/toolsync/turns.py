"""Doing something alone among all threads and processes that share a database.

Locks that the system lets go of when their holder dies, so that nobody has to guess whether a lease is still meant: a session's
on PostgreSQL, a file's beside a SQLite file, a thread's for a database in memory.
"""

import fcntl
import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

__all__ = ["ThreadTurns", "file_turn", "session_turn"]


class ThreadTurns:
    """For a database that no other process can reach."""

    def __init__(self) -> None:
        self._locks: defaultdict[str, Lock] = defaultdict(Lock)

    @contextmanager
    def turn(self, name: str) -> Iterator[None]:
        """Alone under this name for as long as the block lasts."""
        with self._locks[name]:
            yield


@contextmanager
def file_turn(database: str, name: str) -> Iterator[None]:
    """Alone under this name for as long as the block lasts, by a file that is there as long."""
    path = Path(f"{database}.turn-{sha256(name.encode()).hexdigest()[:16]}")
    descriptor = _held(path)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(descriptor)


@contextmanager
def session_turn(connection: Connection, name: str) -> Iterator[None]:
    """Alone under this name as long as the block and the connection last; transactions may begin and end meanwhile."""
    key = int.from_bytes(sha256(name.encode()).digest()[:8], "big", signed=True)
    with connection.begin():
        connection.exec_driver_sql(f"SELECT pg_advisory_lock({key})")
    over = False
    try:
        yield
    finally:
        try:
            with suppress(DatabaseError), connection.begin():
                connection.exec_driver_sql(f"SELECT pg_advisory_unlock({key})")
                over = True
        finally:
            if not over:
                connection.invalidate()  # the session ends, and the lock with it


def _held(path: Path) -> int:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if path.exists() and os.path.samestat(os.fstat(descriptor), path.stat()):
                return descriptor
        except FileNotFoundError:
            pass  # whoever had it before us has just removed it
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
