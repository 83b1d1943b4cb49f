"""Bringing a database to the newest migration, whatever it was at, whoever else is doing so."""

from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect

from harness.errors import InputError
from harness.reference.toolsync import migrations_folder

if TYPE_CHECKING:
    from alembic.config import Config

__all__ = ["migrate", "newest_revision", "revision_of"]

_TURN = "SELECT pg_advisory_xact_lock(726351440)"
"""Two migrations at once would both make the first table; on SQLite a transaction that has begun is alone already."""


def migrate(connection: Connection) -> tuple[str, ...]:
    """The migrations that were run, oldest first, within the transaction of this connection; none when it is up to date.

    InputError for a database that a newer version has migrated, and for one with tables of these names that no migration made.
    """
    from alembic import command
    from alembic.script import ScriptDirectory

    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_TURN)
    config = _config(connection)
    script = ScriptDirectory.from_config(config)
    at = revision_of(connection)
    known = [each.revision for each in script.walk_revisions()][::-1]
    if at is not None and at not in known:
        newest = f"the newest known here is {known[-1]}"
        raise InputError(f"the database is at migration {at}, and {newest}: a newer callproof made it. Upgrade callproof")
    if at is None and (foreign := {"organizations", "agents", "org_tools"} & set(inspect(connection).get_table_names())):
        told = " and ".join(sorted(foreign))
        raise InputError(f"the database has {told} already, but no migration made them. Give a database of its own")
    command.upgrade(config, "head")
    return tuple(known[known.index(at) + 1 :] if at is not None else known)


def revision_of(connection: Connection) -> str | None:
    """The migration the database is at; None for an empty one."""
    from alembic.runtime.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str:
    """The migration this version brings a database to."""
    from alembic.script import ScriptDirectory

    return str(ScriptDirectory.from_config(_config()).get_current_head())


def _config(connection: Connection | None = None) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
