"""Which tools were called, how often, with which arguments."""

from harness.checks.catalogue import Anything, NeverCalled, OnlyCalled, ToolCalled, at_least, at_most, cell, exactly
from tests.checks.traces import added, call, findings, message, passes, tool

JANE = {"guestName": "Jane Doe", "seats": 2}
JOHN = {"guestName": "John Roe", "seats": 4}
ROW = [added("tables", guest="Jane Doe")]
BOOKED = tool("bookTable", JANE, result={"success": True}, rows=ROW)
REFUSED = tool("bookTable", {"guestName": "Jane Doe"}, error="seats is missing")
LOST = tool("bookTable", JANE, problem="timeout of 20000ms exceeded", status=None)


def test_a_tool_is_called_as_often_as_expected() -> None:
    once = ToolCalled(tool="bookTable", times=exactly(1))

    assert passes(once, call(BOOKED))
    assert message(once, call()) == '"bookTable" should have been called once, but was never called.'
    assert message(once, call(BOOKED, BOOKED)) == '"bookTable" should have been called once, but was called twice.'


def test_at_least_and_at_most() -> None:
    assert passes(ToolCalled(tool="bookTable"), call(BOOKED, BOOKED))
    assert not passes(ToolCalled(tool="bookTable", times=at_least(2)), call(BOOKED))
    assert passes(ToolCalled(tool="bookTable", times=at_most(1)), call())
    assert not passes(ToolCalled(tool="bookTable", times=at_most(1)), call(BOOKED, BOOKED))


def test_arguments_must_agree_exactly_both_ways() -> None:
    check = ToolCalled(tool="bookTable", rows=(JANE,))

    assert passes(check, call(BOOKED))
    missing = call(tool("bookTable", {"guestName": "Jane Doe"}, result="ok", rows=ROW))
    assert "seats should be 2, but was missing" in message(check, missing)
    extra = call(tool("bookTable", {**JANE, "area": "terrace"}, result="ok", rows=ROW))
    assert 'area was not expected, but was "terrace"' in message(check, extra)
    empty = call(tool("bookTable", {}, result="ok", rows=ROW))
    assert "guestName should be" in message(check, empty)


def test_at_least_these_arguments_lets_others_be() -> None:
    check = ToolCalled(tool="bookTable", rows=({"guestName": "Jane Doe"},), match="at least")

    assert passes(check, call(BOOKED))
    assert not passes(check, call(tool("bookTable", {"seats": 2}, result="ok", rows=ROW)))


def test_cells_of_a_table_are_understood() -> None:
    check = ToolCalled(tool="bookTable", rows=({"guestName": cell("*"), "seats": cell("2"), "area": cell("")},))

    assert passes(check, call(BOOKED))
    assert not passes(check, call(tool("bookTable", {**JANE, "area": "inside"}, result="ok", rows=ROW)))


def test_expected_calls_are_matched_as_well_as_possible() -> None:
    """A first-fit comparison would give Jane's call to the row that takes anyone."""
    check = ToolCalled(tool="bookTable", rows=({"guestName": Anything(), "seats": Anything()}, JANE))

    assert passes(check, call(BOOKED, tool("bookTable", JOHN, result="ok", rows=ROW)))
    assert not passes(check, call(tool("bookTable", JOHN, result="ok", rows=ROW), tool("bookTable", JOHN, result="ok", rows=ROW)))


def test_two_equal_expected_calls_need_two_calls() -> None:
    check = ToolCalled(tool="bookTable", rows=(JANE, JANE))

    assert passes(check, call(BOOKED, BOOKED))
    assert not passes(check, call(BOOKED))


def test_an_unexpected_further_write_fails() -> None:
    check = ToolCalled(tool="bookTable", rows=(JANE,))

    assert "was called twice" in message(check, call(BOOKED, BOOKED))


def test_one_row_for_several_calls_holds_for_each() -> None:
    check = ToolCalled(tool="bookTable", times=exactly(2), rows=(JANE,))

    assert passes(check, call(BOOKED, BOOKED))
    assert not passes(check, call(BOOKED, tool("bookTable", JOHN, result="ok", rows=ROW)))


def test_rows_with_an_open_count_are_among_the_calls() -> None:
    check = ToolCalled(tool="bookTable", times=at_least(1), rows=(JANE,))

    assert passes(check, call(tool("bookTable", JOHN, result="ok", rows=ROW), BOOKED))


def test_failed_attempts_and_empty_repetitions_do_not_count_against_arguments() -> None:
    check = ToolCalled(tool="bookTable", rows=(JANE,))
    repeated = tool("bookTable", JANE, result={"success": True})

    assert passes(check, call(REFUSED, LOST, BOOKED, repeated))
    assert not passes(ToolCalled(tool="bookTable", rows=(JANE,), counting="attempts"), call(REFUSED, BOOKED))


def test_every_successful_call_of_a_tool_that_only_reads_counts() -> None:
    check = ToolCalled(tool="findTables", rows=({"tableDate": "2026-01-20"},))
    found = tool("findTables", {"tableDate": "2026-01-20"}, result=["14:00"])

    assert passes(check, call(found))
    assert not passes(check, call(found, found))


def test_a_retry_after_a_lost_answer_is_the_call_that_counts() -> None:
    lost_but_written = tool("bookTable", JANE, problem="timeout", rows=ROW)

    assert passes(ToolCalled(tool="bookTable", rows=(JANE,)), call(lost_but_written, tool("bookTable", JANE, result="ok")))


def test_the_right_call_without_an_answer_is_the_backends_fault() -> None:
    (finding,) = findings(ToolCalled(tool="bookTable", rows=(JANE,)), call(LOST))

    assert finding.owner == "backend"
    assert finding.message == (
        '"bookTable" was called as expected, bookTable(guestName="Jane Doe", seats=2), but without success. '
        "One attempt failed; there was no result: timeout of 20000ms exceeded."
    )


def test_a_wrong_call_that_was_refused_is_the_agents_fault() -> None:
    (finding,) = findings(ToolCalled(tool="bookTable", rows=(JANE,)), call(REFUSED))

    assert finding.owner == "agent"
    assert "seats should be 2, but was missing" in finding.message
    assert "it was refused: seats is missing" in finding.message
    assert finding.events == (2,)


def test_never_called_means_not_even_tried() -> None:
    assert passes(NeverCalled(tool="bookTable"), call(tool("findTables", {}, result=[])))
    assert message(NeverCalled(tool="bookTable"), call(REFUSED)) == (
        '"bookTable" should never have been called, but was called once: bookTable(guestName="Jane Doe").'
    )


def test_only_these_tools_are_called() -> None:
    check = OnlyCalled(tools=("findTables",))

    assert passes(check, call(tool("findTables", {}, result=[])))
    assert message(check, call(BOOKED)) == ('No tool but "findTables" should have been called, but "bookTable" was called once.')
    assert message(OnlyCalled(tools=()), call(BOOKED)).startswith("No tool should have been called, but")
