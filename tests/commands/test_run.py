"""`callproof run`, as somebody runs it in a folder of their own."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from harness import embedded
from tests.pytest_plugin.toy import FRONT_DESK

KEPT = "Feature: Calls\n  Scenario: kept\n    When the guest phones\n    Then Mia books a table\n"
BROKEN = KEPT + "  @vip\n  Scenario: broken\n    When the guest phones\n    Then Mia asks for the name\n"
SLOW = (
    KEPT
    + "  Scenario: slow\n    When the guest phones\n    Then Mia takes her time\n  Scenario: never\n    When the guest phones\n    Then Mia books a table\n"
)
TAKES_TIME = "\n@then('Mia takes her time')\ndef _():\n    import pathlib, time\n    pathlib.Path('slow').touch()\n    time.sleep(60)\n"


class Ran:
    """One run of the command."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def callproof(tmp_path):
    """Runs the command in a folder with a front desk and these features."""

    def run(feature, *arguments, conftest=FRONT_DESK, **files):
        write(tmp_path, feature, conftest)
        done = subprocess.run(command(*arguments), cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=120)
        assert "Traceback" not in done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


def write(folder, feature, conftest):
    (folder / "features").mkdir(exist_ok=True)
    (folder / "features/a.feature").write_text(feature, encoding="utf-8")
    (folder / "conftest.py").write_text(conftest, encoding="utf-8")


def command(*arguments):
    return [sys.executable, "-m", "harness.cli", "run", *arguments]


def environment():
    root = str(embedded.folder("features").parent)
    return {**os.environ, "PYTHONPATH": root, "PYTHONIOENCODING": "utf-8"}


def test_a_kept_promise_is_0_and_writes_every_report(callproof, tmp_path):
    ran = callproof(KEPT)

    assert (ran.code, ran.err) == (0, "")
    assert "agent literal · backend reference (sqlite) · seed 20260118" in ran.out
    assert "features/a.feature  ✔\n" in ran.out
    assert "1 passed · 1 call, 1 turn, 1 tool call, 1 row written" in ran.out
    assert {path.name for path in (tmp_path / "reports").iterdir()} == {"index.html", "junit.xml", "calls", "allure-results"}
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith("__")) == ["conftest.py", "features", "reports"]


def test_a_broken_promise_is_1_and_says_how_to_play_it_again(callproof):
    ran = callproof(BROKEN, "--seed", "7", "--no-allure")

    assert ran.code == 1
    assert "features/a.feature  ✔✘" in ran.out
    assert "Mia never asked for the name.  (owner: contract)" in ran.out
    assert "Replay: callproof run features/a.feature:6 --seed 7" in ran.out
    assert "1 passed, 1 failed" in ran.out


def test_an_error_is_2_though_a_promise_was_broken_too(callproof):
    ran = callproof(BROKEN + "  Scenario: empty\n    When the guest phones\n    Then nothing is looked at\n")

    assert ran.code == 2
    assert "1 passed, 1 failed, 1 error" in ran.out


def test_results_of_the_run_before_are_not_mixed_in(callproof, tmp_path):
    callproof(BROKEN)
    callproof(BROKEN, "features/a.feature:2")

    found = [json.loads(path.read_text()) for path in (tmp_path / "reports/allure-results").glob("*-result.json")]
    assert [result["name"] for result in found] == ["kept"]


@pytest.mark.parametrize(
    ("arguments", "passed"),
    [
        (["-k", "kept"], "1 passed ·"),
        (["-m", "not vip"], "1 passed ·"),
        (["features/a.feature:3"], "1 passed ·"),
        (["features/a.feature::kept"], "1 passed ·"),
        (["-n", "2", "-k", "kept"], "1 passed ·"),
        (["--fail-fast"], "1 passed, 1 failed ·"),
    ],
)
def test_scenarios_can_be_selected(callproof, arguments, passed):
    ran = callproof(BROKEN, "--no-allure", *arguments)

    assert passed in ran.out
    assert ran.code == (1 if "failed" in passed else 0)


@pytest.mark.parametrize(
    ("feature", "arguments", "sentence"),
    [
        (KEPT, ["--agent", "litteral"], "unknown agent 'litteral'. Did you mean 'literal'? Known: literal."),
        (KEPT, ["--backend", "desk"], "unknown backend 'desk'. Known: reference, or a URL that begins with http:// or https://."),
        (KEPT, ["features/b.feature"], "there is no feature file or folder features/b.feature. Name one that exists."),
        (KEPT, ["conftest.py"], "conftest.py is not a feature file. Name a file that ends in .feature, or a folder of them."),
        (KEPT, ["--reports", "conftest.py"], "reports cannot be written to"),
        (KEPT, ["-k", "nobody"], "nothing was selected: no scenario fits the features, -k and -m that were given. Widen them."),
        (KEPT, ["-k", "and and"], "Wrong expression passed to '-k'"),
        (KEPT, ["features/a.feature::nobody"], "there is no scenario 'nobody' in "),
        (KEPT, ["--scenarios", "nowhere"], "the scenarios folder nowhere does not exist."),
    ],
)
def test_what_cannot_be_played_is_2_and_one_sentence(callproof, tmp_path, feature, arguments, sentence):
    ran = callproof(feature, *arguments)

    assert ran.code == 2
    assert ran.err.startswith(f"callproof: {sentence}")
    assert ran.err.count("\n") == 1
    assert not (tmp_path / "reports/index.html").exists()


def test_a_feature_that_cannot_be_used_is_2_and_nothing_is_played(callproof):
    ran = callproof(KEPT + "    And Mia sings\n")

    assert ran.code == 2
    assert "features/a.feature:5: no step definition fits 'Then Mia sings'." in ran.out
    assert "passed" not in ran.out


def test_a_conftest_that_does_not_load_is_one_sentence(callproof):
    ran = callproof(KEPT, conftest="import nowhere_at_all\n")

    assert ran.code == 2
    assert ran.err.startswith("callproof: ImportError while loading conftest")
    assert "No module named 'nowhere_at_all'" in ran.err
    assert ran.err.count("\n") == 1


def test_the_ini_file_of_the_user_does_not_get_in_the_way(callproof, tmp_path):
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --unknown-to-us -x\ncallproof_collect_features = false\nstrict_markers = true\n")
    (tmp_path / "features").mkdir()
    (tmp_path / "features/test_x.py").write_text("def test_x():\n    assert False\n")

    assert callproof(KEPT, "--no-allure").code == 0


def test_ctrl_c_keeps_what_was_finished(tmp_path):
    write(tmp_path, SLOW, FRONT_DESK + TAKES_TIME)
    running = subprocess.Popen(
        command("--no-allure"), cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 60
    while not (tmp_path / "slow").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)

    assert running.returncode == 2
    assert "Traceback" not in err
    assert "Stopped early: 2 of 3 scenarios were not played." in out
    assert "1 passed, 2 not run" in out
    assert "kept" in (tmp_path / "reports/index.html").read_text(encoding="utf-8")
