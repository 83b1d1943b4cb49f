"""The catalogue of steps."""

import pytest

from tests.pytest_plugin.played import Play

FEATURE = "Feature: f\n  Scenario: s\n    When the guest phones\n    Then Mia books a table\n"


def test_it_lists_every_step_with_its_use_and_plays_nothing(play: Play, pytester: pytest.Pytester) -> None:
    result = play(FEATURE, "--step-catalogue", "steps.md")

    lines = (pytester.path / "steps.md").read_text().splitlines()
    assert result.code == 0
    assert not result.is_run
    assert any(line.startswith("- `Mia books a table` (conftest.py:") and line.endswith("; used 1 times)") for line in lines)
    assert any(line.startswith("- `Mia confirms twice` (conftest.py:") and line.endswith("; used 0 times)") for line in lines)
    assert [line for line in lines if line.startswith("## ")] == ["## Given", "## When", "## Then"]
    assert "trace" not in [line.split("`")[1] for line in lines if "`" in line]


def test_an_undefined_step_is_named_and_fails_it(play: Play) -> None:
    result = play(FEATURE + "    And Mia sings\n", "--step-catalogue", "steps.md")

    assert result.code == 1
    result.printed.stdout.fnmatch_lines(["1 undefined step", "  features/a.feature:5: Then Mia sings"])
