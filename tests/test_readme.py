"""What the README shows is what happens."""

import re
import shlex
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("written", re.findall(r"```gherkin\n(.*?)```", README, re.DOTALL))
def test_a_scenario_in_the_readme_passes_as_written(tmp_path: Path, written: str) -> None:
    """Copied into an otherwise empty folder, against the squads that come with the package."""
    head, scenario = re.fullmatch(r"(# language: [^\n]+\n|)(.*)", written, re.DOTALL).groups()  # type: ignore[union-attr]
    keyword = "功能" if head else "Feature"
    (tmp_path / "features").mkdir()
    (tmp_path / "features" / "readme.feature").write_text(f"{head}{keyword}: README\n{scenario}", encoding="utf-8")

    done = _callproof("run", folder=tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout


def test_the_folders_in_the_readme_are_the_folders_there_are() -> None:
    """The pasted run counts every file of features/, and has a symbol for each scenario it counts."""
    shown = re.findall(r"^(features/\S+)/ \((\d+) files\)((?:\s+✔+)+)", README, re.MULTILINE)
    (passed,) = re.findall(r"^(\d+) passed", README, re.MULTILINE)

    files = Counter(str(path.parent.relative_to(ROOT)) for path in (ROOT / "features").rglob("*.feature"))
    assert {folder: int(number) for folder, number, _ in shown} == files
    assert sum(symbols.count("✔") for _, _, symbols in shown) == int(passed)


@pytest.mark.parametrize("command", ["squad vitara", "drift vitara", 'explain "CallWaiting AI Inbound"'])
def test_what_the_readme_shows_of_a_command_is_what_it_prints(command: str) -> None:
    """Line by line, but for those left out at ⋮."""
    (pasted,) = re.findall(rf"```console\n\$ callproof {command}\n(.*?)```", README, re.DOTALL)

    done = _callproof(*shlex.split(command), folder=ROOT)

    wanted = [line.rstrip() for line in pasted.splitlines() if line.strip(" ⋮")]
    printed = iter([line.rstrip() for line in done.stdout.splitlines()])
    assert [line for line in wanted if line not in printed] == []


def _callproof(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "harness.cli", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)


def test_every_make_target_in_the_readme_exists() -> None:
    """And none is only promised."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

    assert set(re.findall(r"`make ([a-z-]+)", README)) <= targets
    assert {"demo", "test", "bench", "bench-language"} <= targets
