"""A run in numbers and in a sentence."""

import pytest
from msgspec.structs import replace

from harness.reporting.run import Run, RunSettings, ScenarioResult
from harness.reporting.summary import duration, findings_of_call, noted_in_call, run_sentence, totals_of, verdict_sentence
from tests.reporting.sample import NEVER_ASKED, broken_scenario, control_scenario, kept_scenario, sample_run, unasked_call


def run_of(*scenarios: ScenarioResult) -> Run:
    """A run with ids of its own for each scenario."""
    return Run(settings=RunSettings(), scenarios=tuple(replace(s, id=str(n)) for n, s in enumerate(scenarios)))


@pytest.mark.parametrize(
    ("run", "sentence"),
    [
        (run_of(), "No scenario was played."),
        (run_of(kept_scenario()), "The one promise was kept."),
        (run_of(kept_scenario(), control_scenario()), "All 2 promises kept."),
        (run_of(kept_scenario(), broken_scenario()), "1 of 2 promises kept. 1 broken: Mia must ask for the phone number."),
        (run_of(*(replace(broken_scenario(), name=n) for n in "abcde")), "0 of 5 promises kept. 5 broken: a; b; c; and 2 more."),
        (replace(run_of(kept_scenario()), not_run=1, interrupted=True),
         "The one promise was kept. The run was stopped early. 1 scenario was not played."),
    ],
)  # fmt: skip
def test_a_run_is_summed_up_in_words(run: Run, sentence: str) -> None:
    assert run_sentence(run) == sentence


def test_totals_count_calls_turns_tools_and_rows() -> None:
    totals = totals_of(sample_run())

    assert (totals.passed, totals.failed, totals.errors, totals.not_applicable) == (2, 1, 1, 1)
    assert (totals.calls, totals.turns, totals.tool_calls, totals.rows) == (5, 9, 4, 5)


def test_a_plain_pass_has_a_sentence_too() -> None:
    assert verdict_sentence(kept_scenario()) == "Everything promised here happened."


def test_a_finding_no_check_made_belongs_to_the_last_call() -> None:
    first, last = unasked_call(), replace(unasked_call(), judgements=())
    loose = replace(NEVER_ASKED, message="loose")
    scenario = replace(broken_scenario(), calls=(first, last), findings=(NEVER_ASKED, loose))

    assert [(seen.number, seen.finding) for seen in findings_of_call(scenario, first)] == [(1, NEVER_ASKED)]
    assert [(seen.number, seen.finding) for seen in findings_of_call(scenario, last)] == [(2, loose)]


def test_what_a_passed_scenario_had_reported_is_noted_and_numbered_on() -> None:
    call = unasked_call()

    assert [seen.finding for seen in noted_in_call(replace(control_scenario(), calls=(call,)), call)] == [NEVER_ASKED]
    assert noted_in_call(replace(broken_scenario(), calls=(call,)), call) == ()


@pytest.mark.parametrize(("seconds", "words"), [(0.42, "0.4 s"), (12.3, "12 s"), (59.7, "1 min 00 s"), (125, "2 min 05 s")])
def test_durations_are_written_as_people_say_them(seconds: float, words: str) -> None:
    assert duration(seconds) == words
