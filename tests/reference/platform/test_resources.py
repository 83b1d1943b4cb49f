"""Resources over HTTP, as api.vapi.ai keeps them."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from harness.reference.clock import wall_clock
from harness.reference.database import ServedDatabase
from harness.reference.platform.records import Records
from tests.reference.platform.world import OURS, UNKNOWN, World, made, messages, platform_on

ASSISTANT = {"name": "Reception", "model": {"provider": "openai", "model": "gpt-4.1", "toolIds": []}}
EXAMPLES: dict[str, dict[str, Any]] = {
    "/assistant": ASSISTANT,
    "/tool": {"type": "function", "function": {"name": "find_slots"}},
    "/squad": {"name": "Desk", "members": [{"assistantId": UNKNOWN}]},
    "/phone-number": {"provider": "vapi", "name": "Main"},
    "/credential": {"provider": "custom-credential", "name": "back", "authenticationPlan": {"type": "bearer", "token": "s3cret"}},
    "/structured-output": {"name": "rebooked", "type": "ai", "schema": {"type": "boolean"}},
    "/eval": {"name": "greets", "type": "chat.mockConversation", "messages": [{"role": "user", "content": "Hi"}]},
    "/eval/simulation/personality": {"name": "Dana", "assistant": {"name": "Dana"}},
    "/eval/simulation/scenario": {
        "name": "Hello",
        "instructions": 'Say "Hello."',
        "evaluations": [{"structuredOutputId": UNKNOWN, "comparator": "=", "value": True}],
    },
    "/eval/simulation": {"name": "Dana says hello", "scenarioId": UNKNOWN, "personalityId": UNKNOWN},
    "/eval/simulation/suite": {"name": "All", "simulationIds": [UNKNOWN]},
    "/session": {"name": "A session", "assistantId": UNKNOWN},
}
EVERY_KIND = pytest.mark.parametrize("path", EXAMPLES)


@EVERY_KIND
def test_a_resource_lives_from_creation_to_deletion(world: World, path: str) -> None:
    created = made(world.ours.post(path, json=EXAMPLES[path]), 201)
    read = made(world.ours.get(f"{path}/{created['id']}"))
    changed = made(world.ours.patch(f"{path}/{created['id']}", json={"name": "Other"} if path != "/tool" else {"async": True}))
    deleted = made(world.ours.delete(f"{path}/{created['id']}"))

    assert read == created
    assert created["orgId"] == OURS
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", created["createdAt"])
    assert created["updatedAt"] == created["createdAt"] <= changed["updatedAt"]
    assert deleted == changed
    assert messages(world.ours.get(f"{path}/{created['id']}"), 404)


@EVERY_KIND
def test_another_organisation_can_neither_see_nor_touch_it(world: World, path: str) -> None:
    created = world.create(path, EXAMPLES[path])
    listed = made(world.theirs.get(path))

    refusals = [
        world.theirs.get(f"{path}/{created['id']}"),
        world.theirs.patch(f"{path}/{created['id']}", json={"name": "Mine"}),
        world.theirs.delete(f"{path}/{created['id']}"),
    ]

    assert created["id"] not in [one["id"] for one in (listed["results"] if isinstance(listed, dict) else listed)]
    assert all(messages(one, 404) for one in refusals)
    assert made(world.ours.get(f"{path}/{created['id']}")) == created


def test_an_unknown_and_a_foreign_id_are_answered_alike(world: World) -> None:
    foreign = made(world.theirs.post("/tool", json=EXAMPLES["/tool"]), 201)["id"]

    told = [messages(world.ours.get(f"/tool/{id}"), 404)[0].replace(id, "…") for id in (foreign, UNKNOWN)]

    assert told == ["Tool … not found"] * 2


def test_a_change_replaces_whole_top_level_keys_and_leaves_the_others(world: World) -> None:
    created = world.create("/assistant", {**ASSISTANT, "firstMessage": "Hello", "metadata": {"a": 1, "b": 2}})

    changed = made(world.ours.patch(f"/assistant/{created['id']}", json={"model": {"provider": "vapi"}, "metadata": {"b": 3}}))

    assert changed["model"] == {"provider": "vapi"}
    assert changed["metadata"] == {"b": 3}
    assert (changed["name"], changed["firstMessage"]) == ("Reception", "Hello")


def test_null_clears_a_key(world: World) -> None:
    created = world.create("/assistant", {**ASSISTANT, "voicemailMessage": "Please call back."})

    changed = made(world.ours.patch(f"/assistant/{created['id']}", json={"voicemailMessage": None}))

    assert changed["voicemailMessage"] is None
    assert made(world.ours.get(f"/assistant/{created['id']}")) == changed


def test_null_does_not_clear_what_must_be_there(world: World) -> None:
    created = world.create("/structured-output", EXAMPLES["/structured-output"])

    told = messages(world.ours.patch(f"/structured-output/{created['id']}", json={"name": None}))

    assert told == ["name should not be empty"]


def test_assistants_and_tools_number_their_versions(world: World) -> None:
    tool = world.create("/tool", EXAMPLES["/tool"])
    changed = made(world.ours.patch(f"/tool/{tool['id']}", json={"async": True}))

    assert (tool["latestVersion"], changed["latestVersion"]) == ("v1", "v2")
    assert "latestVersion" not in world.create("/squad", EXAMPLES["/squad"])


def test_the_type_of_a_tool_stays(world: World) -> None:
    tool = world.create("/tool", EXAMPLES["/tool"])

    assert messages(world.ours.patch(f"/tool/{tool['id']}", json={"type": "endCall"})) == ["type cannot be changed"]
    assert made(world.ours.patch(f"/tool/{tool['id']}", json={"type": "function", "async": True}))["async"] is True


def test_a_tool_that_is_pinned_cannot_be_deleted(world: World) -> None:
    tool = world.create("/tool", EXAMPLES["/tool"])
    model = {"provider": "openai", "toolRefs": [{"toolId": tool["id"], "version": "v1"}]}
    world.create("/assistant", {"name": "A", "model": model})

    refused = made(world.ours.delete(f"/tool/{tool['id']}"), 409)

    assert refused["error"] == "tool_pinned"
    assert made(world.ours.get(f"/tool/{tool['id']}")) == tool


def test_secrets_are_kept_and_never_shown(world: World) -> None:
    server = {"url": "https://back.example/hook", "secret": "hush"}
    assistant = world.create("/assistant", {**ASSISTANT, "server": server, "serverUrlSecret": "hush"})
    credential = world.create("/credential", EXAMPLES["/credential"])

    shown = str(assistant) + str(credential) + world.ours.get("/assistant").text + world.ours.get("/credential").text

    assert "hush" not in shown
    assert "s3cret" not in shown
    assert assistant["isServerUrlSecretSet"] is True


def test_the_testers_of_the_platform_are_everybodys_and_immortal(world: World) -> None:
    listed = made(world.ours.get("/eval/simulation/personality"))
    carl = listed[0]

    refused = messages(world.ours.delete(f"/eval/simulation/personality/{carl['id']}"), 404)

    assert [one["orgId"] for one in listed] == [None] * 7
    assert refused == [f"Personality {carl['id']} not found or is a Vapi default (cannot be deleted)"]
    assert made(world.ours.get(f"/eval/simulation/personality/{carl['id']}")) == carl


def test_changes_at_once_lose_nothing(world: World) -> None:
    assistant = world.create("/assistant", ASSISTANT)
    keys = ["firstMessage", "endCallMessage", "voicemailMessage", "backgroundSound"]

    def change(key: str) -> int:
        return world.ours.patch(f"/assistant/{assistant['id']}", json={key: f"the {key}"}).status_code

    with ThreadPoolExecutor(len(keys)) as pool:
        assert list(pool.map(change, keys)) == [200] * len(keys)

    kept = made(world.ours.get(f"/assistant/{assistant['id']}"))
    assert [kept[key] for key in keys] == [f"the {key}" for key in keys]
    assert kept["latestVersion"] == "v5"


def test_a_call_it_was_killed_in_is_ended_when_it_starts_again(kept: ServedDatabase, world: World) -> None:
    records = Records(kept, wall_clock)
    states = {"call": "in-progress", "eval-run": "running", "simulation-run": "queued"}
    for number, (kind, state) in enumerate(states.items()):
        records.add(OURS, kind, f"00000000-0000-4000-8000-00000000000{number}", {"status": state, "target": {}})

    with platform_on(kept) as again:
        found = [made(again.ours.get(path)) for path in ("/call", "/eval/run", "/eval/simulation/run")]

    assert found[0][0]["endedReason"] == "worker-shutdown"
    assert [one["results"][0]["status"] for one in found[1:]] == ["ended", "ended"]
