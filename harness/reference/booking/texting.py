"""Text messages a tool asks for; none leaves without a provider, and none is queued for whoever never agreed to them."""

from datetime import datetime

from sqlalchemy import bindparam, literal_column, select

from harness.reference.booking.arguments import PHONE
from harness.reference.booking.contacts import Contact
from harness.reference.booking.desk import ToolHandler, Work
from harness.reference.booking.notices import queue_text_message
from harness.reference.booking.outcomes import Answer, Declined, Queued
from harness.reference.booking.requests import ORGANIZATION_AT
from harness.reference.booking.tables import BOOKED, appointments, contacts
from harness.reference.database.statement import Statement
from harness.reference.declaration import HandlerDeclaration, Parameter
from harness.reference.wording import in_words

__all__ = ["SEND_CONFIRMATION", "SEND_SMS"]

_APPOINTMENT = Statement(
    select(appointments.c.scheduled_at, contacts.c.id, contacts.c.sms_consent)
    .join(contacts, contacts.c.id == appointments.c.contact_id)
    .where(
        appointments.c.org_id == bindparam("org"),
        appointments.c.id == bindparam("appointment"),
        appointments.c.status == literal_column(f"'{BOOKED}'"),
    )
)
_BY_PHONE = Statement(
    select(contacts.c.id, contacts.c.sms_consent).where(
        contacts.c.org_id == bindparam("org"), contacts.c.phone == bindparam("number")
    )
)


def _send_confirmation(work: Work) -> Answer:
    appointment_id = work.arguments["appointmentId"]
    row = _APPOINTMENT.first(work.connection, {"org": work.organization.id, "appointment": appointment_id})
    if row is None:
        return Declined(reason="unknown_appointment", message="There is no such appointment.")
    when = in_words(datetime.fromisoformat(row.scheduled_at))
    body = f"{work.organization.name}: your appointment is on {when}."
    return _queued(work, Contact(id=row.id, sms_consent=row.sms_consent), appointment_id, body)


def _send(work: Work) -> Answer:
    row = _BY_PHONE.first(work.connection, {"org": work.organization.id, "number": work.arguments["patientPhone"]})
    if row is None:
        return Declined(reason="no_consent", message="Nobody with this number has agreed to text messages.")
    body = f"{work.organization.name}: {work.arguments['message']}"
    return _queued(work, Contact(id=row.id, sms_consent=row.sms_consent), None, body)


def _queued(work: Work, contact: Contact, appointment_id: int | None, body: str) -> Answer:
    if not contact.sms_consent:
        return Declined(reason="no_consent", message="This patient never agreed to text messages.")
    status = queue_text_message(work.connection, work.organization.id, contact, appointment_id, body, work.stamp)
    return Queued(sms_sent=False, sms_status=status, message="The text message is queued.")


SEND_CONFIRMATION = ToolHandler(
    declaration=HandlerDeclaration(
        tool="sendConfirmation",
        path="/api/vapi/tools/booking/send-confirmation",
        parameters=(Parameter(name="appointmentId", description="Number of an appointment that stands", type="integer"),),
        returns={"queued": Queued, "refused": Declined},
        refusals=("invalid_argument", "unknown_organization", "unknown_appointment", "no_consent"),
        organization_at=ORGANIZATION_AT,
        writes=("sms_outbox",),
    ),
    answer=_send_confirmation,
)
SEND_SMS = ToolHandler(
    declaration=HandlerDeclaration(
        tool="sendSms",
        path="/api/vapi/tools/sms/send",
        parameters=(PHONE, Parameter(name="message", description="What to text, without the clinic's name")),
        returns={"queued": Queued, "refused": Declined},
        refusals=("invalid_argument", "unknown_organization", "no_consent"),
        organization_at=ORGANIZATION_AT,
        writes=("sms_outbox",),
    ),
    answer=_send,
)
