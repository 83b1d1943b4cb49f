"""Every step of the vocabulary is played twice: where its promise is kept, and where it is broken."""

import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

HERE = Path(__file__).parent / "vocabulary"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, str]]]:
    """Feature → (scenario, verdict) of all three files."""
    folder = tmp_path_factory.mktemp("vocabulary")
    shutil.copytree(HERE / "scenarios", folder / "scenarios")
    for source in HERE.glob("*.gherkin"):  # not called .feature where they stand, or every run of these tests would play them
        shutil.copy(source, folder / f"{source.stem}.feature")
    command = [sys.executable, "-m", "harness.cli", "run", ".", "--no-allure"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 1, done.stdout + done.stderr
    suites = ElementTree.parse(folder / "reports" / "junit.xml").getroot().iter("testsuite")
    return {
        suite.get("name", ""): [(case.get("name", ""), _verdict(case)) for case in suite.iter("testcase")] for suite in suites
    }


def _verdict(case: ElementTree.Element) -> str:
    return next((kind for kind in ("failure", "error", "skipped") if case.find(kind) is not None), "passed")


def test_kept_promises_pass(results: dict[str, list[tuple[str, str]]]) -> None:
    """None fails, and none is merely skipped."""
    kept = results["Every step, where its promise is kept"]

    assert len(kept) == 20
    assert [case for case in kept if case[1] != "passed"] == []


def test_promises_kept_in_chinese_pass(results: dict[str, list[tuple[str, str]]]) -> None:
    """The same steps in the other language of the vocabulary."""
    kept = results["用中文说的步骤"]

    assert len(kept) == 8
    assert [case for case in kept if case[1] != "passed"] == []


def test_broken_promises_fail(results: dict[str, list[tuple[str, str]]]) -> None:
    """As failures of the contract, not as errors of the harness."""
    broken = results["Every step, where its promise is broken"]

    assert len(broken) == 26
    assert [case for case in broken if case[1] != "failure"] == []
