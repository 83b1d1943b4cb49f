"""The forms in which prompts say who takes which calls, each in wordings of several authors."""

import pytest

from harness.agents.literal import LiteralAgent
from harness.agents.literal.handing import handing_forms
from harness.agents.literal.instruction import ELSE, CallTool
from harness.agents.literal.routes import Names
from harness.ports import AssistantMessage, SystemMessage, ToolCall, ToolResultMessage, ToolSpec, UserMessage
from tests.elsewhere.desk import TODAY, talk, tool
from tests.elsewhere.test_handing_over import BILLS, FIND, ROOMS, TEXT, handoff

NAMES = Names(tools=("findGuest", "Billing", "Night-Desk"), routes=("Billing", "Night-Desk"))


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Billing: guests with questions about an invoice", ""),
        ("Billing – invoices and receipts", ""),
        ("Billing (invoices and receipts)", ""),
        ("Billing handles invoices and receipts", ""),
        ("The Billing team looks after invoices", ""),
        ("question about an invoice -> Billing", ""),
        ("an invoice is wrong => hand over to Billing", ""),
        ("to pay or to see an invoice | Billing", ""),
        ("If it is about an invoice, hand over to Billing", ""),
        ("Once you know the room: if it's about an invoice, transfer them to Billing", ""),
        ("When the question concerns an invoice, pass the caller on to Billing", ""),
        ("an invoice: Billing", "Transfer the caller"),
        ("a question about an invoice - Billing", "Route the call"),
        ("asks about an invoice", "Hand over to Billing when the guest"),
        ("invoices and receipts", "Transfer to Billing for"),
    ],
)
def test_an_invoice_is_the_business_of_billing(text: str, lead: str) -> None:
    (order,) = handing_forms(text, lead, NAMES, ())

    assert isinstance(order, CallTool)
    assert order.tool == "Billing"
    assert "invoice" in order.wants


@pytest.mark.parametrize(
    "text",
    [
        "For anything else, hand over to the Night-Desk",
        "Everything else -> Night-Desk",
        "For anything that is not about an invoice, transfer to Night-Desk",
        "For all other questions, pass the call to Night-Desk",
        "Otherwise, transfer to Night-Desk",
    ],
)
def test_the_rest_is_somebodys_too(text: str) -> None:
    (order,) = handing_forms(text, "", NAMES, ())

    assert order == CallTool(tool="Night-Desk", wants=ELSE)


@pytest.mark.parametrize(
    "text",
    ["Never transfer to Billing", "You work for Billing", "Billing is closed", "Call findGuest, then Billing or Night-Desk"],
)
def test_a_sentence_that_gives_nobody_a_wish_says_nothing(text: str) -> None:
    assert handing_forms(text, "", NAMES, ()) == []


def test_the_rest_is_handed_over_and_what_is_done_here_is_not() -> None:
    keep = tool("leaveMessage", "Keeps a message.", message=TEXT)
    prompt = f"{TODAY}Take messages with leaveMessage. For anything else, hand over to Reservations."

    assert talk(prompt, [keep, ROOMS], "I'd like to hear a fairy tale").calls[0][0] == "handoff_to_Reservations"
    assert talk(prompt, [keep, ROOMS], "I'd like to leave a message", "The tap drips").calls[0][0] == "leaveMessage"


def test_a_step_that_looks_up_comes_before_the_step_that_hands_over() -> None:
    prompt = f"{TODAY}1. Ask for the room.\n2. Call findGuest.\n"
    prompt += "3. Transfer the caller:\n   - a bill -> Billing\n   - a new room -> Reservations"
    told = talk(prompt, [FIND, BILLS, ROOMS], "It's about my bill", "twelve")

    assert [name for name, _ in told.calls] == ["findGuest", "handoff_to_Billing"]


def test_what_cannot_wait_is_handed_over_at_once() -> None:
    prompt = f"{TODAY}1. Call findGuest.\n2. fire or smoke -> Reservations right away, ask nothing"

    assert talk(prompt, [FIND, ROOMS], "There is smoke in my room").calls == (
        ("handoff_to_Reservations", {"destination": "Reservations"}),
    )


def test_a_hand_over_takes_along_what_was_found_and_what_was_wished() -> None:
    properties = {"destination": {"type": "string", "enum": ["Billing"]}, "guestId": TEXT, "summary": TEXT}
    pass_on = ToolSpec(
        name="transfer_to_billing",
        description="Invoices.",
        parameters={"type": "object", "properties": properties, "required": list(properties)},
    )
    prompt = f"{TODAY}Call findGuest. If it is about an invoice, call transfer_to_billing with the guestId."
    told = talk(
        prompt, [FIND, pass_on], "My invoice is wrong", "twelve", answers={"findGuest": ['{"found": true, "guestId": "g_7"}']}
    )

    assert told.calls[-1] == (
        "transfer_to_billing",
        {"destination": "Billing", "guestId": "g_7", "summary": "My invoice is wrong"},
    )


def test_a_city_to_travel_to_is_no_place_to_hand_over_to() -> None:
    taxi = ToolSpec(
        name="order_ride",
        description="Orders a ride.",
        parameters={
            "type": "object",
            "properties": {"destination": {"type": "string", "enum": ["Airport", "Station"]}, "people": {"type": "integer"}},
            "required": ["destination", "people"],
        },
    )

    assert talk(f"{TODAY}You order rides.", [taxi], "I'd like a ride to the airport", "two").calls == (
        ("order_ride", {"destination": "Airport", "people": 2}),
    )


PAY = tool("payBill", "Pays a bill.", billNumber=TEXT, payer=TEXT)


def reply(*messages: SystemMessage | UserMessage | AssistantMessage | ToolResultMessage, tools: list[ToolSpec]) -> str:
    return LiteralAgent().reply(messages, tools).text


def test_whoever_takes_over_goes_on_with_what_was_wished() -> None:
    call = ToolCall(id="1", name="handoff_to_Billing", arguments={"destination": "Billing"})
    said = reply(
        SystemMessage(content="Ask for the bill number, then the payer. Call payBill."),
        UserMessage(content="I'd like to pay a bill"),
        AssistantMessage(content="", tool_calls=(call,)),
        ToolResultMessage(tool_call_id="1", content="Handoff initiated"),
        tools=[PAY],
    )

    assert "bill number" in said


def test_an_earlier_prompt_that_is_still_there_changes_nothing() -> None:
    """The legacy plan rolling-history keeps the prompt of whoever handed over behind one's own."""
    said = reply(
        SystemMessage(content="Ask for the bill number. Call payBill."),
        SystemMessage(content="You are the front desk. Ask for the room."),
        UserMessage(content="Hello, I'd like to pay a bill"),
        tools=[PAY],
    )

    assert "bill number" in said


def test_what_a_prompt_states_is_not_asked_for() -> None:
    change = tool("changeTrip", "Changes a trip.", trip_id=TEXT, day={"type": "string", "format": "date"})
    told = talk(f"{TODAY}The trip is trip_88.", [change], "I'd like to change my trip", "March 6")

    assert told.calls == (("changeTrip", {"trip_id": "trip_88", "day": "2026-03-06"}),)


def test_a_request_to_extract_is_answered_from_what_was_said() -> None:
    extract = ToolSpec(
        name="extract_variables",
        description="Keep what was said.",
        parameters={"type": "object", "properties": {"email": TEXT, "guests": {"type": "integer"}}},
    )
    made = LiteralAgent().reply(
        (
            SystemMessage(content="Extract what was said."),
            UserMessage(content="A table for four guests, my email is jane@example.com"),
        ),
        [extract],
    )

    assert [dict(call.arguments) for call in made.tool_calls] == [{"email": "jane@example.com", "guests": 4}]


def test_of_several_records_the_words_that_name_one_choose_it() -> None:
    look = tool("listCards", "Lists cards.", owner=TEXT)
    block = tool("blockCard", "Blocks a card.", cardId={"type": "string", "description": "The id from listCards"})
    prompt = f"{TODAY}Call listCards first. Ask which card it is about. Call blockCard."
    cards = '{"cards": [{"cardId": "cd_1", "lastFour": "4411"}, {"cardId": "cd_2", "lastFour": "9920"}]}'
    told = talk(
        prompt, [look, block], "Please block my card", "Jane Doe", "The one ending in 9920", answers={"listCards": [cards]}
    )

    assert told.calls[-1] == ("blockCard", {"cardId": "cd_2"})


@pytest.mark.parametrize(
    "handed", [handoff(("Refunds", "money back")), handoff(("Refunds", "callers who are due a reimbursement"))]
)
def test_the_name_of_a_place_says_what_it_is_for(handed: ToolSpec) -> None:
    assert talk(f"{TODAY}You answer the phone.", [handed], "I'd like a refund").calls == (
        ("handoff_to_Refunds", {"destination": "Refunds"}),
    )
