"""The wheel works in somebody else's folder, with nothing there but feature files and a conftest."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FEATURE = """\
Feature: Ours
  Scenario: Sarah asks for the phone number
    Given the squad "callwaiting"
    And a caller who wants "to book an appointment" and knows "everything"
    When the caller phones "CallWaiting AI Inbound"
    Then Sarah asks for the phone number before calling "bookClinicAppointment"
    And our own step agrees
"""
SQUAD = """\
Feature: The squad of nine
  Scenario: A caller is passed on
    Given the squad "vitara"
    And the clinic "Vitara"
    And the caller "v-jane-books"
    When the caller phones "Vitara Clinic v3.0"
    Then the call is taken by "Router", then "Patient-ID EN", then "Booking EN"
    And "appointments" gains 1 row
"""
CONFTEST = """\
from pytest_bdd import then

@then("our own step agrees")
def agrees(call):
    assert len(call.trace.tool_uses) == 1
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the unpacked wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target), str(wheel)],
        check=True,
        capture_output=True,
    )
    return target


def _run(installed: Path, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {"PYTHONPATH": str(installed), "PATH": "/usr/bin:/bin", "HOME": str(folder)}
    return subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )


def test_the_wheel_holds_steps_scenarios_and_features(installed: Path) -> None:
    """What a user's folder need not have."""
    assert (installed / "harness" / "steps" / "call.py").is_file()
    assert (installed / "harness" / "_embedded" / "scenarios" / "resources" / "callwaiting" / "tools").is_dir()
    assert list((installed / "harness" / "_embedded" / "features").rglob("*.feature"))
    assert list((installed / "harness" / "reporting" / "templates").iterdir())


def test_the_wheel_holds_what_begins_with_a_dot(installed: Path) -> None:
    """Without it, the squad has no server of its own and no ids."""
    scenarios = installed / "harness" / "_embedded" / "scenarios"

    assert (scenarios / "resources" / "vitara" / ".callproof.yml").is_file()
    assert (scenarios / ".vapi-state.vitara.json").is_file()


def test_the_wheel_has_each_file_once(installed: Path) -> None:
    """The link in the checkout does not double the steps."""
    (wheel,) = installed.parent.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()

    assert len(names) == len(set(names))
    assert not [name for name in names if name.startswith(("steps/", "tests/"))]


@pytest.mark.parametrize("selection", ["ours.feature", "ours.feature:3"])
def test_a_feature_in_an_empty_folder_is_played(installed: Path, tmp_path: Path, selection: str) -> None:
    """With our steps and the folder's own."""
    (tmp_path / "ours.feature").write_text(FEATURE, encoding="utf-8")
    (tmp_path / "conftest.py").write_text(CONFTEST, encoding="utf-8")

    done = _run(installed, tmp_path, "-m", "pytest", "-q", "-p", "no:cacheprovider", selection)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout


def test_the_installed_command_plays_a_feature_and_writes_the_page(installed: Path, tmp_path: Path) -> None:
    """Without a conftest, features of the folder alone."""
    (tmp_path / "features").mkdir()
    (tmp_path / "features" / "ours.feature").write_text(FEATURE.replace("    And our own step agrees\n", ""), encoding="utf-8")

    done = _run(installed, tmp_path, "-m", "harness.cli", "run")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout
    assert (tmp_path / "reports" / "index.html").is_file()
    assert "/harness/" not in done.stderr


def test_the_squad_of_nine_is_played_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    """Its rows, callers and resources come with the package."""
    (tmp_path / "squad.feature").write_text(SQUAD, encoding="utf-8")

    done = _run(installed, tmp_path, "-m", "harness.cli", "run", "squad.feature")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [("squad vitara", 0, "On nobody: get_patient."), ("lint vitara", 0, "0 errors"), ("drift vitara", 1, "drift/never-read")],
)
def test_the_files_of_the_squad_are_judged_from_an_empty_folder(
    installed: Path, tmp_path: Path, command: str, code: int, said: str
) -> None:
    """Nothing is played."""
    done = _run(installed, tmp_path, "-m", "harness.cli", *command.split())

    assert done.returncode == code, done.stdout + done.stderr
    assert said in done.stdout
