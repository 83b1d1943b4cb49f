"""One URL for everything: the function's name decides, and every answer can be matched to its call."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reference.clinic.world import BOOKING, REGISTRATION, VITARA, World, envelope, nested

GET_JANE = {"demographicId": 1001}


@pytest.mark.parametrize(
    "path", ["/api/vapi", "/api/vapi/", "/api/vapi/get-patient", "/api/vapi/create-appointment", "/api/vapi/x"]
)
def test_the_path_does_not_matter(world: World, path: str) -> None:
    (result,) = json.loads(world.post(envelope(nested("a", "get_patient", GET_JANE)), path).body)["results"]

    assert json.loads(result["result"])["lastName"] == "Doe"


@pytest.mark.parametrize("path", ["/", "/api", "/api/vapi/tools/get-patient", "/api/vapi-tools/get-patient"])
def test_other_paths_are_not_found(world: World, path: str) -> None:
    assert world.post(envelope(nested("a", "get_patient", GET_JANE)), path).status == 404


@pytest.mark.parametrize(
    "call",
    [
        nested("a", "get_patient", GET_JANE),
        nested("a", "get_patient", json.dumps(GET_JANE)),
        {"id": "a", "name": "get_patient", "arguments": GET_JANE},
        {"id": "a", "name": "get_patient", "parameters": GET_JANE},
    ],
    ids=["object", "text", "flat arguments", "flat parameters"],
)
def test_every_form_of_a_tool_call_is_read(world: World, call: Any) -> None:
    (result,) = json.loads(world.post(envelope(call)).body)["results"]

    assert (result["toolCallId"], json.loads(result["result"])["found"]) == ("a", True)
    assert "\n" not in result["result"]


def test_several_calls_are_answered_in_their_order(world: World) -> None:
    calls = [nested("b", "get_patient", GET_JANE), nested("a", "nope", {}), nested("c", "get_patient", "not json")]

    results = json.loads(world.post(envelope(*calls)).body)["results"]

    assert [result["toolCallId"] for result in results] == ["b", "a", "c"]
    assert [json.loads(result["result"])["success"] for result in results] == [True, False, False]


def test_an_unknown_function_is_told_so_with_200(world: World) -> None:
    answer = world.ask("google_calendar_tool")

    assert (answer["success"], answer["reason"]) == (False, "unknown_function")
    assert answer["message"] == "There is no function google_calendar_tool here."
    assert world.changed() == []


def test_a_function_without_a_name_is_unknown(world: World) -> None:
    body = envelope({"id": "a", "type": "function", "function": {"arguments": {}}})

    (result,) = json.loads(world.post(body).body)["results"]

    assert json.loads(result["result"])["reason"] == "unknown_function"


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"\xff", b'{"message": {"type": "tool-calls"}}', b'{"message": {"toolCallList": [{"name": "x"}]}}'],
)
def test_what_cannot_be_read_is_a_bad_request(world: World, body: bytes) -> None:
    reply = world.post(body)

    assert (reply.status, json.loads(reply.body)["title"]) == (400, "Bad request")


@pytest.mark.parametrize("kind", ["status-update", "conversation-update", "hang", "transfer-update", "end-of-call-report"])
def test_other_messages_are_acknowledged(world: World, kind: str) -> None:
    assert world.tell(kind, status="in-progress") == {}


def test_a_clinic_that_was_never_set_up_says_so(kept_world: World) -> None:
    with kept_world.database.call():
        assert kept_world.ask("get_clinic_info")["reason"] == "clinic_not_configured"


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
_TOLD: dict[str, Any] = {
    **BOOKING,
    **REGISTRATION,
    "phone": "604-555-0123",
    "name": "林美",
    "startDate": "2026-01-18",
    "endDate": "2026-02-18",
    "excludeDates": ["2026-01-20"],
    "providerName": "Dr. Chen",
    "appointmentId": 5001,
    "newStartTime": "2026-01-21T09:00:00",
    "reason": "billing",
    "callOutcome": "booked",
    "preference": "tomorrow",
}
_ARGUMENTS = st.fixed_dictionaries({}, optional={name: _JSON | st.just(value) for name, value in _TOLD.items()}) | st.just(_TOLD)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_argument_crashes_a_handler_and_only_success_changes_rows(kept_world: World, data: st.DataObject) -> None:
    with kept_world.database.call(VITARA):
        tool = data.draw(st.sampled_from(sorted(kept_world.contract())))
        told = data.draw(_ARGUMENTS)

        reply = kept_world.post(envelope(nested("a", tool, told), caller=data.draw(st.text(max_size=12))))

        assert (reply.status, kept_world.app.last_crash) == (200, None)
        if kept_world.database.changes():
            assert b'success\\":true' in reply.body


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    message=_JSON
    | st.fixed_dictionaries({"type": st.sampled_from(["end-of-call-report", "tool-calls"])}, optional={"call": _JSON})
)
def test_no_message_crashes_the_endpoint(kept_world: World, message: Any) -> None:
    with kept_world.database.call(VITARA):
        assert kept_world.post({"message": message}).status in {200, 400}
        assert kept_world.app.last_crash is None


def test_ids_no_database_can_hold_are_no_ids(world: World) -> None:
    assert world.post(envelope(nested("a\0", "transfer_call", {"reason": "billing"}))).status == 400
    assert world.tell("end-of-call-report", "call\0") == {}
    assert world.changed() == []
