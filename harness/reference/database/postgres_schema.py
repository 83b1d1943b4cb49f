"""The tables of a served backend on PostgreSQL: in a schema of their own, beside whatever else the database holds."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL

from harness.errors import InputError
from harness.reference.database.postgres import sorted_as_bytes
from harness.reference.database.store import Store

__all__ = ["own_schema", "schema_engine", "schema_name"]

_OURS = "Made by callproof serve; dropping it loses nothing but the rows of that backend."
_COMMENT = text("SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = :name")
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext(:name))")


def schema_name(store: Store) -> str:
    """Where the tables of this store are."""
    return f"callproof_{store.name}"


def schema_engine(url: URL, store: Store) -> Engine:
    """An engine whose connections see the store's schema and no other."""
    engine = create_engine(url, hide_parameters=True, use_native_hstore=False)

    @event.listens_for(engine, "connect")
    def see_one_schema(driver: Any, _record: object) -> None:
        driver.execute(f"SET search_path TO {schema_name(store)}")
        driver.commit()

    return engine


def own_schema(connection: Connection, store: Store) -> None:
    """The schema with its tables, made where they are missing. InputError when somebody else made a schema of that name."""
    name = schema_name(store)
    connection.execute(_ONE_AT_A_TIME, {"name": name})
    found = connection.execute(_COMMENT, {"name": name}).first()
    if found is None:
        connection.exec_driver_sql(f"CREATE SCHEMA {name}")
        connection.exec_driver_sql(f"COMMENT ON SCHEMA {name} IS '{_OURS}'")
    elif found[0] != _OURS:
        raise InputError(
            f"the database has a schema {name} that callproof did not make, so nothing was written to it; "
            "rename it, or give another database"
        )
    sorted_as_bytes(store.metadata).create_all(connection)
