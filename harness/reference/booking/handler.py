"""Booking one appointment: everything in one transaction, or nothing.

The unique indexes of the schema decide every race: whoever loses one looks again, and then finds the slot taken, its own booking
already made, or the contact already there.
"""

import logging
from contextlib import suppress
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from harness.reference.booking.arguments import PARAMETERS, Booking, read_arguments
from harness.reference.booking.contacts import keep_contact
from harness.reference.booking.notices import queue_text_message, sync_calendar, text_message_status
from harness.reference.booking.organizations import Organization, organization_or_refusal
from harness.reference.booking.outcomes import REASONS, Booked, Outcome, Refused
from harness.reference.booking.requests import ORGANIZATION_AT
from harness.reference.booking.slots import free_slot
from harness.reference.booking.tables import BOOKED, appointments
from harness.reference.clock import Clock
from harness.reference.database.database import Database
from harness.reference.database.statement import Statement
from harness.reference.declaration import HandlerDeclaration
from harness.reference.toolcalls import ToolRequest
from harness.reference.wording import in_words

__all__ = ["BOOK_CLINIC_APPOINTMENT", "Bookings"]

_log = logging.getLogger(__name__)

BOOK_CLINIC_APPOINTMENT = HandlerDeclaration(
    tool="bookClinicAppointment",
    path="/api/vapi/tools/bookClinicAppointment",
    parameters=PARAMETERS,
    returns={"booked": Booked, "refused": Refused},
    refusals=REASONS,
    organization_at=ORGANIZATION_AT,
    writes=("contacts", "appointments", "sms_outbox", "calendar_sync"),
)

_LOOKS = 8
"""Races that may be lost before it is called a bug: contact and tool call once each, a slot once for each provider."""

_ADD = Statement(insert(appointments))
_BY_TOOL_CALL = Statement(
    select(appointments).where(appointments.c.org_id == bindparam("org"), appointments.c.tool_call_id == bindparam("call"))
)


class Bookings:
    """Answers requests for an appointment."""

    def __init__(self, database: Database, clock: Clock, default_organization: str | None) -> None:
        """`default_organization` answers for a request that names none; with None such a request is refused."""
        self._database = database
        self._clock = clock
        self._default_organization = default_organization

    def answer(self, request: ToolRequest, org_id: str | None) -> Outcome:
        """The appointment that was made, now or when this very tool call came before; or why there is none."""
        asked_for = self._default_organization if org_id is None else org_id
        for _ in range(_LOOKS - 1):
            with suppress(IntegrityError), self._database.transaction() as connection:
                return self._answer(connection, request, asked_for)
        with self._database.transaction() as connection:
            return self._answer(connection, request, asked_for)

    def _answer(self, connection: Connection, request: ToolRequest, org_id: str | None) -> Outcome:
        organization = organization_or_refusal(connection, org_id)
        if isinstance(organization, Refused):
            return organization
        booking = read_arguments(request.arguments, organization.region)
        if isinstance(booking, Refused):
            return booking
        earlier = _earlier(connection, organization, request)
        if earlier is not None:
            return earlier
        outcome = _book(connection, organization, booking, request, self._clock())
        # On PostgreSQL each statement sees what others have committed meanwhile: the slot may be gone because this very call,
        # delivered twice, has just been carried out.
        return (_earlier(connection, organization, request) or outcome) if isinstance(outcome, Refused) else outcome


def _earlier(connection: Connection, organization: Organization, request: ToolRequest) -> Booked | None:
    if request.tool_call_id is None:
        return None
    row = _BY_TOOL_CALL.first(connection, {"org": organization.id, "call": request.tool_call_id})
    if row is None:
        return None
    sms = text_message_status(connection, row.id)
    return _booked(row.id, row.contact_id, row.provider, datetime.fromisoformat(row.scheduled_at), sms)


def _book(connection: Connection, organization: Organization, booking: Booking, request: ToolRequest, now: datetime) -> Outcome:
    when = booking.scheduled_at
    if when < organization.local(now):
        return Refused(reason="past_date", message=f"{in_words(when, with_year=True)} is in the past.")
    slot = free_slot(connection, organization.id, when, now)
    if isinstance(slot, Refused):
        return slot
    stamp = now.isoformat(timespec="seconds")
    contact = keep_contact(connection, organization.id, booking, stamp)
    row = {"org_id": organization.id, "contact_id": contact.id, "provider": slot.provider, "status": BOOKED, "source": "vapi"}
    at = {"scheduled_at": when.isoformat(timespec="minutes"), "tool_call_id": request.tool_call_id, "created_at": stamp}
    appointment_id = _ADD.add(connection, row | at)
    notice = f"{organization.name}: your appointment is on {in_words(when)}."
    sms = queue_text_message(connection, organization.id, contact, appointment_id, notice, stamp)
    sync_calendar(connection, organization.id, appointment_id, stamp)
    _log.info("booked appointment %s of organization %s (phone …%s)", appointment_id, organization.id, booking.phone[-2:])
    return _booked(appointment_id, contact.id, slot.provider, when, sms)


def _booked(appointment_id: int, contact_id: int, provider: str, when: datetime, sms: str) -> Booked:
    seen_by = f" with {provider}" if provider else ""
    return Booked(
        appointment_id=appointment_id,
        scheduled_at=when.isoformat(timespec="minutes"),
        provider=provider,
        contact_id=contact_id,
        sms_sent=False,
        sms_status=sms,
        calendar_synced=False,
        message=f"Your appointment{seen_by} is confirmed for {in_words(when)}.",
    )
