"""The database of the stand-in: empty until somebody creates something."""

from sqlalchemy import Connection

from harness.errors import InputError
from harness.reference.database.rows import insert_rows
from harness.reference.database.seed import Seed
from harness.reference.database.store import Store
from harness.reference.platform.tables import metadata

__all__ = ["PLATFORM_STORE"]


def _plant(connection: Connection, seed: Seed) -> None:
    """Rows as they are, each of the organisation that the seed names."""
    org_id = str(seed.organization.get("id", ""))
    if not org_id:
        raise InputError("`organization:` is missing, with an id")
    for table, rows in seed.tables.items():
        insert_rows(connection, metadata, table, [{"org_id": org_id, **row} for row in rows])


PLATFORM_STORE = Store(name="platform", metadata=metadata, plant=_plant)
