"""What the booking backend keeps: two clinics always, and what a seed adds."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from harness.errors import InputError
from harness.reference.booking.tables import contacts, metadata, organizations
from harness.reference.database.rows import insert_rows
from harness.reference.database.seed import Seed
from harness.reference.database.store import Store

__all__ = ["BOOKING_STORE", "SUNRISE"]

SUNRISE = "46cf2995-2bee-44e3-838b-24151486fe4e"
"""The organisation that answers when a request names none."""
_HARBOUR = "9d3f6c1e-5b7a-4c02-8f41-7e2a90b6d815"


def _plant(connection: Connection, seed: Seed) -> None:
    """`org_id` is filled in, an appointment may name its contact by phone, and an organisation that is known stays as it is."""
    org_id = str(seed.organization.get("id", ""))
    if not org_id:
        raise InputError("`organization:` is missing, with at least an id and a name")
    known = connection.execute(select(organizations.c.id).where(organizations.c.id == org_id)).first()
    if known is None:
        insert_rows(connection, metadata, "organizations", [seed.organization])
    for table, rows in seed.tables.items():
        insert_rows(connection, metadata, table, [_with_keys(connection, org_id, row) for row in rows])


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


def _clinic(org_id: str, name: str) -> Seed:
    return Seed(organization={"id": org_id, "name": name, "timezone": "America/Vancouver", "region": "CA"})


BOOKING_STORE = Store(
    name="booking",
    metadata=metadata,
    plant=_plant,
    base=(_clinic(SUNRISE, "Sunrise Clinic"), _clinic(_HARBOUR, "Harbour Clinic")),
)
