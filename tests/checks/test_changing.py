"""A value of one row becomes another."""

import pytest

from harness.checks.changing import CellChanges
from harness.trace.trace import Trace
from tests.checks.traces import added, call, changed, message, passes, tool

CHECK = CellChanges(table="tables", column="status", whose="Ann Lee", old="kept", new="freed")
BEFORE = {"id": 1, "host": "Ann Lee", "status": "kept"}


def after(*rows: object) -> Trace:
    return call(tool("cancelTable", {}, result="ok", rows=rows))  # type: ignore[arg-type]


def test_the_column_of_their_row_changes() -> None:
    assert passes(CHECK, after(changed("tables", BEFORE, status="freed")))


@pytest.mark.parametrize(
    ("trace", "sentence"),
    [
        (after(), "no row changed there"),
        (after(changed("tables", BEFORE, status="moved")), 'it went from "kept" to "moved"'),
        (after(changed("tables", {**BEFORE, "status": "new"}, status="freed")), 'it went from "new" to "freed"'),
        (after(added("tables", host="Ann Lee", status="freed")), "the row was added"),
        (after(changed("tables", {**BEFORE, "host": "Bo Berg"}, status="freed")), "what changed there is"),
        (after(changed("chairs", BEFORE, status="freed")), "no row changed there"),
    ],
)
def test_anything_else_is_told(trace: Trace, sentence: str) -> None:
    said = message(CHECK, trace)

    assert said.startswith('The status of Ann Lee in tables should have changed from "kept" to "freed", but ')
    assert sentence in said


def test_the_net_effect_counts() -> None:
    moved = changed("tables", BEFORE, status="moved")
    freed = changed("tables", {**BEFORE, "status": "moved"}, status="freed")

    assert passes(CHECK, after(moved, freed))
