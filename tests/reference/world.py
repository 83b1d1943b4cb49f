"""A reference backend with its database and clock, and requests as they are sent to it."""

import json
from datetime import datetime
from typing import Any

from msgspec import Struct

from harness.ports import HttpReply, HttpRequest
from harness.reference.app import ReferenceApp
from harness.reference.booking import BOOKING_STORE, BookingSystem
from harness.reference.booking.codes import repeatable_code
from harness.reference.clock import CallClock
from harness.reference.database import CallDatabase, CallDatabases
from harness.reference.inprocess import InProcessBackend

PATH = "/api/vapi/tools/bookClinicAppointment"
SUNRISE = "46cf2995-2bee-44e3-838b-24151486fe4e"
HARBOUR = "9d3f6c1e-5b7a-4c02-8f41-7e2a90b6d815"
SUNDAY_MORNING = datetime.fromisoformat("2026-01-18T10:00:00-08:00")
ARGUMENTS = {
    "patientName": "Jane Doe",
    "patientPhone": "604-555-0123",
    "appointmentDate": "2026-01-20",
    "appointmentTime": "14:00",
}
Json = dict[str, Any]


class World(Struct, frozen=True, kw_only=True):
    database: CallDatabase
    app: ReferenceApp
    backend: InProcessBackend
    clock: CallClock

    def post(self, body: Any, path: str = PATH) -> HttpReply:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.backend.send(
            HttpRequest(url=f"https://tunnel.example{path}", headers={"Content-Type": "application/json"}, body=raw)
        )

    def get(self, path: str) -> HttpReply:
        return self.backend.send(HttpRequest(url=f"https://tunnel.example{path}", headers={}, body=b"", method="GET"))

    def book(self, tool_call_id: Any = "call_1", org_id: Any = SUNRISE, **arguments: Any) -> Json:
        reply = self.post(direct(tool_call_id, org_id, **arguments))
        assert reply.status == 200
        answer: Json = json.loads(reply.body)
        assert answer["toolCallId"] == tool_call_id
        result: Json = answer["result"]
        return result

    def ask(self, path: str, tool_call_id: Any = "call_1", org_id: Any = SUNRISE, **arguments: Any) -> Json:
        """One of the other tools, below /api/vapi/tools; only what is told is sent."""
        body = {"toolCallId": tool_call_id, "tool": {"arguments": arguments}, "customer": {"metadata": {"org_id": org_id}}}
        reply = self.post(body, f"/api/vapi/tools/{path}")
        assert reply.status == 200
        result: Json = json.loads(reply.body)["result"]
        return result

    def count(self) -> dict[str, int]:
        tables = ("organizations", "contacts", "appointments", "openings", "sms_outbox", "calendar_sync")
        return {table: len(self.database.rows(table)) for table in tables}


def make_world(databases: CallDatabases, default_organization: str | None = SUNRISE) -> World:
    database = databases.open(BOOKING_STORE)
    clock = CallClock(SUNDAY_MORNING)
    app = ReferenceApp(BookingSystem(database, clock, default_organization, repeatable_code))
    return World(database=database, app=app, backend=InProcessBackend(app), clock=clock)


def direct(tool_call_id: Any = "call_1", org_id: Any = SUNRISE, **arguments: Any) -> Json:
    """The shape with a top-level toolCallId; an argument given as None is left out."""
    told = {name: value for name, value in (ARGUMENTS | arguments).items() if value is not None}
    return {"toolCallId": tool_call_id, "tool": {"arguments": told}, "customer": {"metadata": {"org_id": org_id}}}


def envelope(*calls: Json, org_id: str = SUNRISE) -> Json:
    """Vapi's tool-calls message."""
    customer = {"number": "+16045550199", "metadata": {"org_id": org_id}}
    return {"message": {"type": "tool-calls", "toolCallList": list(calls), "customer": customer, "call": {"id": "c"}}}


def nested(tool_call_id: str, arguments: Any) -> Json:
    return {"id": tool_call_id, "type": "function", "function": {"name": "bookClinicAppointment", "arguments": arguments}}
