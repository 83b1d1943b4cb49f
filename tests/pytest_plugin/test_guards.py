"""Whatever would be green without proving anything is an error with its place and its mend, before anything is played."""

import pytest

from tests.pytest_plugin.toy import FRONT_DESK

GOOD = "  Scenario: good\n    When the guest phones\n    Then Mia books a table\n"
ASYNC = "\n@then('Mia waits')\nasync def _():\n    assert False\n"
TWO = "\n@then(parsers.parse('Mia {verb} a chair'))\ndef _(verb):\n    pass\n@then(parsers.parse('Mia books a {thing:w}'))\ndef _(thing):\n    pass\n"


def test_the_good_scenario_passes(play):
    assert play("Feature: f\n" + GOOD).code == 0


@pytest.mark.parametrize(
    ("feature", "sentence"),
    [
        ("Feature: f\n", "features/a.feature:1: the feature has no scenario. Write one, or delete the file."),
        ("# just a comment\n", "features/a.feature:1: the file holds no feature. Begin it with 'Feature:' and a name."),
        (f"Feature: f\n{GOOD}{GOOD}", "features/a.feature:5: the scenario 'good' is also on line 2, *Give each its own name."),
        (f"Feature: f\n{GOOD}  Rule: r\n{GOOD}", "features/a.feature:6: the scenario 'good' is also on line 2, *"),
        (f"Feature: f\n{GOOD}  Scenario: empty\n", "features/a.feature:5: the scenario 'empty' has no steps, *"),
        (f"Feature: f\n{GOOD}  Scenario:\n    When the guest phones\n    Then Mia books a table\n", "*:5: the scenario has no name. *"),
        (
            f"Feature: f\n{GOOD}  Scenario Outline: o\n    When the guest phones\n    Then Mia books a table\n    Examples:\n      | n |\n",
            "features/a.feature:8: the examples have no rows, *",
        ),
        (
            f"Feature: f\n{GOOD}  Scenario Outline: o\n    When the guest phones\n    Then Mia books a table\n",
            "features/a.feature:5: the outline 'o' has no examples. *",
        ),
        (
            f"Feature: f\n{GOOD}  Scenario Outline: o\n    When the guest phones\n    Then <who> books a table\n    Examples:\n      | n |\n      | 1 |\n",
            "features/a.feature:7: nothing fills in the placeholder <who>. Add the column, or write the value itself.",
        ),
        (
            "Feature: f\n  Scenario: s\n    When the guest phones\n    Then <who> books a table\n",
            "features/a.feature:4: nothing fills in the placeholder <who>. Make it a 'Scenario Outline:' with examples, *",
        ),
        (
            f"Feature: f\n{GOOD}  Scenario Outline: o\n    When the guest phones\n    Then Mia books a table\n    Examples:\n      | n | n |\n      | 1 | 2 |\n",
            "features/a.feature:8: the examples have two columns 'n', *",
        ),
        ("Feature: f\n  Scenario: s\n    When the guest phones\n", "features/a.feature:2: the scenario 's' has no Then step, so it proves nothing. *"),
        ("Feature: f\n  Scenario: s\n    Given a front desk\n    Then Mia books a table\n", "*:2: the scenario 's' has no When step, *"),
        (
            "Feature: f\n  Scenario: s\n    When the guest phones\n    Then Mia boks a table\n",
            "features/a.feature:4: no step definition fits 'Then Mia boks a table'. The closest one known is: Then Mia books a table.",
        ),
        (
            "Feature: f\n  Scenario: s\n    When Mia books a table\n    Then Mia books a table\n",
            "features/a.feature:3: 'Mia books a table' is known as a Then step, and stands here as a When step. Move it.",
        ),
        (
            "Feature: f\n  Scenario: s\n    When the guest phones\n    Then Mia waits\n",
            "features/a.feature:4: the step definition 'Mia waits' (conftest.py:*) is 'async def': *Make it 'def'.",
        ),
        (
            "Feature: f\n  Scenario: s\n    When the guest phones\n    Then Mia books a chair\n",
            "features/a.feature:4: 'Mia books a chair' is ambiguous: it fits 'Mia books a {thing:w}' (conftest.py:*) and 'Mia {verb} a chair' (conf*",
        ),
        ("Feature: f\n  Scenario: s\n    When x\n  oops\n    Then y\n", "features/a.feature:4: 'oops' is out of place here. *"),
        ("Feature: f\n  Scenario: s\n    And x\n", "features/a.feature:3: the first step begins with 'And'. Begin it with Given, When or Then."),
        ("Feature: f\n  Scenario: s\n    * x\n", "features/a.feature:3: the first step begins with '[*]'. *"),
        ("Feature: f\n  Scenario: s\n    When x\n      | a | b |\n      | 1 |\n", "features/a.feature:5: inconsistent cell count*"),
        ("# language: xx\nFeature: f\n", "features/a.feature:1: language not supported: xx. *"),
        ('Feature: f\n  Scenario: s\n    When x\n      """\n      open\n', "features/a.feature:*: the file ends in the middle of something. *"),
    ],
)
def test_it_is_one_sentence_and_nothing_is_played(play, feature, sentence):
    result = play(feature, conftest=FRONT_DESK + ASYNC + TWO)

    assert result.code == pytest.ExitCode.INTERRUPTED
    assert result.run is not None
    assert result.run.scenarios == ()
    assert len(result.run.problems) == 1
    result.printed.stdout.fnmatch_lines([sentence])
    assert "Traceback" not in result.text


def test_every_problem_of_a_file_is_reported_at_once(play):
    result = play("Feature: f\n  Scenario: s\n    When the gest phones\n    Then Mia books a tabel\n  Scenario: t\n")

    assert [problem.split(": ")[0] for problem in result.run.problems] == [f"features/a.feature:{line}" for line in (5, 3, 4)]


def test_a_file_that_is_not_text_is_an_error(play, pytester):
    (pytester.path / "features").mkdir()
    (pytester.path / "features/b.feature").write_bytes(b"Feature: f\n\xff\xfe\n")

    result = play("Feature: f\n" + GOOD)

    assert result.run.problems == ("features/b.feature:2: this is not UTF-8 text. Save the file as UTF-8.",)


def test_markup_in_a_docstring_is_no_placeholder(play):
    feature = 'Feature: f\n  Scenario Outline: o <n>\n    When the guest phones\n    Then Mia books a table\n      """\n      <b>bold</b>\n      """\n    Examples:\n      | n |\n      | 1 |\n'

    assert play(feature).code == 0


@pytest.mark.parametrize(
    ("then", "sentence"),
    [
        ("nothing is looked at", "features/a.feature:2: the scenario asserts nothing: none of its Then steps examined a call. *"),
        ("Mia confirms twice", "features/a.feature:2: 'confirms twice' had nothing to judge (nothing was booked), so it proves nothing. *"),
        ("a broken check looks", "features/a.feature:2: 'a check' could not be checked: the check itself crashed."),
    ],
)
def test_a_scenario_that_proves_nothing_is_an_error(play, then, sentence):
    result = play(f"Feature: f\n  Scenario: s\n    When the guest phones\n    Then {then}\n")

    scenario = result.results["s"]
    assert result.code == pytest.ExitCode.TESTS_FAILED
    assert (scenario.verdict, scenario.owner) == ("error", "harness")
    assert pytest.LineMatcher([scenario.sentence]).fnmatch_lines([sentence]) is None


def test_a_rule_that_crashes_is_an_error_and_never_a_pass(play):
    result = play("Feature: f\n  Scenario: s\n    When the guest phones and a rule crashes\n    Then Mia books a table\n")

    assert result.results["s"].verdict == "error"
    assert "the rule 'a rule' could not be checked: boom" in result.results["s"].sentence


def test_an_assertion_of_somebody_else_counts(play):
    assert play("Feature: f\n  Scenario: s\n    When the guest phones\n    Then somebody else asserts\n").code == 0
