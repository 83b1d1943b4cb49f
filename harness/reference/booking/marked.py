"""An organisation that exists only to be booked at by whoever verifies a backend, and of which nothing stays."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import delete, func, select

from harness.reference.booking.tables import metadata, organizations
from harness.reference.database.seed import Seed
from harness.reference.database.served import ServedDatabase

__all__ = ["MARKED", "marked_organization", "rows_of_marked"]

MARKED = "ca11ab1e-0000-4000-8000-000000000001"
"""Its id. No real organisation has it: the generator of such ids leaves no room for twelve zeros."""
_SEED = Seed(organization={"id": MARKED, "name": "Callproof verification"})


@contextmanager
def marked_organization(database: ServedDatabase) -> Iterator[str]:
    """Its id, for as long as the block lasts; then it is gone with every row that names it.

    What a run that was killed has left behind is gone first.
    """
    _remove(database)
    database.plant(_SEED)
    try:
        yield MARKED
    finally:
        _remove(database)


def rows_of_marked(database: ServedDatabase) -> int:
    """How many rows name it."""
    tables = [table for table in metadata.sorted_tables if "org_id" in table.c]
    with database.transaction() as connection:
        counts = [connection.scalar(select(func.count()).where(table.c.org_id == MARKED)) for table in tables]
        own = connection.scalar(select(func.count()).where(organizations.c.id == MARKED))
    return sum(count or 0 for count in (*counts, own))


def _remove(database: ServedDatabase) -> None:
    with database.transaction() as connection:
        for table in reversed(metadata.sorted_tables):
            if "org_id" in table.c:
                connection.execute(delete(table).where(table.c.org_id == MARKED))
        connection.execute(delete(organizations).where(organizations.c.id == MARKED))
