"""What lint says of the squads that come with the project: their known issues, and nothing else."""

from collections import Counter
from pathlib import Path
from shutil import copytree

import pytest

from harness.contract.gitops import read_leniently
from harness.contract.lint.catalogue import Linted, lint

RESOURCES = Path(__file__).parents[3] / "scenarios" / "resources"


@pytest.fixture(scope="module")
def vitara() -> Linted:
    """The squad of nine."""
    return lint(read_leniently(RESOURCES / "vitara"))


def test_the_squad_of_nine_has_its_known_issues_and_no_others(vitara: Linted) -> None:
    shown = Counter(each.rule for each in vitara.diagnostics if each.at_least("warning"))

    assert shown == {"tools/no-timeout": 12, "tools/hardcoded-secret": 11, "tools/credential-inconsistent": 1}


def test_the_missing_timeouts_are_those_of_twelve_tools(vitara: Linted) -> None:
    """All but the two searches, which set twenty seconds."""
    files = {Path(each.source.file).name for each in vitara.diagnostics if each.rule == "tools/no-timeout"}
    every = {path.name for path in (RESOURCES / "vitara" / "tools").iterdir()}

    assert every - files == {"search-patient-by-phone-8474536c.yml", "search-patient-4889f4e5.yml"}


def test_the_credentials_are_named_on_both_sides(vitara: Linted) -> None:
    (found,) = (each for each in vitara.diagnostics if each.rule == "tools/credential-inconsistent")

    assert "2 (search_patient, search_patient_by_phone) by a credentialId alone" in found.message
    assert "X-API-Key" in found.message
    assert "not-a-secret" not in found.message


def test_what_is_silent_on_purpose_is_a_hint(vitara: Linted) -> None:
    silent = [each for each in vitara.diagnostics if each.rule == "tools/silent-start"]

    assert len(silent) == 11
    assert {each.severity for each in silent} == {"info"}


def test_what_is_accepted_has_its_reason(vitara: Linted) -> None:
    assert {one.diagnostic.rule for one in vitara.silenced} == {"tools/no-server", "squads/sensitive-context"}


def test_there_is_nothing_wrong_with_the_squad_of_one() -> None:
    found = lint(read_leniently(RESOURCES / "callwaiting"))

    assert [each for each in found.diagnostics if each.at_least("warning")] == []
    assert found.silenced == ()


@pytest.mark.parametrize(
    "name",
    [
        "google_sheets_tool",
        "google_calendar_tool",
        "google_calendar_check_availability",
        "getUpcomingAppointments",
        "get_available_slots",
        "getAvailableSlots",
        "findAppointmentByPreference",
        "checkNewPatientAcceptance",
        "sendConfirmationSMS",
    ],
)
def test_a_prompt_that_names_a_tool_of_former_days_is_an_error(name: str, tmp_path: Path) -> None:
    folder = copytree(RESOURCES / "vitara", tmp_path / "resources" / "vitara")
    prompt = folder / "assistants" / "router.md"
    prompt.write_text(prompt.read_text(encoding="utf-8") + f"\nCall {name} first.\n", encoding="utf-8")

    errors = [each for each in lint(read_leniently(folder)).diagnostics if each.severity == "error"]

    assert [each.rule for each in errors] == ["references/deprecated"]
    assert errors[0].source.line == len(prompt.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(
    "reference",
    ["google-sheets-tool-639f3c7c", "7a48f843-1111-4111-8111-111111111111", "ecde6b97-2222-4222-8222-222222222222"],
)
def test_an_assistant_that_is_given_a_tool_of_former_days_is_an_error(reference: str, tmp_path: Path) -> None:
    folder = copytree(RESOURCES / "vitara", tmp_path / "resources" / "vitara")
    router = folder / "assistants" / "router.md"
    router.write_text(
        router.read_text(encoding="utf-8").replace("toolIds:\n", f"toolIds:\n    - {reference}\n"), encoding="utf-8"
    )

    errors = {each.rule for each in lint(read_leniently(folder)).diagnostics if each.severity == "error"}

    assert errors == {"references/deprecated", "references/unknown-tool"}
