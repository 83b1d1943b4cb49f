"""What is in the database before anybody phones: two clinics always, and what a clinic file adds."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct
from sqlalchemy import Connection, select

from harness.errors import InputError
from harness.reference.database.rows import insert_rows
from harness.reference.database.schema import contacts, organizations

__all__ = ["BASE_ORGANIZATIONS", "SUNRISE", "ClinicSeed", "plant", "plant_base", "read_clinic"]

SUNRISE = "46cf2995-2bee-44e3-838b-24151486fe4e"
"""The organisation that answers when a request names none."""

BASE_ORGANIZATIONS: tuple[Mapping[str, str], ...] = (
    {"id": SUNRISE, "name": "Sunrise Clinic", "timezone": "America/Vancouver", "region": "CA"},
    {"id": "9d3f6c1e-5b7a-4c02-8f41-7e2a90b6d815", "name": "Harbour Clinic", "timezone": "America/Vancouver", "region": "CA"},
)

Rows = tuple[Mapping[str, Any], ...]


class ClinicSeed(Struct, frozen=True, kw_only=True):
    """One clinic and its rows; `org_id` is filled in, and an appointment may name its contact by phone as `contact`."""

    organization: Mapping[str, Any]
    tables: Mapping[str, Rows]


def read_clinic(path: Path) -> ClinicSeed:
    """The clinic a YAML file describes: `organization`, then a list of rows for each table.

    Every cell is read as text, so that a time or a phone number stays what was written. InputError names the file and the line.
    """
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - it only makes texts
    except OSError as unreadable:
        raise InputError(f"{path}: the clinic cannot be read: {unreadable.strerror}") from unreadable
    except UnicodeDecodeError as broken:
        raise InputError(f"{path}: the clinic file is not UTF-8 text") from broken
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line + 1 if broken.problem_mark else 1
        raise InputError(f"{path}:{line}: not YAML: {broken.problem}") from broken
    except yaml.YAMLError as broken:
        raise InputError(f"{path}: not YAML: {broken}") from broken
    if not isinstance(found, dict) or not isinstance(found.get("organization"), dict):
        raise InputError(f"{path}:1: a clinic file needs `organization:` with at least an id and a name")
    return ClinicSeed(
        organization=found["organization"],
        tables={name: _rows(path, name, rows) for name, rows in found.items() if name != "organization"},
    )


def plant_base(connection: Connection) -> None:
    """Add the clinics that are always there, unless they are already."""
    for organization in BASE_ORGANIZATIONS:
        _plant_organization(connection, organization)


def plant(connection: Connection, seed: ClinicSeed) -> None:
    """Add a clinic and its rows, in the file's order; an organisation whose id is known is left as it is."""
    _plant_organization(connection, seed.organization)
    org_id = str(seed.organization.get("id", ""))
    for table, rows in seed.tables.items():
        insert_rows(connection, table, [_with_keys(connection, org_id, row) for row in rows])


def _plant_organization(connection: Connection, organization: Mapping[str, Any]) -> None:
    known = connection.execute(select(organizations.c.id).where(organizations.c.id == str(organization.get("id", "")))).first()
    if known is None:
        insert_rows(connection, "organizations", [organization])


def _with_keys(connection: Connection, org_id: str, row: Mapping[str, Any]) -> dict[str, Any]:
    keyed = {"org_id": org_id, **row}
    if "contact" not in keyed:
        return keyed
    phone = str(keyed.pop("contact"))
    mine = select(contacts.c.id).where(contacts.c.org_id == org_id, contacts.c.phone == phone)
    contact_id = connection.execute(mine).scalar()
    if contact_id is None:
        raise InputError(f"no contact of organization {org_id} has the phone {phone!r}; list it under `contacts:` first")
    return {"contact_id": contact_id, **keyed}


def _rows(path: Path, table: str, rows: Any) -> Rows:
    if rows == "":
        return ()
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError(f"{path}: `{table}:` must be a list of rows, each `column: value`")
    return tuple(rows)
