"""Keeping a slot for a patient: for good, or until a code that was texted to them is told."""

from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy import bindparam, func, insert, select

from harness.reference.booking.arguments import PARAMETERS, booking_of
from harness.reference.booking.codes import code_hash
from harness.reference.booking.contacts import Contact, keep_contact
from harness.reference.booking.desk import ToolHandler, Work
from harness.reference.booking.notices import queue_text_message, sync_calendar
from harness.reference.booking.outcomes import REASONS, Answer, Declined, Held, Refused, Reserved
from harness.reference.booking.requests import ORGANIZATION_AT
from harness.reference.booking.slots import FreeSlot, free_slot, utc_stamp
from harness.reference.booking.tables import BOOKED, HELD, appointments, contacts, holds
from harness.reference.database.statement import Statement
from harness.reference.declaration import HandlerDeclaration
from harness.reference.wording import in_words

__all__ = ["CODES_A_WINDOW", "CODE_WINDOW", "HOLD", "HOLD_LASTS", "RESERVE"]

HOLD_LASTS = timedelta(minutes=5)
CODES_A_WINDOW = 3
"""Codes one patient is texted within `CODE_WINDOW`."""
CODE_WINDOW = timedelta(minutes=15)

_ADD = Statement(insert(appointments))
_ADD_HOLD = Statement(insert(holds))
_CONSENT = Statement(
    select(contacts.c.id, contacts.c.sms_consent).where(
        contacts.c.org_id == bindparam("org"), contacts.c.phone == bindparam("number")
    )
)
_CODES_SENT = Statement(
    select(func.count(holds.c.id).label("n"))
    .join(appointments, appointments.c.id == holds.c.appointment_id)
    .where(appointments.c.contact_id == bindparam("contact"), holds.c.created_at > bindparam("since"))
)


class _Kept(Struct, frozen=True, kw_only=True):
    appointment_id: int
    contact: Contact
    provider: str
    when: datetime


def _reserve(work: Work) -> Answer:
    kept = _keep(work, BOOKED)
    if isinstance(kept, Refused):
        return kept
    sync_calendar(work.connection, work.organization.id, kept.appointment_id, work.stamp)
    return Reserved(
        appointment_id=kept.appointment_id,
        scheduled_at=kept.when.isoformat(timespec="minutes"),
        provider=kept.provider,
        contact_id=kept.contact.id,
        calendar_synced=False,
        message=f"{in_words(kept.when)} is reserved for you.",
    )


def _hold(work: Work) -> Answer:
    """Refused before anything is written when the code could not be texted: nobody could ever tell it."""
    refused = _no_code(work)
    if refused is not None:
        return refused
    kept = _keep(work, HELD)
    if isinstance(kept, Refused):
        return kept
    expires = utc_stamp(work.now + HOLD_LASTS)
    code = work.code(f"{work.organization.id} {booking_of(work.arguments).phone} {kept.when.isoformat(timespec='minutes')}")
    row = {"org_id": work.organization.id, "appointment_id": kept.appointment_id, "tries": 0, "used_at": None}
    hashed = code_hash(code, kept.appointment_id)
    hold_id = _ADD_HOLD.add(
        work.connection, {**row, "code_hash": hashed, "expires_at": expires, "created_at": utc_stamp(work.now)}
    )
    text = f"{work.organization.name}: your code is {code}. It keeps {in_words(kept.when)} for you for five minutes."
    sms = queue_text_message(work.connection, work.organization.id, kept.contact, kept.appointment_id, text, work.stamp)
    return Held(
        hold_id=hold_id,
        appointment_id=kept.appointment_id,
        scheduled_at=kept.when.isoformat(timespec="minutes"),
        provider=kept.provider,
        expires_at=expires,
        sms_status=sms,
        message=f"{in_words(kept.when)} is held for you for five minutes. Tell me the code of six digits that is texted to you.",
    )


def _no_code(work: Work) -> Declined | None:
    phone = booking_of(work.arguments).phone
    known = _CONSENT.first(work.connection, {"org": work.organization.id, "number": phone})
    if known is None:
        return None
    if not known.sms_consent:
        message = "This patient never agreed to text messages, so no code can be sent."
        return Declined(reason="no_consent", message=message)
    sent = _CODES_SENT.first(work.connection, {"contact": known.id, "since": utc_stamp(work.now - CODE_WINDOW)})
    if sent.n >= CODES_A_WINDOW:
        message = "Too many codes were sent to this number. Try again in a quarter of an hour."
        return Declined(reason="too_many_codes", message=message)
    return None


def _keep(work: Work, status: str) -> _Kept | Refused:
    booking = booking_of(work.arguments)
    when = booking.scheduled_at
    if when < work.organization.local(work.now):
        return Refused(reason="past_date", message=f"{in_words(when, with_year=True)} is in the past.")
    slot = free_slot(work.connection, work.organization.id, when, work.now)
    if not isinstance(slot, FreeSlot):
        return slot
    contact = keep_contact(work.connection, work.organization.id, booking, work.stamp)
    row = {"org_id": work.organization.id, "contact_id": contact.id, "provider": slot.provider, "status": status}
    told = {"source": "vapi", "scheduled_at": when.isoformat(timespec="minutes"), "tool_call_id": None}
    appointment_id = _ADD.add(work.connection, {**row, **told, "created_at": work.stamp})
    return _Kept(appointment_id=appointment_id, contact=contact, provider=slot.provider, when=when)


RESERVE = ToolHandler(
    declaration=HandlerDeclaration(
        tool="reserveCalendarSlot",
        path="/api/vapi/tools/calendar/reserve",
        parameters=PARAMETERS,
        returns={"reserved": Reserved, "refused": Declined},
        refusals=REASONS,
        organization_at=ORGANIZATION_AT,
        writes=("contacts", "appointments", "calendar_sync"),
    ),
    answer=_reserve,
)
HOLD = ToolHandler(
    declaration=HandlerDeclaration(
        tool="reserveAtomic",
        path="/api/vapi/tools/booking/reserve-atomic",
        parameters=PARAMETERS,
        returns={"held": Held, "refused": Declined},
        refusals=(*REASONS, "no_consent", "too_many_codes"),
        organization_at=ORGANIZATION_AT,
        writes=("contacts", "appointments", "holds", "sms_outbox"),
    ),
    answer=_hold,
)
