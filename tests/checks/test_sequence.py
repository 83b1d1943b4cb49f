"""In which order rows changed, and who changed them."""

from harness.checks.cells import cell
from harness.checks.count import exactly
from harness.checks.effects import ExpectedRow, RowCount, RowsMatch
from harness.checks.sequence import ChangedBy, RowsInOrder
from tests.checks.traces import added, call, changed, findings, message, not_applicable, passes, reported, tool

NEW = added("tables", id=2, starts="14:00", status="kept")
FREED = changed("tables", {"id": 1, "starts": "11:00", "status": "kept"}, status="freed")
ROWS = (
    ExpectedRow(table="tables", cells={"starts": cell("14:00")}),
    ExpectedRow(table="tables", kind="changed", cells={"starts": cell("11:00"), "status": cell("kept → freed")}),
)
ORDER = RowsInOrder(rows=ROWS)


def move(*rows: object) -> object:
    return tool("moveTable", {"id": 1}, result="ok", rows=rows)  # type: ignore[arg-type]


def test_rows_change_in_this_order_within_one_call() -> None:
    assert passes(ORDER, call(move(NEW, FREED)))  # type: ignore[arg-type]
    assert passes(RowsInOrder(rows=ROWS, tool="moveTable"), call(move(NEW, FREED)))  # type: ignore[arg-type]
    (finding,) = findings(ORDER, call(move(FREED, NEW)))  # type: ignore[arg-type]
    assert finding.message.endswith("but that was so earlier.")
    assert finding.owner == "backend"
    assert finding.why is not None
    assert finding.why.startswith("The changes were, in order: ")


def test_rows_change_in_this_order_across_calls_and_others_may_come_between() -> None:
    between = added("notes", id=1)

    assert passes(ORDER, call(move(NEW, between), move(FREED)))  # type: ignore[arg-type]
    assert not passes(RowsInOrder(rows=ROWS, tool="other"), call(move(NEW), tool("other", {}, result="ok", rows=[FREED])))  # type: ignore[arg-type]


def test_a_row_that_did_not_change_is_named() -> None:
    said = message(ORDER, call(move(NEW)))  # type: ignore[arg-type]

    assert said.startswith('Expected after a row added in tables with starts "14:00" a row changed in tables')
    assert said.endswith("but there was none.")


def test_what_was_added_and_changed_is_both() -> None:
    """The order of what happened, not the net effect."""
    seated = changed("tables", {"id": 2, "starts": "14:00", "status": "kept"}, status="seated")
    rows = (ExpectedRow(table="tables"), ExpectedRow(table="tables", kind="changed", cells={"status": cell("kept → seated")}))

    assert passes(RowsInOrder(rows=rows), call(move(NEW), move(seated)))  # type: ignore[arg-type]


def test_no_order_of_a_tool_that_was_never_called() -> None:
    assert "never called" in not_applicable(RowsInOrder(rows=ROWS, tool="moveTable"), call(reported(NEW)))


def test_what_the_report_changes_is_told_apart_from_what_tools_change() -> None:
    logged = RowsMatch(rows=(ExpectedRow(table="logs", cells={"outcome": cell("kept")}),))
    by_report = ChangedBy(who="platform", check=logged)
    log = added("logs", id=1, outcome="kept")

    assert passes(by_report, call(move(NEW), reported(log)))  # type: ignore[arg-type]
    assert not passes(by_report, call(move(NEW, log)))  # type: ignore[arg-type]
    assert passes(ChangedBy(who="tools", check=RowCount(table="logs", count=exactly(0))), call(reported(log)))
