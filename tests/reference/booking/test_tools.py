"""What all seven tools promise alike: three shapes, refusals that name their reason, repeated calls carried out once."""

import json
from typing import Any

import pytest

from tests.reference.world import ARGUMENTS, HARBOUR, SUNRISE, World

CHECK, RESERVE, HOLD = "calendar/check", "calendar/reserve", "booking/reserve-atomic"
VERIFY, CONFIRM, SMS, BOOK = "booking/verify-otp", "booking/send-confirmation", "sms/send", "bookClinicAppointment"
DONE: dict[str, dict[str, Any]] = {
    BOOK: ARGUMENTS,
    CHECK: {"appointmentDate": "2026-01-20", "appointmentTime": "14:00"},
    RESERVE: ARGUMENTS,
    HOLD: ARGUMENTS,
    VERIFY: {"holdId": 1, "code": "000000"},
    CONFIRM: {"appointmentId": 1},
    SMS: {"patientPhone": "604-555-0123", "message": "Please bring your card."},
}
EVERY = sorted(DONE)


def _ready(world: World, path: str) -> dict[str, Any]:
    """Arguments with which the tool succeeds, and the rows it needs for that."""
    if path == VERIFY:
        hold = world.ask(HOLD, "earlier", **ARGUMENTS)
        return {"holdId": hold["holdId"], "code": code_of(world)}
    if path in (CONFIRM, SMS):
        booked = world.book("earlier")
        return {"appointmentId": booked["appointmentId"]} if path == CONFIRM else DONE[SMS]
    return DONE[path]


def code_of(world: World) -> str:
    """The six digits of the last text message."""
    text: str = world.database.rows("sms_outbox")[-1]["body"]
    return text.partition("your code is ")[2][:6]


def _contract(world: World) -> dict[str, Any]:
    handlers = json.loads(world.get("/contract").body)["handlers"]
    return {handler["path"].removeprefix("/api/vapi/tools/"): handler for handler in handlers}


def test_the_contract_lists_seven_tools_at_their_paths(world: World) -> None:
    assert sorted(_contract(world)) == EVERY


@pytest.mark.parametrize("path", EVERY)
def test_the_new_format_is_answered_under_its_tool_call_id(world: World, path: str) -> None:
    body = {"toolCallId": "call_9", "tool": {"arguments": _ready(world, path)}}

    answer = json.loads(world.post(body, f"/api/vapi/tools/{path}").body)

    assert set(answer) == {"toolCallId", "result"}
    assert (answer["toolCallId"], answer["result"]["success"]) == ("call_9", True)


@pytest.mark.parametrize("path", EVERY)
def test_the_legacy_format_is_answered_with_content_and_speech(world: World, path: str) -> None:
    body = {"message": {"toolCall": {"arguments": _ready(world, path)}}}

    answer = json.loads(world.post(body, f"/api/vapi/tools/{path}").body)

    assert set(answer) == {"toolResult", "speech"}
    content = json.loads(answer["toolResult"]["content"])
    assert (content["success"], content["message"]) == (True, answer["speech"])


@pytest.mark.parametrize("path", EVERY)
def test_the_platforms_envelope_is_answered_with_one_line_of_text_for_each_call(world: World, path: str) -> None:
    call = {"id": "c1", "type": "function", "function": {"name": "any", "arguments": json.dumps(_ready(world, path))}}

    reply = world.post({"message": {"type": "tool-calls", "toolCallList": [call]}}, f"/api/vapi/tools/{path}")

    (result,) = json.loads(reply.body)["results"]
    assert result["toolCallId"] == "c1"
    assert "\n" not in result["result"]
    assert json.loads(result["result"])["success"] is True


@pytest.mark.parametrize("path", EVERY)
def test_required_is_what_is_refused_without_and_the_answer_is_what_is_declared(world: World, path: str) -> None:
    handler = _contract(world)[path]
    arguments = _ready(world, path)

    refused = world.ask(path, "without")
    assert (refused["reason"], refused["parameters"]) == ("invalid_argument", handler["reads"]["required"])
    assert set(refused) == set(handler["returns"]["refused"]["properties"])
    world.database.changes()
    done = world.ask(path, "with", **arguments)
    (returned,) = (kind for name, kind in handler["returns"].items() if name != "refused")
    assert set(done) == set(returned["properties"])
    assert {change.table for change in world.database.changes()} == set(handler["writes"]) - (
        {"contacts"} if path in (CONFIRM, SMS, VERIFY) else set()
    )


@pytest.mark.parametrize("path", EVERY)
def test_a_tool_call_that_is_sent_twice_is_carried_out_once(world: World, path: str) -> None:
    arguments = _ready(world, path)

    first = world.ask(path, "again", **arguments)
    world.database.changes()

    assert world.ask(path, "again", **arguments) == first
    assert world.database.changes() == ()


@pytest.mark.parametrize("path", EVERY)
def test_nobody_is_told_anything_of_another_organisation(world: World, path: str) -> None:
    arguments = _ready(world, path)
    assert world.ask(path, "ours", **arguments)["success"] is True
    world.database.changes()

    unknown = world.ask(path, "ours", "00000000-0000-0000-0000-000000000000", **arguments)
    other = world.ask(path, "ours", HARBOUR, **arguments)

    assert unknown["reason"] == "unknown_organization"
    if path in (VERIFY, CONFIRM, SMS):
        assert other["reason"] in ("unknown_hold", "unknown_appointment", "no_consent")
    assert all(row["org_id"] == HARBOUR for change in world.database.changes() if (row := change.after))


@pytest.mark.parametrize(
    ("path", "argument", "value", "message"),
    [
        (CHECK, "appointmentTime", "2pm", 'appointmentTime must be HH:MM, 24 hours; got "2pm"'),
        (VERIFY, "code", "12345", "code must be six digits"),
        (VERIFY, "holdId", "one", 'holdId must be a whole number from 1; got "one"'),
        (VERIFY, "holdId", 0, "holdId must be a whole number from 1; got a number"),
        (CONFIRM, "appointmentId", True, "appointmentId must be a whole number from 1; got true"),
        (CONFIRM, "appointmentId", 10**30, "appointmentId must be a whole number from 1; got a number"),
        (SMS, "message", "x" * 481, "message must be at most 480 characters; got 481"),
    ],
)
def test_a_bad_argument_is_named(world: World, path: str, argument: str, value: Any, message: str) -> None:
    refused = world.ask(path, **(DONE[path] | {argument: value}))

    assert (refused["reason"], refused["message"], refused["parameters"]) == ("invalid_argument", message, [argument])


def test_numbers_may_come_as_their_digits(world: World) -> None:
    booked = world.book()

    assert world.ask(CONFIRM, appointmentId=str(booked["appointmentId"]))["success"] is True


def test_without_an_organisation_the_default_one_answers(world: World) -> None:
    assert world.ask(RESERVE, org_id=None, **ARGUMENTS)["success"] is True
    assert [row["org_id"] for row in world.database.rows("appointments")] == [SUNRISE]
