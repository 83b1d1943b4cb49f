"""Which assistants the call goes through, and that it is not handed back and forth."""

import pytest

from harness.checks.handoffs import HandsOver, NeverReaches, TakesThePath
from harness.checks.pingpong import NoPingPong
from tests.checks.traces import agent, call, caller, findings, hands_over, house, message, not_applicable, passes, tool

HELLO = caller("Hello, I'd like a table.")
TO_BEN = hands_over("Mia", "Ben")
TO_LIN = hands_over("Mia", "Lin")
BACK = hands_over("Ben", "Mia")


def test_the_path_is_who_has_the_line_in_order() -> None:
    assert passes(TakesThePath(assistants=("Mia", "Ben")), call(HELLO, TO_BEN), house())
    assert passes(TakesThePath(assistants=("Mia",)), call(HELLO), house())


@pytest.mark.parametrize(
    ("taken", "sentence"),
    [
        ((HELLO,), 'it ended with "Mia"'),
        ((HELLO, TO_LIN), 'the way was "Mia", then "Lin"'),
        ((HELLO, TO_BEN, BACK), 'went on to "Mia"'),
    ],
)
def test_another_path_is_told_where_it_left_the_way(taken: tuple[object, ...], sentence: str) -> None:
    check = TakesThePath(assistants=("Mia", "Ben"))

    said = message(check, call(*taken), house())  # type: ignore[arg-type]

    assert said == f'The call should have been taken by "Mia", then "Ben", but {sentence}.'


def test_another_path_points_at_the_hand_over_that_left_it() -> None:
    (finding,) = findings(TakesThePath(assistants=("Mia", "Ben")), call(HELLO, TO_LIN), house())

    assert finding.events == (5,)
    assert finding.why == '"Mia" handed it to "Lin" (event 5).'


def test_an_assistant_that_never_has_the_line() -> None:
    check = NeverReaches(assistant="Lin")

    assert passes(check, call(HELLO, TO_BEN), house())
    assert message(check, call(HELLO, TO_LIN), house()) == (
        '"Lin" should never have been on the line, but "Mia" handed the call to it.'
    )
    assert "answered the phone" in message(NeverReaches(assistant="Mia"), call(HELLO), house())


def test_a_hand_over_is_made_at_all_and_as_often() -> None:
    check = HandsOver(destination="Ben")

    assert passes(check, call(HELLO, TO_BEN), house())
    assert message(check, call(HELLO), house()) == 'The call should have been handed to "Ben", but stayed with "Mia".'
    assert not passes(HandsOver(destination="Ben", source="Lin"), call(HELLO, TO_BEN), house())
    assert message(HandsOver(destination="Ben", times=1), call(HELLO, TO_BEN, BACK, TO_BEN), house()).endswith("was so twice.")


def test_a_hand_over_comes_after_a_tool_has_answered() -> None:
    check = HandsOver(destination="Ben", after="findTables")
    look = tool("findTables", {"tableDate": "2026-01-20"}, result="ok")

    assert passes(check, call(HELLO, look, TO_BEN), house())
    assert "was so before that" in message(check, call(HELLO, TO_BEN, look), house())
    assert 'but "findTables" never answered' in message(check, call(HELLO, TO_BEN), house())


def test_a_hand_over_comes_before_a_tool_is_called() -> None:
    check = HandsOver(destination="Ben", before="bookTable")
    book = tool("bookTable", {}, result="ok", by="Ben")

    assert passes(check, call(HELLO, TO_BEN, book), house())
    assert passes(check, call(HELLO, TO_BEN), house())
    assert "was so after that" in message(check, call(HELLO, book, TO_BEN), house())


def test_a_call_that_goes_there_and_back_once_is_no_ping_pong() -> None:
    assert passes(NoPingPong(), call(HELLO, TO_BEN, BACK, agent("What day?")), house())


def test_the_same_hand_over_twice_in_one_breath_is_ping_pong() -> None:
    (finding,) = findings(NoPingPong(), call(HELLO, TO_BEN, BACK, TO_BEN, agent("Yes?")), house())

    assert finding.message == (
        '"Mia" should not hand the call to "Ben" again and again, but did so twice without a word of the caller in between.'
    )
    assert finding.why == 'The way was "Mia", then "Ben", then "Mia", then "Ben".'
    assert finding.source is not None
    assert finding.source.file == "assistants/mia.md"


def test_a_caller_with_several_wishes_may_be_handed_on_again() -> None:
    again = [part for _ in range(3) for part in (caller("And another table."), TO_BEN, caller("Thanks."), BACK)]

    assert passes(NoPingPong(), call(*again), house())
    assert not passes(NoPingPong(), call(*again, caller("One more."), TO_BEN), house())


def test_an_assistant_that_hands_over_to_itself_again_and_again_is_found() -> None:
    itself = hands_over("Ben", "Ben")

    assert not passes(NoPingPong(), call(HELLO, TO_BEN, itself, itself), house())


def test_there_is_no_ping_pong_without_a_hand_over() -> None:
    assert not_applicable(NoPingPong(), call(HELLO), house()) == "The call was never handed over."
