"""An assistant that is handed a call in the middle of it: what was said to others, and what of it is of use."""

from collections.abc import Sequence

import pytest

from harness.agents.literal import LiteralAgent
from harness.ports import AssistantMessage, ChatMessage, SystemMessage, ToolCall, ToolResultMessage, ToolSpec, UserMessage
from tests.elsewhere.desk import TODAY, talk, tool

TEXT = {"type": "string"}
WELCOME = tool("welcomeGuest", "Welcomes a guest.", lastName=TEXT, dateOfBirth=TEXT)
TABLE = ToolSpec(
    name="reserveTable",
    description="Reserves a table.",
    parameters={
        "type": "object",
        "properties": {
            "startDate": {"type": "string", "description": "YYYY-MM-DD"},
            "waiterName": {"type": "string", "description": "Name of a waiter"},
            "seats": {"type": "integer"},
        },
        "required": ["seats"],
    },
)


def taken_over(history: Sequence[ChatMessage], tools: Sequence[ToolSpec], prompt: str = "") -> AssistantMessage:
    """What the assistant says or calls first."""
    reply = LiteralAgent().reply([SystemMessage(content=f"{TODAY}{prompt}"), *history], tools)
    return AssistantMessage(content=reply.text, tool_calls=reply.tool_calls)


def test_what_was_told_for_another_tool_is_no_answer_here() -> None:
    """The name and the birthday of a guest are neither the waiter's name nor the day of the dinner."""
    arguments = {"lastName": "Bell", "dateOfBirth": "1991-05-04"}
    history: list[ChatMessage] = [
        AssistantMessage(content="May I have your last name, please?"),
        UserMessage(content="It's Bell."),
        AssistantMessage(content="What is the date of birth?"),
        UserMessage(content="May 4, 1991."),
        AssistantMessage(content="", tool_calls=(ToolCall(name="welcomeGuest", arguments=arguments, id="call_1"),)),
        ToolResultMessage(tool_call_id="call_1", content='{"success": true}'),
        AssistantMessage(content="You are welcome. Is there anything else I can help you with?"),
        UserMessage(content="I'd like to reserve a table for two."),
    ]
    reply = taken_over(history, [TABLE])

    assert [(call.name, call.arguments) for call in reply.tool_calls] == [("reserveTable", {"seats": 2})]


def test_what_was_told_about_the_same_person_stays_known() -> None:
    history: list[ChatMessage] = [
        AssistantMessage(content="Which waiter would you like?"),
        UserMessage(content="Paul, please."),
        AssistantMessage(content="", tool_calls=(ToolCall(name="welcomeGuest", arguments={"lastName": "Bell"}, id="call_1"),)),
        ToolResultMessage(tool_call_id="call_1", content='{"success": true}'),
        AssistantMessage(content="You are welcome. Is there anything else I can help you with?"),
        UserMessage(content="I'd like to reserve a table for two."),
    ]
    reply = taken_over(history, [TABLE])

    assert [call.arguments for call in reply.tool_calls] == [{"waiterName": "Paul", "seats": 2}]


def test_an_answer_to_a_question_about_something_else_tells_nothing() -> None:
    history: list[ChatMessage] = [
        AssistantMessage(content="What is your street address?"),
        UserMessage(content="12 April Street."),
        AssistantMessage(content="Thank you."),
        UserMessage(content="I'd like to reserve a table for two."),
    ]
    reply = taken_over(history, [TABLE])

    assert [call.arguments for call in reply.tool_calls] == [{"seats": 2}]


def test_what_was_told_for_the_same_thing_is_not_asked_again() -> None:
    history: list[ChatMessage] = [
        AssistantMessage(content="How many seats would you like?"),
        UserMessage(content="Four, please."),
        AssistantMessage(content="All right."),
        UserMessage(content="I'd like to reserve a table."),
    ]
    reply = taken_over(history, [TABLE])

    assert [call.arguments for call in reply.tool_calls] == [{"seats": 4}]


def test_what_was_said_about_one_deed_is_not_said_about_the_next() -> None:
    note = {"type": "string", "description": "Note for the kitchen"}
    order = tool("orderDinner", "Orders a dinner.", note=note)
    cancel = ToolSpec(
        name="cancelStay", description="Cancels a stay.", parameters={"type": "object", "properties": {"note": note}}
    )
    told = talk(
        f"{TODAY}When everything is done, ask if there is anything else.",
        [order, cancel],
        "I'd like to order a dinner",
        "extra bread",
        "I'd like to cancel my stay",
    )

    assert told.calls == (("orderDinner", {"note": "extra bread"}), ("cancelStay", {}))


@pytest.mark.parametrize(
    ("line", "called"),
    [("Can I talk to a person?", ["callTheDesk"]), ("Can I pay in person?", []), ("I'd rather do that in-person.", [])],
)
def test_in_person_is_no_wish_for_a_person(line: str, called: list[str]) -> None:
    desk = tool("callTheDesk", "Rings the desk.")
    told = talk(f"{TODAY}If the caller asks for a person, call callTheDesk.", [desk, WELCOME], line)

    assert [name for name, _ in told.calls] == called
