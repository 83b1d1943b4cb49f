"""What the call did to the database."""

from typing import Any

from harness.checks.catalogue import ExpectedRow, NothingChanged, RowCount, RowsMatch, at_most, cell, exactly
from harness.checks.rows import net_changes
from harness.trace.events import RowChange
from tests.checks.traces import added, call, changed, findings, message, passes, removed, tool

JANE = added("guests", id=7, name="Jane Doe", phone="+16045550123")
TABLE = added("tables", id=1, guest_id=7, at="2026-01-20T14:00:00", status="booked", seats=2)
HELD = {"id": 1, "guest_id": 7, "status": "held"}


def wrote(*rows: RowChange, **arguments: Any) -> Any:
    return tool("bookTable", arguments, result={"success": True}, rows=rows)


def row(table: str, kind: Any = "added", **cells: str) -> ExpectedRow:
    return ExpectedRow(table=table, kind=kind, cells={column: cell(text) for column, text in cells.items()})


def test_rows_agree_on_the_columns_given() -> None:
    check = RowsMatch(rows=(row("tables", at="2026-01-20T14:00", status="booked", seats="2", id=""), row("guests", name="*")))

    assert passes(check, call(wrote(JANE, TABLE)))
    assert message(RowsMatch(rows=(row("guests", name="John"), row("tables"))), call(wrote(JANE, TABLE))) == (
        'Expected a row added in guests with name "John", but in the row that was added name is "Jane Doe", not "John".'
    )


def test_a_missing_row_names_the_attempt_that_failed() -> None:
    check = RowsMatch(rows=(row("tables"),))

    assert message(check, call()) == "Expected a row added in tables, but no row was added there."
    assert message(check, call(tool("bookTable", {}, error="seats is missing"))) == (
        "Expected a row added in tables, but no row was added there. One attempt failed; it was refused: seats is missing."
    )


def test_nothing_else_may_change() -> None:
    strict, loose = RowsMatch(rows=(row("tables"),)), RowsMatch(rows=(row("tables"),), nothing_else=False)
    trace = call(wrote(TABLE, JANE))

    assert message(strict, trace) == (
        'Nothing else should have changed, but one row was: added guests(id=7, name="Jane Doe", phone="+16045550123").'
    )
    assert passes(loose, trace)


def test_one_row_too_many_in_a_named_table_fails_even_when_other_tables_may_change() -> None:
    assert not passes(RowsMatch(rows=(row("tables"),), nothing_else=False), call(wrote(TABLE, added("tables", id=2))))


def test_equal_rows_are_counted() -> None:
    twice = (row("tables", status="booked"), row("tables", status="booked"))

    assert passes(RowsMatch(rows=twice), call(wrote(TABLE, added("tables", id=2, status="booked"))))
    assert not passes(RowsMatch(rows=twice), call(wrote(TABLE)))


def test_a_loose_row_leaves_the_only_fit_to_a_strict_one() -> None:
    rows = (row("tables", status="*"), row("tables", status="booked"))

    assert passes(RowsMatch(rows=rows), call(wrote(TABLE, added("tables", id=2, status="held"))))


def test_before_and_after_of_a_changed_row() -> None:
    check = RowsMatch(rows=(row("tables", "changed", status="held → booked"),))

    assert passes(check, call(wrote(changed("tables", HELD, status="booked"))))
    after_only = RowsMatch(rows=(row("tables", "changed", status="booked"),))
    assert passes(after_only, call(wrote(changed("tables", HELD, status="booked"))))
    assert "status before is" in message(check, call(wrote(changed("tables", {**HELD, "status": "open"}, status="booked"))))
    assert "status after is" in message(check, call(wrote(changed("tables", HELD, status="gone"))))


def test_a_removed_row_is_compared_with_what_was_there() -> None:
    check = RowsMatch(rows=(row("tables", "removed", status="held"),))

    assert passes(check, call(wrote(removed("tables", **HELD))))
    assert not passes(check, call(wrote(TABLE)))


def test_a_key_is_read_as_the_row_it_refers_to() -> None:
    check = RowsMatch(rows=(row("tables", guest="Jane Doe"),), nothing_else=False)

    assert passes(check, call(wrote(JANE, TABLE)))
    assert not passes(check, call(wrote(added("guests", id=7, name="John Roe"), TABLE)))


def test_a_key_of_an_untouched_row_is_looked_up() -> None:
    names = {("guest", 7): "Jane Doe"}
    check = RowsMatch(rows=(row("tables", guest="Jane Doe"),), lookup=lambda column, key: names.get((column, key)))

    assert passes(check, call(wrote(TABLE)))
    assert not passes(RowsMatch(rows=check.rows), call(wrote(TABLE)))


def test_a_column_that_does_not_exist_is_said() -> None:
    assert "there is no column weather" in message(RowsMatch(rows=(row("tables", weather="fine"),)), call(wrote(TABLE)))


def test_a_wrong_value_is_the_agents_when_the_agent_sent_it() -> None:
    check = RowsMatch(rows=(row("tables", seats="4"),))

    assert findings(check, call(wrote(TABLE, seats=2)))[0].owner == "agent"
    assert findings(check, call(wrote(TABLE, seats=4)))[0].owner == "backend"


def test_a_row_added_and_then_changed_is_one_added_row() -> None:
    held = added("tables", **HELD)
    trace = call(wrote(held), wrote(changed("tables", HELD, status="booked")))

    assert net_changes(trace) == (added("tables", **{**HELD, "status": "booked"}),)
    assert passes(RowsMatch(rows=(row("tables", status="booked"),)), trace)


def test_a_row_that_came_and_went_changed_nothing() -> None:
    trace = call(wrote(added("tables", **HELD)), wrote(removed("tables", **HELD)))

    assert passes(NothingChanged(), trace)
    assert not passes(NothingChanged(), call(wrote(added("tables", **HELD))))


def test_nothing_changed_in_some_tables() -> None:
    check = NothingChanged(tables=("guests",))

    assert passes(check, call(wrote(TABLE)))
    assert message(check, call(wrote(JANE))).startswith("Nothing should have changed in guests, but one row was: added guests(")


def test_rows_are_counted_by_kind() -> None:
    assert passes(RowCount(table="tables", count=exactly(1)), call(wrote(TABLE)))
    assert message(RowCount(table="tables", count=exactly(1)), call(wrote(JANE))) == (
        "Expected one row added in tables, but no row was."
    )
    assert not passes(RowCount(table="tables", count=at_most(1)), call(wrote(TABLE, added("tables", id=2))))
    assert passes(RowCount(table="tables", count=exactly(1), kind="removed"), call(wrote(removed("tables", id=1))))
