"""Many requests at once, on a file that all of them share."""

import itertools
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import msgspec
import psycopg
import pytest

from harness.ports import HttpRequest
from harness.reference.app import ReferenceApp
from harness.reference.clinic import CLINIC_STORE, ClinicSystem
from harness.reference.database import ServedDatabase, open_database
from harness.reference.database.postgres_server import EmbeddedServer
from harness.reference.inprocess import InProcessBackend
from tests.reference.clinic.world import BOOKING, REGISTRATION, SUNDAY_MORNING, VITARA, envelope, nested

CALLERS = 6
_NUMBERS = itertools.count()
Ask = Callable[[str, str, dict[str, Any]], dict[str, Any]]


@pytest.fixture(scope="module")
def server() -> Iterator[EmbeddedServer]:
    started = EmbeddedServer()
    yield started
    started.close()


@pytest.fixture(params=["clinic.db", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ServedDatabase]:
    """SQLite lets one writer in at a time; on PostgreSQL both are inside before either has written."""
    where = str(tmp_path / request.param) if request.param == "clinic.db" else _fresh(request.getfixturevalue("server"))
    opened = open_database(where, CLINIC_STORE)
    opened.plant(VITARA)
    yield opened
    opened.close()


@pytest.fixture
def ask(database: ServedDatabase) -> Ask:
    backend = InProcessBackend(ReferenceApp(ClinicSystem(database, lambda: SUNDAY_MORNING)))

    def ask_one(tool: str, tool_call_id: str, told: dict[str, Any]) -> dict[str, Any]:
        body = msgspec.json.encode(envelope(nested(tool_call_id, tool, told)))
        reply = backend.send(HttpRequest(url="https://api-dev.clinic.example/api/vapi", headers={}, body=body))
        answer: dict[str, Any] = msgspec.json.decode(msgspec.json.decode(reply.body)["results"][0]["result"])
        return answer

    return ask_one


def _fresh(server: EmbeddedServer) -> str:
    """The URL of a database nobody has used."""
    name = f"race_{next(_NUMBERS)}"
    plain = server.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"'.encode())
    return server.url.set(database=name).render_as_string(hide_password=False)


def _race(ask: Ask, requests: list[tuple[str, str, dict[str, Any]]]) -> list[dict[str, Any]]:
    ready = Barrier(len(requests))

    def one(request: tuple[str, str, dict[str, Any]]) -> dict[str, Any]:
        ready.wait()
        return ask(*request)

    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(one, requests))


def test_of_many_callers_who_want_one_slot_exactly_one_gets_it(ask: Ask, database: ServedDatabase) -> None:
    results = _race(ask, [("create_appointment", f"call_{n}", BOOKING) for n in range(CALLERS)])

    assert sorted(result.get("reason", "booked") for result in results) == ["booked"] + ["slot_taken"] * (CALLERS - 1)
    assert len(database.rows("appointments")) == 6
    assert len(database.rows("sms_outbox")) == 1


def test_one_tool_call_delivered_many_times_at_once_books_once(ask: Ask, database: ServedDatabase) -> None:
    results = _race(ask, [("create_appointment", "call_1", BOOKING)] * CALLERS)

    assert all(result == results[0] for result in results)
    assert results[0]["success"] is True
    assert len(database.rows("appointments")) == 6


@pytest.mark.parametrize(
    ("tool", "told", "table"),
    [
        ("register_new_patient", REGISTRATION, "demographics"),
        ("add_to_waitlist", {"firstName": "Ada", "lastName": "Bell", "phone": "604-555-0111"}, "waitlist"),
        ("transfer_call", {"reason": "billing"}, "transfers"),
        ("update_appointment", {"appointmentId": 5001, "newStartTime": "2026-01-21T09:00:00"}, "appointments"),
        ("cancel_appointment", {"appointmentId": 5001}, "sms_outbox"),
    ],
)
def test_each_write_delivered_many_times_at_once_happens_once(
    ask: Ask, database: ServedDatabase, tool: str, told: dict[str, Any], table: str
) -> None:
    before = len(database.rows(table))

    results = _race(ask, [(tool, "call_1", told)] * CALLERS)

    assert all(result == results[0] for result in results)
    assert results[0]["success"] is True
    assert len(database.rows(table)) == before + 1


def test_two_who_move_one_appointment_move_it_once(ask: Ask, database: ServedDatabase) -> None:
    times = [f"2026-01-2{day}T09:00:00" for day in (1, 3)]

    results = _race(
        ask, [("update_appointment", f"call_{time}", {"appointmentId": 5001, "newStartTime": time}) for time in times]
    )

    assert sorted(result["success"] for result in results) == [False, True]
    assert [row["replaces_id"] for row in database.rows("appointments")].count(5001) == 1
