"""What follows a booking: a text message and the calendar. Neither has a provider here, and neither may fail the booking."""

from sqlalchemy import Connection, bindparam, insert, select

from harness.reference.booking.contacts import Contact
from harness.reference.database.schema import calendar_sync, sms_outbox

__all__ = ["CALENDAR_ERROR", "NO_CONSENT", "NO_PROVIDER", "queue_text_message", "sync_calendar", "text_message_status"]

NO_PROVIDER = "not sent: no provider"
NO_CONSENT = "not queued: no consent"
CALENDAR_ERROR = "Google Calendar is not configured"

_QUEUE = insert(sms_outbox)
_SYNC = insert(calendar_sync)
_STATUS = select(sms_outbox.c.status).where(sms_outbox.c.appointment_id == bindparam("appointment")).limit(1)


def queue_text_message(connection: Connection, org_id: str, contact: Contact, appointment_id: int, body: str, stamp: str) -> str:
    """What became of the message: queued and not sent, or not even queued because the patient never agreed to any."""
    if not contact.sms_consent:
        return NO_CONSENT
    row = {"org_id": org_id, "contact_id": contact.id, "appointment_id": appointment_id, "body": body}
    connection.execute(_QUEUE, {**row, "status": NO_PROVIDER, "created_at": stamp})
    return NO_PROVIDER


def text_message_status(connection: Connection, appointment_id: int) -> str:
    """What became of the message of an earlier booking."""
    status: str | None = connection.execute(_STATUS, {"appointment": appointment_id}).scalar()
    return status or NO_CONSENT


def sync_calendar(connection: Connection, org_id: str, appointment_id: int, stamp: str) -> None:
    """Writes down the attempt; it fails, as documented, for want of a configured calendar."""
    row = {"org_id": org_id, "appointment_id": appointment_id, "status": "failed", "error": CALENDAR_ERROR}
    connection.execute(_SYNC, {**row, "created_at": stamp})
