"""Everything that is wrong with an input is told at once."""

import subprocess
import sys
from pathlib import Path

FEATURE = """\
Feature: Ours
  Scenario: A call
    Given the squad "callwaiting"
    And the caller "x"
    When the caller phones "CallWaiting AI Inbound"
    Then the call ends politely
"""


def test_every_problem_of_a_caller_file_is_shown(tmp_path: Path) -> None:
    """Not only the first, each with its line."""
    (tmp_path / "features").mkdir()
    (tmp_path / "features" / "ours.feature").write_text(FEATURE, encoding="utf-8")
    (tmp_path / "scenarios" / "callers").mkdir(parents=True)
    (tmp_path / "scenarios" / "callers" / "x.yml").write_text("name: X\nopenning: hi\n", encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "harness.cli", "run", "--no-allure"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert "scenarios/callers/x.yml:1: the caller wants nothing." in done.stdout
    assert "scenarios/callers/x.yml:2: `openning` is not a key of a caller. Did you mean 'opening'?" in done.stdout
