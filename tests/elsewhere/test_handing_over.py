"""Hand-overs in the words of many authors: who is meant, when, and what comes before."""

import json
from typing import Any

import pytest

from harness.agents.literal import policy_of
from harness.contract.handoffs import completed
from harness.contract.model import Destination, Tool
from harness.ports import ToolSpec
from tests.elsewhere.desk import TODAY, talk, tool

TEXT = {"type": "string"}


def handoff(*destinations: tuple[str, str], name: str = "", description: str = "") -> ToolSpec:
    """The tool a model is given for these destinations, each with what it is for."""
    to = tuple(Destination(name=who, description=when) for who, when in destinations)
    (made,) = completed((Tool(name=name, type="handoff", description=description, destinations=to, is_unnamed=not name),))
    return ToolSpec(name=made.name, description=made.description, parameters=made.parameters)


ROOMS = handoff(("Reservations", ""))
BILLS = handoff(("Billing", ""))
SPANISH = handoff(("Recepción", ""))
FIND = tool("findGuest", "Finds a guest by the room.", room=TEXT)


@pytest.mark.parametrize(
    "line",
    [
        'If the guest wants to reserve a room, hand over to "Reservations".',
        "When the caller wants to reserve a room, hand the call over to Reservations.",
        "Hand off to Reservations when the guest asks for a room.",
        "Transfer the caller to Reservations if they want to reserve a room.",
        "If a guest would like to reserve or change a room, use handoff_to_Reservations.",
        "Call `handoff_to_Reservations` when the caller wants a room.",
        "- If the customer asks to reserve a room: hand the call to Reservations.",
        "Whenever somebody wants to reserve a room, connect them to Reservations.",
        "Route callers who want to reserve a room to Reservations.",
        "Reserving a room: hand off to Reservations.",
        "For room reservations, transfer to Reservations.",
    ],
)
def test_a_wish_leads_to_whom_the_prompt_names(line: str) -> None:
    prompt = f"{TODAY}{line}\nIf the caller asks about a bill, hand over to Billing."
    told = talk(prompt, [ROOMS, BILLS], "I'd like to reserve a room")

    assert told.calls == (("handoff_to_Reservations", {"destination": "Reservations"}),)


@pytest.mark.parametrize("line", ["Hello?", "What a lovely day.", "I want to talk about my bill"])
def test_another_wish_does_not(line: str) -> None:
    told = talk(f"{TODAY}If the guest wants to reserve a room, hand over to Reservations.", [ROOMS], line)

    assert told.calls == ()


def test_without_a_word_in_the_prompt_the_destinations_own_words_decide() -> None:
    """The platform tells the model when: the description of each destination."""
    group = handoff(("Reservations", "new rooms and changes"), ("Billing", "invoices and payments"))
    told = talk(f"{TODAY}You answer the phone of an inn.", [group], "I have a question about my invoice")

    assert told.calls == (("handoff_to_group_0", {"destination": "Billing"}),)


def test_a_group_of_destinations_is_chosen_from_by_name() -> None:
    group = handoff(("Reservations", ""), ("Billing", ""))
    prompt = f"{TODAY}If the guest wants a room, hand over to Reservations. "
    prompt += "If the guest asks about an invoice, hand over to Billing."

    assert talk(prompt, [group], "I'd like a room").calls == (("handoff_to_group_0", {"destination": "Reservations"}),)
    assert talk(prompt, [group], "There's a mistake on my invoice").calls == (("handoff_to_group_0", {"destination": "Billing"}),)


def test_what_must_come_before_comes_before() -> None:
    prompt = f"{TODAY}Call findGuest before you hand over. If the guest asks about a bill, hand over to Billing."
    told = talk(prompt, [FIND, BILLS], "It's about my bill", "twelve")

    assert told.calls == (("findGuest", {"room": "twelve"}), ("handoff_to_Billing", {"destination": "Billing"}))


def test_nothing_found_leads_elsewhere() -> None:
    prompt = f"{TODAY}Call findGuest before you hand over to Billing. If the guest asks about a bill, hand over to Billing. "
    prompt += "If findGuest finds nobody, hand over to Reservations."
    nobody = json.dumps({"success": True, "found": False})
    told = talk(prompt, [FIND, BILLS, ROOMS], "It's about my bill", "Room 12", answers={"findGuest": [nobody]})

    assert [name for name, _ in told.calls] == ["findGuest", "handoff_to_Reservations"]


def test_a_deed_that_is_done_can_be_followed_by_a_hand_over() -> None:
    keep = tool("leaveMessage", "Keeps a message.", message=TEXT)
    prompt = f"{TODAY}After leaveMessage, hand over to Billing."
    told = talk(prompt, [keep, BILLS], "I want to leave a message", "The tap drips")

    assert [name for name, _ in told.calls] == ["leaveMessage", "handoff_to_Billing"]


def test_a_language_of_its_own() -> None:
    prompt = f'{TODAY}If the caller speaks Chinese, hand over to "Recepción".\n'
    prompt += "If the guest wants a room, hand over to Reservations."

    assert talk(prompt, [SPANISH, ROOMS], "你好，我想订房间").calls[0][1] == {"destination": "Recepción"}
    assert talk(prompt, [SPANISH, ROOMS], "I'd like a room").calls[0][1] == {"destination": "Reservations"}


LOG = tool("logCall", "Keeps a record.", outcome={"type": "string", "enum": ["reserved", "nothing", "passed on"]})
RESERVE = tool("reserveRoom", "Reserves a room.", nights={"type": "integer"})
PERSON = tool("callTheDesk", "Gets a person.", reason={"type": "string", "enum": ["angry", "asked"]}, notes=TEXT)


def calls_of(prompt: str, tools: list[ToolSpec], *lines: str, **answers: list[str]) -> list[tuple[str, dict[str, Any]]]:
    return [(name, dict(arguments)) for name, arguments in talk(f"{TODAY}{prompt}", tools, *lines, answers=answers).calls]


def test_a_record_is_kept_of_what_was_done() -> None:
    prompt = 'After reserveRoom, call logCall with outcome "reserved".'

    assert calls_of(prompt, [RESERVE, LOG], "I'd like to reserve a room", "two")[-1] == ("logCall", {"outcome": "reserved"})


def test_a_record_is_kept_of_nothing_done() -> None:
    prompt = 'Before you say goodbye, call logCall with outcome "nothing".'

    assert calls_of(prompt, [RESERVE, LOG], "Never mind, goodbye.") == [("logCall", {"outcome": "nothing"})]


def test_what_was_said_is_sent_on_with_the_reason_for_it() -> None:
    prompt = (
        'If the caller is angry, call callTheDesk with reason "angry". '
        'If the caller asks for a person, call callTheDesk with reason "asked". '
        'Put what the caller said in notes. Before callTheDesk, call logCall with outcome "passed on".'
    )

    assert calls_of(prompt, [PERSON, LOG, RESERVE], "I am so angry with you") == [
        ("logCall", {"outcome": "passed on"}),
        ("callTheDesk", {"reason": "angry", "notes": "I am so angry with you"}),
    ]
    assert calls_of(prompt, [PERSON, LOG, RESERVE], "Can I talk to a person?")[1][1]["reason"] == "asked"


def test_explain_knows_the_routes_by_their_names() -> None:
    policy = policy_of("If the guest wants a room, hand over to Reservations.", [ROOMS])

    assert policy.tools["Reservations"].wants == "a room"
