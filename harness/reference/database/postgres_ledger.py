"""The ledger of a PostgreSQL connection."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import MetaData, Table

from harness.reference.database.ledger import json_pairs, net_changes, watched_tables
from harness.trace.events import RowChange

if TYPE_CHECKING:
    from psycopg import Connection

__all__ = ["PostgresLedger"]

_LOG = """
CREATE TEMP TABLE changelog (
    n BIGINT GENERATED ALWAYS AS IDENTITY, table_name TEXT NOT NULL, row_key TEXT NOT NULL, before_row TEXT, after_row TEXT
)
"""
_TAKE = "DELETE FROM changelog RETURNING n, table_name, row_key, before_row, after_row"


class PostgresLedger:
    """The rows of one connection's temporary tables that differ since the last time it was asked. Satisfies `Watch`."""

    def __init__(self, driver: "Connection[Any]", metadata: MetaData) -> None:
        self._driver = driver
        driver.execute(_LOG)
        for table in watched_tables(metadata):
            driver.execute(_function(table))
            driver.execute(
                f"CREATE TRIGGER log_changes AFTER INSERT OR UPDATE OR DELETE ON {table.name} "
                f"FOR EACH ROW EXECUTE FUNCTION pg_temp.log_{table.name}()"
            )

    def changes(self) -> tuple[RowChange, ...]:
        """Each changed row once, as it was and as it is now, oldest change first; a row that is as before is not there."""
        logged = sorted(self._driver.execute(_TAKE).fetchall())
        return net_changes((entry[1:] for entry in logged), {})

    @contextmanager
    def unwatched(self) -> Iterator[None]:
        """What changes inside is not anybody's doing, and is never reported."""
        found = self._driver.execute("SELECT coalesce(max(n), 0) FROM changelog").fetchone()
        yield
        self._driver.execute("DELETE FROM changelog WHERE n > %s", found)


def _function(table: Table) -> str:
    old, new = (f"json_build_object({json_pairs(table, which)})" for which in ("OLD", "NEW"))
    (key,) = table.primary_key
    log = f"INSERT INTO changelog (table_name, row_key, before_row, after_row) VALUES ('{table.name}'"
    return f"""
        CREATE FUNCTION pg_temp.log_{table.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF TG_OP = 'INSERT' THEN {log}, NEW.{key.name}, NULL, {new});
            ELSIF TG_OP = 'UPDATE' THEN {log}, OLD.{key.name}, {old}, {new});
            ELSE {log}, OLD.{key.name}, {old}, NULL);
            END IF;
            RETURN NULL;
        END $$
    """
