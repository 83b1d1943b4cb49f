"""The backend's own database, opened by whoever verifies it: only when it is one, so that nobody else's gets our tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from harness.errors import InputError, MachineError

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

    from harness.reference.database import ServedDatabase

__all__ = ["opened_books"]

_TABLE = "appointments"


@contextmanager
def opened_books(where: str) -> "Iterator[ServedDatabase | None]":
    """The database at a path or a URL; None when `where` is empty.

    InputError for one that is not there, is not the booking backend's, or that another process cannot have; MachineError for
    one that does not open.
    """
    if not where:
        yield None
        return
    from harness.reference.booking import BOOKING_STORE
    from harness.reference.database import open_database
    from harness.reference.database.address import EMBEDDED_POSTGRES, IN_MEMORY, read_address, shown_address

    address = read_address(where)
    if address in (IN_MEMORY, EMBEDDED_POSTGRES):
        raise InputError(f"--database {where} is a database of this process alone. Name the file or the URL the backend uses.")
    if isinstance(address, str) and not Path(address).is_file():
        raise InputError(f"there is no database {shown_address(where)}. Name the file or the URL the backend uses.")
    if not _is_ours(address, shown_address(where)):
        raise InputError(f"{shown_address(where)} is not the booking backend's. Name the database the backend uses.")
    database = open_database(where, BOOKING_STORE)
    try:
        yield database
    finally:
        database.close()


def _is_ours(address: "str | URL", shown: str) -> bool:
    from sqlalchemy import create_engine, inspect
    from sqlalchemy.engine import URL
    from sqlalchemy.exc import DatabaseError

    from harness.reference.booking import BOOKING_STORE
    from harness.reference.database.postgres import first_line
    from harness.reference.database.postgres_schema import schema_name

    is_file = isinstance(address, str)
    engine = create_engine(URL.create("sqlite", database=address) if isinstance(address, str) else address, hide_parameters=True)
    try:
        return inspect(engine).has_table(_TABLE, schema=None if is_file else schema_name(BOOKING_STORE))
    except DatabaseError as refused:
        raise MachineError(f"the database {shown} does not open: {first_line(refused)}") from refused
    finally:
        engine.dispose()
