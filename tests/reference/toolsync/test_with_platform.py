"""The sync against the stand-in of the platform, which validates what it is sent and replaces what it is told to."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from harness.reference.clock import wall_clock
from harness.reference.database import open_database
from harness.reference.platform import PLATFORM_STORE, Faults, PlatformSystem, read_fault
from harness.reference.toolsync.agents import AgentSettings
from harness.reference.toolsync.assistants import AssistantManager
from harness.reference.toolsync.database import ToolDatabase
from harness.reference.toolsync.fleet import members, sync_fleet
from harness.vapi.client import VapiClient
from tests.reference.toolsync.world import CANCEL, NORTH, add_organisation, client_of, definition, morning, rows, service
from tests.vapi.api import TOKEN

CHANGED = definition("reserve_table", guests={"type": "integer"})
DESK = AgentSettings(name="Front desk", system_prompt="Answer.", voice={"provider": "vapi", "voiceId": "Savannah"}, language="en")


@pytest.fixture(params=[":memory:"])
def where(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def faults() -> Faults:
    return Faults(seed=1)


@pytest.fixture
def platform(faults: Faults) -> Iterator[VapiClient]:
    """Over the wire's own format, in process."""
    with closing(open_database(":memory:", PLATFORM_STORE)) as kept:
        system = PlatformSystem(kept, wall_clock, {TOKEN: NORTH}, faults=faults)
        with closing(system), client_of(system) as client:
            yield client


def test_an_assistant_keeps_all_it_has_through_syncs_and_saves(database: ToolDatabase, platform: VapiClient) -> None:
    """But for what was decided, and its tools."""
    add_organisation(database, NORTH)
    numbers = iter(range(99))
    manager = AssistantManager(database, lambda _: platform, morning, lambda: f"m{next(numbers)}", "https://inn.example/events")
    assistant = manager.ensure_assistant(NORTH, DESK).assistant_id
    shown = platform.get("assistant", assistant)
    more = {"model": shown["model"] | {"maxTokens": 500}, "endCallMessage": "Good night.", "silenceTimeoutSeconds": 30}
    before = platform.update("assistant", assistant, more)

    service(database, platform).sync_all_tools_for_assistant(NORTH, assistant)
    service(database, platform, CHANGED, CANCEL).sync_all_tools_for_assistant(NORTH, assistant, skip_if_exists=False)
    manager.ensure_assistant(NORTH, DESK)

    after = platform.get("assistant", assistant)
    ours = [row["vapi_tool_id"] for row in rows(database)]
    assert sorted(after["model"].pop("toolIds")) == sorted(ours)
    assert before["model"].pop("toolIds") == []
    assert {**after, "updatedAt": ""} == {**before, "updatedAt": ""}
    assert sorted(tool["id"] for tool in platform.list("tool")) == sorted(ours)


def test_one_answer_in_five_is_a_failure_and_yet_nothing_is_made_twice(
    database: ToolDatabase, platform: VapiClient, faults: Faults
) -> None:
    for number in range(20):
        assistant = platform.create("assistant", {"name": f"Desk {number}", "model": {"provider": "openai", "model": "gpt-4o"}})
        add_organisation(database, f"{number:08d}-1111-4111-8111-111111111111", assistant["id"])
    faults.plan(read_fault("error:status=503,share=0.1"), read_fault("rate-limit:retry-after=1,share=0.1"))
    with database.transaction() as connection:
        fleet = members(connection)

    reports = sync_fleet(service(database, platform), fleet)

    assert [report.failures for report in reports if not report.succeeded] == []
    faults.clear()
    assert sorted(tool["id"] for tool in platform.list("tool")) == sorted(row["vapi_tool_id"] for row in rows(database))
    assert len(rows(database)) == 40
