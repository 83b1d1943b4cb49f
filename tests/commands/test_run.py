"""`callproof run`, as somebody runs it in a folder of their own."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import pytest

from harness import embedded
from harness.cli import main
from tests.pytest_plugin.toy import FRONT_DESK, PHONES, feature, scenario

KEPT = feature(scenario("kept"))
BROKEN = KEPT + "  @vip\n" + scenario("broken", PHONES, "Then Mia asks for the name")
SLOW = KEPT + scenario("slow", PHONES, "Then Mia takes her time") + scenario("never")
TAKES_TIME = """
@then("Mia takes her time")
def _():
    import pathlib, time
    pathlib.Path("slow").touch()
    time.sleep(60)
"""


class Ran:
    """One run of the command."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


class Callproof(Protocol):
    """Plays the text in a folder of its own."""

    def __call__(self, text: str, *arguments: str, conftest: str = FRONT_DESK) -> Ran: ...


@pytest.fixture
def callproof(tmp_path: Path) -> Callproof:
    """Runs the command in a folder with a front desk and these features."""

    def run(text: str, *arguments: str, conftest: str = FRONT_DESK) -> Ran:
        write(tmp_path, text, conftest)
        done = subprocess.run(command(*arguments), cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=120)
        assert "Traceback" not in done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


def write(folder: Path, text: str, conftest: str) -> None:
    (folder / "features").mkdir(exist_ok=True)
    (folder / "features/a.feature").write_text(text, encoding="utf-8")
    (folder / "conftest.py").write_text(conftest, encoding="utf-8")


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "harness.cli", "run", *arguments]


def environment() -> dict[str, str]:
    root = str(embedded.folder("features").parent)
    return {**os.environ, "PYTHONPATH": root, "PYTHONIOENCODING": "utf-8"}


def test_a_kept_promise_is_0_and_writes_every_report(callproof: Callproof, tmp_path: Path) -> None:
    ran = callproof(KEPT)

    assert (ran.code, ran.err) == (0, "")
    assert "agent literal · backend reference (sqlite) · seed 20260118" in ran.out
    assert "features/a.feature  ✔\n" in ran.out
    assert "1 passed · 1 call, 1 turn, 1 tool call, 1 row written" in ran.out
    assert {path.name for path in (tmp_path / "reports").iterdir()} == {"index.html", "junit.xml", "calls", "allure-results"}
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith("__")) == [
        "conftest.py",
        "features",
        "reports",
    ]


def test_a_broken_promise_is_1_and_says_how_to_play_it_again(callproof: Callproof) -> None:
    ran = callproof(BROKEN, "--seed", "7", "--no-allure")

    assert ran.code == 1
    assert "features/a.feature  ✔✘" in ran.out
    assert "Mia never asked for the name.  (owner: contract)" in ran.out
    assert "Replay: callproof run features/a.feature:6 --seed 7" in ran.out
    assert "1 passed, 1 failed" in ran.out


def test_an_error_is_2_though_a_promise_was_broken_too(callproof: Callproof) -> None:
    ran = callproof(BROKEN + scenario("empty", PHONES, "Then nothing is looked at"))

    assert ran.code == 2
    assert "1 passed, 1 failed, 1 error" in ran.out


def test_results_of_the_run_before_are_not_mixed_in(callproof: Callproof, tmp_path: Path) -> None:
    old = tmp_path / "reports/allure-results/old-result.json"
    old.parent.mkdir(parents=True)
    old.write_text('{"name": "old"}')

    callproof(KEPT)

    found = [json.loads(path.read_text()) for path in (tmp_path / "reports/allure-results").glob("*-result.json")]
    assert [result["name"] for result in found] == ["kept"]


@pytest.mark.parametrize(
    ("arguments", "passed"),
    [
        (["-m", "not vip", "-k", "kept"], "1 passed ·"),
        (["-n", "2", "features/a.feature:3"], "1 passed ·"),
        (["--fail-fast"], "1 passed, 1 failed ·"),
    ],
)
def test_scenarios_can_be_selected(callproof: Callproof, arguments: list[str], passed: str) -> None:
    ran = callproof(BROKEN, "--no-allure", *arguments)

    assert passed in ran.out
    assert ran.code == (1 if "failed" in passed else 0)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["-k", "nobody"], "nothing was selected: no scenario fits the features, -k and -m that were given. Widen them."),
        (["-k", "and and"], "Wrong expression passed to '-k'"),
        (["features/a.feature::nobody"], "there is no scenario 'nobody' in "),
    ],
)
def test_what_cannot_be_played_is_2_and_one_sentence(
    callproof: Callproof, tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    ran = callproof(KEPT, *arguments)

    assert ran.code == 2
    assert ran.err.startswith(f"callproof: {sentence}")
    assert ran.err.count("\n") == 1
    assert not (tmp_path / "reports/index.html").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--agent", "litteral"], "unknown agent 'litteral'. Did you mean 'literal'? Known: literal."),
        (["--backend", "desk"], "unknown backend 'desk'. Known: reference, or a URL that begins with http:// or https://."),
        (["--backend", "http://"], "the backend 'http://' is not a complete URL. Write it like http://127.0.0.1:3001."),
        (
            ["--backend", "http://desk:x/"],
            "the backend 'http://desk:x/' is not a complete URL. Write it like http://127.0.0.1:3001.",
        ),
        (
            ["--database", "postgre"],
            "unknown database 'postgre'. Did you mean 'postgres'? Known: sqlite, postgres, or a URL that begins with "
            "sqlite:// or postgresql:// or postgresql+psycopg://.",
        ),
        (["nowhere/b.feature"], "there is no feature file or folder nowhere/b.feature. Name one that exists."),
        (["nowhere/b.feature:3"], "there is no feature file or folder nowhere/b.feature:3. Name one that exists."),
        ([__file__], f"{__file__} is not a feature file. Name a file that ends in .feature, or a folder of them."),
        (
            ["--scenarios", "nowhere"],
            "the scenarios folder nowhere does not exist. Name a folder that holds resources/ and callers/.",
        ),
        (["--reports", f"{__file__}/reports"], f"reports cannot be written to {__file__}/reports: not a directory. *"),
    ],
)
def test_what_is_wrong_at_first_sight_is_refused_at_once(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["run", *arguments])

    assert left.value.code == 2
    pytest.LineMatcher(capsys.readouterr().err.splitlines()).fnmatch_lines([f"callproof: {sentence}"])


def test_a_feature_that_cannot_be_used_is_2_and_nothing_is_played(callproof: Callproof) -> None:
    ran = callproof(KEPT + "    And Mia sings\n")

    assert ran.code == 2
    assert "features/a.feature:5: no step definition fits 'Then Mia sings'." in ran.out
    assert "passed" not in ran.out


def test_a_conftest_that_does_not_load_is_one_sentence(callproof: Callproof) -> None:
    ran = callproof(KEPT, conftest="import nowhere_at_all\n")

    assert ran.code == 2
    assert ran.err.startswith("callproof: ImportError while loading conftest")
    assert "No module named 'nowhere_at_all'" in ran.err
    assert ran.err.count("\n") == 1


def test_a_conftest_that_ends_the_run_is_no_pass(callproof: Callproof) -> None:
    ran = callproof(KEPT, conftest="import sys\nsys.exit(0)\n")

    assert ran.code == 2
    assert ran.err.startswith("callproof: a conftest.py or a plugin called sys.exit() in the middle of the run.")


def test_a_folder_without_a_feature_is_2(callproof: Callproof, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    ran = callproof(KEPT, "empty")

    assert ran.code == 2
    assert ran.err.startswith("callproof: there is no feature file to play. Write one that ends in .feature, or name a folder")


def test_a_file_where_allure_results_go_is_refused_before_anything_is_played(callproof: Callproof, tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/allure-results").write_text("")

    ran = callproof(KEPT)

    assert ran.code == 2
    assert "reports cannot be written to" in ran.err
    assert "passed" not in ran.out


def test_the_ini_file_of_the_user_does_not_get_in_the_way(callproof: Callproof, tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text(
        "[pytest]\naddopts = --unknown-to-us -x\ncallproof_collect_features = false\nstrict_markers = true\n"
    )
    (tmp_path / "features").mkdir()
    (tmp_path / "features/test_x.py").write_text("def test_x() -> None:\n    assert False\n")

    assert callproof(KEPT, "--no-allure").code == 0


def _interrupted(running: "subprocess.Popen[str]") -> tuple[str, str]:
    """What it printed once Ctrl-C was pressed; again, as people do, when nothing came of it."""
    for _ in range(3):
        running.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            return running.communicate(timeout=15)
    running.kill()
    return running.communicate()


def test_ctrl_c_keeps_what_was_finished(tmp_path: Path) -> None:
    write(tmp_path, SLOW, FRONT_DESK + TAKES_TIME)
    running = subprocess.Popen(
        command("--no-allure"), cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 60
    while not (tmp_path / "slow").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    out, err = _interrupted(running)

    assert running.returncode == 2
    assert "Traceback" not in err
    assert "Stopped early: 2 of 3 scenarios were not played." in out
    assert "1 passed, 2 not run" in out
    assert "kept" in (tmp_path / "reports/index.html").read_text(encoding="utf-8")
