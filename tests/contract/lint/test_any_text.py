"""Whatever stands in the files, lint says something about it and does not crash; and it says the same again."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.contract.lint.inn import FILES, Edit, linted

VALUES = st.sampled_from(
    [
        "",
        "null",
        "true",
        "7",
        "-1.5",
        "[]",
        "{}",
        "[[1]]",
        "{a: {b: [c]}}",
        "[null, {}]",
        "'{{ x | y }}'",
        '"{% if %}"',
        "*a",
        "|\n  x",
        "\x07",
        "2026-01-20",
        ".inf",
    ]
)


@st.composite
def broken_lines(draw: st.DrawFn) -> Edit:
    """A file of the inn with the value of one line replaced, or the line gone or written twice."""
    name = draw(st.sampled_from(sorted(FILES)))
    lines = FILES[name].split("\n")
    number = draw(st.integers(0, len(lines) - 1))
    match draw(st.sampled_from(["value", "gone", "twice"])):
        case "value":
            lines[number] = f"{lines[number].partition(':')[0]}: {draw(VALUES)}"
        case "gone":
            del lines[number]
        case _:
            lines.insert(number, lines[number])
    return name, "", "\n".join(lines)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(broken_lines(), min_size=1, max_size=3, unique_by=lambda edit: edit[0]))
def test_no_edit_of_the_files_crashes_lint(edits: list[Edit]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first = linted(Path(folder), edits)
        assert linted(Path(folder), edits) == first
    assert all(each.source.line >= 1 and each.message for each in first.diagnostics)
