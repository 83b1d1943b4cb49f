"""Tools registered at the platform for every organisation, kept as they are defined, and linked to its assistants."""

from pathlib import Path

__all__ = ["migrations_folder"]


def migrations_folder() -> Path:
    """Where Alembic finds the migrations, for its own command line."""
    return Path(__file__).parent / "migrations"
