"""What a prompt says for when things do not go their way: questions in between, refusals of several kinds, the wrong record."""

import json

import pytest

from tests.elsewhere.desk import TODAY, talk, tool
from tests.elsewhere.test_handing_over import BILLS, LOG, PERSON, ROOMS, TEXT

INFO = tool("getHotelInfo", "Tells about the hotel.")
BY_PHONE = tool("findGuestByPhone", "Finds a guest by phone.", phone=TEXT)
BY_NAME = tool("findGuest", "Finds a guest by name.", name=TEXT)
JOIN = tool("joinClub", "Makes somebody a member of the club.", lastName=TEXT, postalCode=TEXT)
QUEUE = tool("joinQueue", "Puts somebody on the waiting list.", lastName=TEXT)
OPEN = json.dumps({"success": True, "message": "The kitchen is open until ten."})
ASKS_FOR_INFO = (
    "If the guest asks about the kitchen hours or whether the hotel takes dogs, call getHotelInfo and tell them the answer."
)


def refused(reason: str, message: str, *parameters: str) -> str:
    """A tool's answer that is none."""
    return json.dumps({"success": False, "reason": reason, "message": message, "parameters": list(parameters)})


def test_a_question_in_the_middle_is_looked_up_and_then_things_go_on() -> None:
    prompt = f"{TODAY}{ASKS_FOR_INFO}\nIf the guest wants to join the club, call joinClub. Ask one question at a time."
    told = talk(
        prompt, [JOIN, INFO], "I'd like to join the club", "What are your kitchen hours?", "Bell", "V6H 2N1",
        answers={"getHotelInfo": [OPEN]},
    )  # fmt: skip

    assert [name for name, _ in told.calls] == ["getHotelInfo", "joinClub"]
    assert any("open until ten" in said and said.endswith("last name, please?") for said in told.said)


def test_a_question_is_no_wish_to_be_handed_over() -> None:
    """Both lines speak of dogs; who asks whether they are taken wants to know it."""
    prompt = f'{TODAY}{ASKS_FOR_INFO}\nIf the guest wants a room for a dog, hand over to "Reservations".'

    assert [n for n, _ in talk(prompt, [INFO, ROOMS], "Does the hotel take dogs?").calls] == ["getHotelInfo"]
    assert [n for n, _ in talk(prompt, [INFO, ROOMS], "I'd like a room for my dog").calls] == ["handoff_to_Reservations"]


@pytest.mark.parametrize(
    ("wish", "to"), [("I'd like to see a waiter", "Reservations"), ("I'd like to check my invoice", "Billing")]
)
def test_to_see_somebody_is_not_to_check_something(wish: str, to: str) -> None:
    prompt = (
        f"{TODAY}If the guest wants to check an invoice, hand over to Billing. If the guest wants to see a waiter, hand over to "
    )
    told = talk(f"{prompt}Reservations.", [ROOMS, BILLS], wish)

    assert told.calls == ((f"handoff_to_{to}", {"destination": to}),)


FAILS = 'If joinClub fails, apologise and call callTheDesk with reason "asked". Put what the caller said in notes. '
WRONG = "If a detail is wrong, say so and ask for it again. "
FULL = "If the club does not take new members, say so and offer to put them on the waiting list. "
WAITS = "If the guest wants to be on the waiting list, call joinQueue."
CLUB = f"{TODAY}{FAILS}{WRONG}{FULL}{WAITS} Ask one question at a time."


def test_a_refusal_that_names_an_argument_has_it_asked_for_again() -> None:
    wrong = refused("invalid_argument", 'postalCode must be a postal code; got "99999"', "postalCode")
    told = talk(
        CLUB, [JOIN, QUEUE, PERSON], "I'd like to join the club", "Bell", "99999", "V6H 2N1",
        answers={"joinClub": [wrong, '{"success": true}']},
    )  # fmt: skip

    assert told.calls[-1] == ("joinClub", {"lastName": "Bell", "postalCode": "V6H 2N1"})
    assert [name for name, _ in told.calls] == ["joinClub", "joinClub"]


def test_a_refusal_the_prompt_speaks_of_is_no_mere_failure_and_an_offer_can_be_taken_up() -> None:
    full = refused("not_taking_members", "The club does not take new members at the moment. There is a waiting list.")
    told = talk(
        CLUB, [JOIN, QUEUE, PERSON], "I'd like to join the club", "Bell", "V6H 2N1", "Yes, please.", answers={"joinClub": [full]}
    )

    assert told.calls[-1] == ("joinQueue", {"lastName": "Bell"})


def test_after_a_failure_the_record_does_not_take_the_place_of_the_person() -> None:
    prompt = f'{CLUB} Before callTheDesk, call logCall with outcome "passed on".'
    broken = json.dumps({"success": False, "message": "database is locked"})
    told = talk(
        prompt, [JOIN, QUEUE, PERSON, LOG], "I'd like to join the club", "Bell", "V6H 2N1", answers={"joinClub": [broken]}
    )

    assert [name for name, _ in told.calls] == ["joinClub", "logCall", "callTheDesk"]
    assert told.calls[-1][1]["reason"] == "asked"


WHO = (
    f'{TODAY}Call findGuestByPhone with phone "0000000000" before you hand over. Ask the caller to confirm the name on the '
    "record before you hand over. If findGuestByPhone finds nobody or fails, ask for the guest's full name and call findGuest. "
    "If the caller says no, ask for the guest's full name and call findGuest. "
    "If the guest asks about a bill, hand over to Billing."
)
TOM = json.dumps({"success": True, "found": True, "guestId": 7, "firstName": "Tom", "lastName": "Baker"})
JANE = json.dumps({"success": True, "found": True, "guestId": 8, "firstName": "Jane", "lastName": "Doe"})


@pytest.mark.parametrize("no", [("No.", "Jane Doe"), ("No, this is Jane Doe.",)])
def test_somebody_elses_record_is_not_asked_for_its_own_name(no: tuple[str, ...]) -> None:
    """The name is what the caller says, with the no or after it, and not what the wrong record holds."""
    told = talk(
        WHO, [BY_PHONE, BY_NAME, BILLS], "It's about my bill", *no, "Yes.",
        answers={"findGuestByPhone": [TOM], "findGuest": [JANE]},
    )  # fmt: skip

    assert told.calls[1] == ("findGuest", {"name": "Jane Doe"})
    assert told.calls[-1][0] == "handoff_to_Billing"


@pytest.mark.parametrize("answer", ['{"success": true, "found": false}', '{"success": false, "message": "database is locked"}'])
def test_what_takes_the_place_of_a_look_up_is_listened_for(answer: str) -> None:
    told = talk(
        WHO, [BY_PHONE, BY_NAME, BILLS], "It's about my bill", "Jane Doe", "Yes.",
        answers={"findGuestByPhone": [answer], "findGuest": [JANE]},
    )  # fmt: skip

    assert [name for name, _ in told.calls] == ["findGuestByPhone", "findGuest", "handoff_to_Billing"]


def test_a_deed_that_comes_before_a_hand_over_is_still_a_wish_of_its_own() -> None:
    """Who wants to join the club is not handed over for it, though nobody is handed over who has not joined."""
    prompt = f"{TODAY}Call joinClub before you hand over to Billing. If the guest asks about a bill, hand over to Billing."
    done = {"joinClub": ['{"success": true}']}

    joined = talk(prompt, [JOIN, BILLS], "I'd like to join the club", "Bell", "V6H 2N1", answers=done)
    handed = talk(prompt, [JOIN, BILLS], "It's about my bill", "Bell", "V6H 2N1", answers=done)

    assert [name for name, _ in joined.calls] == ["joinClub"]
    assert [name for name, _ in handed.calls] == ["joinClub", "handoff_to_Billing"]


def test_what_is_called_by_its_very_name_is_not_what_has_a_name_like_it() -> None:
    member = tool(
        "addMember", "Adds a member.", memberCardNumber=TEXT, memberCardType={"type": "string", "enum": ["gold", "tin"]}
    )
    prompt = f"{TODAY}Ask for the member card type, then for the member card number."
    asked = talk(prompt, [member], "I'd like to be a member").said

    assert "type" in asked[0]
