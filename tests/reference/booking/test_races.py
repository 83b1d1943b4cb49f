"""Many callers at once, over real HTTP: the database decides who gets the slot, and how often a code may be guessed."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import httpx
import pytest

from harness.commands.serve import listen
from harness.reference.app import ReferenceApp
from harness.reference.booking import BOOKING_STORE, BookingSystem
from harness.reference.booking.codes import repeatable_code
from harness.reference.booking.marked import MARKED, marked_organization, rows_of_marked
from harness.reference.booking.verifying import TRIES
from harness.reference.clock import CallClock
from harness.reference.database import ServedDatabase, open_database
from tests.reference.world import ARGUMENTS, SUNDAY_MORNING, SUNRISE

CALLERS = 8
HOLD, VERIFY, BOOK = "booking/reserve-atomic", "booking/verify-otp", "bookClinicAppointment"


@pytest.fixture(params=["clinic.db", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ServedDatabase]:
    where = str(tmp_path / request.param) if request.param.endswith(".db") else request.param
    opened = open_database(where, BOOKING_STORE)
    yield opened
    opened.close()


@pytest.fixture
def url(database: ServedDatabase) -> Iterator[str]:
    system = BookingSystem(database, CallClock(SUNDAY_MORNING), code=repeatable_code)
    served = listen(ReferenceApp(system), "127.0.0.1", 0)
    thread = Thread(target=served.run, daemon=True)
    thread.start()
    yield served.url
    served.stop()
    thread.join(timeout=5)


def _at_once(url: str, asked: list[tuple[str, dict[str, Any]]], org_id: str = SUNRISE) -> list[dict[str, Any]]:
    ready = Barrier(len(asked))

    def ask(number: int) -> dict[str, Any]:
        path, arguments = asked[number]
        body = {"toolCallId": f"call {number}", "tool": {"arguments": arguments}, "customer": {"metadata": {"org_id": org_id}}}
        with httpx.Client(base_url=url, timeout=30) as client:
            client.get("/health")
            ready.wait()
            result: dict[str, Any] = client.post(f"/api/vapi/tools/{path}", json=body).json()["result"]
            return result

    with ThreadPoolExecutor(len(asked)) as pool:
        return list(pool.map(ask, range(len(asked))))


def test_of_many_who_hold_and_book_one_slot_exactly_one_gets_it(url: str, database: ServedDatabase) -> None:
    asked = [((HOLD, BOOK)[n % 2], ARGUMENTS | {"patientPhone": f"604-555-01{n:02}"}) for n in range(CALLERS)]

    results = _at_once(url, asked)

    assert Counter(result["success"] for result in results) == {True: 1, False: CALLERS - 1}
    assert {result.get("reason") for result in results if not result["success"]} == {"slot_taken"}
    assert len(database.rows("appointments")) == 1


def test_many_guesses_at_once_are_no_more_tries(url: str, database: ServedDatabase) -> None:
    (held,) = _at_once(url, [(HOLD, ARGUMENTS)])
    code = repeatable_code(f"{SUNRISE} +16045550123 2026-01-20T14:00")
    wrong = [f"{(int(code) + n) % 10**6:06}" for n in range(1, CALLERS + 1)]

    results = _at_once(url, [(VERIFY, {"holdId": held["holdId"], "code": each}) for each in wrong])

    assert Counter(result["reason"] for result in results)["wrong_code"] == TRIES - 1
    assert [row["tries"] for row in database.rows("holds")] == [TRIES]
    assert [row["status"] for row in database.rows("appointments")] == ["expired"]


def test_one_code_told_many_times_at_once_books_once(url: str, database: ServedDatabase) -> None:
    (held,) = _at_once(url, [(HOLD, ARGUMENTS)])
    told = {"holdId": held["holdId"], "code": repeatable_code(f"{SUNRISE} +16045550123 2026-01-20T14:00")}

    results = _at_once(url, [(VERIFY, told)] * TRIES)

    assert Counter(result["success"] for result in results) == {True: 1, False: TRIES - 1}
    assert {result.get("reason") for result in results if not result["success"]} == {"code_used"}
    assert [row["status"] for row in database.rows("appointments")] == ["booked"]


def test_one_tool_call_sent_many_times_at_once_is_answered_alike(url: str, database: ServedDatabase) -> None:
    body = {"toolCallId": "one", "tool": {"arguments": ARGUMENTS}}

    def ask(_n: int) -> Any:
        return httpx.post(f"{url}/api/vapi/tools/{HOLD}", json=body, timeout=30).json()

    with ThreadPoolExecutor(CALLERS) as pool:
        answers = list(pool.map(ask, range(CALLERS)))

    assert all(answer == answers[0] for answer in answers)
    assert len(database.rows("holds")) == 1


def test_the_marked_organisation_leaves_nothing(url: str, database: ServedDatabase) -> None:
    before = {table: database.rows(table) for table in database.store.metadata.tables}

    with marked_organization(database) as org_id:
        (held,) = _at_once(url, [(HOLD, ARGUMENTS)], org_id)
        assert held["success"] is True
        assert rows_of_marked(database) == 6

    assert org_id == MARKED
    assert rows_of_marked(database) == 0
    assert {table: database.rows(table) for table in before} == before


def test_the_marked_organisation_is_gone_after_an_interruption_too(database: ServedDatabase) -> None:
    with pytest.raises(KeyboardInterrupt), marked_organization(database):
        raise KeyboardInterrupt

    assert rows_of_marked(database) == 0
