"""Three ways to ask, three ways to be answered."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reference.world import ARGUMENTS, HARBOUR, SUNRISE, World, direct, envelope, nested


def test_with_a_tool_call_id_the_answer_is_an_object_under_it(world: World) -> None:
    answer = json.loads(world.post(direct("call_9")).body)

    assert set(answer) == {"toolCallId", "result"}
    assert answer["toolCallId"] == "call_9"
    assert answer["result"]["success"] is True


@pytest.mark.parametrize(
    "body", [{"tool": {"arguments": ARGUMENTS}}, {"message": {"toolCall": {"arguments": ARGUMENTS}}}], ids=["tool", "message"]
)
def test_without_a_tool_call_id_the_answer_is_legacy(world: World, body: Any) -> None:
    answer = json.loads(world.post(body).body)

    assert set(answer) == {"toolResult", "speech"}
    assert json.loads(answer["toolResult"]["content"])["scheduledAt"] == "2026-01-20T14:00"
    assert answer["speech"] == "Your appointment is confirmed for Tuesday, January 20 at 2:00 PM."


def test_a_legacy_refusal_is_spoken_too(world: World) -> None:
    answer = json.loads(world.post({"tool": {"arguments": ARGUMENTS | {"appointmentDate": "2025-01-20"}}}).body)

    assert json.loads(answer["toolResult"]["content"])["success"] is False
    assert answer["speech"] == "Monday, January 20, 2025 at 2:00 PM is in the past."


@pytest.mark.parametrize(
    "call",
    [
        nested("call_1", ARGUMENTS),
        nested("call_1", json.dumps(ARGUMENTS)),
        {"id": "call_1", "name": "bookClinicAppointment", "arguments": ARGUMENTS},
        {"id": "call_1", "name": "bookClinicAppointment", "parameters": ARGUMENTS},
    ],
    ids=["nested object", "nested text", "flat arguments", "flat parameters"],
)
def test_every_documented_form_of_a_tool_call_is_read(world: World, call: Any) -> None:
    (result,) = json.loads(world.post(envelope(call)).body)["results"]

    assert (result["toolCallId"], result["name"]) == ("call_1", "bookClinicAppointment")
    assert "\n" not in result["result"]
    assert json.loads(result["result"])["success"] is True


def test_calls_of_one_message_are_answered_in_order(world: World) -> None:
    body = envelope(nested("a", ARGUMENTS), nested("b", ARGUMENTS), nested("a", ARGUMENTS), nested("c", "not json"))

    results = json.loads(world.post(body).body)["results"]

    assert [result["toolCallId"] for result in results] == ["a", "b", "a", "c"]
    told = [json.loads(result["result"]) for result in results]
    assert [one.get("reason", "booked") for one in told] == ["booked", "slot_taken", "booked", "invalid_argument"]
    assert told[0] == told[2]
    assert told[3]["message"] == "arguments must be a JSON object"


def test_a_message_without_calls_is_answered_without_results(world: World) -> None:
    assert json.loads(world.post(envelope()).body) == {"results": []}


@pytest.mark.parametrize(
    "place",
    [
        {"customer": {"metadata": {"org_id": HARBOUR}}},
        {"call": {"customer": {"metadata": {"org_id": HARBOUR}}}},
        {"assistant": {"metadata": {"org_id": HARBOUR}}},
        {"call": {"assistantOverrides": {"variableValues": {"org_id": HARBOUR}}}},
    ],
    ids=["customer", "call.customer", "assistant", "overrides"],
)
def test_the_organization_is_found_wherever_the_platform_puts_it(world: World, place: Any) -> None:
    world.post({"message": {"type": "tool-calls", "toolCallList": [nested("a", ARGUMENTS)], **place}})

    assert [row["org_id"] for row in world.database.rows("appointments")] == [HARBOUR]


def test_the_model_cannot_choose_the_organization(world: World) -> None:
    world.post(envelope(nested("a", ARGUMENTS | {"org_id": HARBOUR})))

    assert [row["org_id"] for row in world.database.rows("appointments")] == [SUNRISE]


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        (b"{", "the body is not JSON"),
        (b"", "the body is not JSON"),
        (b"\xff", "the body is not JSON"),
        (b"[" * 50_000, "the body is not JSON"),
        (b'{"a": NaN}', "the body is not JSON"),
        (b"[]", "the body must be a JSON object"),
        (b'{"toolCallId": 5}', "toolCallId must be text"),
        (b'{"toolCallId": "a\\u0000b"}', "toolCallId must be text"),
        (b'{"message": {"type": "tool-calls"}}', "message.toolCallList must be a list"),
        (b'{"message": {"toolCallList": [{"name": "x"}]}}', "tool call 1 has no id"),
    ],
)
def test_what_cannot_be_read_is_a_bad_request_in_json(world: World, body: bytes, complaint: str) -> None:
    reply = world.post(body)

    assert reply.status == 400
    assert reply.headers["content-type"] == "application/json"
    assert json.loads(reply.body)["description"].startswith(complaint)
    assert world.database.changes() == ()


def test_one_unanswerable_call_stops_the_whole_message(world: World) -> None:
    assert world.post(envelope(nested("a", ARGUMENTS), {"function": {}})).status == 400
    assert world.database.changes() == ()


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
_ARGUMENTS = st.fixed_dictionaries({}, optional={name: _JSON | st.just(value) for name, value in ARGUMENTS.items()})
_BODIES = st.one_of(
    _JSON,
    st.fixed_dictionaries({}, optional={"toolCallId": _JSON, "tool": _JSON, "customer": _JSON, "message": _JSON}),
    st.builds(lambda call_id, arguments: {"toolCallId": call_id, "tool": {"arguments": arguments}}, _JSON, _ARGUMENTS | _JSON),
    st.builds(lambda arguments: envelope(nested("a", arguments), nested("b", arguments)), _ARGUMENTS | _JSON | st.text()),
    st.builds(lambda calls, org: {"message": {"toolCallList": calls, "customer": {"metadata": {"org_id": org}}}}, _JSON, _JSON),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=_BODIES)
def test_no_body_crashes_the_backend_and_only_success_changes_rows(kept_world: World, body: Any) -> None:
    with kept_world.database.call():
        reply = kept_world.post(body)

        assert reply.status in {200, 400}
        assert kept_world.app.last_crash is None
        assert bool(kept_world.database.changes()) == (b'success\\":true' in reply.body or b'"success":true' in reply.body)


@settings(max_examples=200, deadline=None)
@given(body=st.binary(max_size=200))
def test_no_bytes_crash_the_backend(kept_world: World, body: bytes) -> None:
    with kept_world.database.call():
        assert kept_world.post(body).status in {200, 400}
        assert kept_world.database.changes() == ()
