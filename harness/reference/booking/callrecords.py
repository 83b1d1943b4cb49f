"""What the platform tells about a call, kept as one row for each call: how it stands, how it ended, what was said."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from msgspec import Struct, json
from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from harness.reference.booking.organizations import find_organization
from harness.reference.booking.requests import organization_in
from harness.reference.booking.tables import call_records
from harness.reference.clock import Clock
from harness.reference.database.database import Database
from harness.reference.database.statement import Statement
from harness.reference.toolcalls import as_object, is_keepable, read_object

__all__ = ["CallEvent", "CallRecords", "read_event"]

_KEPT = ("status-update", "end-of-call-report")
_LOOKS = 3
_ENDED = "ended"
_BY_CALL = Statement(select(call_records).where(call_records.c.call_id == bindparam("call")))
_ADD = Statement(insert(call_records))
_CHANGE = Statement(update(call_records).where(call_records.c.id == bindparam("record")))


class CallEvent(Struct, frozen=True, kw_only=True):
    """A status update or an end-of-call report; what it does not tell is None."""

    call_id: str
    organization: str | None
    assistant: str | None
    phone: str | None
    status: str
    ended_reason: str | None
    started_at: str | None
    ended_at: str | None
    summary: str | None
    transcript: str | None


def read_event(body: bytes) -> CallEvent | None:
    """What a body tells about a call; None for any other event, and for one that names no call.

    UnreadableRequest when it is no JSON object.
    """
    content = read_object(body)
    message = as_object(content.get("message"))
    kind, call = message.get("type"), as_object(message.get("call"))
    call_id = call.get("id")
    if kind not in _KEPT or not is_keepable(call_id):
        return None
    customer = as_object(message.get("customer")) or as_object(call.get("customer"))
    told_at = _moment(message.get("timestamp"))
    return CallEvent(
        call_id=call_id,
        organization=organization_in(content),
        assistant=_text(as_object(message.get("assistant")).get("name")),
        phone=_text(customer.get("number")),
        status=_ENDED if kind == "end-of-call-report" else _text(message.get("status")) or "unknown",
        ended_reason=_text(message.get("endedReason")),
        started_at=_text(message.get("startedAt")) or _text(call.get("startedAt")) or told_at,
        ended_at=_text(message.get("endedAt")) or (told_at if message.get("status") == _ENDED else None),
        summary=_text(as_object(message.get("analysis")).get("summary")),
        transcript=_transcript(body) if kind == "end-of-call-report" else None,
    )


class _Artifact(Struct, frozen=True):
    transcript: Any = None


class _Message(Struct, frozen=True):
    artifact: _Artifact = _Artifact()


class _Report(Struct, frozen=True):
    message: _Message


class CallRecords:
    """Keeps them."""

    def __init__(self, database: Database, clock: Clock, default_organization: str | None) -> None:
        self._database = database
        self._clock = clock
        self._default_organization = default_organization

    def keep(self, event: CallEvent) -> None:
        """One row for the call. A later event adds to it; one that comes late does not bring an ended call back to life."""
        for _ in range(_LOOKS - 1):
            with suppress(IntegrityError), self._database.transaction() as connection:
                return self._keep(connection, event)
        with self._database.transaction() as connection:
            return self._keep(connection, event)

    def _keep(self, connection: Connection, event: CallEvent) -> None:
        stamp = self._clock().isoformat(timespec="seconds")
        row = _BY_CALL.first(connection, {"call": event.call_id})
        if row is None:
            org_id = self._default_organization if event.organization is None else event.organization
            known = None if org_id is None else find_organization(connection, org_id)
            fresh = {"call_id": event.call_id, "org_id": None if known is None else known.id, "status": event.status}
            _ADD.add(connection, {**fresh, **_told(event), "created_at": stamp, "updated_at": stamp})
            return
        kept = {name: _kept(name, getattr(row, name), value, row.status) for name, value in _told(event).items()}
        status = _ENDED if row.status == _ENDED else event.status
        _CHANGE.change(connection, {"record": row.id, "status": status, **kept, "updated_at": stamp})


def _told(event: CallEvent) -> dict[str, str | None]:
    return {
        "assistant": event.assistant,
        "phone": event.phone,
        "ended_reason": event.ended_reason,
        "started_at": event.started_at,
        "ended_at": event.ended_at,
        "summary": event.summary,
        "transcript": event.transcript,
    }


def _kept(name: str, before: str | None, told: str | None, status: str) -> str | None:
    """The last word counts, but for when the call began, and for what was known when it had ended."""
    if before is None or (told is not None and name != "started_at" and status != _ENDED):
        return told
    return before


def _transcript(body: bytes) -> str | None:
    """Read by itself: `read_object` leaves the conversation out of what every handler reads."""
    try:
        return _text(json.decode(body, type=_Report).message.artifact.transcript)
    except ValueError:  # an artifact of another shape; the rest of the report counts all the same
        return None


def _text(value: Any) -> str | None:
    return value.replace("\0", "") if isinstance(value, str) and value else None


def _moment(value: Any) -> str | None:
    """The platform's milliseconds, as the moments beside them are written."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 10**14:
        return None
    return datetime.fromtimestamp(value / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
