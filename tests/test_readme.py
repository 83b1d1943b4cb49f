"""What the README shows is what happens."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_scenario_in_the_readme_passes_as_written(tmp_path: Path) -> None:
    """Copied into an otherwise empty folder, against the squad that comes with the package."""
    (scenario,) = re.findall(r"```gherkin\n(.*?)```", README, re.DOTALL)
    (tmp_path / "features").mkdir()
    (tmp_path / "features" / "readme.feature").write_text(f"Feature: README\n{scenario}", encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "harness.cli", "run"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout


def test_the_features_in_the_readme_are_the_features_there_are() -> None:
    """The pasted run lists every file of features/."""
    shown = set(re.findall(r"^(features/\S+\.feature) ", README, re.MULTILINE))

    assert shown == {str(path.relative_to(ROOT)) for path in (ROOT / "features").rglob("*.feature")}


def test_every_make_target_in_the_readme_exists() -> None:
    """And none is only promised."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

    assert set(re.findall(r"`make ([a-z-]+)", README)) <= targets
    assert {"demo", "test", "bench", "bench-language"} <= targets
