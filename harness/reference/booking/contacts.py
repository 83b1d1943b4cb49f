"""Patients of one clinic, known by their phone number."""

from msgspec import Struct
from sqlalchemy import Connection, bindparam, insert, select, update

from harness.reference.booking.arguments import Booking
from harness.reference.booking.tables import contacts
from harness.reference.database.statement import Statement

__all__ = ["Contact", "keep_contact"]

_BY_PHONE = Statement(select(contacts).where(contacts.c.org_id == bindparam("org"), contacts.c.phone == bindparam("number")))
_ADD = Statement(insert(contacts))
_CHANGE = Statement(update(contacts).where(contacts.c.id == bindparam("contact")))


class Contact(Struct, frozen=True, kw_only=True):
    """A patient's record."""

    id: int
    sms_consent: bool


def keep_contact(connection: Connection, org_id: str, booking: Booking, stamp: str) -> Contact:
    """The record with this phone in this clinic, made when there is none, brought up to date when name or e-mail differ.

    An e-mail address that was not told is kept as it was; consent to text messages is never changed by a booking.
    """
    row = _BY_PHONE.first(connection, {"org": org_id, "number": booking.phone})
    if row is None:
        added = {"org_id": org_id, "name": booking.name, "phone": booking.phone, "email": booking.email}
        contact_id = _ADD.add(connection, {**added, "sms_consent": True, "created_at": stamp, "updated_at": stamp})
        return Contact(id=contact_id, sms_consent=True)
    email = booking.email or row.email
    if (row.name, row.email) != (booking.name, email):
        _CHANGE.change(connection, {"contact": row.id, "name": booking.name, "email": email, "updated_at": stamp})
    return Contact(id=row.id, sms_consent=row.sms_consent)
