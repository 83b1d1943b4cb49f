"""What is and is not said, in which language, and how the call begins and ends."""

import pytest

from harness.checks.catalogue import (
    AnswersInLanguage,
    CallerCouldGoOn,
    EndedBecause,
    EndedNormally,
    EndsPolitely,
    FirstMessageIs,
    NeverSays,
    Phrase,
    Says,
)
from harness.errors import InputError
from tests.checks.traces import agent, call, caller, findings, gives_up, message, not_applicable, passes

HELLO = agent("Harbour restaurant, this is Mia.", first=True)
BYE = agent("Thank you for calling, goodbye!")


def test_says_a_phrase_in_any_case() -> None:
    check = Says(phrase=Phrase(text="this  is mia"))

    assert passes(check, call(HELLO))
    assert message(check, call(BYE)) == (
        'Mia should have said "this  is mia", but never did; the last words were "Thank you for calling, goodbye!".'
    )


def test_a_phrase_does_not_begin_or_end_inside_a_word() -> None:
    check = NeverSays(phrase=Phrase(text="able"))

    assert passes(check, call(agent("Your table is ready.")))
    assert message(check, call(agent("We are able to help."))) == (
        'Mia should never have said "able", but said "We are able to help.".'
    )


def test_a_phrase_may_stand_inside_a_run_of_chinese() -> None:
    assert passes(Says(phrase=Phrase(text="预约")), call(agent("您的预约已确认。")))


def test_a_pattern_is_searched_for() -> None:
    check = NeverSays(phrase=Phrase(text=r"tool|function\b", is_pattern=True))

    assert not passes(check, call(agent("I will call a Function now.")))
    assert passes(check, call(agent("Our functions room is free.")))


def test_a_curly_apostrophe_is_an_apostrophe() -> None:
    assert not passes(NeverSays(phrase=Phrase(text="don't know")), call(agent("I don\N{RIGHT SINGLE QUOTATION MARK}t know.")))


@pytest.mark.parametrize(("text", "is_pattern"), [("(", True), ("  ", False)])
def test_a_phrase_that_cannot_be_looked_for_is_refused(text: str, is_pattern: bool) -> None:
    with pytest.raises(InputError, match=r"is not a pattern|no phrase"):
        Phrase(text=text, is_pattern=is_pattern)


def test_silence_is_no_proof_that_something_is_never_said() -> None:
    assert not_applicable(NeverSays(phrase=Phrase(text="no")), call())


def test_every_answer_is_in_the_language() -> None:
    check = AnswersInLanguage(language="en")

    assert passes(check, call(agent("您好"), caller("Hello"), agent("Good morning.")))
    assert message(check, call(caller("Hello"), agent("您好,请问您贵姓?"))) == (
        'Mia should have answered in English, but answered in Chinese: "您好,请问您贵姓?".'
    )
    assert not_applicable(check, call(agent("Good morning.")))


def test_the_first_words_are_the_configured_ones() -> None:
    check = FirstMessageIs(text="harbour restaurant, this is Mia")

    assert passes(check, call(HELLO))
    assert "the first words were" in message(check, call(BYE))
    assert "the caller had to speak first" in message(check, call(caller("Hello?"), HELLO))
    assert "the caller heard nothing" in message(check, call())


def test_a_polite_end_has_a_goodbye() -> None:
    check = EndsPolitely()

    assert passes(check, call(HELLO, caller("Thanks, bye."), BYE))
    assert passes(check, call(HELLO, caller("No thanks."), BYE, caller("Bye."), ended="customer-ended-call"))
    assert message(check, call(HELLO, caller("Thanks."))) == (
        'The call should have ended politely, but Mia never said goodbye; the last words were "Harbour restaurant, this is Mia.".'
    )


@pytest.mark.parametrize(
    ("reason", "owner"),
    [
        ("silence-timed-out", "agent"),
        ("exceeded-max-duration", "agent"),
        ("call.in-progress.error-transfer-failed", "harness"),
        ("assistant-not-found", "contract"),
    ],
)
def test_a_call_that_ends_by_itself_does_not_end_politely(reason: str, owner: str) -> None:
    (finding,) = findings(EndsPolitely(), call(HELLO, BYE, ended=reason))

    assert reason in finding.message
    assert finding.owner == owner


def test_the_reason_of_the_end_is_compared() -> None:
    check = EndedBecause(reason="silence-timed-out")

    assert passes(check, call(ended="silence-timed-out"))
    assert message(check, call()) == (
        "The call should have ended because of silence-timed-out, but the reason was assistant-ended-call."
    )
    assert "stops before its end" in message(check, call(ended=None))


def test_an_error_or_no_end_at_all_is_not_normal() -> None:
    assert passes(EndedNormally(), call(ended="silence-timed-out"))
    assert message(EndedNormally(), call(ended="pipeline-error-openai-llm-failed")) == (
        "The call broke off: it ended with pipeline-error-openai-llm-failed."
    )
    assert findings(EndedNormally(), call(ended=None))[0].owner == "harness"


def test_a_caller_that_gives_up_is_the_callers_fault() -> None:
    (finding,) = findings(CallerCouldGoOn(), call(agent("What colour is it?"), gives_up("it was never told a colour")))

    assert passes(CallerCouldGoOn(), call())
    assert finding.owner == "caller"
    assert finding.message == (
        'The caller could not go on: it was never told a colour. The last words heard were "What colour is it?".'
    )
