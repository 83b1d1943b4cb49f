"""Which slots of a clinic are free."""

from typing import Literal

from sqlalchemy import Connection, bindparam, select

from harness.reference.database.schema import BOOKED, appointments, openings

__all__ = ["free_provider"]

_OPEN = (
    select(openings.c.provider)
    .where(openings.c.org_id == bindparam("org"), openings.c.starts_at == bindparam("at"))
    .order_by(openings.c.id)
)
_LISTS_ANY = select(openings.c.id).where(openings.c.org_id == bindparam("org")).limit(1)
_TAKEN = select(appointments.c.provider).where(
    appointments.c.org_id == bindparam("org"), appointments.c.scheduled_at == bindparam("at"), appointments.c.status == BOOKED
)


def free_provider(connection: Connection, org_id: str, at: str) -> str | Literal["slot_unavailable", "slot_taken"] | None:
    raise AssertionError
