"""Whoever has the package installed pays nothing for it until there is a feature."""

import subprocess
import sys

import pytest

from tests.pytest_plugin.played import Play

HEAVY = (
    "sqlalchemy",
    "faker",
    "jsonschema",
    "phonenumbers",
    "msgspec",
    "pytest_bdd",
    "allure",
    "rich",
    "typer",
    "harness.commands",
    "harness.reporting",
)


def loaded_by(code: str) -> set[str]:
    """Modules that a fresh interpreter has after the code."""
    printed = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"], capture_output=True, text=True, check=True
    )
    return set(printed.stdout.split())


def test_loading_the_plugin_imports_nothing_heavy() -> None:
    loaded = loaded_by("import pytest, harness.pytest_plugin")

    assert "harness.pytest_plugin" in loaded
    assert not loaded & set(HEAVY)


def test_a_folder_without_features_is_left_alone(play: Play) -> None:
    conftest = """
def pytest_collection_finish(session):
    names = [name for name, _ in session.config.pluginmanager.list_name_plugin()]
    assert not [name for name in names if name.startswith(("harness.steps", "callproof-"))], names
"""

    result = play(conftest=conftest, files=[("test_x.py", "def test_x() -> None:\n    pass\n")])

    assert (result.code, result.is_run) == (0, False)


def test_a_fixture_of_the_user_keeps_its_name(play: Play) -> None:
    """Also in a folder that has features: ours are only defaults."""
    conftest = (
        "import pytest\n@pytest.fixture\ndef log():\n    return 'mine'\n@pytest.fixture\ndef rig():\n    return 'mine too'\n"
    )
    files = [("test_x.py", "def test_x(log, rig):\n    assert (log, rig) == ('mine', 'mine too')\n")]

    assert (
        play("Feature: f\n", "--continue-on-collection-errors", conftest=conftest, files=files).printed.parseoutcomes()["passed"]
        == 1
    )


@pytest.mark.parametrize("folder", [".hidden", "node_modules", "venv"])
def test_features_in_folders_pytest_skips_do_not_wake_it(play: Play, folder: str) -> None:
    files = [
        (f"{folder}/a.feature", "Feature: f\n"),
        (f"{folder}/pyvenv.cfg", ""),
        ("test_x.py", "def test_x() -> None:\n    pass\n"),
    ]

    assert not play(conftest="", files=files).is_run
