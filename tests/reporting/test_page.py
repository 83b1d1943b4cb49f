"""The page for people who read no code."""

import re
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import replace

from harness.reporting.page import render_page
from harness.reporting.run import Run, RunSettings
from tests.reporting.parsed import parse
from tests.reporting.sample import (
    NEVER_ASKED,
    broken_scenario,
    control_scenario,
    kept_scenario,
    long_run,
    sample_run,
    unasked_call,
)

EVIL = "<script>alert('x')</script>\"><b onclick=x>&amp;"


def poisoned(value: Any) -> Any:
    """The same value with markup in front of every text it holds, except where a closed set of words is expected."""
    closed = {"verdict", "owner", "status", "kind", "outcome", "id", "call_id", "started_at"}
    match value:
        case str():
            return EVIL + value
        case tuple():
            return tuple(map(poisoned, value))
        case dict():
            return {EVIL + key: poisoned(item) for key, item in value.items()}
        case Struct():
            names = [name for name in value.__struct_fields__ if name not in closed and name != "squad"]
            return replace(value, **{name: poisoned(getattr(value, name)) for name in names})
    return value


def test_every_element_is_closed_in_order() -> None:
    page = parse(render_page(sample_run()))

    assert page.misnested == []
    assert page.unclosed == []


def test_nothing_is_loaded_and_nothing_runs() -> None:
    html = render_page(sample_run())
    page = parse(html)

    assert not {tag for tag, _ in page.elements} & {"script", "link", "img", "iframe", "object", "form"}
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on") or name == "src"]
    assert "@import" not in html
    assert "url(" not in html
    assert all((a["href"] or "").startswith("#") for a in page.all("a"))


def test_markup_in_any_field_is_shown_and_never_obeyed() -> None:
    page = parse(render_page(poisoned(sample_run())))

    assert page.all("script") == []
    assert not [attributes for _, attributes in page.elements if "onclick" in attributes]
    assert page.misnested == []
    assert page.text.count("<script>alert('x')</script>") > 100


def test_the_first_heading_sums_the_run_up() -> None:
    text = parse(render_page(sample_run())).text

    assert "2 of 5 promises kept." in text
    assert "1 broken: Mia must ask for the phone number." in text
    assert "seed 20260118" in text


def test_what_is_broken_comes_first_and_is_open() -> None:
    html = render_page(sample_run())
    scenarios = parse(html).all("details", class_="scenario")

    assert [(a["class"], "open" in a) for a in scenarios] == [
        ("scenario failed", True),
        ("scenario passed", False),
        ("scenario passed", False),
        ("scenario error", True),
        ("scenario notapplicable", False),
    ]


def test_a_failure_tells_sentence_owner_cause_place_and_replay() -> None:
    text = parse(render_page(Run(settings=RunSettings(), scenarios=(broken_scenario(),)))).text

    assert NEVER_ASKED.message in text
    assert text.count("Whose move: the contract") == 1
    assert "guestPhone is not in `required`" in text
    assert "scenarios/resources/harbour/tools/book-table.yml:21" in text
    assert "callproof run features/mia/table.feature:14 --seed 20260118" in text


def test_a_sentence_is_not_said_twice() -> None:
    text = parse(render_page(Run(settings=RunSettings(), scenarios=(broken_scenario(),)))).text

    assert text.count(NEVER_ASKED.message) == 1


def test_a_step_repeats_nothing_the_findings_told_but_says_what_they_did_not() -> None:
    other = replace(NEVER_ASKED, message="Mia was rude.")
    messages = (f"{NEVER_ASKED.message}\nMia was rude.", "The guest never called.")
    failed = tuple(replace(broken_scenario().steps[3], message=message) for message in messages)
    scenario = replace(broken_scenario(), findings=(NEVER_ASKED, other), steps=failed)

    text = parse(render_page(Run(settings=RunSettings(), scenarios=(scenario,)))).text

    assert text.count("Mia was rude.") == 1
    assert text.count("The guest never called.") == 1


def test_every_link_leads_somewhere() -> None:
    page = parse(render_page(sample_run()))
    anchors = [a["id"] for _, a in page.elements if "id" in a]

    assert len(anchors) == len(set(anchors))
    assert {(a["href"] or "")[1:] for a in page.all("a")} <= set(anchors)


def test_a_planted_fault_is_shown_in_a_scenario_that_stays_green() -> None:
    page = parse(render_page(Run(settings=RunSettings(), scenarios=(control_scenario(),))))

    assert "The one promise was kept." in page.text
    assert "What the harness reported" in page.text
    assert "Whose move: the contract" in page.text
    assert NEVER_ASKED.message in page.text
    assert page.all("details", class_="failed") == []


def test_the_database_difference_shows_added_removed_and_changed_cells() -> None:
    page = parse(render_page(Run(settings=RunSettings(), scenarios=(kept_scenario(),))))

    assert "2 rows added, 1 changed, 1 removed" in page.text
    assert "booked → moved" in page.text
    assert len(page.all("tr", class_="added")) == 2
    assert len(page.all("tr", class_="removed")) == 1


def test_a_failed_turn_is_marked_in_the_conversation() -> None:
    page = parse(render_page(Run(settings=RunSettings(), scenarios=(broken_scenario(),))))

    assert [a["class"] for a in page.all("li", class_="marked")] == ["tool marked"]


def test_findings_of_two_calls_mark_their_own_call_only() -> None:
    good, bad = replace(unasked_call(), judgements=()), unasked_call()
    scenario = replace(broken_scenario(), calls=(good, bad))

    page = parse(render_page(Run(settings=RunSettings(), scenarios=(scenario,))))

    assert [a["id"] for a in page.all("li", class_="marked")] == ["s1c2e7"]


def test_the_conversation_names_its_language() -> None:
    page = parse(render_page(sample_run()))

    assert {a["lang"] for a in page.all("ol", class_="talk")} == {"en", "zh"}
    assert page.all("html")[0]["lang"] == "en"


def test_rows_of_an_outline_are_told_apart() -> None:
    row = replace(kept_scenario(), id="second", example=(("seats", "4"),))

    text = parse(render_page(Run(settings=RunSettings(), scenarios=(kept_scenario(), row)))).text

    assert "own words (seats 2, day Tuesday)" in text
    assert "own words (seats 4)" in text


def test_real_phones_and_addresses_are_masked_and_fictional_ones_are_not() -> None:
    html = render_page(sample_run())

    assert "604-868-1234" not in html
    assert "gmail" not in html
    assert "604-555-0123" in html


@pytest.mark.parametrize("run", [Run(settings=RunSettings()), Run(settings=RunSettings(), interrupted=True, not_run=3)])
def test_a_run_without_scenarios_says_so(run: Run) -> None:
    page = parse(render_page(run))

    assert "No scenario was played." in page.text
    assert page.misnested == []
    assert ("3 scenarios were not played." in page.text) == run.interrupted


def test_three_hundred_scenarios_fit_in_three_megabytes() -> None:
    html = render_page(long_run(300))

    assert len(html.encode()) < 3_000_000
    assert len(re.findall(r'<details class="scenario ', html)) == 300


def test_the_same_run_gives_the_same_page() -> None:
    assert render_page(sample_run()) == render_page(sample_run())


def test_what_cannot_be_seen_is_shown_as_such() -> None:
    """Control characters are no HTML, and a mark that turns the direction of writing could rearrange a sentence."""
    name = "kept \x1b[31m\x00 \N{RIGHT-TO-LEFT OVERRIDE}evil"

    page = render_page(Run(settings=RunSettings(), scenarios=(replace(kept_scenario(), name=name),)))

    assert "kept \ufffd[31m\ufffd \ufffdevil" in page
    assert not re.search("[\x00-\x08\x1b\u202e]", page)
