"""Phase 2, second half: a real request to the backend, found again in its database, and undone."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import msgspec

from harness.commands.verifying.expectations import WEBHOOK_PATH
from harness.commands.verifying.result import Row, matched, mismatched, unchecked
from harness.ports import HttpAnswer, HttpFailure, HttpRequest, ToolBackend

if TYPE_CHECKING:
    from harness.reference.database import ServedDatabase

__all__ = ["ZONE", "booked_rows", "endpoint"]

ZONE = ZoneInfo("America/Vancouver")
"""Where the marked organisation is, as one that says nothing else."""
NAME, PHONE, KEPT_PHONE = "Vera Tester", "604-555-0198", "+16045550198"
_PATIENCE = 20.0
_AHEAD = timedelta(days=30)
_START = "Start the backend, and check that the tunnel leads to it."
NO_DATABASE = "Give --database with the backend's database, as in --database clinic.db."


def endpoint(
    backend: ToolBackend, url: str, *, base: str, org_id: str, database: "ServedDatabase | None", now: datetime
) -> Iterator[Row]:
    """A row for each thing a request to the tool at `url` should do.

    `org_id` is the marked organisation. Without a database it is in none, and the request must be refused.
    """
    when = (now.astimezone(ZONE) + _AHEAD).replace(hour=14, minute=0, second=0, microsecond=0, tzinfo=None)
    asked = {
        "toolCallId": f"callproof-verify-{now:%Y%m%d%H%M%S}",
        "tool": {"arguments": _arguments(when)},
        "customer": {"metadata": {"org_id": org_id}},
    }
    answer = _post(backend, url, asked)
    component = "Endpoint: answers"
    result = _result(answer)
    if result is None:
        yield mismatched(component, "HTTP 200 with a result", _told(answer), f"POST {url}: {_START}")
        return
    yield matched(component, "HTTP 200 with a result", "HTTP 200")
    yield from _refused(result) if database is None else _booked(result, database, org_id, when)
    yield _webhook(_post(backend, base + WEBHOOK_PATH, {"message": {"type": "speech-update", "status": "started"}}), base)


def booked_rows(
    database: "ServedDatabase", appointment_id: object, *, org_id: str, when: datetime | None, phone: str
) -> Iterator[Row]:
    """The appointment with this id as its row has it, and the contact it belongs to; `when` is None when any time will do."""
    row = next((row for row in database.rows("appointments") if row["id"] == appointment_id), None)
    component, expected = "Appointment in the database", f"number {appointment_id} of {org_id}"
    if row is None:
        yield mismatched(component, expected, "no such row", "The backend writes to another database than --database names.")
        return
    at = None if when is None else when.isoformat(timespec="minutes")
    held = (row["org_id"], row["status"], row["scheduled_at"] if at is not None else None)
    found = f"{row['status']}, {row['scheduled_at']}, organisation {row['org_id']}"
    if held == (org_id, "booked", at):
        yield matched(component, expected, found)
    else:
        yield mismatched(component, f"{expected}, booked{f', {at}' if at else ''}", found, "Mend the backend's booking.")
    contact = next((each for each in database.rows("contacts") if each["id"] == row["contact_id"]), {})
    component = "Contact in the database"
    if contact.get("phone") == phone:
        yield matched(component, f"has the phone {phone}", f"{contact['name']}, {contact['phone']}")
    else:
        found = str(contact.get("phone") or "no phone")
        yield mismatched(component, f"has the phone {phone}", found, "Mend how the backend keeps contacts.")


def _booked(result: Mapping[str, Any], database: "ServedDatabase", org_id: str, when: datetime) -> Iterator[Row]:
    component, expected = "Endpoint: books", "success with appointmentId and scheduledAt"
    at = when.isoformat(timespec="minutes")
    if result.get("success") is True and result.get("appointmentId") is not None and result.get("scheduledAt") == at:
        yield matched(component, expected, f"appointment {result['appointmentId']}, {at}")
        yield from booked_rows(database, result["appointmentId"], org_id=org_id, when=when, phone=KEPT_PHONE)
    else:
        mend = "Mend the backend, or name with --database the one it uses."
        yield mismatched(component, expected, str(result.get("message") or dict(result)), mend)


def _refused(result: Mapping[str, Any]) -> Iterator[Row]:
    component = "Endpoint: knows whose request it is"
    expected = "an organisation nobody knows is refused"
    if result.get("success") is False:
        yield matched(component, expected, str(result.get("message", "refused")))
    else:
        mend = "The backend did something for an organisation that does not exist: have it look at org_id."
        yield mismatched(component, expected, "not refused", mend)
    why = "nothing was booked, for it could not be undone"
    yield unchecked("Appointment in the database", "found again by its appointmentId", why, NO_DATABASE)


def _webhook(answer: HttpAnswer, base: str) -> Row:
    component, expected = "Webhook: answers", "HTTP 200"
    if isinstance(answer, HttpFailure) or answer.status != 200:
        mend = f"POST {base}{WEBHOOK_PATH}: have the backend answer there, or events of calls are lost."
        return mismatched(component, expected, _told(answer), mend)
    return matched(component, expected)


def _arguments(when: datetime) -> dict[str, str]:
    return {
        "patientName": NAME,
        "patientPhone": PHONE,
        "appointmentDate": when.date().isoformat(),
        "appointmentTime": when.time().isoformat(timespec="minutes"),
    }


def _post(backend: ToolBackend, url: str, body: Mapping[str, Any]) -> HttpAnswer:
    headers = {"Content-Type": "application/json"}
    return backend.send(HttpRequest(url=url, headers=headers, body=msgspec.json.encode(body), timeout_seconds=_PATIENCE))


def _result(answer: HttpAnswer) -> Mapping[str, Any] | None:
    """What the tool answered in the format it was asked in; None when it is no such answer."""
    if isinstance(answer, HttpFailure) or answer.status != 200:
        return None
    try:
        content = msgspec.json.decode(answer.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    result = content.get("result") if isinstance(content, dict) else None
    return result if isinstance(result, Mapping) else None


def _told(answer: HttpAnswer) -> str:
    if isinstance(answer, HttpFailure):
        return f"no answer: {answer.reason}"
    if answer.status != 200:
        return f"HTTP {answer.status}"
    kind = next((value for name, value in answer.headers.items() if name.lower() == "content-type"), "no content type")
    return f"HTTP 200 without a result ({kind.partition(';')[0]})"
