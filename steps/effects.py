"""Then what is different in the database, and what is not.

In every table of rows an empty cell is not compared, and a column `clinic` holds the name of a file in scenarios/clinics.
"""

from collections.abc import Mapping, Sequence

from pytest_bdd import then

from harness.checks.cells import cell
from harness.checks.count import exactly
from harness.checks.effects import ChangeKind, ExpectedRow, NothingChanged, RowCount, RowsMatch
from harness.commands.rig import Rig
from harness.steps.judging import Judge
from harness.steps.words import count, file_name, pattern, records, rows_by_table


@then(pattern("these rows are added and nothing else changes:"))
def rows_added_and_nothing_else(judged: Judge, rig: Rig, datatable: Sequence[Sequence[str]]) -> None:
    """The column `table` names each row's table."""
    judged(RowsMatch(rows=_rows(rig, "added", rows_by_table(datatable))))


@then(pattern("these rows are added:"))
def rows_added(judged: Judge, rig: Rig, datatable: Sequence[Sequence[str]]) -> None:
    """In the tables named; other tables may change."""
    judged(RowsMatch(rows=_rows(rig, "added", rows_by_table(datatable)), nothing_else=False))


@then(pattern("these rows are changed:"))
def rows_changed(judged: Judge, rig: Rig, datatable: Sequence[Sequence[str]]) -> None:
    """`booked → cancelled` in a cell compares before and after."""
    judged(RowsMatch(rows=_rows(rig, "changed", rows_by_table(datatable)), nothing_else=False))


@then(pattern("these rows are removed:"))
def rows_removed(judged: Judge, rig: Rig, datatable: Sequence[Sequence[str]]) -> None:
    """As they were."""
    judged(RowsMatch(rows=_rows(rig, "removed", rows_by_table(datatable)), nothing_else=False))


@then(pattern('these rows are added to "{table}":'))
def rows_added_to(judged: Judge, rig: Rig, table: str, datatable: Sequence[Sequence[str]]) -> None:
    """Exactly these in this table."""
    judged(RowsMatch(rows=_rows(rig, "added", [(table, row) for row in records(datatable)]), nothing_else=False))


@then(pattern("nothing changes in the database"))
def nothing_changes(judged: Judge, rig: Rig) -> None:
    """In no table."""
    rig.check_rows()
    judged(NothingChanged())


@then(pattern('nothing changes in "{table}"'))
def nothing_changes_in(judged: Judge, rig: Rig, table: str) -> None:
    """In this table."""
    rig.check_rows(table)
    judged(NothingChanged(tables=(table,)))


@then(pattern('"{table}" gains <number> row[|s]'))
def gains_rows(judged: Judge, rig: Rig, table: str, number: str) -> None:
    """So many rows are added."""
    rig.check_rows(table)
    judged(RowCount(table=table, count=exactly(count(number))))


def _rows(rig: Rig, kind: ChangeKind, rows: Sequence[tuple[str, Mapping[str, str]]]) -> tuple[ExpectedRow, ...]:
    return tuple(_expected(rig, kind, table, _keyed(rig, row)) for table, row in rows)


def _expected(rig: Rig, kind: ChangeKind, table: str, row: Mapping[str, str]) -> ExpectedRow:
    rig.check_rows(table, [name for name, text in row.items() if text.strip()])
    return ExpectedRow(table=table, kind=kind, cells={name: cell(text) for name, text in row.items()})


def _keyed(rig: Rig, row: Mapping[str, str]) -> Mapping[str, str]:
    """The row with its clinic by number, as the database knows it."""
    if "clinic" not in row:
        return row
    name = row["clinic"].strip()
    org_id = str(rig.clinic(file_name(name)).organization["id"]) if name else ""
    return {"org_id": org_id, **{column: text for column, text in row.items() if column != "clinic"}}
