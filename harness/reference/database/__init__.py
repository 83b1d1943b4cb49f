"""One schema for every reference system, on SQLite in process or on any database that is served."""

from harness.reference.database.database import Database
from harness.reference.database.embedded import EmbeddedDatabase
from harness.reference.database.rows import insert_rows
from harness.reference.database.schema import metadata
from harness.reference.database.seed import ClinicSeed, plant, read_clinic
from harness.reference.database.served import ServedDatabase, open_database

__all__ = [
    "ClinicSeed",
    "Database",
    "EmbeddedDatabase",
    "ServedDatabase",
    "insert_rows",
    "metadata",
    "open_database",
    "plant",
    "read_clinic",
]
