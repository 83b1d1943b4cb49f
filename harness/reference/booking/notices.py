"""What follows a booking: a text message and the calendar. Neither has a provider here, and neither may fail the booking."""

from sqlalchemy import Connection, bindparam, insert, select

from harness.reference.booking.contacts import Contact
from harness.reference.booking.tables import calendar_sync, sms_outbox
from harness.reference.database.statement import Statement

__all__ = ["CALENDAR_ERROR", "NO_CONSENT", "NO_PROVIDER", "queue_text_message", "sync_calendar", "text_message_status"]

NO_PROVIDER = "not sent: no provider"
NO_CONSENT = "not queued: no consent"
CALENDAR_ERROR = "Google Calendar is not configured"

_QUEUE = Statement(insert(sms_outbox))
_SYNC = Statement(insert(calendar_sync))
_STATUS = Statement(select(sms_outbox.c.status).where(sms_outbox.c.appointment_id == bindparam("appointment")))


def queue_text_message(
    connection: Connection, org_id: str, contact: Contact, appointment_id: int | None, body: str, stamp: str
) -> str:
    """What became of the message: queued and not sent, or not even queued because the patient never agreed to any."""
    if not contact.sms_consent:
        return NO_CONSENT
    row = {"org_id": org_id, "contact_id": contact.id, "appointment_id": appointment_id, "body": body}
    _QUEUE.add(connection, {**row, "status": NO_PROVIDER, "created_at": stamp})
    return NO_PROVIDER


def text_message_status(connection: Connection, appointment_id: int) -> str:
    """What became of the message of an earlier booking."""
    row = _STATUS.first(connection, {"appointment": appointment_id})
    return NO_CONSENT if row is None else str(row.status)


def sync_calendar(connection: Connection, org_id: str, appointment_id: int, stamp: str) -> None:
    """Writes down the attempt; it fails, as documented, for want of a configured calendar."""
    row = {"org_id": org_id, "appointment_id": appointment_id, "status": "failed", "error": CALENDAR_ERROR}
    _SYNC.add(connection, {**row, "created_at": stamp})
