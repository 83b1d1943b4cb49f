"""What a sync leaves at the platform and in the tables."""

import logging
from typing import Any

import pytest
from sqlalchemy import update

from harness.reference.toolsync.database import ToolDatabase
from harness.reference.toolsync.tables import org_tools
from harness.vapi.client import VapiClient
from tests.reference.toolsync.world import (
    CANCEL,
    NORTH,
    RESERVE,
    SOUTH,
    add_assistant,
    add_organisation,
    definition,
    is_settled,
    linked,
    rows,
    service,
)
from tests.vapi.api import Api, Fault

CHANGED = definition("reserve_table", guests={"type": "integer"})


def test_a_new_tool_is_registered_and_noted(database: ToolDatabase, api: Api, client: VapiClient) -> None:
    add_organisation(database, NORTH)

    made = service(database, client).sync_single_tool(NORTH, RESERVE)

    (row,) = rows(database)
    assert (made.state, made.vapi_tool_id, made.reason) == ("registered", row["vapi_tool_id"], None)
    assert (row["org_id"], row["tool_name"], row["definition_hash"]) == (NORTH, "reserve_table", RESERVE.hash)
    assert (row["description"], row["enabled"]) == ("Reserves a table.", True)
    assert api.resources["tool"][row["vapi_tool_id"]]["function"] == RESERVE.body["function"]
    assert is_settled(api, database)


def test_a_tool_that_has_a_row_is_left_as_it_is(database: ToolDatabase, api: Api, client: VapiClient) -> None:
    """Not even the platform is asked."""
    add_organisation(database, NORTH)
    sync = service(database, client)
    made = sync.sync_single_tool(NORTH, RESERVE)
    asked = len(api.requests)

    again = sync.sync_single_tool(NORTH, CHANGED)

    assert (again.state, again.vapi_tool_id, len(api.requests)) == ("kept", made.vapi_tool_id, asked)


def test_everything_is_linked_to_the_assistant(database: ToolDatabase, api: Api, client: VapiClient) -> None:
    """Nothing else of the assistant is lost, though a PATCH replaces the whole model."""
    assistant = add_assistant(api, "somebody-elses")
    before = dict(api.resources["assistant"][assistant])
    add_organisation(database, NORTH, assistant)

    report = service(database, client).sync_all_tools_for_assistant(NORTH, assistant)

    ours = [row["vapi_tool_id"] for row in rows(database)]
    assert report.succeeded
    assert [tool.state for tool in report.tools] == ["registered", "registered"]
    after = api.resources["assistant"][assistant]
    assert after == before | {"model": before["model"] | {"toolIds": ["somebody-elses", *ours]}}


@pytest.mark.parametrize("skip_if_exists", [True, False])
def test_twice_is_once(database: ToolDatabase, api: Api, client: VapiClient, skip_if_exists: bool) -> None:
    assistant = add_assistant(api)
    add_organisation(database, NORTH, assistant)
    sync = service(database, client)
    sync.sync_all_tools_for_assistant(NORTH, assistant, skip_if_exists=skip_if_exists)
    before, writes = rows(database), api.called("POST") + api.called("PATCH")

    report = sync.sync_all_tools_for_assistant(NORTH, assistant, skip_if_exists=skip_if_exists)

    assert [tool.state for tool in report.tools] == ["kept", "kept"]
    assert (rows(database), api.called("POST") + api.called("PATCH")) == (before, writes)
    assert is_settled(api, database, assistant)


def test_a_changed_definition_replaces_the_tool_everywhere(database: ToolDatabase, api: Api, client: VapiClient) -> None:
    """The other assistant of the organisation gets the new one too; the old one is removed; the rest is not touched."""
    first, second = add_assistant(api), add_assistant(api)
    add_organisation(database, NORTH, first, second)
    for assistant in (first, second):
        service(database, client).sync_all_tools_for_assistant(NORTH, assistant)
    old = {row["tool_name"]: row["vapi_tool_id"] for row in rows(database)}

    report = service(database, client, CHANGED, CANCEL).sync_all_tools_for_assistant(NORTH, first, skip_if_exists=False)

    new = {row["tool_name"]: row for row in rows(database)}
    assert [tool.state for tool in report.tools] == ["replaced", "kept"]
    assert new["reserve_table"]["vapi_tool_id"] != old["reserve_table"]
    assert new["reserve_table"]["definition_hash"] == CHANGED.hash
    assert new["cancel_table"]["vapi_tool_id"] == old["cancel_table"]
    assert is_settled(api, database, first, second)


def test_an_unchanged_tool_is_made_anew_when_it_is_forced(database: ToolDatabase, api: Api, client: VapiClient) -> None:
    assistant = add_assistant(api)
    add_organisation(database, NORTH, assistant)
    sync = service(database, client)
    sync.sync_all_tools_for_assistant(NORTH, assistant)
    old = {row["vapi_tool_id"] for row in rows(database)}

    report = sync.sync_all_tools_for_assistant(NORTH, assistant, force_update=True)

    assert [tool.state for tool in report.tools] == ["replaced", "replaced"]
    assert not old & {row["vapi_tool_id"] for row in rows(database)}
    assert is_settled(api, database, assistant)


def test_a_tool_somebody_removed_at_the_platform_comes_back(database: ToolDatabase, api: Api, client: VapiClient) -> None:
    assistant = add_assistant(api)
    add_organisation(database, NORTH, assistant)
    sync = service(database, client)
    sync.sync_all_tools_for_assistant(NORTH, assistant)
    api.resources["tool"].clear()

    sync.sync_all_tools_for_assistant(NORTH, assistant, skip_if_exists=False)

    assert len(api.made("tool")) == 2
    assert is_settled(api, database, assistant)


def test_a_row_from_before_there_were_hashes_is_made_anew(database: ToolDatabase, api: Api, client: VapiClient) -> None:
    assistant = add_assistant(api)
    add_organisation(database, NORTH, assistant)
    sync = service(database, client)
    sync.sync_all_tools_for_assistant(NORTH, assistant)
    with database.transaction() as connection:
        connection.execute(update(org_tools).values(definition_hash=None))

    report = sync.sync_all_tools_for_assistant(NORTH, assistant, skip_if_exists=False)

    assert [tool.state for tool in report.tools] == ["replaced", "replaced"]
    assert is_settled(api, database, assistant)


def test_a_disabled_tool_is_taken_from_the_assistant(database: ToolDatabase, api: Api, client: VapiClient) -> None:
    assistant = add_assistant(api)
    add_organisation(database, NORTH, assistant)
    sync = service(database, client)
    sync.sync_all_tools_for_assistant(NORTH, assistant)
    with database.transaction() as connection:
        connection.execute(update(org_tools).where(org_tools.c.tool_name == "cancel_table").values(enabled=False))

    sync.sync_all_tools_for_assistant(NORTH, assistant)

    (kept,) = [row["vapi_tool_id"] for row in rows(database) if row["tool_name"] == "reserve_table"]
    assert linked(api, assistant) == [kept]


def test_a_tool_written_out_in_the_assistant_makes_room_for_ours(database: ToolDatabase, api: Api, client: VapiClient) -> None:
    """Else the model would have two of one name; another inline tool stays."""
    inline: list[dict[str, Any]] = [{"type": "function", "function": {"name": "reserve_table"}}, {"type": "endCall"}]
    assistant = add_assistant(api, tools=inline)
    add_organisation(database, NORTH, assistant)

    service(database, client).sync_all_tools_for_assistant(NORTH, assistant)

    assert api.resources["assistant"][assistant]["model"]["tools"] == [{"type": "endCall"}]
    assert len(linked(api, assistant)) == 2


def test_organisations_that_share_an_account_do_not_share_tools(database: ToolDatabase, api: Api, client: VapiClient) -> None:
    first, second = add_assistant(api), add_assistant(api)
    add_organisation(database, NORTH, first)
    add_organisation(database, SOUTH, second)
    for org, assistant in ((NORTH, first), (SOUTH, second)):
        service(database, client).sync_all_tools_for_assistant(org, assistant)

    assert len(api.made("tool")) == 4
    assert not set(linked(api, first)) & set(linked(api, second))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_passing_failures_are_retried_to_the_end(
    database: ToolDatabase, api: Api, client: VapiClient, waits: list[float], status: int
) -> None:
    """The fault comes after what was asked was done, so a mere repetition would make a second tool."""
    assistant = add_assistant(api)
    add_organisation(database, NORTH, assistant)
    api.faults = [Fault(status=status, after=status != 429), Fault(status=status)]

    report = service(database, client).sync_all_tools_for_assistant(NORTH, assistant)

    assert report.succeeded
    assert waits
    assert is_settled(api, database, assistant)


def test_a_refused_tool_is_logged_and_stops_no_other(
    database: ToolDatabase, api: Api, client: VapiClient, caplog: pytest.LogCaptureFixture
) -> None:
    assistant = add_assistant(api)
    add_organisation(database, NORTH, assistant)
    api.faults = [Fault(status=400)]

    report = service(database, client).sync_all_tools_for_assistant(NORTH, assistant)

    assert [tool.state for tool in report.tools] == ["failed", "registered"]
    assert report.failures == ("reserve_table: POST /tool: status 400, out of order",)
    assert (report.succeeded, report.passing) == (False, False)
    assert "tool reserve_table of organisation 11111111-1111-4111-8111-111111111111: POST /tool: status 400" in caplog.text
    assert is_settled(api, database, assistant)


def test_an_unknown_organisation_is_a_failure_and_leaves_no_tool(database: ToolDatabase, api: Api, client: VapiClient) -> None:
    report = service(database, client).sync_all_tools_for_assistant(NORTH, "assistant-1")

    assert [tool.state for tool in report.tools] == ["failed", "failed"]
    assert api.made("tool") == []


def test_a_missing_assistant_is_a_failure_and_the_tools_stay(database: ToolDatabase, api: Api, client: VapiClient) -> None:
    add_organisation(database, NORTH)

    report = service(database, client).sync_all_tools_for_assistant(NORTH, "gone")

    assert report.failures == ("assistant gone: GET /assistant/gone: status 404, assistant not found",)
    assert len(rows(database)) == len(api.made("tool")) == 2


def test_a_platform_out_of_order_is_a_failure_that_may_pass(
    database: ToolDatabase, api: Api, client: VapiClient, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing is raised, nothing is half-done, and the next sync does it all."""
    caplog.set_level(logging.ERROR)
    assistant = add_assistant(api)
    add_organisation(database, NORTH, assistant)
    api.faults = [Fault(status=503)] * 20

    broken = service(database, client).sync_all_tools_for_assistant(NORTH, assistant)
    mended = service(database, client).sync_all_tools_for_assistant(NORTH, assistant)

    assert (broken.succeeded, broken.passing, len(broken.failures)) == (False, True, 3)
    assert mended.succeeded
    assert is_settled(api, database, assistant)


def test_an_old_tool_that_cannot_be_removed_is_told_and_tried_again(database: ToolDatabase, api: Api, client: VapiClient) -> None:
    assistant = add_assistant(api)
    add_organisation(database, NORTH, assistant)
    service(database, client, RESERVE).sync_all_tools_for_assistant(NORTH, assistant)
    api.faults = [None, None, None, Fault(status=409)]
    before = len(api.requests)

    report = service(database, client, CHANGED).sync_all_tools_for_assistant(NORTH, assistant, skip_if_exists=False)

    assert [method for method, *_ in api.requests[before:]] == ["POST", "GET", "PATCH", "DELETE"]
    assert report.succeeded
    assert ["status 409, out of order" in left for left in report.leftovers] == [True]
    service(database, client, CHANGED).sync_all_tools_for_assistant(NORTH, assistant)
    assert is_settled(api, database, assistant)


@pytest.mark.parametrize("wanted", [[], ["tool-1"]])
def test_tools_are_linked_beside_those_there_are(database: ToolDatabase, api: Api, client: VapiClient, wanted: list[str]) -> None:
    assistant = add_assistant(api, "other")

    has = service(database, client).link_tools_to_assistant(NORTH, assistant, wanted)

    assert (list(has.tool_ids), has.changed, has.reason) == (["other", *wanted], bool(wanted), None)
    assert linked(api, assistant) == ["other", *wanted]


def test_a_link_that_fails_is_an_answer(database: ToolDatabase, client: VapiClient) -> None:
    outcome = service(database, client).link_tools_to_assistant(NORTH, "gone", ["tool-1"])

    assert outcome.reason == "GET /assistant/gone: status 404, assistant not found"
