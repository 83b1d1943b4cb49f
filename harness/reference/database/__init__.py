"""A database for each reference system, on SQLite in process or on any database that is served."""

from harness.reference.database.database import CallDatabase, Database
from harness.reference.database.embedded import EmbeddedDatabase
from harness.reference.database.opening import CallDatabases
from harness.reference.database.rows import insert_rows
from harness.reference.database.seed import Seed, read_seed
from harness.reference.database.served import ServedDatabase, open_database
from harness.reference.database.store import Store

__all__ = [
    "CallDatabase",
    "CallDatabases",
    "Database",
    "EmbeddedDatabase",
    "Seed",
    "ServedDatabase",
    "Store",
    "insert_rows",
    "open_database",
    "read_seed",
]
