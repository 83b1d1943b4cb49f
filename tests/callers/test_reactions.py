"""What callers do differently, as their files say."""

import pytest

from harness.callers.profile import CallerProfile
from harness.callers.reader import parse_caller
from tests.callers.dialogue import GREETING, answers, moves

OFFER = "I have 11 AM or 3 PM available on Tuesday. Which would you prefer?"
MORNING = "I have 9 AM available on Tuesday, would that work for you?"
CONFIRM = "So your number is 604-555-0123, is that right?"


def ann(reacts: str) -> CallerProfile:
    return parse_caller(f"{{wants: a table, knows: {{name: Ann Lee, phone: 604-555-0123, time: noon}}, reacts: [{reacts}]}}")


def test_an_offer_outside_the_wanted_part_of_the_day_is_turned_down_once() -> None:
    caller = ann("{when: offered, unless: afternoon, say: 'No, afternoon please.'}")

    assert answers(caller, MORNING, MORNING) == ["No, afternoon please.", "Yes, that works for me."]
    assert answers(caller, "I have 3 PM available on Tuesday, would that work for you?") == ["Yes, that works for me."]


def test_a_reaction_for_every_time_is_used_every_time() -> None:
    assert answers(ann("{when: offered, every: true, say: 'No.'}"), MORNING, MORNING, MORNING) == ["No.", "No.", "No."]


def test_the_second_offer_is_taken_and_known_from_then_on() -> None:
    caller = ann("{when: offered, accepts: second}")

    assert answers(caller, OFFER, "So that's Tuesday at 3 PM. Is that correct?") == ["3 PM, please.", "Yes, that's right."]
    assert answers(ann("{when: offered, accepts: last}"), OFFER) == ["3 PM, please."]
    assert answers(ann("{when: offered, accepts: fifth}"), OFFER) == ["The fifth one, please."]


def test_an_offer_is_refused_once_in_the_callers_own_words() -> None:
    assert answers(ann("{when: offered, refuses_once: true}"), MORNING, MORNING) == [
        "No, sorry, that doesn't work for me.",
        "Yes, that works for me.",
    ]


def test_a_correction_is_said_and_is_true_from_then_on() -> None:
    caller = ann("{when: asked to confirm, nth: 1, say: 'Sorry, it is 0124 at the end.', corrects: {phone: 604-555-0124}}")

    assert answers(caller, "What is your phone number?", CONFIRM, CONFIRM, "So your number is 604-555-0124, is that right?") == [
        "It's 604-555-0123.",
        "Sorry, it is 0124 at the end.",
        "No, my phone number is 604-555-0124.",
        "Yes, that's right.",
    ]
    assert answers(ann("{when: asked to confirm, corrects: {phone: 604-555-0124}}"), CONFIRM) == [
        "No, my phone number is 604-555-0124."
    ]


def test_only_the_nth_time_counts() -> None:
    caller = ann("{when: asked for phone, nth: 2, say: 'I told you.'}")
    ask = "What is your phone number?"

    assert answers(caller, ask, ask, ask) == ["It's 604-555-0123.", "I told you.", "It's 604-555-0123."]


def test_a_reaction_to_being_asked_for_a_fact_knows_the_fact_by_its_other_names() -> None:
    assert answers(ann("{when: asked for the telephone number, say: 'Why?'}"), "What is your phone number?") == ["Why?"]


def test_what_it_hears_can_be_a_text_or_an_expression() -> None:
    assert answers(ann("{when: 'hears \"One  MOMENT\"', say: Sure.}"), "one moment, please.", "One moment.") == ["Sure.", "Okay."]
    assert answers(ann("{when: 'hears /hold|wait/', hang_up: true}"), "Please wait.") == ["HangsUp()"]
    assert answers(ann("{when: 'hears /hold|wait/', hang_up: true, say: No.}"), "Please wait.") == ["No. (hangs up)"]


def test_an_answering_machine_can_be_noticed_before_the_caller_has_spoken() -> None:
    caller = ann("{when: hears leave a message, hang_up: true}")

    assert [repr(move) for move in moves(caller, "Please leave a message after the tone.")] == ["HangsUp()"]


def test_silence_instead_of_an_answer() -> None:
    said = answers(ann("{when: asked for phone, silent: 12s}"), "What is your phone number?", "Your phone number, please?")

    assert said == ["KeepsSilent(seconds=12.0)", "It's 604-555-0123."]


def test_news_can_end_the_call() -> None:
    caller = parse_caller("{wants: a table, hangs_up_when: [told trouble]}")

    assert answers(caller, "I'm sorry, we are having technical difficulties.") == ["HangsUp()"]
    assert answers(caller, "I'm sorry. I was not able to do that. Would a call back be all right?") == ["HangsUp()"]
    assert moves(caller, GREETING)[0] == moves(parse_caller("wants: a table"), GREETING)[0]


def test_several_offers_are_declined_each_with_its_own_words() -> None:
    caller = ann("{when: offered, say: ['Not on that day.', 'Another day, please.']}")

    assert answers(caller, MORNING, MORNING, MORNING) == ["Not on that day.", "Another day, please.", "Yes, that works for me."]


def test_one_line_can_be_said_a_number_of_times() -> None:
    caller = ann("{when: offered, times: 2, refuses_once: true}")

    assert answers(caller, MORNING, MORNING, MORNING) == [
        "No, sorry, that doesn't work for me.",
        "No, sorry, that doesn't work for me.",
        "Yes, that works for me.",
    ]


def test_lines_that_wait_for_the_nth_time_go_on_from_there() -> None:
    caller = ann("{when: asked for phone, nth: 2, say: ['I told you.', 'Twice.']}")
    ask = "What is your phone number?"

    assert answers(caller, ask, ask, ask, ask) == ["It's 604-555-0123.", "I told you.", "Twice.", "It's 604-555-0123."]


@pytest.mark.parametrize("what", ["Tuesday", "January 20", "9 AM", "morning", "/tues|wednes/", "nine in the morning"])
def test_what_else_is_heard_decides_in_any_words(what: str) -> None:
    """A word, a day, a time, a part of the day or an expression; `if` wants it, `unless` stays out of it."""
    offer = "I have Tuesday, January 20 at 9 AM available, would that work for you?"
    other = "I have Friday, January 23 at 3 PM available, would that work for you?"

    wanted = ann(f"{{when: offered, every: true, if: '{what}', say: 'No.'}}")
    unwanted = ann(f"{{when: offered, every: true, unless: '{what}', say: 'No.'}}")

    assert answers(wanted, offer, other) == ["No.", "Yes, that works for me."]
    assert answers(unwanted, offer, other) == ["Yes, that works for me.", "No."]


def test_words_can_be_added_to_whatever_it_answers() -> None:
    caller = ann("{when: hears letter, adds: 'No letters, please.'}")

    assert answers(caller, "We will send you a letter. What is your phone number?") == ["It's 604-555-0123. No letters, please."]
    assert answers(caller, "We will send you a letter.") == ["Okay. No letters, please."]


def test_a_mind_changed_at_the_second_confirmation_says_yes_and_then_no() -> None:
    caller = ann("{when: asked to confirm, nth: 2, changes_mind: true}")

    said = answers(
        caller,
        "Are you sure you want to cancel your table on Tuesday at 2 PM?",
        "Just to be sure, once more: I will now cancel your table. Is that correct?",
        "All right, I have left it as it is. Is there anything else I can help you with?",
    )

    assert said == ["Yes, that's right.", "No, I've changed my mind.", "No, thank you. Goodbye."]


def test_what_is_not_to_be_had_can_be_answered_in_other_words() -> None:
    caller = ann("{when: told unavailable, say: 'Then put me on the list, please.'}")

    assert answers(caller, "I'm sorry, there are no openings that day.") == ["Then put me on the list, please."]


def test_only_what_fits_is_counted() -> None:
    """With `if`, the second time is the second time about that."""
    caller = ann("{when: asked to confirm, if: table, nth: 2, changes_mind: true}")

    said = answers(
        caller,
        "Is your name Ann Lee?",
        "Are you sure you want to cancel the table?",
        "Your number is 604-555-0123, is that right?",
        "Are you really sure about the table?",
    )

    assert said == ["Yes, that's right.", "Yes, that's right.", "Yes, that's right.", "No, I've changed my mind."]


def test_a_number_read_back_in_other_words_is_heard() -> None:
    caller = ann("{when: asked to confirm, if: +1 604 555 0123, say: 'No, 0124.'}")

    said = answers(caller, "What is your phone number?", "So that is (604) 555-0199, is that right?", CONFIRM)

    assert said[1:] == ["No, my phone number is 604-555-0123.", "No, 0124."]
