"""Saving an agent on a real port, with the worker behind it: the answer comes at once, the tools come after."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from threading import Event, Timer
from typing import Any

import httpx
import pytest
from msgspec import Struct

from harness.reference.app import ReferenceApp
from harness.reference.toolsync.assistants import AssistantManager
from harness.reference.toolsync.console import SAVE_AGENT, ConsoleSystem
from harness.reference.toolsync.database import ToolDatabase, open_tool_database
from harness.reference.toolsync.jobs import Jobs
from harness.reference.toolsync.outbox import Outbox
from harness.reference.toolsync.tables import email_outbox, sync_jobs
from harness.reference.toolsync.worker import SyncWorker
from harness.vapi.client import VapiClient
from tests.reference.toolsync.world import MORNING, NORTH, SOUTH, add_organisation, client_of, is_settled, rows, service
from tests.vapi.api import Api, Fault, served

TOKENS = {"north-console": NORTH, "south-console": SOUTH, "nobody-console": "33333333-3333-4333-8333-333333333333"}
DESK: dict[str, Any] = {
    "name": "Front desk",
    "systemPrompt": "Answer.",
    "voice": {"provider": "vapi", "voiceId": "Savannah"},
    "language": "en",
}


class Clock:
    """Goes on when it is told to."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        return self.now


class Console(Struct, frozen=True):
    """Everything behind one port."""

    url: str
    api: Api
    database: ToolDatabase
    worker: SyncWorker
    clock: Clock

    def ask(self, method: str, path: str, token: str = "north-console", **body: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.request(method, self.url + path, headers=headers, json=body or None, timeout=30)

    def save(self, **changes: Any) -> dict[str, Any]:
        reply = self.ask("POST", SAVE_AGENT, **(DESK | changes))
        assert reply.status_code == 200, reply.text
        told: dict[str, Any] = reply.json()
        return told

    def status(self, agent_id: int) -> dict[str, Any]:
        told: dict[str, Any] = self.ask("GET", f"{SAVE_AGENT}/{agent_id}/tool-sync").json()
        return told


@pytest.fixture
def console(database: ToolDatabase, api: Api) -> Iterator[Console]:
    """Its worker is not running yet."""
    add_organisation(database, NORTH)
    add_organisation(database, SOUTH)
    with client_of(api) as client:
        made = _console(database, client)
        with served(ReferenceApp(made[1])) as url:
            yield Console(url, api, database, made[0], made[2])
        made[0].stop()


def _console(database: ToolDatabase, client: VapiClient) -> tuple[SyncWorker, ConsoleSystem, Clock]:
    clock, numbers = Clock(), iter(range(99))
    jobs = Jobs(clock)
    worker = SyncWorker(database, service(database, client), jobs, Outbox(database, clock, "callproof@inn.example", None))
    manager = AssistantManager(database, lambda _: client, clock, lambda: f"m{next(numbers)}", "https://inn.example/events")
    return worker, ConsoleSystem(database, manager, jobs, worker, TOKENS), clock


def _wait_for(wanted: Callable[[], bool], seconds: float = 30) -> float:
    began = time.monotonic()
    while not wanted():
        assert time.monotonic() - began < seconds
        time.sleep(0.005)
    return time.monotonic() - began


def test_a_save_is_answered_before_the_tools_are_there(console: Console) -> None:
    told = console.save()

    (assistant,) = console.api.made("assistant")
    assert told == {
        "success": True,
        "agentId": 1,
        "assistantId": assistant["id"],
        "toolSyncTriggered": True,
        "message": "Assistant saved and tools are being synced in background",
    }
    assert rows(console.database) == []
    status = console.status(1)
    assert (status["status"], status["reason"], status["message"]) == ("queued", None, "Tools are waiting to be synced")


def test_the_tools_are_there_within_seconds(console: Console) -> None:
    console.worker.start()

    told = console.save()

    assert _wait_for(lambda: console.status(1)["status"] == "synced") < 5
    assert is_settled(console.api, console.database, told["assistantId"])
    assert len(rows(console.database)) == 2


def test_it_is_syncing_while_it_syncs(console: Console) -> None:
    console.save()
    with console.database.transaction() as connection:
        job = Jobs(console.clock).take(connection)

    assert job is not None
    assert (console.status(1)["status"], console.status(1)["attempts"]) == ("syncing", 1)


def test_a_second_save_changes_the_assistant_and_loses_no_tool(console: Console) -> None:
    told = console.save()
    console.worker.work()

    again = console.save(systemPrompt="Be brief.")

    assert again["assistantId"] == told["assistantId"]
    assert is_settled(console.api, console.database, told["assistantId"])
    assert console.api.made("assistant")[0]["model"]["messages"][0]["content"] == "Be brief."


def test_saves_that_wait_for_the_worker_are_done_once(console: Console) -> None:
    for _ in range(3):
        console.save()

    assert [console.worker.work() for _ in range(2)] == [True, False]
    assert console.status(1)["status"] == "synced"


def test_a_passing_failure_is_tried_again_later_and_then_it_is_good(console: Console) -> None:
    told = console.save()
    console.api.faults = [Fault(status=503)] * 20
    console.worker.work()

    waiting = console.status(1)
    assert (waiting["status"], waiting["attempts"]) == ("queued", 1)
    assert "status 503" in waiting["reason"]
    assert console.worker.work() is False
    console.clock.now += timedelta(seconds=5)
    assert console.worker.work() is True
    assert (console.status(1)["status"], console.status(1)["reason"]) == ("synced", None)
    assert is_settled(console.api, console.database, told["assistantId"])
    assert rows(console.database, email_outbox) == []


def test_a_failure_for_good_says_why_and_writes_to_the_administrator(console: Console) -> None:
    console.save()
    console.api.faults = [Fault(status=400), Fault(status=400)]

    console.worker.work()

    status = console.status(1)
    assert (status["status"], status["message"]) == ("failed", "Tools could not be synced")
    assert "reserve_table: POST /tool: status 400, out of order" in status["reason"]
    (mail,) = rows(console.database, email_outbox)
    assert (mail["recipient"], mail["state"], mail["org_id"]) == ("admin@inn.example", "queued", NORTH)
    assert mail["subject"] == "The tools of Front desk could not be synced"
    assert "status 400" in mail["body"]


def test_patience_with_passing_failures_ends(console: Console) -> None:
    console.save()
    for _ in range(4):
        console.api.faults = [Fault(status=503)] * 20
        assert console.worker.work()
        console.clock.now += timedelta(minutes=5)

    assert (console.status(1)["status"], console.status(1)["attempts"]) == ("failed", 4)
    assert len(rows(console.database, email_outbox)) == 1


def test_stopping_finishes_what_is_being_synced_and_leaves_the_rest_queued(console: Console) -> None:
    for name in ("One", "Two"):
        console.save(name=name)
    slow = _Gate(console.api)
    with client_of(slow) as client:
        worker, _, _ = _console(console.database, client)
        worker.start()
        slow.entered()
        slow.let_go(after=0.2)

        assert worker.stop() is True

    states = {job["id"]: job["state"] for job in rows(console.database, sync_jobs)}
    assert states == {1: "synced", 2: "queued"}


def test_stopping_puts_back_what_takes_too_long(console: Console) -> None:
    console.save()
    slow = _Gate(console.api)
    with client_of(slow) as client:
        worker, _, _ = _console(console.database, client)
        worker.start()
        slow.entered()

        assert worker.stop(patience_seconds=0.05) is False
        assert console.status(1)["status"] == "queued"
        slow.let_go()
        assert worker.stop() is True


@pytest.mark.parametrize("where", ["tools.db", "postgres"], indirect=True)
def test_what_a_dead_process_was_syncing_is_synced_by_the_next(where: str, console: Console) -> None:
    told = console.save()
    with console.database.transaction() as connection:
        Jobs(console.clock).take(connection)

    database = open_tool_database(where)
    with client_of(console.api) as client:
        worker, _, _ = _console(database, client)
        worker.start()
        _wait_for(lambda: console.status(1)["status"] == "synced")
        worker.stop()
    database.close()

    assert is_settled(console.api, console.database, told["assistantId"])


@pytest.mark.parametrize("token", ["", "wrong", "north-consol", "north-console2"])
def test_a_wrong_token_is_401(console: Console, token: str) -> None:
    assert console.ask("POST", SAVE_AGENT, token, **DESK).status_code == 401
    assert console.ask("GET", f"{SAVE_AGENT}/1/tool-sync", token).status_code == 401
    assert console.api.made("assistant") == []


def test_another_organisations_agent_is_404(console: Console) -> None:
    console.save()

    other = console.ask("GET", f"{SAVE_AGENT}/1/tool-sync", "south-console")

    assert (other.status_code, console.ask("GET", f"{SAVE_AGENT}/{10**15}/tool-sync").status_code) == (404, 404)
    assert other.json()["description"] == "there is no such agent, or it was never saved"


def test_an_organisation_without_a_row_is_404_and_makes_nothing(console: Console) -> None:
    reply = console.ask("POST", SAVE_AGENT, "nobody-console", **DESK)

    assert (reply.status_code, reply.json()["description"]) == (404, "there is no such organisation")
    assert console.api.made("assistant") == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"name": 7}', b"[" * 50_000])
def test_a_body_that_cannot_be_used_is_400(console: Console, content: bytes) -> None:
    headers = {"Authorization": "Bearer north-console"}

    reply = httpx.post(console.url + SAVE_AGENT, headers=headers, content=content, timeout=30)

    assert reply.status_code == 400
    assert reply.json()["title"] == "Bad request"


def test_a_platform_that_does_not_answer_is_502_and_the_next_save_works(console: Console) -> None:
    console.api.faults = [Fault(status=503)] * 20

    reply = console.ask("POST", SAVE_AGENT, **DESK)
    console.api.faults = []

    assert reply.status_code == 502
    assert reply.json()["description"].startswith("GET /assistant: status 503")
    assert console.save()["success"] is True
    assert len(console.api.made("assistant")) == 1


class _Gate:
    """Holds back whoever makes a tool until it is told to let go."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._entered, self._open = Event(), Event()

    def __call__(self, environ: Any, start_response: Any) -> Any:
        if environ["REQUEST_METHOD"] == "POST":
            self._entered.set()
            self._open.wait(30)
        return self._api(environ, start_response)

    def entered(self) -> None:
        assert self._entered.wait(30)

    def let_go(self, after: float = 0) -> None:
        Timer(after, self._open.set).start()
