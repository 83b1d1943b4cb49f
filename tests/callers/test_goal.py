"""Callers with a goal, talked to by hand."""

import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.callers.goal import GoalCaller
from harness.callers.personas import persona
from harness.callers.profile import CallerProfile, Goal, Patience, Persona
from harness.ports import CannotGoOn, HangsUp, KeepsSilent, Says
from tests.callers.dialogue import GREETING, NOW, answers, moves

ANN = CallerProfile(
    wants="to book a table",
    knows={"name": "Ann Lee", "phone": "604-555-0123", "date": "Tuesday", "time": "two in the afternoon"},
)
TRAVELLER = CallerProfile(
    wants="a room for the weekend",
    knows={"check-in date": "January 23", "number_of_nights": "two", "roomPreference": "sea view", "email": "tom@example.com"},
)


def test_a_plain_call_from_hello_to_goodbye() -> None:
    said = answers(
        ANN,
        "I'd be happy to help. May I have your name, please?",
        "Thank you. And what is your phone number?",
        "What day works for you?",
        "And what time?",
        "So that's Ann Lee, 604-555-0123, on Tuesday, January 20 at 2 PM. Is that correct?",
        "Your table is booked. Is there anything else I can help you with?",
        "Hello?",
    )

    assert said == [
        "My name is Ann Lee.",
        "It's 604-555-0123.",
        "Tuesday.",
        "At two in the afternoon.",
        "Yes, that's right.",
        "No, thank you. Goodbye.",
        "HangsUp()",
    ]


def test_the_opening_is_made_from_what_it_wants() -> None:
    assert moves(ANN, GREETING) == [Says(text="Hi, I'd like to book a table.")]
    assert moves(TRAVELLER, GREETING) == [Says(text="Hi, I'd like a room for the weekend.")]
    assert moves(CallerProfile(wants="cancel my stay"), GREETING) == [Says(text="Hi, I'd like to cancel my stay.")]
    assert moves(CallerProfile(wants="x", opening="Is this the inn?"), GREETING) == [Says(text="Is this the inn?")]


def test_all_facts_asked_for_at_once_are_told_at_once() -> None:
    assert answers(ANN, "Can I have your name and phone number, please?") == [
        "My name is Ann Lee. My phone number is 604-555-0123."
    ]
    assert answers(ANN, "What date and time would you like?") == ["Tuesday, at two in the afternoon."]


def test_facts_of_any_domain_are_told_by_their_own_names() -> None:
    said = answers(
        TRAVELLER, "What is your check-in date?", "How many nights will you be staying?", "Do you have a room preference?"
    )

    assert said == ["January 23.", "Two.", "Sea view."]


def test_a_fact_is_told_unasked_only_when_volunteered() -> None:
    some = CallerProfile(wants="a table", knows=ANN.knows, volunteers=("phone", "date"))
    whole = CallerProfile(wants="a table", knows=ANN.knows, volunteers=("everything",))
    said = CallerProfile(opening="A table for Tuesday, please.", knows=ANN.knows, volunteers=("date",))

    assert moves(some, GREETING) == [Says(text="Hi, I'd like a table. My phone number is 604-555-0123. Tuesday.")]
    assert moves(whole, GREETING) == [
        Says(text="Hi, I'd like a table. My name is Ann Lee. My phone number is 604-555-0123. Tuesday, at two in the afternoon.")
    ]
    assert moves(said, GREETING) == [Says(text="A table for Tuesday, please.")]


def test_a_greeting_that_asks_for_the_name_gets_both() -> None:
    assert moves(ANN, "Harbour Hotel, what is your name, please?") == [
        Says(text="Hi, I'd like to book a table. My name is Ann Lee.")
    ]


def test_what_it_does_not_know_it_does_not_have_and_the_second_time_it_cannot_go_on() -> None:
    caller = GoalCaller(ANN, now=NOW)
    caller.answer([GREETING])

    assert caller.answer(["What is your e-mail address?"]) == Says(text="I don't have one.")
    assert caller.answer(["Could I get your e-mail address?"]) == CannotGoOn(
        reason="was asked for the e-mail address twice and was never told it; add `email` to `knows`, "
        "or to `lacks` when the caller has none"
    )


def test_known_and_unknown_facts_are_told_apart_in_one_answer() -> None:
    assert answers(ANN, "May I have your phone number and e-mail address?") == [
        "My phone number is 604-555-0123. I don't have an e-mail address."
    ]


def test_another_date_is_not_taken_for_the_date_it_wants() -> None:
    assert answers(ANN, "When were you born?") == ["I don't know."]


def test_a_refused_fact_is_never_told_and_the_third_time_it_gives_up() -> None:
    shy = CallerProfile(wants="a table", knows=ANN.knows, refuses=("phone number",))
    ask = "What is your phone number?"

    assert answers(shy, ask, ask, ask) == [
        "I'd rather not say.",
        "I'd rather not say.",
        "I understand. Thank you anyway. Goodbye.",
    ]
    assert answers(shy, "Can I have your name and phone number, please?") == [
        "My name is Ann Lee. I'd rather not give my phone number."
    ]


def test_told_that_it_cannot_be_done_without_a_refused_fact_it_says_goodbye() -> None:
    shy = CallerProfile(wants="a table", knows={"name": "Ann Lee"}, refuses=("phone",))

    assert answers(shy, "What is your phone number?", "I'm sorry, I can't reserve a table without a phone number.") == [
        "I'd rather not say.",
        "I understand. Thank you anyway. Goodbye.",
    ]


def test_what_is_read_back_wrong_is_put_right() -> None:
    ask = ("What is your phone number?", "What date and time would you like?")

    said = answers(
        ANN,
        *ask,
        "So your number is 604-555-0129, is that right?",
        "Let me confirm: 604-555-0123, Tuesday at 3 PM. Is that correct?",
        "Let me confirm: 604-555-0123, Wednesday at 2 PM. Is that correct?",
        "Let me confirm: +1 (604) 555-0123, January 20 at 14:00. Is that correct?",
    )

    assert said[2:] == [
        "No, my phone number is 604-555-0123.",
        "No, the time is two in the afternoon.",
        "No, the date is Tuesday.",
        "Yes, that's right.",
    ]


def test_an_offer_is_accepted_and_confirmed_as_accepted() -> None:
    said = answers(
        ANN,
        "What date and time would you like?",
        "I'm sorry, 2 PM is taken. I have 4 PM available, would that work for you?",
        "So that's Tuesday at 4 PM. Is that correct?",
    )

    assert said[1:] == ["Yes, that works for me.", "Yes, that's right."]


def test_of_several_offers_the_one_it_wants_is_taken() -> None:
    assert answers(ANN, "I have 11 AM, 2 PM or 5 PM available. Which would you prefer?") == ["2 PM, please."]


def test_further_choices_are_used_one_by_one_and_then_it_gives_up() -> None:
    flexible = CallerProfile(wants="a table", knows=ANN.knows, alternatives={"time": ("three in the afternoon",)})
    taken = "I'm sorry, that time is already taken. What other time would work for you?"

    assert answers(flexible, "What date and time would you like?", taken, taken)[1:] == [
        "At three in the afternoon.",
        "No, that's the only one that works for me. Thank you anyway. Goodbye.",
    ]


def test_what_there_is_no_opening_for_is_no_offer() -> None:
    flexible = CallerProfile(wants="a table", knows=ANN.knows, alternatives={"time": ("three in the afternoon",)})
    full = "I'm sorry. There is no opening on Tuesday, January 20 at 2:00 PM. Would you like to try another time?"

    assert answers(flexible, "What date and time would you like?", full, full)[1:] == [
        "At three in the afternoon.",
        "No, that's the only one that works for me. Thank you anyway. Goodbye.",
    ]


def test_a_question_that_says_one_of_its_facts_is_answered_by_it() -> None:
    ask = "What is your phone number?"

    assert answers(ANN, "Is 604-555-0123 the best number to reach you?") == ["Yes, that's right."]
    assert answers(ANN, ask, "Is 604-555-0177 the best number to reach you?")[1] == "No, my phone number is 604-555-0123."
    assert answers(
        CallerProfile(wants="a ticket", knows={"seat": "window"}), "Would you like to sit at the window or on the aisle?"
    ) == ["Window."]


def test_good_news_and_goodbyes_end_the_call() -> None:
    assert answers(ANN, "Your table is booked for Tuesday at 2 PM.") == ["Great, thank you. Goodbye."]
    assert answers(ANN, "Thank you for calling. Goodbye!") == ["Thank you. Goodbye. (hangs up)"]


def test_after_taking_its_leave_it_hears_one_answer_and_hangs_up_whatever_that_was() -> None:
    for last_words in ("You are welcome. Goodbye!", "One more thing, what is your e-mail address?", ""):
        assert moves(ANN, GREETING, "Is there anything else I can help you with?", last_words, "Hello?")[1:] == [
            Says(text="No, thank you. Goodbye."),
            HangsUp(),
            HangsUp(),
        ]


def test_bad_news_is_taken_note_of_once() -> None:
    trouble = "I'm sorry, we are having technical difficulties."

    assert answers(ANN, trouble, trouble) == ["Okay.", "I understand. Thank you anyway. Goodbye."]


def test_silence_is_borne_once_and_broken_first_when_the_caller_has_not_spoken() -> None:
    patient = CallerProfile(wants="a table", patience=Patience(silence=7.0))

    assert moves(patient, "", "", "", "") == [Says(text="Hi, I'd like a table."), KeepsSilent(seconds=7.0), HangsUp(), HangsUp()]
    assert moves(patient, GREETING, "", "One moment.", "") == [
        Says(text="Hi, I'd like a table."),
        KeepsSilent(seconds=7.0),
        Says(text="Okay."),
        KeepsSilent(seconds=7.0),
    ]


def test_statements_are_acknowledged_twice() -> None:
    assert answers(ANN, "One moment.", "I am checking.", "The weather is nice.")[:2] == ["Okay.", "Okay."]
    assert moves(ANN, GREETING, "One moment.", "I am checking.", "The weather is nice.")[-1] == CannotGoOn(
        reason="was asked nothing 3 times in a row; the last thing heard was “The weather is nice.”"
    )


def test_a_question_it_does_not_understand_twice_is_quoted() -> None:
    odd = "Which colour is the third house?"

    assert moves(ANN, GREETING, odd, odd)[1:] == [
        Says(text="I'm not sure."),
        CannotGoOn(reason="has no answer to “Which colour is the third house?”; add the fact to `knows`, or a reaction to it"),
    ]


def test_what_was_not_caught_is_said_again() -> None:
    assert answers(ANN, "What is your name?", "Sorry, could you say that again?")[1] == "My name is Ann Lee."


def test_what_it_wants_is_said_three_times_at_most() -> None:
    said = moves(ANN, GREETING, "Front desk, how can I help you?", "How may I help you?", "What can I do for you?")

    assert said[1:3] == [Says(text="Hi, I'd like to book a table.")] * 2
    assert said[3] == CannotGoOn(
        reason="was asked again what it wants: “What can I do for you?”; put it in other words in `opening`"
    )


def test_patience_ends_with_what_was_heard_last() -> None:
    hasty = CallerProfile(wants="a table", knows=ANN.knows, patience=Patience(turns=2))

    assert moves(hasty, GREETING, "What is your name?", "What is your phone number?")[2] == CannotGoOn(
        reason="after 2 answers of the caller the call had not ended; the last thing heard was “What is your phone number?”"
    )


def test_what_the_file_leaves_out_comes_from_the_persona() -> None:
    person = persona(7, "en_CA")
    own = CallerProfile(wants="a table", knows={"full name": "Ann Lee"}, persona=Persona(seed=7))
    of_the_run = CallerProfile(wants="a table", persona=Persona())

    assert answers(own, "May I have your name, please?", "What is your phone number?", seed=1) == [
        "My name is Ann Lee.",
        f"It's {person['phone']}.",
    ]
    assert answers(of_the_run, "May I have your name, please?", seed=7) == [f"My name is {person['name']}."]


def test_a_caller_that_knows_everything_has_an_everyday_answer() -> None:
    ready = CallerProfile(wants="a table", knows_everything=True)

    assert answers(ready, "What date and time would you like?", "How many people?", "What is your phone number?", seed=7) == [
        "Next Tuesday, at two in the afternoon.",
        "Two.",
        f"It's {persona(7, 'en_CA')['phone']}.",
    ]


def test_parts_of_the_name_are_told_alone() -> None:
    assert answers(ANN, "And your last name?", "What is your full name?") == ["It's Lee.", "My name is Ann Lee."]


def test_what_it_lacks_it_does_not_have_however_often_it_is_asked() -> None:
    ask = "What is your e-mail address?"
    without = CallerProfile(wants="a table", knows=ANN.knows, lacks=("email",))
    with_nothing_else = CallerProfile(wants="a table", knows=ANN.knows, lacks=("everything",))

    assert answers(without, ask, ask, ask) == ["I don't have one."] * 3
    assert answers(with_nothing_else, ask, ask, "What is your date of birth?", "When were you born?") == [
        "I don't have one.",
        "I don't have one.",
        "I don't know.",
        "I don't know.",
    ]


def test_several_wishes_come_one_after_the_other() -> None:
    busy = CallerProfile(
        wants="to book a table",
        knows=ANN.knows,
        then=(Goal(wants="to cancel my room", knows={"date": "Friday"}), Goal(opening="And when do you close?")),
    )

    said = answers(
        busy,
        "What date and time would you like?",
        "Your table is booked for Tuesday at 2 PM. Is there anything else I can help you with?",
        "How can I help you?",
        "On what day is your room?",
        "Your room has been cancelled.",
        "At ten. Goodbye!",
    )

    assert said == [
        "Tuesday, at two in the afternoon.",
        "Yes, please. I'd also like to cancel my room.",
        "Hi, I'd like to cancel my room.",
        "Friday.",
        "And when do you close?",
        "Thank you. Goodbye. (hangs up)",
    ]


def test_a_goodbye_does_not_make_it_forget_what_else_it_wants() -> None:
    busy = CallerProfile(wants="to book a table", then=(Goal(wants="a taxi"),))

    assert answers(busy, "Thank you for calling. Goodbye!", "Goodbye!") == [
        "I'd also like a taxi.",
        "Thank you. Goodbye. (hangs up)",
    ]


def test_a_name_is_spelled_when_asked_how_it_is_written() -> None:
    lin = CallerProfile(wants="a table", knows={"name": "Mei Lin", "spelling": "M-E-I, L-I-N with one N"})

    assert answers(ANN, "What is your name?", "Could you spell that for me?") == [
        "My name is Ann Lee.",
        "It's A-N-N, L-E-E.",
    ]
    assert answers(ANN, "How do you spell your last name?") == ["It's Lee. It's L-E-E."]
    assert answers(ANN, "Is that spelled L-E-A, right?") != ["It's A-N-N, L-E-E."]
    assert "M-E-I" in answers(lin, "How do you spell your name?")[0]


def test_the_whole_name_and_its_parts_come_from_each_other() -> None:
    parts = CallerProfile(wants="a table", knows={"first name": "Ann", "last name": "Lee"})

    assert answers(parts, "What is your full name?") == ["My name is Ann Lee."]
    assert answers(ANN, "What is your first name?") == ["It's Ann."]


@pytest.mark.parametrize(
    ("offer", "answer"),
    [
        ("The earliest opening is Tuesday, January 20 at 2 PM with Mr. Lee. Does that work?", "Yes, that works for me."),
        ("I found Monday, January 19 at 9:30 AM with Mr. Lee. Would that be all right?", "Yes, that works for me."),
        (
            "You have two reservations: Monday, January 19 at 9 AM, and Tuesday, January 20 at 2 PM. Which one shall I cancel?",
            "Tuesday, January 20 at 2 PM, please.",
        ),
        ("You have a table on Monday at 9 AM and one on Friday at noon. Which one is it?", "Monday at 9 AM, please."),
    ],
)
def test_openings_and_lists_are_chosen_from(offer: str, answer: str) -> None:
    """What suits its facts best, else what comes first."""
    assert answers(ANN, offer) == [answer]


def test_which_language_it_wants_is_its_own() -> None:
    assert answers(ANN, "Would you like to continue in English or Mandarin?") == ["English, please."]


WORDS = st.sampled_from(
    (
        "what is your", "name", "phone number", "e-mail", "date", "time", "confirm", "604-555-0199", "Tuesday", "3 PM", "or",
        "is taken", "available", "is booked", "sorry", "goodbye", "correct", "?", ".", ",", "would you like", "I have",
        "we", "you can",
    )
)  # fmt: skip
SPEECH = st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=60)


@given(st.lists(st.lists(SPEECH, max_size=3), max_size=6))
def test_whatever_it_hears_it_answers_and_states_no_number_but_its_own_or_the_offered(heard: list[list[str]]) -> None:
    caller = GoalCaller(ANN, now=NOW)
    own = set(re.findall(r"\d+", " ".join(ANN.knows.values())))

    for texts in heard:
        own |= set(re.findall(r"\d+", " ".join(texts)))
        move = caller.answer(texts)

        if isinstance(move, Says):
            assert move.text.strip()
            assert set(re.findall(r"\d+", move.text)) <= own


@given(st.lists(SPEECH, max_size=6), st.integers(0, 100))
def test_the_same_words_get_the_same_answers(heard: list[str], seed: int) -> None:
    anyone = CallerProfile(wants="a table", knows_everything=True)

    def play() -> list[object]:
        caller = GoalCaller(anyone, now=datetime(2026, 1, 18, 9, 0), seed=seed)
        return [caller.answer([text]) for text in heard]

    assert play() == play()


def test_a_language_with_a_region_is_spoken_as_its_base() -> None:
    """ "en-CA" is English to every recogniser."""
    caller = GoalCaller(CallerProfile(wants="to book a table", language="en-CA", knows={"phone": "604-555-0123"}), now=NOW)

    assert caller.answer(["Hello, how can I help you?"]) == Says(text="Hi, I'd like to book a table.")
    assert caller.answer(["May I have your phone number, please?"]) == Says(text="It's 604-555-0123.")
