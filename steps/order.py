"""Then in which order rows changed, and whether a tool or the report on the call is why."""

from collections.abc import Mapping, Sequence
from typing import get_args

from harness.checks.cells import cell
from harness.checks.changing import CellChanges
from harness.checks.effects import ChangeKind, ExpectedRow, NothingChanged, RowsMatch
from harness.checks.sequence import ChangedBy, RowsInOrder
from harness.commands.rig import Stage
from harness.errors import InputError
from harness.steps.judging import Judge
from harness.steps.wording import then
from harness.steps.words import column, records, rows_by_table

_KINDS: Mapping[str, ChangeKind] = {
    **{kind: kind for kind in get_args(ChangeKind)},
    "增加": "added",
    "变化": "changed",
    "删除": "removed",
}


@then("these rows change in this order:", "这些行按这个顺序变化：")
def change_in_this_order(judged: Judge, stage: Stage, datatable: Sequence[Sequence[str]]) -> None:
    """Columns `table` and `change` (added, changed, removed), then cells of the row; others may change in between."""
    judged(RowsInOrder(rows=_in_order(stage, datatable)))


@then('"{tool}" changes these rows in this order:', '"{tool}" 按这个顺序更改这些行：')
def tool_changes_in_this_order(judged: Judge, stage: Stage, tool: str, datatable: Sequence[Sequence[str]]) -> None:
    """The same of what calls of one tool changed, also within one call."""
    judged(RowsInOrder(rows=_in_order(stage, datatable), tool=tool))


@then('in "{table}" a row is added before one is changed', '"{table}" 中先增加一行，再更改一行')
def added_before_changed(judged: Judge, stage: Stage, table: str) -> None:
    """Whatever is in them."""
    stage.check_rows(table)
    judged(RowsInOrder(rows=(ExpectedRow(table=table), ExpectedRow(table=table, kind="changed"))))


@then(
    'in "{table}" the "{name}" of "{whose}" changes from "{old}" to "{new}"',
    '"{table}" 中 "{whose}" 的 "{name}" 从 "{old}" 变为 "{new}"',
)
def cell_changes(judged: Judge, stage: Stage, table: str, name: str, whose: str, old: str, new: str) -> None:
    """In a row that has `whose` as one of its values."""
    stage.check_rows(table, [name])
    judged(CellChanges(table=table, column=name, whose=whose, old=old, new=new))


@then(
    'in "{table}" the status of "{whose}" changes from "{old}" to "{new}"',
    '"{table}" 中 "{whose}" 的状态从 "{old}" 变为 "{new}"',
)
def status_changes(judged: Judge, stage: Stage, table: str, whose: str, old: str, new: str) -> None:
    """The same of the column `status`."""
    cell_changes(judged, stage, table, "status", whose, old, new)


@then('once the call is over these rows are added to "{table}":', '通话结束后 "{table}" 中增加了这些行：')
def added_by_the_report(judged: Judge, stage: Stage, table: str, datatable: Sequence[Sequence[str]]) -> None:
    """By the platform's report on the call, and by no tool: exactly these in this table."""
    rows = records(datatable)
    stage.check_rows(table, [name for row in rows for name, text in row.items() if text.strip()])
    wanted = tuple(ExpectedRow(table=table, cells=_cells(row)) for row in rows)
    judged(ChangedBy(who="platform", check=RowsMatch(rows=wanted, nothing_else=False)))


@then('no tool call changes "{table}"', '没有工具调用改变 "{table}"')
def no_tool_changes(judged: Judge, stage: Stage, table: str) -> None:
    """What the report on the call changes there does not count."""
    stage.check_rows(table)
    judged(ChangedBy(who="tools", check=NothingChanged(tables=(table,))))


def _in_order(stage: Stage, datatable: Sequence[Sequence[str]]) -> tuple[ExpectedRow, ...]:
    rows = rows_by_table(datatable)
    column([row for _, row in rows], "change")
    return tuple(_expected(stage, table, row) for table, row in rows)


def _expected(stage: Stage, table: str, row: Mapping[str, str]) -> ExpectedRow:
    kind = row["change"].strip()
    if kind not in _KINDS:
        raise InputError(f'"{kind}" is not a change of a row. Write one of: {", ".join(_KINDS)}.')
    cells = {name: text for name, text in row.items() if name != "change"}
    stage.check_rows(table, [name for name, text in cells.items() if text.strip()])
    return ExpectedRow(table=table, kind=_KINDS[kind], cells=_cells(cells))


def _cells(row: Mapping[str, str]) -> dict[str, object]:
    return {name: cell(text) for name, text in row.items()}
