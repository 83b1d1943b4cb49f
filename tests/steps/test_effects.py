"""A table or column that nobody has is refused: nothing would ever be found in it, and the scenario would be green."""

from collections.abc import Iterator

import pytest

from harness.commands.options import RunOptions
from harness.commands.rig import Rig, Stage
from harness.errors import InputError


@pytest.fixture
def stage() -> Iterator[Stage]:
    rig = Rig.from_options(RunOptions())
    with rig.stage() as clean:
        yield clean
    rig.close()


def test_rows_of_a_known_table_can_be_named_by_column_and_by_label(stage: Stage) -> None:
    stage.check_rows("appointments", ["org_id", "contact", "scheduled_at"])


@pytest.mark.parametrize(
    ("table", "columns", "sentence"),
    [
        ("appointmens", [], "there is no table 'appointmens'; did you mean 'appointments'"),
        ("appointments", ["contcat"], "the table 'appointments' has no column 'contcat'; did you mean 'contact'"),
    ],
)
def test_an_unknown_table_or_column_is_refused(stage: Stage, table: str, columns: list[str], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        stage.check_rows(table, columns)


def test_nothing_is_said_about_rows_that_cannot_be_seen() -> None:
    """The database of a foreign backend would look unchanged whatever happened to it."""
    elsewhere = Rig.from_options(RunOptions(backend="http://127.0.0.1:1"))

    with elsewhere.stage() as stage, pytest.raises(InputError, match=r"behind http://127\.0\.0\.1:1 cannot be seen"):
        stage.check_rows()
