"""The backend on a port: real server, real HTTP, real threads."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import httpx
import pytest

from harness.commands.serve import listen, serve_booking
from harness.errors import InputError, MachineError
from harness.reference.app import ReferenceApp
from harness.reference.booking import BOOKING_STORE, BookingSystem
from harness.reference.database import Database, open_database
from tests.reference.world import ARGUMENTS, PATH, SUNDAY_MORNING, direct

CALLERS = 8


def _sunday() -> datetime:
    return SUNDAY_MORNING


@pytest.fixture(params=[":memory:", "clinic.db", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    where = str(tmp_path / request.param) if request.param.endswith(".db") else request.param
    opened = open_database(where, BOOKING_STORE)
    yield opened
    opened.close()


@pytest.fixture
def url(database: Database) -> Iterator[str]:
    served = listen(ReferenceApp(BookingSystem(database, _sunday)), "127.0.0.1", 0)
    thread = Thread(target=served.run, daemon=True)
    thread.start()
    yield served.url
    served.stop()
    thread.join(timeout=5)
    assert not thread.is_alive()


def test_both_shapes_are_answered_over_http(url: str, database: Database) -> None:
    with httpx.Client(base_url=url) as client:
        new = client.post(PATH, json=direct("call_1")).json()
        legacy = client.post(PATH, json={"tool": {"arguments": ARGUMENTS | {"appointmentTime": "15:00"}}}).json()
        wrong = client.post("/api/vapi-tools/bookClinicAppointment", json=direct())

    assert new["result"]["scheduledAt"] == "2026-01-20T14:00"
    assert json.loads(legacy["toolResult"]["content"])["scheduledAt"] == "2026-01-20T15:00"
    assert (wrong.status_code, wrong.headers["content-type"]) == (404, "application/json")
    assert [row["scheduled_at"] for row in database.rows("appointments")] == ["2026-01-20T14:00", "2026-01-20T15:00"]


def _race(url: str, bodies: list[dict[str, Any]]) -> list[dict[str, Any]]:
    ready = Barrier(len(bodies))

    def ask(body: dict[str, Any]) -> dict[str, Any]:
        with httpx.Client(base_url=url, timeout=30) as client:
            client.get("/health")
            ready.wait()
            result: dict[str, Any] = client.post(PATH, json=body).json()["result"]
            return result

    with ThreadPoolExecutor(len(bodies)) as pool:
        return list(pool.map(ask, bodies))


def test_of_many_callers_who_want_one_slot_exactly_one_gets_it(url: str, database: Database) -> None:
    bodies = [direct(f"call_{n}", patientPhone=f"604-555-010{n}") for n in range(CALLERS)]

    results = _race(url, bodies)

    assert sorted(result.get("reason", "booked") for result in results) == ["booked"] + ["slot_taken"] * (CALLERS - 1)
    assert [len(database.rows(table)) for table in ("appointments", "contacts", "sms_outbox", "calendar_sync")] == [1, 1, 1, 1]


def test_one_tool_call_delivered_many_times_at_once_books_once(url: str, database: Database) -> None:
    results = _race(url, [direct("call_1")] * CALLERS)

    assert all(result == results[0] for result in results), results
    assert results[0]["success"] is True
    assert len(database.rows("appointments")) == 1


def test_a_busy_port_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(MachineError, match=f"port {port} of 127.0.0.1 is busy; choose another with --port"):
            serve_booking(port=port)


@pytest.mark.parametrize(("host", "port"), [("x" * 64, 0), ("127.0.0.1", 65536), ("127.0.0.1", -1)])
def test_an_impossible_address_is_one_sentence(host: str, port: int) -> None:
    with pytest.raises(InputError, match=r"^there is no host 'x{64}' here|^a port is a number from 0 to 65535"):
        serve_booking(host=host, port=port)


def test_ctrl_c_ends_it_cleanly() -> None:
    """It says where it answers, answers there, and leaves with exit code 0 and nothing on standard error."""
    program = "import functools; from harness.commands.serve import serve_booking; "
    program += "serve_booking(port=0, say=functools.partial(print, flush=True))"
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": str(root)}
    serving = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    assert serving.stdout is not None
    told = [serving.stdout.readline() for _ in range(5)]
    address = told[0].split()[-1]
    with httpx.Client(base_url=address) as client:
        assert client.get("/health").json() == {"status": "ok"}
        assert client.post(PATH, json=direct(appointmentDate="2020-01-20")).json()["result"]["reason"] == "past_date"

    serving.send_signal(signal.SIGINT)
    _, complaints = serving.communicate(timeout=20)

    assert (serving.returncode, complaints) == (0, "")
    assert any(PATH in line for line in told)
