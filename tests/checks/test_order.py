"""In which order tools were called."""

from harness.checks.catalogue import AllCalled, CalledAfter, CalledBefore, CalledImmediatelyBefore, CalledInSequence, PartialOrder
from tests.checks.traces import call, message, not_applicable, passes, together, tool

FIND = tool("findTables", {}, result=[])
BOOK = tool("bookTable", {}, result="ok")
CARD = tool("sendCard", {}, result="ok")


def test_before() -> None:
    check = CalledBefore(tool="findTables", other="bookTable")

    assert passes(check, call(FIND, CARD, BOOK))
    assert message(check, call(BOOK, FIND)) == (
        '"findTables" should have been called before "bookTable", but was called after it.'
    )
    assert message(check, call(BOOK)) == '"findTables" should have been called before "bookTable", but was never called.'
    assert not_applicable(check, call(FIND)).startswith('"bookTable" was never called')


def test_two_calls_of_one_turn_did_not_wait_for_each_other() -> None:
    check = CalledBefore(tool="findTables", other="bookTable")

    assert message(check, call(together(("findTables", {}), ("bookTable", {})))) == (
        '"bookTable" should have waited for the answer of "findTables", but was called before it had arrived.'
    )


def test_after() -> None:
    check = CalledAfter(tool="sendCard", other="bookTable")

    assert passes(check, call(BOOK, CARD))
    assert not passes(check, call(CARD, BOOK))
    assert not passes(check, call(CARD))
    assert "never called" in not_applicable(check, call(BOOK))


def test_immediately_before() -> None:
    check = CalledImmediatelyBefore(tool="findTables", other="bookTable")

    assert passes(check, call(CARD, FIND, BOOK))
    assert message(check, call(FIND, CARD, BOOK)) == (
        '"findTables" should have been called immediately before "bookTable", but "sendCard" came before it.'
    )
    assert "no tool came before it" in message(check, call(BOOK))
    assert not passes(check, call(FIND, BOOK, BOOK))
    assert "both were called at once" in message(check, call(together(("findTables", {}), ("bookTable", {}))))
    assert not_applicable(check, call(FIND))


def test_all_in_any_order() -> None:
    check = AllCalled(tools=("findTables", "bookTable", "sendCard"))

    assert passes(check, call(CARD, BOOK, FIND))
    assert message(check, call(CARD)) == (
        '"findTables", "bookTable" and "sendCard" should all have been called, but "findTables" and "bookTable" were not.'
    )


def test_in_sequence_with_others_between() -> None:
    check = CalledInSequence(tools=("findTables", "bookTable", "findTables"))

    assert passes(check, call(FIND, CARD, BOOK, FIND))
    assert not passes(check, call(FIND, BOOK))
    assert 'no call of "bookTable" came after "findTables"' in message(check, call(BOOK, FIND))


def test_partial_order_judges_only_its_pairs() -> None:
    check = PartialOrder(pairs=(("findTables", "bookTable"), ("findTables", "sendCard")))

    assert passes(check, call(FIND, CARD, BOOK))
    assert passes(check, call(FIND, BOOK, CARD))
    assert '"sendCard"' in message(check, call(CARD, FIND, BOOK))
    assert not_applicable(check, call(FIND))
