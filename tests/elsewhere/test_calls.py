"""Whole calls with squads of six trades by six authors: exact tool calls, what is asked, confirmed, refused and reported."""

import json

import pytest
from msgspec.structs import replace

from harness.callers.profile import CallerProfile
from harness.checks.asking import AsksFor
from harness.checks.asking_again import AsksAtMostOnceFor
from harness.checks.confirming import ConfirmsBefore
from tests.elsewhere.callers import CALLERS, YES
from tests.elsewhere.stage import arguments, findings, heard, lines, play

ROOM = {"checkInDate": "2026-03-06", "checkOutDate": "2026-03-08", "guests": 2, "roomType": "double"}
RESERVED = {
    "roomId": "R-12",
    "checkInDate": "2026-03-06",
    "checkOutDate": "2026-03-08",
    "guestName": "Jane Doe",
    "phone": "+16045550123",
}
TABLE = {"date": "03/06/2026", "time": "7:30 PM", "partySize": 4, "name": "Ann Lee", "source": "phone"}
VISIT = {"client_name": "Bob Ray", "phone": "6045550123", "service": "beard_trim", "date": "2026-03-06", "time": "15:00:00"}
RENTAL = {
    "pickup_city": "Vancouver", "pickup_date": "2026-03-06", "pickup_time": "09:00", "return_date": "2026-03-09",
    "return_time": "17:00", "car_class": "midsize", "driver_name": "Bob Ray", "driver_age": 34, "email": "bob@example.com",
    "currency": "CAD",
}  # fmt: skip
LOOKED_UP = ("lookup_booking", {"booking_reference": "QX7RT2", "last_name": "Smith"})

EXPECTED = {
    "hotel": [("findRoom", ROOM), ("reserveRoom", RESERVED)],
    "airline": [LOOKED_UP, ("change_flight", {"booking_id": "bk_991", "new_date": "2026-03-12"})],
    "restaurant": [("reserveTable", TABLE)],
    "salon": [("book_visit", VISIT)],
    "cars": [("rent_car", RENTAL)],
    "power": [("report_outage", {"service_address": "12 Oak Street", "account_number": "12345678", "is_hazard": True})],
}


@pytest.mark.parametrize("org", EXPECTED)
def test_a_helpful_caller_gets_exactly_the_promised_tool_calls(org: str) -> None:
    """Values arrive in each schema's own type and format, ids come from the tool before, and no rule is broken."""
    trace = play(org, CALLERS[org], YES)

    assert arguments(trace) == EXPECTED[org]
    assert findings(trace, org, AsksAtMostOnceFor()) == []


def test_everything_in_one_sentence_is_not_asked_again() -> None:
    """Two dates, a count and a choice said at once: only name and phone number are left to ask."""
    trace = play(
        "hotel", lines("I need a double room from Friday to Sunday for two people.", "Jane Doe", "604-555-0123", "yes"), YES
    )

    assert arguments(trace) == EXPECTED["hotel"]
    assert "date would" not in heard(trace)
    assert "How many" not in heard(trace)


def test_a_side_question_is_answered_with_a_line_of_the_prompt() -> None:
    """And the conversation goes on where it was."""
    trace = play("hotel", lines("I'd like a room.", "Do you take dogs?", "bye"), YES)

    answer = trace.heard[2].text
    assert answer.startswith("Dogs are welcome for a fee of 20 dollars a night.")
    assert answer.endswith("What is the check-in date?")


def test_no_room_is_reported_as_the_prompt_orders_and_other_dates_are_tried() -> None:
    """An empty list is a refusal, and the tool is called again with the new dates only."""
    answers = {**YES, "findRoom": [json.dumps({"rooms": []}), *YES["findRoom"]]}
    said = ("A single room from March 6 to March 8 for 1 person", "yes, March 10 to March 12", "Jane Doe", "604-555-0123", "yes")
    trace = play("hotel", lines(*said), answers)

    calls = arguments(trace)
    assert "Would you like other dates?" in heard(trace)
    assert [name for name, _ in calls] == ["findRoom", "findRoom", "reserveRoom"]
    assert (calls[1][1]["checkInDate"], calls[2][1]["checkOutDate"]) == ("2026-03-10", "2026-03-12")


def test_a_tool_without_a_result_is_never_called_a_success() -> None:
    """What the prompt orders for failures is said instead."""
    trace = play("hotel", CALLERS["hotel"], {name: answers for name, answers in YES.items() if name != "reserveRoom"})

    assert "The night manager will call back." in heard(trace)
    assert "is reserved" not in heard(trace)


def test_confirming_twice_means_two_yeses() -> None:
    """The tool's own description orders it, in capitals."""
    caller = CallerProfile(opening="I want to cancel my booking.", knows=CALLERS["airline"].knows)
    trace = play("airline", caller, YES)

    assert arguments(trace) == [LOOKED_UP, ("cancel_booking", {"booking_id": "bk_991"})]
    assert findings(trace, "airline", ConfirmsBefore(tool="cancel_booking", times=2)) == []


def test_a_no_between_the_two_yeses_cancels_nothing() -> None:
    """One yes is not two."""
    trace = play("airline", lines("I want to cancel my booking.", "QX7RT2", "Smith", "yes", "no, wait", "goodbye"), YES)

    assert [name for name, _ in arguments(trace)] == ["lookup_booking"]


def test_after_one_thing_is_done_another_can_be_wanted() -> None:
    """What was said and found before is not asked again."""
    said = ("I want to move my flight to March 12", "QX7RT2", "Smith", "And I also want to cancel it", "yes", "yes", "goodbye")
    trace = play("airline", lines(*said), YES)

    assert [name for name, _ in arguments(trace)] == ["lookup_booking", "change_flight", "cancel_booking"]
    assert heard(trace).count("booking reference?") == 1


def test_a_code_that_the_schema_would_not_take_is_asked_for_again() -> None:
    """Never sent: the pattern says six letters or digits."""
    trace = play("airline", lines("I want to cancel my booking.", "It's QX7", "QX7RT2", "Smith", "goodbye"), YES)

    assert "does not look right" in trace.heard[2].text
    assert arguments(trace) == [LOOKED_UP]


def test_what_is_optional_is_passed_when_said_and_never_asked() -> None:
    """The prompt forbids asking about seating."""
    said = ("Hi, table for 4 on Friday at 7:30 pm on the patio, name is Ann Lee", "yes", "no thank you, bye")
    trace = play("restaurant", lines(*said), YES)

    assert arguments(trace) == [("reserveTable", {**TABLE, "seating": "patio"})]
    assert "seating" not in heard(play("restaurant", CALLERS["restaurant"], YES)).lower()


def test_a_value_corrected_in_the_read_back_is_read_back_again() -> None:
    """Only the corrected reservation is made."""
    said = ("A table for 4 on Friday at 7:30 pm, my name is Ann Lee", "No, at 8 pm please", "yes", "no, bye")
    trace = play("restaurant", lines(*said), YES)

    assert arguments(trace) == [("reserveTable", {**TABLE, "time": "8:00 PM"})]


def test_a_taken_time_is_reported_and_another_one_tried() -> None:
    """In the tool's own words, with the offer the prompt orders."""
    answers = {"reserveTable": ['{"success": false, "message": "Half past seven is full."}', *YES["reserveTable"]]}
    said = ("Table for 4 on Friday at 7:30 pm, my name is Ann Lee", "yes", "Yes, 9 pm", "yes", "no, bye")
    trace = play("restaurant", lines(*said), answers)

    assert "Half past seven is full. Would you like another time?" in heard(trace)
    assert [call["time"] for _, call in arguments(trace)] == ["7:30 PM", "9:00 PM"]


def test_refusing_what_is_mandatory_ends_politely_without_a_call() -> None:
    """In the words the prompt gives."""
    caller = CallerProfile(opening="I want to book a visit.", knows=CALLERS["salon"].knows, refuses=("phone",))
    trace = play("salon", caller, YES)

    assert arguments(trace) == []
    assert "We can't book without it." in heard(trace)
    assert findings(trace, "salon") == []


def test_refusing_what_is_optional_changes_nothing_else() -> None:
    """The account number may be left out: the prompt says to continue without it."""
    trace = play("power", replace(CALLERS["power"], refuses=("account number",)), YES)

    assert arguments(trace) == [("report_outage", {"service_address": "12 Oak Street", "is_hazard": True})]


def test_what_the_prompt_says_to_tell_is_told_from_the_result() -> None:
    """The ticket number is in the answer, not in the prompt."""
    assert "The ticket number is T-5521." in heard(play("power", CALLERS["power"], YES))


def test_a_wish_named_only_by_the_prompt_finds_its_tool() -> None:
    """ "Use transfer_to_agent when the caller wants to speak to a human"."""
    trace = play("power", lines("I want to speak to a human.", "It's about my bill.", "bye"), YES)

    assert [name for name, _ in arguments(trace)] == ["transfer_to_agent"]


def test_no_to_the_first_message_is_not_a_wish() -> None:
    """Nothing is asked for; the caller is asked what it wants."""
    trace = play("power", lines("No.", "bye"), YES)

    assert trace.heard[1].text == "How can I help you?"


def test_an_unsupported_wish_is_turned_down_and_the_call_ends() -> None:
    """The agent says what it can do, and gives up in good time."""
    trace = play("restaurant", lines("I want to buy a bicycle.", "No, a bicycle.", "A bicycle!", "bye"), YES)

    assert arguments(trace) == []
    assert "I can help you to reserve a table" in trace.heard[1].text
    assert "could not help" in heard(trace)


def test_three_answers_that_are_none_end_the_call() -> None:
    """It does not ask for ever."""
    trace = play("cars", lines("I'd like to rent a car.", "Hm.", "Uh, well.", "Er.", "bye"), YES)

    assert "I can't go on without the pickup city" in heard(trace)


def test_two_tools_of_one_squad_ask_for_their_own() -> None:
    """ "For an extension, get the rental number …" is not asked when renting."""
    trace = play("cars", lines("I want to extend my rental.", "40551", "March 12", "no, bye"), YES)

    assert arguments(trace) == [("extend_rental", {"rental_number": "40551", "new_return_date": "2026-03-12"})]
    assert findings(play("cars", CALLERS["cars"], YES), "cars", AsksFor(what="the rental number")) != []
