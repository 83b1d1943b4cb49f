"""The clinic's backend with its database and clock, and requests as the platform sends them."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from harness.ports import HttpReply, HttpRequest
from harness.reference.app import ReferenceApp
from harness.reference.clinic import CLINIC_STORE, ClinicSystem, Flaws
from harness.reference.clock import CallClock
from harness.reference.database import CallDatabase, EmbeddedDatabase, Seed, read_seed
from harness.reference.inprocess import InProcessBackend

CLINICS = Path(__file__).parents[3] / "scenarios" / "clinics"
VITARA = read_seed(CLINICS / "vitara.yml")
SUNDAY_MORNING = datetime.fromisoformat("2026-01-18T10:00:00-08:00")
JANE_PHONE = "+16045550123"
CALL_ID = "6b38f1c0-0000-4000-8000-000000000001"
Json = dict[str, Any]

BOOKING: Json = {
    "demographicId": 1006,
    "providerId": "100",
    "startTime": "2026-01-20T14:00:00",
    "appointmentType": "B",
    "reason": "Sore throat",
    "language": "en",
}
REGISTRATION: Json = {
    "firstName": "Nora",
    "lastName": "Field",
    "dateOfBirth": "1991-04-05",
    "gender": "F",
    "phone": "604-555-0155",
    "address": "7 Oak Street",
    "city": "Vancouver",
    "postalCode": "v6h1g6",
    "healthCardType": "BC",
    "healthCardNumber": "9987 654 321",
    "language": "en",
}


class World(Struct, frozen=True, kw_only=True):
    database: CallDatabase
    app: ReferenceApp
    backend: InProcessBackend
    clock: CallClock

    def post(self, body: Any, path: str = "/api/vapi") -> HttpReply:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.backend.send(
            HttpRequest(url=f"https://api-dev.clinic.example{path}", headers={"Content-Type": "application/json"}, body=raw)
        )

    def ask(self, tool: str, tool_call_id: str = "call_1", *, caller: str | None = JANE_PHONE, **arguments: Any) -> Json:
        """The result of one call; an argument given as None is left out."""
        told = {name: value for name, value in arguments.items() if value is not None}
        reply = self.post(envelope(nested(tool_call_id, tool, told), caller=caller))
        assert reply.status == 200
        (result,) = json.loads(reply.body)["results"]
        assert result["toolCallId"] == tool_call_id
        answer: Json = json.loads(result["result"])
        return answer

    def book(self, tool_call_id: str = "call_1", **arguments: Any) -> Json:
        return self.ask("create_appointment", tool_call_id, **(BOOKING | arguments))

    def tell(self, kind: str, call_id: str = CALL_ID, **content: Any) -> Json:
        """The answer to a message that is no tool call."""
        message = {"type": kind, "call": {"id": call_id, "customer": {"number": JANE_PHONE}}, **content}
        answer: Json = json.loads(self.post({"message": message}).body)
        return answer

    def contract(self) -> dict[str, Json]:
        reply = self.backend.send(HttpRequest(url="https://api-dev.clinic.example/contract", headers={}, body=b"", method="GET"))
        return {handler["tool"]: handler for handler in json.loads(reply.body)["handlers"]}

    def changed(self) -> list[tuple[str, str]]:
        """Kind and table of every change, in order."""
        return [(change.kind, change.table) for change in self.database.changes()]

    def row(self, table: str, number: int) -> Json:
        return next(row for row in self.database.rows(table) if row["id"] == number)


def make_world(flaws: Flaws | None = None, database: CallDatabase | None = None) -> World:
    """A clinic on SQLite unless a database is handed in."""
    database = database or EmbeddedDatabase(CLINIC_STORE)
    clock = CallClock(SUNDAY_MORNING)
    app = ReferenceApp(ClinicSystem(database, clock, flaws))
    return World(database=database, app=app, backend=InProcessBackend(app), clock=clock)


def seed(**tables: Any) -> Seed:
    return Seed(system="clinic", tables={name: tuple(rows) for name, rows in tables.items()})


def envelope(*calls: Json, caller: str | None = JANE_PHONE, call_id: str = CALL_ID) -> Json:
    """Vapi's tool-calls message."""
    customer = {} if caller is None else {"number": caller}
    return {
        "message": {
            "type": "tool-calls",
            "toolCallList": list(calls),
            "call": {"id": call_id, "customer": customer},
            "customer": customer,
        }
    }


def nested(tool_call_id: str, tool: str, arguments: Any) -> Json:
    return {"id": tool_call_id, "type": "function", "function": {"name": tool, "arguments": arguments}}
