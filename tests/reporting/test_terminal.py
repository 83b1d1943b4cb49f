"""The run as a terminal shows it."""

import pytest
from msgspec.structs import replace

from harness.reporting.run import Run, RunSettings
from harness.reporting.terminal import (
    Look,
    closing,
    failure_block,
    file_line,
    file_lines,
    header_line,
    headings,
    problem_block,
    progress_bar,
)
from tests.reporting.sample import broken_scenario, kept_scenario, sample_run, unjudged_scenario

PLAIN = Look()


def test_the_header_says_how_the_run_is_made() -> None:
    assert (
        header_line(RunSettings(seed=7), PLAIN, "harbour · 1 assistant · 1 tool")
        == "harbour · 1 assistant · 1 tool · agent literal · backend reference (sqlite) · seed 7"
    )


def test_files_are_lined_up_with_a_symbol_a_scenario() -> None:
    assert file_lines(sample_run(), PLAIN) == [
        "features/mia/table.feature    ✔✘✔",
        "features/mia/kitchen.feature  ⚠",
        "features/zh/订位.feature      \N{EN DASH}",
    ]


def test_each_file_has_its_line_until_there_are_very_many() -> None:
    few = [f"features/mia/{n}.feature" for n in range(20)]

    assert headings(few) == {file: file for file in few}
    many = headings([*few, few[0], "features/zh/订位.feature"])
    assert set(many.values()) == {"features/mia/ (20 files)", "features/zh/ (1 file)"}
    assert many["features/zh/订位.feature"] == "features/zh/ (1 file)"
    assert headings(f"{n}.feature" for n in range(21))["0.feature"] == "./ (21 files)"


def test_a_run_of_very_many_files_is_listed_by_folder() -> None:
    run = sample_run()
    spread = [replace(run.scenarios[0], feature_file=f"features/mia/{n}.feature") for n in range(21)]

    assert file_lines(replace(run, scenarios=tuple(spread)), PLAIN) == ["features/mia/ (21 files)  " + "✔" * 21]


def test_symbols_that_do_not_fit_go_on_below() -> None:
    line = file_line("a.feature", ["passed"] * 25, Look(width=21))

    assert line == "a.feature  " + "✔" * 10 + "\n" + " " * 11 + "✔" * 10 + "\n" + " " * 11 + "✔" * 5


def test_a_failure_shows_the_place_the_sentence_the_transcript_the_cause_and_the_replay() -> None:
    lines = failure_block(broken_scenario(), PLAIN).splitlines()

    assert lines[0] == f"{'✘ Mia must ask for the phone number':<71}features/mia/table.feature:14"
    assert lines[1] == "  Mia never asked for the phone number, and called bookTable without it.  (owner: contract)"
    assert '  >   7  Mia      bookTable(seats=2, startsAt="2026-01-20T19:00")' in lines
    assert lines[-3:] == [
        "  Why: nothing asks for it: guestPhone is not in `required`, and no line of the prompt mentions it",
        "       (scenarios/resources/harbour/tools/book-table.yml:21)",
        "  Replay: callproof run features/mia/table.feature:14 --seed 20260118",
    ]


def test_a_failure_without_events_names_its_step() -> None:
    assert "  Step: When the caller phones  (features/mia/kitchen.feature:6)" in failure_block(unjudged_scenario(), PLAIN)


def test_what_a_terminal_would_obey_is_taken_out() -> None:
    evil = "red \x1b[31m alert \x07"
    block = failure_block(replace(broken_scenario(), name=evil, sentence=evil, feature_file=evil, replay=evil), PLAIN)

    assert "\x1b" not in block + problem_block([evil], PLAIN) + closing(sample_run(), PLAIN, {"page": evil})
    assert "\x07" not in block


def test_the_closing_lines_count_what_was_done_and_say_where_it_is() -> None:
    assert closing(sample_run(), PLAIN, {"page": "reports/index.html", "junit": "reports/junit.xml"}).splitlines() == [
        "2 passed, 1 failed, 1 error, 1 not applicable · 5 calls, 9 turns, 4 tool calls, 5 rows written · 0.4 s",
        "page  reports/index.html",
        "junit reports/junit.xml",
    ]


def test_a_run_that_was_stopped_says_how_much_was_not_run() -> None:
    run = Run(settings=RunSettings(), scenarios=(kept_scenario(),), interrupted=True, not_run=2, seconds=75)

    assert closing(run, PLAIN).startswith(
        "1 passed, 2 not run, stopped early · 1 call, 3 turns, 1 tool call, 4 rows written · 1 min 15 s"
    )


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "gbk", "latin-1"])
def test_everything_can_be_written_in_the_terminals_own_encoding(encoding: str) -> None:
    look = Look(encoding=encoding, colour=True)
    run = sample_run()
    shown = [header_line(run.settings, look, "订位"), *file_lines(run, look), closing(run, look), progress_bar(1, 2, look)]
    shown += [failure_block(scenario, look) for scenario in run.scenarios]
    shown.append(problem_block(run.problems, look))

    assert "\n".join(shown).encode(encoding)


def test_colours_are_there_only_when_asked_for() -> None:
    assert "\x1b[31m✘ Mia must" in failure_block(broken_scenario(), Look(colour=True))
    assert "\x1b" not in failure_block(broken_scenario(), PLAIN)


@pytest.mark.parametrize(
    ("done", "total", "broken", "full", "words"),
    [(0, 30, 0, 0, "0 of 30"), (15, 30, 1, 15, "15 of 30, 1 broken"), (30, 30, 0, 30, "30 of 30"), (0, 0, 0, 30, "0 of 0")],
)
def test_the_bar_is_as_long_as_the_run_is_far(done: int, total: int, broken: int, full: int, words: str) -> None:
    assert progress_bar(done, total, PLAIN, broken=broken) == f"{'█' * full}{'░' * (30 - full)} {words}"
