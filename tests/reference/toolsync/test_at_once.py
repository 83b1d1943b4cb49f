"""Many syncs at once: one tool at the platform, one row, one assistant that has it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from harness.reference.toolsync.agents import AgentSettings
from harness.reference.toolsync.assistants import AssistantManager
from harness.reference.toolsync.database import ToolDatabase, open_tool_database
from harness.reference.toolsync.fleet import add_organisation as join
from harness.reference.toolsync.fleet import members, sync_fleet
from harness.vapi.client import VapiClient
from tests.reference.toolsync.world import (
    NORTH,
    RESERVE,
    SOUTH,
    add_assistant,
    add_organisation,
    is_settled,
    morning,
    rows,
    service,
)
from tests.vapi.api import Api, Fault

CALLERS = 6


def _all_at_once(*tasks: Callable[[], object]) -> list[object]:
    ready = Barrier(len(tasks))

    def run(task: Callable[[], object]) -> object:
        ready.wait()
        return task()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def test_one_tool_is_made_however_many_want_it(database: ToolDatabase, api: Api, client: VapiClient) -> None:
    add_organisation(database, NORTH)
    sync = service(database, client)

    made = _all_at_once(*[lambda: sync.sync_single_tool(NORTH, RESERVE).vapi_tool_id] * CALLERS)

    assert made == [row["vapi_tool_id"] for row in rows(database)] * CALLERS
    assert len(api.made("tool")) == 1


def test_several_assistants_of_one_organisation_share_its_tools(database: ToolDatabase, api: Api, client: VapiClient) -> None:
    assistants = [add_assistant(api) for _ in range(CALLERS)]
    add_organisation(database, NORTH, *assistants)
    sync = service(database, client)

    _all_at_once(*[lambda a=each: sync.sync_all_tools_for_assistant(NORTH, a) for each in assistants])

    assert is_settled(api, database, *assistants)


@pytest.mark.parametrize("where", ["tools.db", "postgres"], indirect=True)
def test_two_processes_share_a_database(where: str, database: ToolDatabase, api: Api, client: VapiClient) -> None:
    """Two engines stand for them: neither knows of the other's threads."""
    assistant = add_assistant(api)
    add_organisation(database, NORTH, assistant)
    other = open_tool_database(where)

    tasks = [lambda d=each: service(d, client).sync_all_tools_for_assistant(NORTH, assistant) for each in (database, other) * 3]
    _all_at_once(*tasks)
    other.close()

    assert is_settled(api, database, assistant)


@pytest.mark.parametrize("where", ["tools.db", "postgres"], indirect=True)
def test_two_migrations_at_once_are_one(where: str) -> None:
    opened = _all_at_once(*[lambda: open_tool_database(where)] * 4)

    assert [rows(each) for each in opened if isinstance(each, ToolDatabase)] == [[]] * 4
    for each in opened:
        assert isinstance(each, ToolDatabase)
        each.close()


def test_one_assistant_is_made_however_often_save_is_clicked(database: ToolDatabase, api: Api, client: VapiClient) -> None:
    add_organisation(database, NORTH)
    numbers = iter(range(99))
    manager = AssistantManager(database, lambda _: client, morning, lambda: f"m{next(numbers)}", "https://inn.example/events")
    settings = AgentSettings(name="Front desk", system_prompt="Answer.")

    _all_at_once(*[lambda: manager.ensure_assistant(NORTH, settings)] * CALLERS)

    assert len(api.made("assistant")) == 1


def test_a_fleet_is_synced_and_one_failure_stops_no_other(database: ToolDatabase, api: Api, client: VapiClient) -> None:
    """One organisation's assistant is not at the platform; one has none yet; one tool in twenty fails at first."""
    ids = [f"{n:08d}-1111-4111-8111-111111111111" for n in range(12)]
    assistants = {org: add_assistant(api) for org in ids}
    for org, assistant in assistants.items():
        add_organisation(database, org, assistant)
    add_organisation(database, NORTH, "gone")
    add_organisation(database, SOUTH)
    api.faults = [Fault(status=503, after=n % 2 == 0) if n % 20 == 0 else None for n in range(40)]
    done: list[str] = []
    with database.transaction() as connection:
        fleet = members(connection)

    reports = sync_fleet(service(database, client), fleet, done=lambda report: done.append(report.member.org_id))

    failed = {report.member.org_id: report.failures for report in reports if not report.succeeded}
    assert failed == {NORTH: ("assistant gone: GET /assistant/gone: status 404, assistant not found",)}
    assert sorted(done) == sorted([*ids, NORTH, SOUTH])
    assert len(api.made("tool")) == len(rows(database)) == 2 * 13
    assert all(len(api.resources["assistant"][each]["model"]["toolIds"]) == 2 for each in assistants.values())


def test_an_organisation_joins_once(database: ToolDatabase) -> None:
    _all_at_once(*[lambda: join(database, NORTH, "Inn", None)] * CALLERS)
    join(database, NORTH, "Other name", "new@inn.example")

    with database.transaction() as connection:
        (only,) = members(connection)
    assert only.name == "Inn"
