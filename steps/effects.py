"""Then what is different in the database, and what is not.

In every table of rows an empty cell is not compared, and a column `clinic` holds the name of a file in scenarios/clinics.
"""

from collections.abc import Mapping, Sequence

from harness.checks.cells import cell
from harness.checks.count import exactly
from harness.checks.effects import ChangeKind, ExpectedRow, NothingChanged, RowCount, RowsMatch
from harness.commands.rig import Rig, Stage
from harness.steps.judging import Judge
from harness.steps.wording import then
from harness.steps.words import count, file_name, records, rows_by_table


@then("these rows are added and nothing else changes:", "增加了这些行，其他没有变化：")
def rows_added_and_nothing_else(judged: Judge, rig: Rig, stage: Stage, datatable: Sequence[Sequence[str]]) -> None:
    """The column `table` names each row's table."""
    judged(RowsMatch(rows=_rows(rig, stage, "added", rows_by_table(datatable))))


@then("these rows are added:", "增加了这些行：")
def rows_added(judged: Judge, rig: Rig, stage: Stage, datatable: Sequence[Sequence[str]]) -> None:
    """In the tables named; other tables may change."""
    judged(RowsMatch(rows=_rows(rig, stage, "added", rows_by_table(datatable)), nothing_else=False))


@then("these rows are changed:", "这些行发生了变化：")
def rows_changed(judged: Judge, rig: Rig, stage: Stage, datatable: Sequence[Sequence[str]]) -> None:
    """`booked → cancelled` in a cell compares before and after."""
    judged(RowsMatch(rows=_rows(rig, stage, "changed", rows_by_table(datatable)), nothing_else=False))


@then("these rows are removed:", "删除了这些行：")
def rows_removed(judged: Judge, rig: Rig, stage: Stage, datatable: Sequence[Sequence[str]]) -> None:
    """As they were."""
    judged(RowsMatch(rows=_rows(rig, stage, "removed", rows_by_table(datatable)), nothing_else=False))


@then('these rows are added to "{table}":', '"{table}" 中增加了这些行：')
def rows_added_to(judged: Judge, rig: Rig, stage: Stage, table: str, datatable: Sequence[Sequence[str]]) -> None:
    """Exactly these in this table."""
    judged(RowsMatch(rows=_rows(rig, stage, "added", [(table, row) for row in records(datatable)]), nothing_else=False))


@then("nothing changes in the database", "数据库没有变化")
def nothing_changes(judged: Judge, stage: Stage) -> None:
    """In no table."""
    stage.check_rows()
    judged(NothingChanged())


@then('nothing changes in "{table}"', '"{table}" 没有变化')
def nothing_changes_in(judged: Judge, stage: Stage, table: str) -> None:
    """In this table."""
    stage.check_rows(table)
    judged(NothingChanged(tables=(table,)))


@then('"{table}" gains <number> row[|s]', 'exactly <number> row[|s] [is|are] added to "{table}"', '"{table}" 增加 <number> 行')
def gains_rows(judged: Judge, stage: Stage, table: str, number: str) -> None:
    """So many rows are added."""
    stage.check_rows(table)
    judged(RowCount(table=table, count=exactly(count(number))))


def _rows(rig: Rig, stage: Stage, kind: ChangeKind, rows: Sequence[tuple[str, Mapping[str, str]]]) -> tuple[ExpectedRow, ...]:
    return tuple(_expected(stage, kind, table, _keyed(rig, row)) for table, row in rows)


def _expected(stage: Stage, kind: ChangeKind, table: str, row: Mapping[str, str]) -> ExpectedRow:
    stage.check_rows(table, [name for name, text in row.items() if text.strip()])
    return ExpectedRow(table=table, kind=kind, cells={name: cell(text) for name, text in row.items()})


def _keyed(rig: Rig, row: Mapping[str, str]) -> Mapping[str, str]:
    """The row with its clinic by number, as the database knows it."""
    if "clinic" not in row:
        return row
    name = row["clinic"].strip()
    org_id = rig.clinic(file_name(name)).organization_id if name else ""
    return {"org_id": org_id, **{column: text for column, text in row.items() if column != "clinic"}}
