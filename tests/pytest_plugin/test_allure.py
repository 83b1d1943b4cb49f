"""Allure results tell the scenario as the feature does."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.pytest_plugin.played import Play

FEATURE = """\
@vip
Feature: Calls
  What callers are promised.

  Rule: Tables
    @critical @issue:CW-118 @owner:desk
    Scenario Outline: a table for <n>
      Given a front desk with
        | a | b |
      When the guest phones
      Then <then>
      And <then too>

      Examples:
        | n | then                          | then too             |
        | 1 | Mia books a table             | Mia books a table    |
        | 2 | Mia asks for the name         | Mia books a table    |
        | 3 | Mia asks for the name at once | Mia books a table    |
        | 4 | the harness has a bug         | Mia books a table    |
        | 5 | nothing is looked at          | nothing is looked at |
"""


def results(folder: Path) -> dict[str, Any]:
    found = [json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*-result.json")]
    return {result["name"]: result for result in found}


@pytest.fixture
def told(play: Play, pytester: pytest.Pytester) -> dict[str, Any]:
    play(FEATURE, "--alluredir", "out", "--allure-link-pattern", "issue:https://tracker.example/{}")
    return results(pytester.path / "out")


def labels(result: dict[str, Any]) -> set[tuple[str, str]]:
    return {(label["name"], label["value"]) for label in result["labels"]}


def test_a_result_is_named_and_filed_as_in_the_feature(told: dict[str, Any]) -> None:
    first = told["a table for 1"]

    assert {("feature", "Calls"), ("story", "Tables"), ("severity", "critical"), ("owner", "desk"), ("tag", "vip")} <= labels(
        first
    )
    assert not {value for name, value in labels(first) if name == "tag"} & {"critical", "issue:CW-118", "owner:desk"}
    assert first["links"] == [{"type": "issue", "url": "https://tracker.example/CW-118", "name": "CW-118"}]
    assert [(p["name"], p["value"]) for p in first["parameters"]] == [
        ("n", "1"),
        ("then", "Mia books a table"),
        ("then too", "Mia books a table"),
    ]
    assert first["description"] == "What callers are promised."


def test_steps_have_the_status_they_deserve(told: dict[str, Any]) -> None:
    statuses = {name: [step["status"] for step in result["steps"]] for name, result in told.items()}

    assert statuses["a table for 1"] == ["passed"] * 4
    assert statuses["a table for 2"] == ["passed", "passed", "failed", "passed"]
    assert statuses["a table for 3"] == ["passed", "passed", "failed", "skipped"]
    assert statuses["a table for 4"] == ["passed", "passed", "broken", "skipped"]
    assert {name: result["status"] for name, result in told.items()} == {
        "a table for 1": "passed",
        "a table for 2": "failed",
        "a table for 3": "failed",
        "a table for 4": "broken",
        "a table for 5": "broken",
    }


def test_a_call_is_one_nested_step_a_turn_with_its_attachments(told: dict[str, Any]) -> None:
    given, phones, *_ = told["a table for 1"]["steps"]

    assert [attachment["type"] for attachment in given["attachments"]] == ["text/csv"]
    assert any("Hello, this is Mia." in turn["name"] for turn in phones["steps"])
    assert any("bookTable" in turn["name"] for turn in phones["steps"])
    types = {attachment["type"] for attachment in phones["attachments"]}
    assert types == {"text/html", "application/vnd.allure.http+json"}


def test_a_failure_is_told_in_its_own_words(told: dict[str, Any]) -> None:
    assert told["a table for 2"]["statusDetails"]["message"] == "Mia never asked for the name."
    assert told["a table for 5"]["statusDetails"]["message"].startswith("features/a.feature:20: the scenario asserts nothing")


def test_step_definitions_are_no_fixtures(told: dict[str, Any], pytester: pytest.Pytester) -> None:
    names = {
        fixture["name"]
        for path in (pytester.path / "out").glob("*-container.json")
        for kind in ("befores", "afters")
        for fixture in json.loads(path.read_text(encoding="utf-8")).get(kind, [])
    }

    assert told
    assert not [name for name in names if "pytestbdd" in name or "lambda" in name]


def test_workers_write_what_one_process_writes(play: Play, pytester: pytest.Pytester, told: dict[str, Any]) -> None:
    play(FEATURE, "-n", "2", "--alluredir", "together")
    together = results(pytester.path / "together")

    assert {name: (r["status"], r["historyId"], r["testCaseId"]) for name, r in together.items()} == {
        name: (r["status"], r["historyId"], r["testCaseId"]) for name, r in told.items()
    }


def test_a_dead_worker_leaves_a_result_behind(play: Play, pytester: pytest.Pytester) -> None:
    play("Feature: f\n  Scenario: dies\n    When the guest phones\n    Then the machine dies\n", "-n", "1", "--alluredir", "out")

    assert {name: result["status"] for name, result in results(pytester.path / "out").items()} == {"dies": "broken"}


def test_nothing_private_of_the_feature_file_is_shown(play: Play, pytester: pytest.Pytester) -> None:
    """The result, its steps and what is attached; a number set aside for fiction stays."""
    text = (
        "Feature: f\n  Scenario: call 604-731-4478\n    Given a front desk with\n      | phone | 604-731-4478 |\n"
        "    When the guest phones\n    Then Mia sends\n"
        '      """\n      Write to jane.doe@gmail.com or phone 604-555-0123.\n      """\n'
    )

    play(text, "--alluredir", "out")

    told = "\n".join(path.read_text(encoding="utf-8") for path in (pytester.path / "out").iterdir())
    assert "call •••-•••-••78" in told
    assert "604-555-0123" in told
    assert "604-731-4478" not in told
    assert "jane.doe@gmail.com" not in told
