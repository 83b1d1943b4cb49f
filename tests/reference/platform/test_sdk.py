"""The stand-in as Vapi's own Python SDK sees it: a client we did not write, on every resource it knows.

Bodies are small: for each union of models the SDK has, it works a quarter of a minute when it first meets one.
"""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest
from vapi import Vapi
from vapi.core.api_error import ApiError

from harness.callers.profile import CallerProfile
from harness.commands.player import Player
from harness.errors import InputError
from harness.reference.database import open_database
from harness.reference.platform import PLATFORM_STORE
from tests.reference.platform.world import OUR_TOKEN, OURS, THEIR_TOKEN, UNKNOWN, World, platform_on

SERVER: Any = {"url": "https://back.example/hook"}
SCHEMA: Any = {"type": "boolean"}
FUNCTION: dict[str, Any] = {
    "type": "function",
    "function": {"name": "find_slots", "parameters": {"type": "object", "properties": {"day": {"type": "string"}}}},
    "server": {"url": "https://back.example/tools", "timeoutSeconds": 20},
}


@pytest.fixture
def vapi(light: World) -> Iterator[Vapi]:
    with httpx.Client(verify=False) as client:
        yield Vapi(token=OUR_TOKEN, base_url=light.url, httpx_client=client)


@pytest.fixture
def other(light: World) -> Iterator[Vapi]:
    with httpx.Client(verify=False) as client:
        yield Vapi(token=THEIR_TOKEN, base_url=light.url, httpx_client=client)


def test_assistants(vapi: Vapi) -> None:
    made: Any = vapi.assistants.create(name="Reception", first_message="Hello.", server=SERVER)
    changed: Any = vapi.assistants.update(made.id, first_message="Good morning.")

    assert (made.org_id, changed.first_message, changed.name) == (OURS, "Good morning.", "Reception")
    assert changed.updated_at >= made.created_at
    assert [one.id for one in vapi.assistants.list(limit=10, created_at_ge=made.created_at)] == [made.id]
    assert vapi.assistants.get(made.id) == changed
    assert vapi.assistants.delete(made.id).id == made.id
    assert vapi.assistants.list() == []


@pytest.mark.parametrize(
    "body",
    [
        FUNCTION,
        {"type": "endCall"},
        {"type": "dtmf", "sipInfoDtmfEnabled": False},
        {"type": "voicemail", "beepDetectionEnabled": True},
        {"type": "apiRequest", "method": "POST", "url": "https://back.example/api", "name": "ask"},
        {"type": "handoff", "destinations": [{"type": "assistant", "assistantName": "Billing"}]},
        {"type": "transferCall", "destinations": [{"type": "number", "number": "+15550100001"}]},
        {"type": "code", "code": "return 1", "function": {"name": "one"}},
        {"type": "query", "knowledgeBases": []},
        {"type": "sms"},
        {"type": "mcp", "server": {"url": "https://back.example/mcp"}},
        {"type": "bash", "subType": "bash_20241022", "name": "bash"},
        {"type": "google.calendar.event.create"},
    ],
    ids=lambda body: body["type"],
)
def test_tools_of_every_type(vapi: Vapi, body: dict[str, Any]) -> None:
    made: Any = vapi.tools.create(request=body)
    message = {"type": "request-start", "content": "One moment."}
    changed: Any = vapi.tools.update(made.id, request={"type": body["type"], "messages": [message]})

    assert (made.type, made.org_id) == (body["type"], OURS)
    assert changed.messages[0].content == "One moment."
    assert [one.id for one in vapi.tools.list()] == [made.id]
    assert vapi.tools.get(made.id).model_dump() == changed.model_dump()
    assert vapi.tools.delete(made.id).id == made.id


def test_squads(vapi: Vapi) -> None:
    assistant: Any = vapi.assistants.create(name="Reception")
    made: Any = vapi.squads.create(name="Desk", members=[{"assistantId": assistant.id}])
    changed: Any = vapi.squads.update(made.id, name="Front desk", members=[{"assistantId": assistant.id}])

    assert (made.org_id, changed.name, changed.members[0].assistant_id) == (OURS, "Front desk", assistant.id)
    assert [one.id for one in vapi.squads.list()] == [made.id]
    assert vapi.squads.get(made.id) == changed
    assert vapi.squads.delete(made.id).id == made.id


def test_phone_numbers(vapi: Vapi) -> None:
    made: Any = vapi.phone_numbers.create(request={"provider": "vapi", "name": "Main"})
    changed: Any = vapi.phone_numbers.update(made.id, request={"provider": "vapi", "name": "Other"})

    assert (made.status, changed.name) == ("active", "Other")
    assert [one.id for one in vapi.phone_numbers.list()] == [made.id]
    assert vapi.phone_numbers.phone_number_controller_find_all_paginated().metadata.total_items == 1
    assert vapi.phone_numbers.get(made.id).model_dump() == changed.model_dump()
    assert vapi.phone_numbers.delete(made.id).id == made.id


def test_structured_outputs(vapi: Vapi) -> None:
    outputs = vapi.structured_outputs
    made: Any = outputs.structured_output_controller_create(name="rebooked", schema=SCHEMA)
    changed: Any = outputs.structured_output_controller_update(made.id, schema_override="true", description="True when it was.")
    listed: Any = outputs.structured_output_controller_find_all(name="rebooked")

    assert (made.org_id, changed.description, changed.name) == (OURS, "True when it was.", "rebooked")
    assert ([one.id for one in listed.results], listed.metadata.total_items) == ([made.id], 1)
    assert outputs.structured_output_controller_find_one(made.id) == changed
    assert outputs.structured_output_controller_remove(made.id).id == made.id


def test_evals(vapi: Vapi) -> None:
    messages: Any = [{"role": "user", "content": "Hi"}]
    made: Any = vapi.eval.eval_controller_create(name="greets", messages=messages, type="chat.mockConversation")
    changed: Any = vapi.eval.eval_controller_update(made.id, description="Says hello.")
    listed: Any = vapi.eval.eval_controller_get_paginated()

    assert (made.org_id, changed.description) == (OURS, "Says hello.")
    assert [one.id for one in listed.results] == [made.id]
    assert vapi.eval.eval_controller_get(made.id) == changed
    assert vapi.eval.eval_controller_remove(made.id).id == made.id
    assert vapi.eval.eval_controller_get_runs_paginated().results == []


def test_sessions(vapi: Vapi) -> None:
    made: Any = vapi.sessions.create(name="One", assistant_id=UNKNOWN)
    changed: Any = vapi.sessions.update(made.id, name="Two", status="completed")
    listed: Any = vapi.sessions.list(assistant_id=UNKNOWN)

    assert (made.status, changed.name, changed.status) == ("active", "Two", "completed")
    assert [one.id for one in listed.results] == [made.id]
    assert vapi.sessions.get(made.id) == changed
    assert vapi.sessions.delete(made.id).id == made.id


@pytest.fixture(scope="module")
def stage() -> Iterator[World]:
    """A stand-in where somebody answers."""
    with (
        closing(open_database(":memory:", PLATFORM_STORE)) as database,
        platform_on(database, play=Player(_nobody)) as world,
    ):
        yield world


def _nobody(name: str) -> CallerProfile:
    raise InputError(f"there is no caller {name!r}")


@pytest.fixture
def answered(stage: World) -> Iterator[Vapi]:
    with httpx.Client(verify=False) as client:
        yield Vapi(token=OUR_TOKEN, base_url=stage.url, httpx_client=client)


def test_calls(stage: World, answered: Vapi) -> None:
    assistant: Any = answered.assistants.create(name="Inn", first_message="Harbour Inn.")
    number: Any = answered.phone_numbers.create(request={"provider": "vapi", "name": "Main"})
    customer: Any = {"number": "+15550100001"}
    made: Any = answered.calls.create(assistant_id=assistant.id, phone_number_id=number.id, customer=customer)
    stage.system.settle()
    ended: Any = answered.calls.get(made.id)
    renamed: Any = answered.calls.update(made.id, name="The first")

    assert (made.status, ended.status, ended.ended_reason) == ("queued", "ended", "customer-ended-call")
    assert ended.artifact.transcript.startswith("AI: Harbour Inn.")
    assert renamed.name == "The first"
    assert [one.id for one in answered.calls.list(assistant_id=assistant.id)] == [made.id]
    answered.calls.delete(made.id)
    assert answered.calls.list(assistant_id=assistant.id) == []


def test_chats(answered: Vapi) -> None:
    assistant: Any = answered.assistants.create(name="Inn", first_message="Harbour Inn.")
    made: Any = answered.chats.create(assistant_id=assistant.id, input="Hello.")
    more: Any = answered.chats.create(previous_chat_id=made.id, input="Thank you.")
    listed: Any = answered.chats.list(assistant_id=assistant.id)

    assert made.output[0].role == "assistant"
    assert made.output[0].content
    assert [one.role for one in more.messages] == ["user", "assistant", "user"]
    assert [one.id for one in listed.results] == [more.id, made.id]
    assert answered.chats.get(made.id).model_dump() == made.model_dump()
    assert answered.chats.delete(made.id).id == made.id
    response: Any = answered.chats.create_response(assistant_id=assistant.id, input="Hello.")
    assert response.output[0].content[0].text


def test_eval_runs(stage: World, answered: Vapi) -> None:
    assistant: Any = answered.assistants.create(name="Inn", first_message="Harbour Inn.")
    script: Any = [{"role": "user", "content": "Hi"}, {"role": "assistant", "judgePlan": {"type": "regex", "content": ".+"}}]
    asked: Any = answered.eval.eval_controller_create(name="answers", messages=script, type="chat.mockConversation")
    target: Any = {"type": "assistant", "assistantId": assistant.id}
    answered.eval.eval_controller_run(target=target, type="eval", eval_id=asked.id)
    stage.system.settle()
    (run,) = answered.eval.eval_controller_get_runs_paginated().results
    ended: Any = answered.eval.eval_controller_get_run(run.id)

    assert (ended.status, ended.ended_reason, ended.results[0].status) == ("ended", "mockConversation.done", "pass")
    assert answered.eval.eval_controller_remove_run(run.id).id == run.id


def test_refusals_are_api_errors_with_their_body(vapi: Vapi, other: Vapi) -> None:
    made: Any = vapi.assistants.create(name="Reception")

    with pytest.raises(ApiError) as foreign:
        other.assistants.get(made.id)
    with pytest.raises(ApiError) as too_long:
        vapi.assistants.create(name="x" * 41)

    assert foreign.value.status_code == 404
    assert too_long.value.status_code == 400
    assert too_long.value.body["message"] == ["name must be shorter than or equal to 40 characters"]


def test_a_wrong_token_is_unauthorized(light: World) -> None:
    with httpx.Client(verify=False) as client, pytest.raises(ApiError) as refused:
        Vapi(token="wrong", base_url=light.url, httpx_client=client).assistants.list()

    assert refused.value.status_code == 401
