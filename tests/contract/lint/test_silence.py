"""A finding can be accepted with a reason; it is counted, and a silence that does nothing is itself a finding."""

from pathlib import Path

import pytest

from harness.contract.lint.catalogue import Linted
from tests.contract.lint.inn import BOOK, DESK, FIND, SETTINGS, Edit, linted

NO_TIMEOUT: Edit = (BOOK, "  timeoutSeconds: 10\n", "")
RULE = "tools/no-timeout"


def found(result: Linted) -> list[tuple[str, str]]:
    """Rule and place of what stays."""
    return [(each.rule, str(each.source)) for each in result.diagnostics]


@pytest.mark.parametrize(
    "comment",
    [
        "server:  # callproof: ignore tools/no-timeout -- it is quick\n",
        "# callproof: ignore tools/no-timeout -- it is quick\nserver:\n",
        "# callproof: ignore tools/no-timeout \N{EN DASH} it is quick\n# another remark\n\nserver:\n",
        "server:  # callproof:ignore tools/no-timeout,tools/no-backoff -- it is quick\n",
    ],
)
def test_a_comment_silences_its_line_or_the_next(comment: str, tmp_path: Path) -> None:
    result = linted(tmp_path, (NO_TIMEOUT, (BOOK, "server:\n", comment)))

    assert [each for each in found(result) if each[0] != "platform/silence-unused"] == []
    assert [(one.diagnostic.rule, one.reason) for one in result.silenced] == [(RULE, "it is quick")]


def test_a_comment_further_away_silences_nothing(tmp_path: Path) -> None:
    edit = (BOOK, "type: function\n", "type: function\n# callproof: ignore tools/no-timeout -- it is quick\n")

    result = linted(tmp_path, (NO_TIMEOUT, edit))

    assert found(result) == [("platform/silence-unused", f"inn/{BOOK}:2"), (RULE, f"inn/{BOOK}:13")]
    assert result.silenced == ()


def test_a_comment_without_a_reason_is_a_finding_and_silences_nothing(tmp_path: Path) -> None:
    result = linted(tmp_path, (NO_TIMEOUT, (BOOK, "server:\n", "server:  # callproof: ignore tools/no-timeout\n")))

    assert {rule for rule, _ in found(result)} == {RULE, "platform/silence-without-reason"}


def test_the_front_matter_of_a_prompt_can_hold_a_comment(tmp_path: Path) -> None:
    edits = (
        (DESK, "maxDurationSeconds: 600", "maxDurationSeconds: 1200 # callproof: ignore assistants/long-call -- conferences"),
        (DESK, "seconds: 500", "seconds: 501"),
    )

    result = linted(tmp_path, edits)

    assert found(result) == []
    assert len(result.silenced) == 1


def test_a_comment_in_the_prompt_itself_is_part_of_the_prompt(tmp_path: Path) -> None:
    """It would reach the model, so it is not taken for a silence."""
    edit = (DESK, "# Task\n", "# Task\n# callproof: ignore prompts/duplicate-heading -- no\n# Task\n")

    assert "prompts/duplicate-heading" in {rule for rule, _ in found(linted(tmp_path, (edit,)))}


def test_the_settings_silence_a_rule_in_the_files_of_a_pattern(tmp_path: Path) -> None:
    settings = "silence: [{rule: tools/no-timeout, file: tools/book-*.yml, reason: It is quick.}]\n"
    edits = (NO_TIMEOUT, (FIND, "  timeoutSeconds: 10\n", ""), (SETTINGS, "", settings))

    result = linted(tmp_path, edits)

    assert found(result) == [(RULE, f"inn/{FIND}:24")]
    assert [str(one.source) for one in result.silenced] == [f"inn/{SETTINGS}:1"]


def test_two_silences_of_one_finding_count_it_once(tmp_path: Path) -> None:
    settings = "silence: [{rule: tools/no-timeout, reason: It is quick.}, {rule: tools/no-timeout, reason: Twice.}]\n"

    result = linted(tmp_path, (NO_TIMEOUT, (SETTINGS, "", settings)))

    assert len(result.silenced) == 1


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("silence: [{reason: x}]", "The silence names no rule."),
        ("silence: [{rule: a, reason: x, files: y}]", "The key 'files' is unknown here."),
        ("deprecated: [{reason: x}]", "The entry names no tool."),
        ("deprecated: [{tool: x}]", "The entry gives no reason."),
        ("deprecated: [{id: zz, tool: x, reason: y}]", "'zz' is not how a UUID begins."),
        ("deprecated: tool", "deprecated is 'tool', not a list."),
    ],
)
def test_what_is_wrong_with_the_settings_is_a_finding(settings: str, said: str, tmp_path: Path) -> None:
    result = linted(tmp_path, ((SETTINGS, "", settings + "\n"),))

    messages = [each.message.lower() for each in result.diagnostics if each.rule == "platform/settings"]
    assert said.lower() in messages
