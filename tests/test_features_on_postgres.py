"""Every feature that is shipped, played on SQLite and on PostgreSQL: the same verdicts, and the same calls byte for byte.

Whether the verdicts are good ones is for `make demo` to say.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]
DATABASES = ("sqlite", "postgres")


def _play(database: str, reports: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "harness.cli", "run", "features", "--database", database, "--no-page", "--no-allure"]
    return subprocess.run(
        [*command, "--reports", str(reports)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def _verdicts(reports: Path) -> dict[str, list[str]]:
    """Where a scenario is → failure or error, when it is one."""
    cases = ElementTree.parse(reports / "junit.xml").iter("testcase")
    return {f"{case.get('file')}:{case.get('line')}": [child.tag for child in case] for case in cases}


def _calls(reports: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (reports / "calls").iterdir()}


def test_both_databases_come_to_the_same(tmp_path: Path) -> None:
    places = [tmp_path / database for database in DATABASES]
    with ThreadPoolExecutor(2) as pool:
        played = list(pool.map(_play, DATABASES, places))

    assert (played[0].returncode, played[0].stderr) == (played[1].returncode, played[1].stderr), played[1].stdout[-3000:]
    sqlite, postgres = map(_verdicts, places)
    assert sqlite == postgres
    assert sum(not trouble for trouble in postgres.values()) > 100
    assert _calls(places[0]) == _calls(places[1])
