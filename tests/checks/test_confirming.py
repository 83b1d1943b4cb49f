"""The caller confirms before something is done."""

import pytest

from harness.checks.catalogue import ConfirmsBefore
from tests.checks.traces import agent, call, caller, message, not_applicable, passes, tool

READ_BACK = agent("Just to confirm, a table for two on Tuesday at 2 PM for Jane Doe. Is that correct?")
YES = caller("Yes, please.")
BOOK = tool("bookTable", {"guestName": "Jane Doe", "tableDate": "2026-01-20", "tableTime": "14:00"}, result="ok")
ONCE = ConfirmsBefore(tool="bookTable")
TWICE = ConfirmsBefore(tool="bookTable", times=2)


def test_a_read_back_answered_with_yes_is_a_confirmation() -> None:
    assert passes(ONCE, call(READ_BACK, YES, BOOK))
    assert message(ONCE, call(agent("What day?"), caller("Tuesday"), BOOK)) == (
        "The caller should have confirmed before Mia called bookTable, but Mia never read the details back."
    )


@pytest.mark.parametrize("answer", ["No, that's wrong.", "No, at three please.", "Yes, but at three please.", "Who is this?"])
def test_any_other_answer_is_none(answer: str) -> None:
    assert "the last answer to a read-back was" in message(ONCE, call(READ_BACK, caller(answer), BOOK))


def test_a_yes_to_something_else_is_none() -> None:
    assert not passes(ONCE, call(agent("Would you like a table?"), YES, BOOK))


def test_a_confirmation_after_the_call_comes_too_late() -> None:
    assert not passes(ONCE, call(BOOK, READ_BACK, YES))


def test_twice_means_two_read_backs_and_two_answers() -> None:
    assert passes(TWICE, call(READ_BACK, YES, READ_BACK, YES, BOOK))
    assert message(TWICE, call(READ_BACK, caller("Yes, yes."), BOOK)) == (
        "The caller should have confirmed twice before Mia called bookTable, but had done so only once."
    )


def test_a_no_starts_again_from_zero() -> None:
    no = caller("No, at three please.")

    assert not passes(TWICE, call(READ_BACK, YES, READ_BACK, no, READ_BACK, YES, BOOK))
    assert passes(ONCE, call(READ_BACK, no, READ_BACK, YES, BOOK))


def test_a_read_back_must_name_the_values_asked_for() -> None:
    check = ConfirmsBefore(tool="bookTable", mentioning=("tableDate", "tableTime"))

    assert passes(check, call(READ_BACK, YES, BOOK))
    vague = agent("Just to confirm, a table for Jane Doe on Tuesday. Is that correct?")
    assert 'the read-back did not name tableTime ("14:00")' in message(check, call(vague, YES, BOOK))


def test_nothing_to_confirm_when_the_tool_was_never_called() -> None:
    assert not_applicable(ONCE, call(READ_BACK, YES)) == '"bookTable" was never called, so nothing had to be confirmed.'
