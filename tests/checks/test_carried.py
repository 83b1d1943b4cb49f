"""What was known before a hand-over is still known after it."""

import pytest

from harness.checks.carried import NothingAskedAgainAfterHandoff, UsesResultOf
from tests.checks.traces import agent, call, caller, findings, hands_over, house, message, not_applicable, passes, tool

ASKED = agent("What is the best phone number to reach you?")
TOLD = caller("604-555-0123")
TO_BEN = hands_over("Mia", "Ben")
NAME = (agent("May I have your full name?", by="Ben"), caller("Jane Doe."))
AGAIN = (agent("What is your phone number?", by="Ben"), caller("604-555-0123"))
CHECK = NothingAskedAgainAfterHandoff()


def test_what_was_told_before_is_not_asked_again() -> None:
    assert passes(CHECK, call(ASKED, TOLD, TO_BEN, *NAME), house())

    (finding,) = findings(CHECK, call(ASKED, TOLD, TO_BEN, *AGAIN), house())
    assert finding.message == (
        'Ben asked for the guest phone, which the caller had told Mia already: "What is your phone number?".'
    )
    assert finding.why == '"Mia" handed over 4 messages (plan all).'
    assert finding.events == (3, 6, 7)


def test_what_is_asked_twice_by_one_assistant_is_another_matter() -> None:
    assert passes(CHECK, call(ASKED, TOLD, ASKED, TOLD, TO_BEN, *NAME), house())


def test_what_a_tool_has_refused_since_may_be_asked_again() -> None:
    refused = tool("bookTable", {}, error="unknown number", by="Ben")

    assert passes(CHECK, call(ASKED, TOLD, TO_BEN, refused, *AGAIN), house())


def test_one_piece_of_information_can_be_named() -> None:
    trace = call(ASKED, TOLD, TO_BEN, *AGAIN)

    assert not passes(NothingAskedAgainAfterHandoff(what="the phone number"), trace, house())
    assert "told nothing before" in not_applicable(NothingAskedAgainAfterHandoff(what="the time"), trace, house())


def test_nothing_to_carry_over() -> None:
    assert not_applicable(CHECK, call(ASKED, TOLD), house()) == "The call was never handed over."
    assert "told nothing before" in not_applicable(CHECK, call(agent("Hello."), TO_BEN, *NAME), house())


WISH = caller("Hi, I'd like to cancel my table.")


@pytest.mark.parametrize("question", ["How can I help you?", "What can I do for you today?", "请问有什么可以帮您？"])
def test_what_the_call_is_about_is_not_asked_again(question: str) -> None:
    (finding,) = findings(CHECK, call(agent(question), WISH, TO_BEN, agent(question, by="Ben"), caller("Cancel it.")), house())

    assert finding.message.startswith("Ben asked what the call is about, which the caller had told Mia already: ")


def test_a_caller_does_not_have_to_repeat_itself() -> None:
    (finding,) = findings(CHECK, call(WISH, TO_BEN, agent("Yes?", by="Ben"), WISH), house())

    assert finding.message.startswith("The caller had to say again to Ben what it had told Mia: ")


@pytest.mark.parametrize("answer", ["Yes, please.", "Yes, that's right.", "No, thank you. Goodbye.", "是的，没错，谢谢您。"])
def test_short_answers_may_be_given_twice(answer: str) -> None:
    same = caller(answer)

    assert passes(CHECK, call(WISH, same, TO_BEN, agent("Shall I?", by="Ben"), same), house())


@pytest.mark.parametrize(
    "question", ["Is there anything else I can help you with?", "请问还有什么可以帮您的吗？", "请问有什么别的可以帮您？"]
)
def test_more_wishes_may_be_asked_for(question: str) -> None:
    more = agent(question, by="Ben")

    assert passes(CHECK, call(WISH, TO_BEN, more, caller("No, thank you.")), house())


FOUND = tool("findTables", {"tableDate": "2026-01-20"}, result={"success": True, "tables": [{"tableId": 7}, {"tableId": 9}]})
USES = UsesResultOf(tool="bookTable", parameter="tableId", of="findTables")


def book(**arguments: object) -> object:
    return tool("bookTable", arguments, result="ok")


def test_a_value_is_one_that_was_returned() -> None:
    assert passes(USES, call(FOUND, book(tableId=9)), house())  # type: ignore[arg-type]
    assert passes(USES, call(FOUND, book(tableId="7")), house())  # type: ignore[arg-type]
    assert message(USES, call(FOUND, book(tableId=8)), house()) == (  # type: ignore[arg-type]
        '"bookTable" should have used the tableId that "findTables" returned, but was called with tableId=8; '
        '"findTables" had returned 7 and 9.'
    )


def test_a_value_that_is_missing_or_came_from_nowhere() -> None:
    assert "without tableId" in message(USES, call(FOUND, book()), house())  # type: ignore[arg-type]
    assert '"findTables" had not answered before' in message(USES, call(book(tableId=7), FOUND), house())  # type: ignore[arg-type]


def test_an_id_goes_by_the_name_id_too() -> None:
    plain = tool("findTables", {}, result={"id": 7, "seats": 9})

    assert passes(USES, call(plain, book(tableId=7)), house())  # type: ignore[arg-type]
    assert not passes(USES, call(plain, book(tableId=9)), house())  # type: ignore[arg-type]


def test_nothing_to_use_it_for() -> None:
    assert not_applicable(USES, call(FOUND), house()) == '"bookTable" was never called.'
