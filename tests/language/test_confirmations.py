"""Whether an utterance asks for approval of what was understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.language.confirmations import asks_to_confirm


@pytest.mark.parametrize(
    "text",
    [
        "Just to confirm, a table for two at 6 pm?",
        "Is that correct?",
        "Please confirm: a room from Monday.",
        "So that's Ana Lopez at 555-0123, right?",
        "Let me repeat that: Ana, at six. Is that right?",
        "I have Friday at 2 pm for Ana. Is that correct?",
        "So you'd like a table for two on Friday?",
        "Can you confirm that the ride is to the airport?",
        "You want to send 50 dollars to Ana, correct?",
        "Did I get that right?",
        "You'd like two tickets for tomorrow. Does that sound right?",
        "Shall I book the table for two at six pm?",
        "Let me make sure I have this right: Ana, 5 pm.",
        "Two rooms for 3 nights from Monday.",
        "Okay, so 5 pm tomorrow at the Lakeside.",
        "Are these details correct?",
        "You'd like to watch it with English subtitles.",
        "Play it in the kitchen?",
    ],
)
def test_read_backs(text: str) -> None:
    assert asks_to_confirm(text)


@pytest.mark.parametrize(
    "text",
    [
        "May I have your phone number?",
        "Could you confirm your phone number, please?",
        "I have 2 pm free, would that work?",
        "There is a bus at 6:50.",
        "Your table is confirmed for 6 pm.",
        "Your reservation has been confirmed.",
        "Would you like to make a reservation?",
        "What time works for you?",
        "Is there anything else I can do for you today?",
        "I found a nice hotel in Rome. Would you like to book it?",
        "You will receive a confirmation email.",
        "The address is 5 Main Street.",
        "It costs $42.",
        "You need to arrive 10 minutes early.",
        "You have an event at 5 pm.",
        "The flight leaves at 5 pm and arrives at 7 pm.",
        "Sorry, 3 pm is taken. Does 4 pm work?",
        "",
    ],
)
def test_questions_offers_and_reports_are_no_read_backs(text: str) -> None:
    assert not asks_to_confirm(text)


def test_a_language_without_recogniser_is_an_error() -> None:
    with pytest.raises(ValueError, match="'fr'"):
        asks_to_confirm("C'est bien ça ?", "fr")


@given(st.text())
def test_any_text_is_read_and_read_the_same_again(text: str) -> None:
    assert asks_to_confirm(text) == asks_to_confirm(text)


@given(st.text(alphabet="abcdefghij ,.", max_size=60))
def test_an_explicit_request_for_approval_is_seen_after_anything(before: str) -> None:
    assert asks_to_confirm(f"{before}. Please confirm: two rooms from Monday.")
