"""What is in a database before anybody phones, as a file describes it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct, field

from harness.errors import InputError

__all__ = ["DEFAULT_SYSTEM", "Rows", "Seed", "read_seed"]

DEFAULT_SYSTEM = "booking"
"""Whose rows a file holds that does not say it."""

Rows = tuple[Mapping[str, Any], ...]


class Seed(Struct, frozen=True, kw_only=True):
    """Rows for one reference system."""

    system: str = DEFAULT_SYSTEM
    organization: Mapping[str, Any] = field(default_factory=dict)
    """Who the rows belong to, for a system that many share; empty for one that has one owner."""
    tables: Mapping[str, Rows] = field(default_factory=dict)
    """Table → its rows, in the order they are added."""
    source: str = ""
    """The file it was read from; empty when it was made in Python."""

    @property
    def shown(self) -> str:
        """What messages call it."""
        return self.source or "the seed"

    @property
    def organization_id(self) -> str:
        """The id of the organisation it describes; InputError when it describes none."""
        if not self.organization.get("id"):
            raise InputError(f"{self.shown}: it names no `organization:` with an id, so no row can be said to be its own")
        return str(self.organization["id"])


def read_seed(path: Path) -> Seed:
    """What a YAML file describes: `system` and `organization` when there are any, then a list of rows for each table.

    Every cell is read as text, so that a time or a phone number stays what was written. InputError names the file and the line.
    """
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - it only makes texts
    except OSError as unreadable:
        raise InputError(f"{path}: the rows cannot be read: {unreadable.strerror}") from unreadable
    except UnicodeDecodeError as broken:
        raise InputError(f"{path}: the file is not UTF-8 text") from broken
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line + 1 if broken.problem_mark else 1
        raise InputError(f"{path}:{line}: not YAML: {broken.problem}") from broken
    except yaml.YAMLError as broken:
        raise InputError(f"{path}: not YAML: {broken}") from broken
    if not isinstance(found, dict) or not found:
        raise InputError(f"{path}:1: a file of rows needs at least one table, such as `contacts:` with a list of rows")
    system, organization = found.pop("system", DEFAULT_SYSTEM), found.pop("organization", {})
    if not isinstance(system, str) or not system:
        raise InputError(f"{path}:1: `system:` must be the name of a reference system, such as {DEFAULT_SYSTEM}")
    if not isinstance(organization, dict):
        raise InputError(f"{path}:1: `organization:` must hold its columns, each `column: value`")
    tables = {name: _rows(path, name, rows) for name, rows in found.items()}
    return Seed(system=system, organization=organization, tables=tables, source=str(path))


def _rows(path: Path, table: str, rows: Any) -> Rows:
    if rows == "":
        return ()
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError(f"{path}: `{table}:` must be a list of rows, each `column: value`")
    return tuple(rows)
