"""Whatever would be green without proving anything is an error with its place and its mend, before anything is played."""

import pytest

from tests.pytest_plugin.played import Play
from tests.pytest_plugin.toy import BOOKS, FRONT_DESK, PHONES, feature, scenario

GOOD = scenario("good")
ASYNC = """
@then('Mia waits')
async def _():
    assert False
"""
TWO = """
@then(parsers.parse('Mia {verb} a chair'))
def _(verb):
    pass

@then(parsers.parse('Mia books a {thing:w}'))
def _(thing):
    pass
"""


def outline(*lines: str) -> str:
    return scenario("o", *lines, kind="Scenario Outline")


def test_the_good_scenario_passes(play: Play) -> None:
    assert play(feature(GOOD)).code == 0


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (feature(), ":1: the feature has no scenario. Write one, or delete the file."),
        ("# just a comment\n", ":1: the file holds no feature. Begin it with 'Feature:' and a name."),
        (feature(GOOD, GOOD), ":5: the scenario 'good' is also on line 2, *Give each its own name."),
        (feature(GOOD, "  Rule: r\n", GOOD), ":6: the scenario 'good' is also on line 2, *"),
        (feature(GOOD, "  Scenario: empty\n"), ":5: the scenario 'empty' has no steps, *"),
        (feature(GOOD, scenario("")), ":5: the scenario has no name. *"),
        (feature(GOOD, outline(PHONES, BOOKS, "Examples:", "| n |")), ":8: the examples have no rows, *"),
        (feature(GOOD, outline(PHONES, BOOKS)), ":5: the outline 'o' has no examples. *"),
        (
            feature(GOOD, outline(PHONES, "Then <who> books a table", "Examples:", "| n |", "| 1 |", "| 2 |")),
            ":7: nothing fills in the placeholder <who>. Add the column, or write the value itself.",
        ),
        (
            feature(scenario("s", PHONES, "Then <who> books a table")),
            ":4: nothing fills in the placeholder <who>. Make it a 'Scenario Outline:' with examples, *",
        ),
        (
            feature(GOOD, outline(PHONES, BOOKS, "Examples:", "| n | n |", "| 1 | 2 |")),
            ":8: the examples have two columns 'n', *",
        ),
        (feature(scenario("s", PHONES)), ":2: the scenario 's' has no Then step, so it proves nothing. *"),
        (feature(scenario("s", "Given a front desk", BOOKS)), ":2: the scenario 's' has no When step, *"),
        (
            feature(scenario("s", PHONES, BOOKS, "| day |", "| Tuesday |")),
            ":4: nobody reads the table below 'Mia books a table'. End the step as one that does, or remove the table.",
        ),
        (
            feature(scenario("s", PHONES, "Then Mia sends", '"""', "Hi", '"""', BOOKS, '"""', "Hi", '"""')),
            ":8: nobody reads the text in triple quotes below 'Mia books a table'. *",
        ),
        (feature(scenario("s", PHONES, "Then Mia sends")), ":4: 'Mia sends' needs a text in triple quotes below it. *"),
        (
            feature(scenario("s", PHONES, "Then Mia boks a table")),
            ":4: no step definition fits 'Then Mia boks a table'. The closest one known is: Then Mia books a table.",
        ),
        (
            feature(scenario("s", "When Mia books a table", BOOKS)),
            ":3: 'Mia books a table' is known as a Then step, and stands here as a When step. Move it.",
        ),
        (
            feature(scenario("s", PHONES, "Then Mia waits")),
            ":4: the step definition 'Mia waits' (conftest.py:*) is 'async def': *Make it 'def'.",
        ),
        (
            feature(scenario("s", PHONES, "Then Mia books a chair")),
            ":4: 'Mia books a chair' is ambiguous: it fits 'Mia books a {thing:w}' (conftest.py:*) and 'Mia {verb} a chair' (*",
        ),
        (feature(scenario("s", "When x"), "  oops\n    Then y\n"), ":4: 'oops' is out of place here. *"),
        (feature(scenario("s", "And x")), ":3: the first step begins with 'And'. Begin it with Given, When or Then."),
        (feature(scenario("s", "* x")), ":3: the first step begins with '[*]'. *"),
        (feature(scenario("s", "When x", "  | a | b |", "  | 1 |")), ":5: inconsistent cell count*"),
        ("# language: xx\nFeature: f\n", ":1: language not supported: xx. *"),
        (feature(scenario("s", "When x", '"""', "open")), ":6: the file ends in the middle of something. *"),
    ],
)
def test_it_is_one_sentence_and_nothing_is_played(play: Play, text: str, sentence: str) -> None:
    result = play(text, conftest=FRONT_DESK + ASYNC + TWO)

    assert result.code == pytest.ExitCode.INTERRUPTED
    assert result.is_run
    assert result.run.scenarios == ()
    assert len(result.run.problems) == 1
    result.printed.stdout.fnmatch_lines([f"features/a.feature{sentence}"])
    assert "Traceback" not in result.text


def test_every_problem_of_a_file_is_reported_at_once(play: Play) -> None:
    result = play(feature(scenario("s", "When the gest phones", "Then Mia books a tabel"), "  Scenario: t\n"))

    assert [problem.split(": ")[0] for problem in result.run.problems] == [f"features/a.feature:{line}" for line in (5, 3, 4)]


def test_a_file_that_is_not_text_is_an_error(play: Play, pytester: pytest.Pytester) -> None:
    (pytester.path / "features").mkdir()
    (pytester.path / "features/b.feature").write_bytes(b"Feature: f\n\xff\xfe\n")

    result = play(feature(GOOD))

    assert result.run.problems == ("features/b.feature:2: this is not UTF-8 text. Save the file as UTF-8.",)


def test_markup_in_a_docstring_is_no_placeholder(play: Play) -> None:
    text = feature(outline(PHONES, "Then Mia sends", '"""', "<b>bold</b>", '"""', "Examples:", "| n |", "| 1 |"))

    assert play(text).code == 0


@pytest.mark.parametrize(
    ("then", "sentence"),
    [
        ("nothing is looked at", "features/a.feature:2: the scenario asserts nothing: none of its Then steps examined a call. *"),
        (
            "Mia confirms twice",
            "features/a.feature:2: 'confirms twice' had nothing to judge (nothing was booked), so it proves nothing. *",
        ),
        ("a broken check looks", "features/a.feature:2: 'a check' could not be checked: the check itself crashed."),
    ],
)
def test_a_scenario_that_proves_nothing_is_an_error(play: Play, then: str, sentence: str) -> None:
    result = play(feature(scenario("s", PHONES, f"Then {then}")))

    told = result.results["s"]
    assert result.code == pytest.ExitCode.TESTS_FAILED
    assert (told.verdict, told.owner) == ("error", "harness")
    pytest.LineMatcher([told.sentence]).fnmatch_lines([sentence])


def test_a_rule_that_crashes_is_an_error_and_never_a_pass(play: Play) -> None:
    result = play(feature(scenario("s", "When the guest phones and a rule crashes", BOOKS)))

    assert result.results["s"].verdict == "error"
    assert "the rule 'a rule' could not be checked: boom" in result.results["s"].sentence


def test_an_assertion_of_somebody_else_counts(play: Play) -> None:
    assert play(feature(scenario("s", PHONES, "Then somebody else asserts"))).code == 0
