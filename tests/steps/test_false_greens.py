"""What would be green whatever the squad does is refused, with its place and its mend."""

import io
from pathlib import Path

import pytest

from harness.commands.options import RunOptions
from harness.commands.run import Selection, run
from harness.embedded import folder

FEATURE = """\
Feature: f
  Background:
    Given the squad "callwaiting"
    And the clinic "Sunrise"

  Scenario: s
    Given the caller "jane"
    {given}
    When the caller phones "CallWaiting AI Inbound"
    Then {then}
"""
CALLED = '"bookClinicAppointment" is called once'


def played(given: str, then: str, here: Path) -> tuple[int, str]:
    (here / "f.feature").write_text(FEATURE.format(given=given, then=then), encoding="utf-8")
    said = io.StringIO()
    options = RunOptions(scenarios=(folder("scenarios"),))
    code = run(Selection(features=("f.feature",)), options, folder=here, out=said)
    return code, said.getvalue()


@pytest.mark.parametrize(
    ("given", "then", "sentence"),
    [
        ("", '"bookClinicApointment" is never called', 'the squad has no tool "bookClinicApointment". Did you mean'),
        ("", 'Sarah asks for the phone number before calling "bookIt"', 'the squad has no tool "bookIt".'),
        ("", 'no tool but "bookClinicApointment" is called', 'the squad has no tool "bookClinicApointment".'),
        ("", 'nothing changes in "appointmens"', "there is no table 'appointmens'"),
        ("", '"appointmens" gains 0 rows', "there is no table 'appointmens'"),
        (
            "And the backend answers HTTP 500 on call 7",
            CALLED,
            "'the backend answers HTTP 500' had nothing to judge (no tool call of this call met it), so it proves nothing.",
        ),
    ],
)
def test_a_promise_about_nothing_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: str, then: str, sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)

    code, said = played(given, then, tmp_path)

    assert code == 2
    assert sentence in said


@pytest.mark.parametrize("then", [CALLED, '"endCall" is never called'])
def test_a_tool_of_the_squad_or_of_the_platform_can_be_spoken_of(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, then: str
) -> None:
    monkeypatch.chdir(tmp_path)

    assert played("", then, tmp_path)[0] == 0


def test_a_tool_that_the_scenario_took_away_can_be_spoken_of(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    without = 'And "CallWaiting AI Inbound" does not have the tool "bookClinicAppointment"'

    assert "the squad has no tool" not in played(without, '"bookClinicAppointment" is never called', tmp_path)[1]
