"""Files are complete or not there."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from harness.reporting.run import Run, RunSettings
from harness.reporting.write import ReportError, write_reports
from harness.trace.codec import decode
from tests.reporting.sample import booked_call, broken_scenario, kept_scenario, sample_run


def names_in(folder: Path) -> set[str]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_every_format_is_written_where_it_says(tmp_path: Path) -> None:
    paths = write_reports(sample_run(), tmp_path / "new" / "reports")

    assert {name: path.name for name, path in paths.items()} == {"page": "index.html", "junit": "junit.xml", "calls": "calls"}
    assert names_in(tmp_path / "new" / "reports") == {
        "index.html",
        "junit.xml",
        "calls/features-mia-table-8.jsonl",
        "calls/features-mia-table-14.jsonl",
        "calls/features-mia-table-40.jsonl",
        "calls/features-mia-kitchen-5.jsonl",
        "calls/features-zh-订位-3.jsonl",
    }


def test_only_the_formats_asked_for_are_written(tmp_path: Path) -> None:
    assert list(write_reports(sample_run(), tmp_path, ["junit"])) == ["junit"]
    assert names_in(tmp_path) == {"junit.xml"}


def test_a_recording_reads_back_as_the_call(tmp_path: Path) -> None:
    write_reports(Run(settings=RunSettings(), scenarios=(kept_scenario(),)), tmp_path)

    assert decode((tmp_path / "calls" / "features-mia-table-8.jsonl").read_bytes()) == booked_call().trace


def test_recordings_are_masked(tmp_path: Path) -> None:
    write_reports(sample_run(), tmp_path)

    assert not [path for path in tmp_path.rglob("*") if path.is_file() and "868-1234" in path.read_text("utf-8")]


def test_calls_of_one_line_get_files_of_their_own(tmp_path: Path) -> None:
    twice = replace(kept_scenario(), calls=(booked_call(), booked_call()))

    write_reports(Run(settings=RunSettings(), scenarios=(twice, replace(kept_scenario(), id="2"))), tmp_path, ["calls"])

    assert len(names_in(tmp_path)) == 3


def test_a_later_run_replaces_its_files_and_leaves_others_alone(tmp_path: Path) -> None:
    (tmp_path / "calls").mkdir()
    (tmp_path / "calls" / "mine.jsonl").write_text("mine")

    write_reports(sample_run(), tmp_path)
    write_reports(Run(settings=RunSettings(), scenarios=(broken_scenario(),)), tmp_path)

    assert "0 of 1 promises kept." in (tmp_path / "index.html").read_text("utf-8")
    assert (tmp_path / "calls" / "mine.jsonl").read_text() == "mine"


def test_a_folder_that_cannot_be_written_is_one_sentence_and_nothing_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file in the way")

    with pytest.raises(ReportError, match=r"^cannot write reports to .*reports: File exists\. Name another folder") as raised:
        write_reports(sample_run(), tmp_path / "reports")

    assert "\n" not in str(raised.value)
    assert names_in(tmp_path) == {"reports"}


def test_a_file_that_cannot_be_replaced_leaves_no_part_behind(tmp_path: Path) -> None:
    (tmp_path / "calls").write_text("a file where a folder must be")

    with pytest.raises(ReportError):
        write_reports(sample_run(), tmp_path)

    assert names_in(tmp_path) == {"calls"}
