"""Feature files are collected as pytest collects test modules."""

import pytest

from tests.pytest_plugin.played import Play, Played
from tests.pytest_plugin.toy import FRONT_DESK, STEPS

SEATS = """\
@desk
Feature: Seats
  Background:
    Given an empty diary

  @critical
  Scenario: Two
    When the guest asks for 2 seats
    Then the answer is "yes"

  Rule: Big parties
    Scenario Outline: Party of <n>
      When the guest asks for <n> seats
      Then the answer is "<answer>"

      Examples:
        | n | answer |
        | 3 | yes    |
        # the kitchen is small

        | 9 | no     |

      @late
      Examples: late
        | n | answer |
        | 4 | yes    |
"""
CHINESE = """\
# language: zh-CN
功能: 座位
  场景大纲: <n> 个人
    假如 an empty diary
    当 the guest asks for <n> seats
    那么 the answer is "<answer>"

    例子:
      | n | answer |
      | 3 | yes    |
"""


def names(result: Played) -> list[str]:
    """What was played, in order."""
    return [scenario.id.partition("::")[2] for scenario in result.run.scenarios]


def test_every_scenario_and_every_row_is_a_test(play: Play) -> None:
    result = play(SEATS, conftest=STEPS)

    assert names(result) == ["Two", "Party of 3", "Party of 9", "Party of 4"]
    result.printed.assert_outcomes(passed=4)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["features/a.feature:8"], ["Two"]),
        (["features/a.feature:6"], ["Two"]),
        (["features/a.feature:21"], ["Party of 9"]),
        (["features/a.feature:12"], ["Party of 3", "Party of 9", "Party of 4"]),
        (["features/a.feature:7:26"], ["Two", "Party of 4"]),
        (["features/a.feature:7", "features/a.feature:26"], ["Two", "Party of 4"]),
        (["features/a.feature:7", "features/a.feature"], ["Two", "Party of 3", "Party of 9", "Party of 4"]),
        (["features/a.feature::Party of 9"], ["Party of 9"]),
        (["-k", "party and not 9"], ["Party of 3", "Party of 4"]),
        (["-m", "desk and not critical and not late"], ["Party of 3", "Party of 9"]),
        (["-m", "late"], ["Party of 4"]),
        (["features"], ["Two", "Party of 3", "Party of 9", "Party of 4"]),
    ],
)
def test_scenarios_are_selected_as_pytest_selects_tests(play: Play, arguments: list[str], expected: list[str]) -> None:
    assert names(play(SEATS, *arguments, conftest=STEPS)) == expected


@pytest.mark.parametrize("line", [2, 4, 27, 400])
def test_a_line_outside_any_scenario_is_an_error_and_never_green(play: Play, line: int) -> None:
    result = play(SEATS, f"features/a.feature:{line}", conftest=STEPS)

    assert result.code == pytest.ExitCode.INTERRUPTED
    result.printed.stdout.fnmatch_lines(
        [f"features/a.feature:{line}: there is no scenario on this line. Scenarios begin on 7, 12."]
    )


def test_a_missing_file_with_a_line_is_an_error(play: Play) -> None:
    result = play(SEATS, "features/b.feature:3", conftest=STEPS)

    assert result.code == pytest.ExitCode.USAGE_ERROR
    assert "file or directory not found: features/b.feature" in result.text


def test_failures_point_at_the_row(play: Play) -> None:
    result = play(SEATS.replace("| 9 | no     |", "| 9 | yes    |"), conftest=STEPS)

    assert result.results["Party of 9"].line == 21
    assert "features/a.feature:21" in result.results["Party of 9"].replay


def test_other_languages_are_played(play: Play) -> None:
    assert names(play(CHINESE, conftest=STEPS)) == ["3 个人"]


def test_two_workers_play_what_one_process_plays(play: Play) -> None:
    alone = play(SEATS, conftest=STEPS)
    together = play(SEATS, "-n", "2", conftest=STEPS)

    assert [scenario.id for scenario in together.run.scenarios] == [scenario.id for scenario in alone.run.scenarios]
    assert {scenario.verdict for scenario in together.run.scenarios} == {"passed"}


def test_workers_keep_to_the_lines(play: Play) -> None:
    result = play(SEATS, "-n", "2", "features/a.feature:21", conftest=STEPS)

    assert [scenario.name for scenario in result.run.scenarios] == ["Party of 9"]


def test_the_last_failure_is_played_again(play: Play) -> None:
    broken = SEATS.replace("| 9 | no     |", "| 9 | yes    |")
    play(broken, "-p", "cacheprovider", conftest=STEPS)

    again = play(broken, "-p", "cacheprovider", "--lf", conftest=STEPS)

    assert [scenario.name for scenario in again.run.scenarios] == ["Party of 9"]


def test_rows_that_read_alike_have_ids_of_their_own(play: Play) -> None:
    feature = SEATS.replace("Party of <n>", "A [big]::party")

    result = play(feature, conftest=STEPS)

    assert names(result) == ["Two", "A (big)∷party", "A (big)∷party (9, no)", "A (big)∷party (4, yes)"]


def test_a_fixture_of_the_user_can_be_parametrized(play: Play) -> None:
    conftest = (
        STEPS + "\nimport pytest\n@pytest.fixture(autouse=True, params=[1, 2])\ndef trial(request):\n    return request.param\n"
    )

    assert len(play(SEATS, conftest=conftest).run.scenarios) == 8


def test_nearer_step_definitions_override_farther_ones(play: Play) -> None:
    nearer = """
from pytest_bdd import parsers, then

@then(parsers.re("the answer is .*"))
def _():
    raise AssertionError("the nearer one")
"""

    result = play(SEATS, "features/a.feature:7", conftest=STEPS, files=[("features/conftest.py", nearer)])

    assert "the nearer one" in result.results["Two"].sentence


def test_steps_of_the_package_give_way_to_those_of_the_user(play: Play) -> None:
    theirs = "\n@then(parsers.re('Mia books .*'))\ndef _():\n    assert False, 'the one of the user'\n"
    feature = "Feature: f\n  Scenario: s\n    When the guest phones\n    Then Mia books a table\n"

    assert "the one of the user" in play(feature, conftest=FRONT_DESK + theirs).results["s"].sentence


def test_collection_can_be_switched_off(play: Play) -> None:
    result = play(SEATS, conftest=STEPS, files=[("pytest.ini", "[pytest]\ncallproof_collect_features = false\n")])

    assert result.code == pytest.ExitCode.NO_TESTS_COLLECTED
