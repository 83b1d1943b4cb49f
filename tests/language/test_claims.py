"""What an utterance claims, and its manners."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.language.acts import asks_yes_no, is_question, offers, offers_more
from harness.language.claims import apologises, claims_success, claims_trouble, greets, promises, says_goodbye
from harness.language.tongue import spoken_language


@pytest.mark.parametrize(
    "text",
    [
        "Your table is booked.",
        "You're all set!",
        "I've reserved a table for you.",
        "Your reservation has been cancelled.",
        "Done, your details have been updated.",
        "Great news, Ana: I booked your room for Friday at six.",
        "Your order has been sent.",
        "Your room is now confirmed for Friday.",
        "Okay, I have scheduled that for Friday.",
        "The transfer is complete.",
        "Your reservation was successful.",
        "I was able to book your ticket.",
        "I've gone ahead and booked it.",
        "All right Ana, I have you down for Monday at two.",
        "Thanks, Ana. If you need anything, call us. Your table is reserved.",
    ],
)
def test_claims_of_success(text: str) -> None:
    assert claims_success(text)


@pytest.mark.parametrize(
    "text",
    [
        "Shall I book it?",
        "Is it booked?",
        "Would you like it booked?",
        "Once it is booked you will get a text.",
        "If it is booked, I'll tell you.",
        "I couldn't book it.",
        "Your table has not been booked.",
        "Unfortunately the table could not be reserved.",
        "I will book it now.",
        "Your table will be reserved.",
        "It should be booked by tomorrow.",
        "I'm going to have that confirmed.",
        "Let me get that booked for you.",
        "To get that booked I need your name.",
        "That time is already booked, sorry.",
        "We are fully booked on Friday.",
        "Please confirm: your table is booked for two at six.",
        "I have a table at six.",
        "All tables are booked on that day.",
        "",
    ],
)
def test_what_is_not_done_is_no_claim_of_success(text: str) -> None:
    assert not claims_success(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'm having some technical difficulties.",
        "Sorry, the system is down.",
        "Something went wrong.",
        "I couldn't complete the reservation.",
        "I'm having trouble reaching the calendar.",
        "There was an error.",
        "Our booking system isn't responding right now.",
        "I was unable to book the table.",
        "The booking failed.",
        "I'm sorry, I wasn't able to save that.",
    ],
)
def test_claims_of_trouble(text: str) -> None:
    assert claims_trouble(text)
    assert not claims_success(text)


@pytest.mark.parametrize(
    "text",
    [
        "No problem at all.",
        "If you have any trouble, call us.",
        "That time is already booked.",
        "What issue are you having?",
        "Your table is booked.",
        "I can't do Friday, but Monday is free.",
    ],
)
def test_what_works_is_no_trouble(text: str) -> None:
    assert not claims_trouble(text)


@pytest.mark.parametrize(
    ("act", "done", "not_done"),
    [
        (offers, "I have 2 pm free, would that work?", "May I have your phone number?"),
        (offers, "There is a bus at 6:50.", "There is a problem with the system."),
        (offers, "How about Friday?", "I have your name as Ana."),
        (offers, "We have an opening on Monday at nine.", "Is there anything else?"),
        (offers, "I have two tables free at six.", "I have you down for Tuesday at 2 PM."),
        (offers_more, "Is there anything else I can help you with?", "May I have your name?"),
        (says_goodbye, "Goodbye, have a great day!", "Thank you for calling the Lakeside, how can I help you?"),
        (says_goodbye, "Thank you for calling.", "What day?"),
        (says_goodbye, "I hope you have a great day.", "Do you have a preferred time of day?"),
        (greets, "Good morning, thanks for calling the Lakeside.", "Goodbye."),
        (greets, "Hello!", "What day would you like?"),
        (apologises, "I'm sorry about that.", "Thanks."),
        (promises, "Someone from our team will contact you.", "Will you call me?"),
        (promises, "I'll text you the address.", "I texted you the address."),
        (asks_yes_no, "Would you like that?", "What is your name?"),
        (asks_yes_no, "At six, right?", "Table or booth?"),
        (is_question, "Could you tell me your name", "Your table is booked."),
        (is_question, "What is your name", "Thanks."),
    ],
)
def test_acts(act: Callable[[str], bool], done: str, not_done: str) -> None:
    assert act(done)
    assert act(done.upper())
    assert not act(not_done)


@given(st.text())
def test_any_text_is_read_and_read_the_same_again(text: str) -> None:
    acts = (claims_success, claims_trouble, offers, offers_more, says_goodbye, greets, apologises, promises, asks_yes_no)
    for act in (*acts, is_question):
        assert act(text) == act(text)


@pytest.mark.parametrize("mark", ["?", " ?", "??"])
@pytest.mark.parametrize("text", ["Your table is booked", "I have reserved it", "It has been cancelled"])
def test_a_question_mark_takes_the_claim_back(text: str, mark: str) -> None:
    assert claims_success(text + ".")
    assert not claims_success(text + mark)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hello", "en"),
        ("你好", "zh"),
        ("我的名字是 John Smith", "zh"),
        ("My name is 王", "en"),
        ("555 0123", None),
        ("こんにちは", None),
        ("привет", None),
        ("", None),
    ],
)
def test_the_script_tells_the_language(text: str, language: str | None) -> None:
    assert spoken_language(text) == language


@given(st.text(alphabet="0123456789 +-.,:;!?"))
def test_digits_and_marks_have_no_language(text: str) -> None:
    assert spoken_language(text) is None
