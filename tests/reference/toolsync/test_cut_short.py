"""A sync that is cut off anywhere: at every statement, before and after every request. The next one leaves nothing undone."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import create_engine, event

from harness.reference.database.sqlite import shared_engine
from harness.reference.toolsync.agents import AgentSettings
from harness.reference.toolsync.assistants import AssistantManager
from harness.reference.toolsync.database import ToolDatabase, open_tool_database
from harness.reference.toolsync.tables import agents, tool_registrations
from harness.vapi.client import VapiClient
from tests.reference.toolsync.world import (
    CANCEL,
    NORTH,
    RESERVE,
    add_assistant,
    add_organisation,
    definition,
    is_settled,
    linked,
    morning,
    rows,
    service,
)
from tests.vapi.api import TOKEN, Api, Fault, served

CHANGED = definition("reserve_table", guests={"type": "integer"})


class Killed(BaseException):
    """The process is dead: nothing it does from here on has any effect."""


class Axe:
    """Falls at one point; whatever comes after it is not done any more."""

    def __init__(self, at: int) -> None:
        self.left = at

    def strike(self, *_: object) -> None:
        if self.left <= 0:
            raise Killed
        self.left -= 1


class _Wire(httpx.BaseTransport):
    """To the platform, in process; the axe may fall before a request leaves and before its answer is read."""

    def __init__(self, api: Api, axe: Axe) -> None:
        self._inner = httpx.WSGITransport(app=api)
        self._axe = axe

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self._axe.strike()
        reply = self._inner.handle_request(request)
        self._axe.strike()
        return reply


@contextmanager
def process(open_it: Callable[[], ToolDatabase], api: Api, axe: Axe) -> Iterator[tuple[ToolDatabase, VapiClient]]:
    """One process with connections of its own, which end with it."""
    database = open_it()
    event.listen(database.engine, "before_cursor_execute", axe.strike)
    event.listen(database.engine, "commit", axe.strike)
    try:
        with httpx.Client(transport=_Wire(api, axe)) as http:
            yield database, VapiClient(base_url="http://p", token=TOKEN, http=http, sleep=lambda _: None, jitter=abs)
    finally:
        event.remove(database.engine, "before_cursor_execute", axe.strike)
        event.remove(database.engine, "commit", axe.strike)
        database.close()


Work = Callable[[ToolDatabase, VapiClient, str], Any]
UNTOUCHED = 10_000


def first_sync(database: ToolDatabase, client: VapiClient, assistant: str) -> Any:
    return service(database, client, RESERVE, CANCEL).sync_all_tools_for_assistant(NORTH, assistant, skip_if_exists=False)


def changed_sync(database: ToolDatabase, client: VapiClient, assistant: str) -> Any:
    return service(database, client, CHANGED, CANCEL).sync_all_tools_for_assistant(NORTH, assistant, skip_if_exists=False)


def forced_sync(database: ToolDatabase, client: VapiClient, assistant: str) -> Any:
    return service(database, client, RESERVE).sync_all_tools_for_assistant(NORTH, assistant, force_update=True)


def fewer_sync(database: ToolDatabase, client: VapiClient, assistant: str) -> Any:
    """By somebody who knows only one of the two tools."""
    return service(database, client, RESERVE).sync_all_tools_for_assistant(NORTH, assistant)


CASES = {
    "from nothing": (None, first_sync, first_sync),
    "a changed definition": (first_sync, changed_sync, changed_sync),
    "a changed definition, taken back": (first_sync, changed_sync, first_sync),
    "made anew": (first_sync, forced_sync, first_sync),
    "finished by somebody with fewer tools": (None, first_sync, fewer_sync),
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "tools.db"
    open_tool_database(str(path)).close()
    return path


@pytest.mark.parametrize("case", CASES)
def test_the_next_sync_repairs_whatever_was_cut_off_on_sqlite(case: str, template: Path, tmp_path: Path) -> None:
    path = tmp_path / "tools.db"

    def open_it() -> ToolDatabase:
        return ToolDatabase(shared_engine(str(path)), str(path))

    for point in range(UNTOUCHED):
        shutil.copy(template, path)
        if not _survives(case, point, open_it):
            break
    assert point > 25
    assert not list(tmp_path.glob("*turn*"))


def test_the_next_sync_repairs_whatever_was_cut_off_on_postgres(fresh: Callable[[], str]) -> None:
    """Each point kills a session that holds the turn; the next process must not wait for it."""
    url = fresh()
    open_tool_database(url).close()
    plain = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))

    def open_it() -> ToolDatabase:
        return ToolDatabase(create_engine(plain.url), None)

    for point in range(UNTOUCHED):
        with plain.begin() as connection:
            connection.exec_driver_sql("TRUNCATE organizations CASCADE")
        if not _survives("a changed definition", point, open_it):
            break
    plain.dispose()
    assert point > 25


def _survives(case: str, point: int, open_it: Callable[[], ToolDatabase]) -> bool:
    """Cut a sync off at this point, let the next one finish, look at what is there; False when the sync was over before."""
    before, cut, after = CASES[case]
    api = Api()
    first, second = add_assistant(api), add_assistant(api)
    with process(open_it, api, Axe(UNTOUCHED)) as (database, client):
        add_organisation(database, NORTH, first, second)
        for assistant in (first, second) if before else ():
            assert before is not None
            before(database, client, assistant)
    axe = Axe(point)
    with suppress(Killed), process(open_it, api, axe) as (database, client):
        cut(database, client, first)
    with process(open_it, api, Axe(UNTOUCHED)) as (database, client):
        reports = [after(database, client, assistant) for assistant in (first, second)]
        assert [report.failures for report in reports] == [(), ()], (case, point)
        assert is_settled(api, database, first, second), (case, point, api.made("tool"), rows(database))
    return axe.left <= 0


def test_a_creation_of_an_assistant_that_is_cut_off_makes_no_second_one(template: Path, tmp_path: Path) -> None:
    path = tmp_path / "tools.db"
    settings = AgentSettings(name="Front desk", system_prompt="Answer.")

    def ensure(database: ToolDatabase, client: VapiClient) -> str:
        numbers = iter(f"agent-{time.monotonic_ns()}-{n}" for n in range(9))
        manager = AssistantManager(database, lambda _: client, morning, lambda: next(numbers), "https://inn.example/events")
        return manager.ensure_assistant(NORTH, settings).assistant_id

    for point in range(UNTOUCHED):
        shutil.copy(template, path)
        api, axe = Api(), Axe(point)

        def open_it() -> ToolDatabase:
            return ToolDatabase(shared_engine(str(path)), str(path))

        with process(open_it, api, Axe(UNTOUCHED)) as (database, _):
            add_organisation(database, NORTH)
        with suppress(Killed), process(open_it, api, axe) as (database, client):
            ensure(database, client)
        with process(open_it, api, Axe(UNTOUCHED)) as (database, client):
            made = ensure(database, client)
            assert [each["id"] for each in api.made("assistant")] == [made], point
            assert [row["vapi_assistant_id"] for row in rows(database, agents)] == [made], point
        if axe.left > 0:
            break
    assert point > 10


def test_a_process_that_is_killed_in_the_middle_is_no_obstacle(tmp_path: Path) -> None:
    """SIGKILL while the platform makes the tool: the lock is free at once, and the tool is found."""
    path = tmp_path / "tools.db"
    api = Api()
    assistant = add_assistant(api)
    with served(_Slow(api)) as url:
        with _opened(path) as database:
            add_organisation(database, NORTH, assistant)
        program = (
            "import sys, time; from contextlib import closing; from harness.vapi.client import VapiClient;"
            "from harness.reference.toolsync.database import open_tool_database;"
            "from tests.reference.toolsync.world import NORTH, service;"
            "client = VapiClient(base_url=sys.argv[2], token=sys.argv[3], sleep=time.sleep, jitter=abs);"
            "service(open_tool_database(sys.argv[1]), client).sync_all_tools_for_assistant(NORTH, sys.argv[4])"
        )
        environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])}
        victim = subprocess.Popen([sys.executable, "-c", program, str(path), url, TOKEN, assistant], env=environment)
        try:
            _wait_for(lambda: len(api.made("tool")) == 1)
        finally:
            victim.send_signal(signal.SIGKILL)
            victim.wait()
        with _opened(path) as database, httpx.Client() as http:
            assert len(rows(database, tool_registrations)) == 1
            client = VapiClient(base_url=url, token=TOKEN, http=http, sleep=time.sleep, jitter=abs)
            assert service(database, client).sync_all_tools_for_assistant(NORTH, assistant).succeeded
            assert is_settled(api, database, assistant)
            assert len(linked(api, assistant)) == 2


class _Slow:
    """Makes what it is asked to make, and takes half a second to say so."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def __call__(self, environ: Any, start_response: Any) -> Any:
        answer = self._api(environ, start_response)
        if environ["REQUEST_METHOD"] == "POST":
            time.sleep(0.5)
        return answer


@contextmanager
def _opened(path: Path) -> Iterator[ToolDatabase]:
    database = open_tool_database(str(path))
    try:
        yield database
    finally:
        database.close()


def _wait_for(wanted: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not wanted():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_a_database_that_fails_in_the_middle_is_a_failure_and_not_an_exception(template: Path, tmp_path: Path) -> None:
    """The disk is full after the tool was made: the caller is told, and the next sync keeps that very tool."""
    path = tmp_path / "tools.db"
    shutil.copy(template, path)
    api = Api()
    assistant = add_assistant(api)
    database = ToolDatabase(shared_engine(str(path)), str(path))
    add_organisation(database, NORTH, assistant)

    def refuse(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO org_tools"):
            raise sqlite3.OperationalError("database or disk is full")

    api.faults = [None, Fault(status=400)]
    with process(lambda: database, api, Axe(UNTOUCHED)) as (_, client):
        event.listen(database.engine, "before_cursor_execute", refuse)
        broken = service(database, client, RESERVE).sync_all_tools_for_assistant(NORTH, assistant)
        event.remove(database.engine, "before_cursor_execute", refuse)
        made = [tool["id"] for tool in api.made("tool")]
        mended = service(database, client, RESERVE).sync_all_tools_for_assistant(NORTH, assistant)

        assert not broken.succeeded
        assert mended.succeeded
        assert linked(api, assistant) == made
        assert is_settled(api, database, assistant)
