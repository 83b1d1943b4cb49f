"""What a scenario came to, wherever it ran."""

import pytest
from msgspec.structs import replace

from harness.commands.options import RunOptions
from harness.pytest_plugin.results import from_wire, replay_command, to_wire
from harness.reporting.run import ScenarioResult
from tests.pytest_plugin.played import Play, Played
from tests.pytest_plugin.toy import FRONT_DESK, PHONES, feature, scenario

MANY = """\
@owner:desk
Feature: Calls
  What callers are promised.

  Scenario: kept
    When the guest phones
    Then Mia books a table

  Scenario: broken
    When the guest phones
    Then Mia asks for the name
    And Mia books a table

  Scenario: broken at once
    When the guest phones
    Then Mia asks for the name at once
    And Mia books a table

  Scenario: broken by a rule
    When the guest phones and the day is made up
    Then Mia books a table

  Scenario: provoked
    When the guest phones and the day is made up
    Then the harness reports that the day was made up

  Scenario: an assertion of somebody else
    When the guest phones
    Then somebody else's assertion fails

  Scenario: a bug
    When the guest phones
    Then the harness has a bug

  Scenario: an unusable file
    When the guest phones
    Then the file "desk.yml" cannot be used

  Scenario: left out
    When the guest phones
    Then we leave it

  @xfail
  Scenario: known to fail
    When the guest phones
    Then Mia asks for the name

  @skip
  Scenario: skipped by tag
    When the guest phones
    Then Mia books a table
"""


@pytest.fixture
def many(play: Play) -> Played:
    return play(MANY)


def test_each_scenario_has_the_verdict_it_deserves(many: Played) -> None:
    assert {name: result.verdict for name, result in many.results.items()} == {
        "kept": "passed",
        "broken": "failed",
        "broken at once": "failed",
        "broken by a rule": "failed",
        "provoked": "passed",
        "an assertion of somebody else": "failed",
        "a bug": "error",
        "an unusable file": "error",
        "left out": "not applicable",
        "known to fail": "not applicable",
        "skipped by tag": "not applicable",
    }


def test_each_verdict_has_a_sentence_and_an_owner(many: Played) -> None:
    told = {name: (result.sentence, result.owner) for name, result in many.results.items()}

    assert told["kept"] == ("", None)
    assert told["broken"] == told["broken at once"] == ("Mia never asked for the name.", "contract")
    assert told["broken by a rule"] == ("Mia made up the day.", "agent")
    assert told["an assertion of somebody else"] == ("'Then somebody else's assertion fails': assert 1 == 2", None)
    assert told["a bug"] == ("'Then the harness has a bug': KeyError: 'missing'", "harness")
    assert told["an unusable file"] == ("desk.yml:3: this is not YAML. Close the quote.", "harness")
    assert told["left out"] == ("not this season", None)
    assert told["known to fail"] == ("Known to fail: Mia never asked for the name.", None)


def test_steps_say_how_far_it_came(many: Played) -> None:
    statuses = {name: [step.status for step in result.steps] for name, result in many.results.items()}

    assert statuses["broken"] == ["passed", "failed", "passed"]
    assert statuses["broken at once"] == ["passed", "failed", "not run"]
    assert statuses["a bug"] == ["passed", "error"]
    assert statuses["left out"] == ["passed", "not run"]
    assert statuses["skipped by tag"] == ["not run", "not run"]
    assert many.results["broken"].steps[1].message == "Mia never asked for the name."


def test_calls_carry_the_judgements_of_rules_and_then_of_steps(many: Played) -> None:
    (call,) = many.results["broken"].calls

    assert [(j.check, j.verdict) for j in call.judgements] == [
        ("no invented value", "passed"),
        ("asks for the name", "failed"),
        ("books a table", "passed"),
    ]


def test_a_result_says_where_it_belongs_and_how_to_play_it_again(many: Played) -> None:
    broken = many.results["broken"]

    assert (broken.feature, broken.feature_file, broken.line) == ("Calls", "features/a.feature", 9)
    assert broken.feature_description == "What callers are promised."
    assert broken.tags == ("owner:desk",)
    assert broken.replay == "callproof run features/a.feature:9 --seed 20260118"
    assert many.results["kept"].replay == ""


def test_only_somebody_elses_code_shows_a_traceback(many: Played) -> None:
    assert many.results["broken"].details == many.results["an unusable file"].details == ""
    assert "KeyError" in many.results["a bug"].details
    assert "_pytest" not in many.results["a bug"].details
    assert "pytest_plugin/playing.py" not in many.text


def test_a_broken_promise_shows_its_sentence_the_call_and_the_replay(many: Played) -> None:
    many.printed.stdout.fnmatch_lines(
        [
            "features/a.feature:9: broken",
            "*Mia never asked for the name.*(owner: contract)",
            '*>*4*Mia*bookTable(day="Tuesday")',
            "Why: nothing asks for it",
            "Replay: callproof run features/a.feature:9 --seed 20260118",
            "FAILED features/a.feature::broken - Mia never asked for the name.",
        ]
    )


def test_workers_send_the_same_results(play: Play, many: Played) -> None:
    together = play(MANY, "-n", "2")

    assert [still(result) for result in together.run.scenarios] == [still(result) for result in many.run.scenarios]


def still(result: ScenarioResult) -> ScenarioResult:
    """A result without what differs between two runs of one scenario."""
    return replace(result, seconds=0.0, details="")


def test_a_dead_worker_leaves_an_error_behind(play: Play) -> None:
    text = feature(scenario("dies", PHONES, "Then the machine dies"), scenario("lives"))

    result = play(text, "-n", "1")

    assert {name: scenario.verdict for name, scenario in result.results.items()} == {"dies": "error", "lives": "passed"}
    assert result.results["dies"].sentence.startswith("The worker process died")
    assert result.results["dies"].line == 2


def test_stopping_at_the_first_failure_says_what_was_not_played(play: Play) -> None:
    result = play(MANY, "-x")

    assert (len(result.run.scenarios), result.run.not_run, result.run.interrupted) == (2, 9, True)


def test_a_teardown_that_fails_is_an_error(play: Play) -> None:
    conftest = FRONT_DESK + "\n@pytest.fixture(autouse=True)\ndef cleaned():\n    yield\n    raise OSError('the disk is full')\n"

    result = play(feature(scenario("s")), conftest=conftest)

    assert result.results["s"].verdict == "error"
    assert "the disk is full" in result.results["s"].sentence


def test_a_result_survives_the_wire(many: Played) -> None:
    for result in many.run.scenarios:
        assert from_wire(to_wire(result)) == result


def test_the_replay_names_only_options_that_are_not_the_default() -> None:
    options = RunOptions(seed=7, backend="https://desk.example", database="sqlite")

    assert (
        replay_command("my features/x.feature:3", options)
        == "callproof run 'my features/x.feature:3' --seed 7 --backend https://desk.example"
    )


def test_reports_are_written_only_when_they_are_asked_for(play: Play, pytester: pytest.Pytester) -> None:
    play(MANY)
    before = {path.name for path in pytester.path.iterdir()}
    result = play(MANY, "--callproof-reports", "out", "--callproof-no-junit")

    assert "out" not in before
    assert {path.name for path in (pytester.path / "out").iterdir()} == {"index.html", "calls"}
    assert "callproof page: out/index.html" in result.text


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        ("--callproof-agent=litteral", "unknown agent 'litteral'. Did you mean 'literal'? Known: literal."),
        ("--callproof-scenarios=nowhere", "the scenarios folder *nowhere does not exist. *"),
    ],
)
def test_options_nobody_knows_are_one_sentence(play: Play, option: str, sentence: str) -> None:
    result = play(MANY, option)

    assert result.code == pytest.ExitCode.USAGE_ERROR
    result.printed.stderr.fnmatch_lines([f"ERROR: callproof: {sentence}"])
