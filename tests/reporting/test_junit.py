"""JUnit XML, as GitLab, GitHub and Jenkins read it."""

from xml.etree import ElementTree as xml

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from harness.reporting.junit import render_junit
from harness.reporting.run import Run, RunSettings
from tests.reporting.sample import broken_scenario, kept_scenario, sample_run


def parsed(run: Run) -> xml.Element:
    """The document's root, read back."""
    return xml.fromstring(render_junit(run))


def test_counts_tell_failures_errors_and_skipped_apart() -> None:
    root = parsed(sample_run())

    assert {name: root.get(name) for name in ("tests", "failures", "errors", "skipped")} == {
        "tests": "6",
        "failures": "1",
        "errors": "2",
        "skipped": "1",
    }
    assert len(root.findall(".//failure")) == 1
    assert len(root.findall(".//error")) == 2
    assert len(root.findall(".//skipped")) == 1


def test_a_suite_is_a_feature_and_counts_its_own_cases() -> None:
    for suite in parsed(sample_run()):
        assert int(suite.get("tests", "0")) == len(suite.findall("testcase"))

    assert [suite.get("name") for suite in parsed(sample_run())] == [
        "Mia takes reservations",
        "The kitchen answers",
        "预订餐桌",
        "input",
    ]


def test_a_failure_holds_sentence_transcript_cause_and_replay() -> None:
    failure = parsed(sample_run()).find(".//failure")

    assert failure is not None
    assert failure.get("message") == "Mia never asked for the phone number, and called bookTable without it."
    assert failure.get("type") == "contract"
    text = failure.text or ""
    assert ">   7  Mia      bookTable(" in text
    assert "Why: nothing asks for it" in text
    assert "Replay: callproof run features/mia/table.feature:14 --seed 20260118" in text


def test_seed_and_owner_are_properties() -> None:
    values = {p.get("name"): p.get("value") for p in parsed(sample_run()).iter("property")}

    assert values["seed"] == "20260118"
    assert values["owner"] in {"contract", "caller"}


def test_a_traceback_is_told_with_an_error_and_never_with_a_failure() -> None:
    run = Run(settings=RunSettings(), scenarios=(replace(broken_scenario(), details="Traceback: secret=abc"),))
    as_error = replace(run, scenarios=(replace(run.scenarios[0], verdict="error"),))

    assert "Traceback" not in render_junit(run)
    assert "Traceback: secret=••••" in render_junit(as_error)


@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=40))
def test_any_text_gives_a_document_that_parses(text: str) -> None:
    scenario = replace(
        broken_scenario(), name=text, sentence=text, details=text, feature=text, feature_file=text, replay=text, verdict="error"
    )

    assert parsed(Run(settings=RunSettings(), scenarios=(scenario,), problems=(text,))).get("tests") == "2"


def test_phones_are_masked() -> None:
    assert "868-1234" not in render_junit(sample_run())


def test_rows_of_an_outline_have_names_of_their_own() -> None:
    rows = (kept_scenario(), replace(kept_scenario(), id="2", example=(("seats", "4"),)))
    names = [case.get("name") for case in parsed(Run(settings=RunSettings(), scenarios=rows)).iter("testcase")]

    assert len(set(names)) == 2
