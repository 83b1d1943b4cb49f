"""Feature files as scenarios with lines."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.errors import InputError
from harness.pytest_plugin.gherkin import FeatureSource, read_feature
from harness.pytest_plugin.lines import cases_at, split_arguments

KEYWORDS = ["Feature: f", "Scenario Outline: <a>", "Rule: r", "Background:", "Examples:", "Given x", "And y", "* z"]
REST = ["Scenario: s", "| a | b |", "| 1 | 2 |", "| 1 |", '"""', "@tag", "# language: fr", "# note", "", "words"]
ODD = ["Then <a>", "功能: x", "\\", "\t"]
WORDS = st.sampled_from([*KEYWORDS, *REST, *ODD])


def read(folder: Path, text: str) -> FeatureSource:
    path = folder / "x.feature"
    path.write_text(text, encoding="utf-8")
    return read_feature(path, "x.feature")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(lines=st.lists(WORDS | st.text(max_size=12), max_size=25))
def test_any_text_is_a_feature_or_one_sentence(tmp_path: Path, lines: list[str]) -> None:
    text = "\n".join(lines).encode("utf-8", "replace").decode()
    names, problem = [], "x.feature: none"
    try:
        names = [case.name for case in read(tmp_path, text).cases]
    except InputError as found:
        problem = str(found)

    assert problem.startswith("x.feature:")
    assert "\n" not in problem
    assert len(set(names)) == len(names)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(sizes=st.lists(st.integers(0, 3), min_size=1, max_size=4), gap=st.integers(0, 2))
def test_every_line_of_a_scenario_leads_to_its_rows(tmp_path: Path, sizes: list[int], gap: int) -> None:
    """Scenarios of every size, plain ones for size 0, with empty lines and comments between rows."""
    lines, owners = ["Feature: f"], dict[int, int]()
    for number, size in enumerate(sizes):
        block = [f"@t{number}", f"Scenario Outline: s{number} <n>" if size else f"Scenario: s{number}", "Given x"]
        if size:
            block += ["Examples:", "| n |"] + [row for n in range(size) for row in (*["# note"] * gap, f"| {n} |")]
        owners |= {len(lines) + offset: number for offset in range(1, len(block) + 1)}
        lines += block
    source = read(tmp_path, "\n".join(lines))

    for line, number in owners.items():
        chosen = cases_at(source, [line])
        text = lines[line - 1]
        if text.startswith("| ") and text != "| n |":
            assert [case.name for case in chosen] == [f"s{number} {text.strip('| ')}"]
        else:
            assert len(chosen) == max(sizes[number], 1)
    with pytest.raises(InputError):
        cases_at(source, [1])
    with pytest.raises(InputError):
        cases_at(source, [len(lines) + 1])


@given(
    files=st.lists(st.sampled_from(["a.feature", "sub/b.feature", "c/", "d.feature::A name: 12", "weird:12.py"]), max_size=5),
    lines=st.lists(st.integers(1, 500), min_size=1, max_size=3),
)
def test_arguments_without_lines_stay_as_they_are(files: list[str], lines: list[int]) -> None:
    asked = [f"x.feature:{':'.join(map(str, lines))}", *files]

    plain, wanted = split_arguments(asked, Path("/somewhere"))

    assert plain == ["x.feature", *files]
    assert wanted == {Path("/somewhere/x.feature"): tuple(lines)}


def test_rows_keep_their_lines_and_tags(tmp_path: Path) -> None:
    text = """@f
Feature: f
  Rule: r
    @s
    Scenario Outline: s
      Given <a>

      @e
      Examples:
        | a |

        # no
        | 1 |
"""
    source = read(tmp_path, text)

    (case,) = source.cases
    assert (case.line, case.tags, dict(case.values)) == (13, frozenset("fse"), {"a": "1"})
    assert [step.name for step in case.render().steps] == ["1"]


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "x.feature").write_bytes("\ufeffFeature: f\n  Scenario: s\n    Given x\n".encode())

    assert [case.name for case in read_feature(tmp_path / "x.feature", "x.feature").cases] == ["s"]
