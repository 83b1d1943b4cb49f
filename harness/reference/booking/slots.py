"""Which slots of a clinic are free."""

from datetime import UTC, datetime

from msgspec import Struct
from sqlalchemy import Connection, bindparam, exists, literal_column, select, union_all, update

from harness.reference.booking.outcomes import Refused
from harness.reference.booking.tables import EXPIRED, HELD, KEEPS_ITS_SLOT, appointments, holds, openings
from harness.reference.database.statement import Statement
from harness.reference.wording import in_words

__all__ = ["FreeSlot", "free_slot", "utc_stamp"]

_BUSY_AT = (
    appointments.c.org_id == bindparam("org"),
    appointments.c.scheduled_at == bindparam("at"),
    KEEPS_ITS_SLOT,
)
_OPEN_AT = (openings.c.org_id == bindparam("org"), openings.c.starts_at == bindparam("at"))
_LISTS_OPENINGS = exists().where(openings.c.org_id == bindparam("org"))

# One statement for the three questions: who is busy then, who works then, and whether the clinic lists openings at all.
_SLOT = Statement(
    union_all(
        select(literal_column("'busy'").label("says"), appointments.c.id.label("n"), appointments.c.provider).where(*_BUSY_AT),
        select(literal_column("'open'"), openings.c.id, openings.c.provider).where(*_OPEN_AT),
        select(literal_column("'lists openings'"), literal_column("0"), literal_column("''")).where(_LISTS_OPENINGS),
    ).order_by("n")
)

_RUN_OUT = select(holds.c.appointment_id).where(holds.c.org_id == bindparam("org"), holds.c.expires_at <= bindparam("now"))
_LET_GO = Statement(
    update(appointments)
    .where(
        appointments.c.org_id == bindparam("org"),
        appointments.c.scheduled_at == bindparam("at"),
        appointments.c.status == literal_column(f"'{HELD}'"),
        appointments.c.id.in_(_RUN_OUT),
    )
    .values(status=literal_column(f"'{EXPIRED}'"))
)


class FreeSlot(Struct, frozen=True, kw_only=True):
    """Somebody can see the patient."""

    provider: str
    """Empty when the clinic lists no providers."""


def free_slot(connection: Connection, org_id: str, when: datetime, now: datetime) -> FreeSlot | Refused:
    """The first listed provider who is free then; a clinic that lists no openings takes one patient at any time.

    An appointment without a provider keeps every provider of its clinic busy. Holds that have run out by `now` are let go.
    """
    found = _free_slot(connection, org_id, when)
    if isinstance(found, Refused) and found.reason == "slot_taken":
        values = {"org": org_id, "at": when.isoformat(timespec="minutes"), "now": utc_stamp(now)}
        if _LET_GO.change(connection, values):
            return _free_slot(connection, org_id, when)
    return found


def utc_stamp(moment: datetime) -> str:
    """A moment as text that sorts as moments do."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _free_slot(connection: Connection, org_id: str, when: datetime) -> FreeSlot | Refused:
    found = _SLOT.all(connection, {"org": org_id, "at": when.isoformat(timespec="minutes")})
    busy = {row.provider for row in found if row.says == "busy"}
    offered = [row.provider for row in found if row.says == "open"]
    if any(row.says == "lists openings" for row in found):
        if not offered:
            return Refused(reason="slot_unavailable", message=f"There is no opening on {in_words(when)}.")
        free = [provider for provider in offered if "" not in busy and provider not in busy]
    else:
        free = [] if busy else [""]
    return FreeSlot(provider=free[0]) if free else _taken(when)


def _taken(when: datetime) -> Refused:
    return Refused(reason="slot_taken", message=f"{in_words(when)} is already taken.")
