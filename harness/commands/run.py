"""`callproof run`: plays features with pytest in this process, shows the run as ours, and says with one number how it went."""

import contextlib
import importlib.util
import io
import re
from collections.abc import Sequence
from importlib.metadata import entry_points
from pathlib import Path
from typing import TextIO

from msgspec import Struct

from harness import embedded
from harness.commands.console import Console
from harness.commands.options import RunOptions, checked
from harness.commands.reports import ensure_writable
from harness.errors import CallproofError, InputError, MachineError

__all__ = ["BROKEN", "KEPT", "UNUSABLE", "Selection", "run"]

KEPT, BROKEN, UNUSABLE = 0, 1, 2
"""Exit codes: every promise kept; at least one broken; the harness or its input at fault, which beats the others."""

_PLUGIN = "harness.pytest_plugin"
_INTERRUPTED, _INTERNAL_ERROR, _USAGE_ERROR, _NOTHING_COLLECTED = 2, 3, 4, 5  # pytest.ExitCode, which is slow to import
_ALLURE_FOLDER = "allure-results"
_ALLURE_FILES = ("*-result.json", "*-container.json", "*-attachment*")
_WITH_LINES = re.compile(r"(:\d+)+$")


class Selection(Struct, frozen=True, kw_only=True):
    """Which scenarios are played, and how many at a time."""

    features: tuple[str, ...] = ()
    """Files, folders, `file:line` or `file::name`; none means features/ in the current folder, else the embedded ones."""
    keyword: str = ""
    marks: str = ""
    workers: int = 0
    """Processes; 0 plays in this one."""
    fail_fast: bool = False


def run(selection: Selection, options: RunOptions, *, folder: Path, out: TextIO) -> int:
    """Play, report, and return the exit code. Raises InputError or MachineError before anything is played.

    `folder` is where relative paths begin, and must be the current one: pytest knows no other.
    """
    checked(options)
    features = selection.features or (_default_features(folder),)
    _refuse_missing(features, folder)
    if selection.workers and importlib.util.find_spec("xdist") is None:
        raise InputError("-n needs pytest-xdist, which is not installed. Install it with: pip install 'callproof[parallel]'.")
    if options.reports is not None:
        ensure_writable(options.reports)
        if options.allure:
            ensure_writable(options.reports / _ALLURE_FOLDER)
        _forget_allure_results(options.reports / _ALLURE_FOLDER)
    console = Console(out=out, folder=folder, allure=_allure_folder(options))
    arguments = [*_pytest_setup(), *_selected(selection, features), *_configured(options)]
    code, said = _play(arguments, console)
    return _exit_code(code, said, console, fail_fast=selection.fail_fast)


def _play(arguments: Sequence[str], console: Console) -> tuple[int, str]:
    """pytest's exit code, and what it had to say outside any scenario."""
    import pytest

    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said):
            code = pytest.main(list(arguments), plugins=[console])
    except SystemExit as stopped:
        raise InputError("a conftest.py or a plugin called sys.exit() in the middle of the run. Remove that line.") from stopped
    return int(code), said.getvalue()


def _exit_code(code: int, said: str, console: Console, *, fail_fast: bool) -> int:
    if console.trouble:
        raise MachineError(console.trouble)
    if console.run is None and code == _INTERRUPTED:
        raise MachineError("stopped by Ctrl-C before anything was played.")
    if console.run is None and code == _NOTHING_COLLECTED:
        raise InputError("there is no feature file to play. Write one that ends in .feature, or name a folder that has some.")
    if console.run is None or code in (_INTERNAL_ERROR, _USAGE_ERROR):
        raise CallproofError(_sentence_of(code, said))
    if code == _NOTHING_COLLECTED:
        raise InputError("nothing was selected: no scenario fits the features, -k and -m that were given. Widen them.")
    verdicts = {scenario.verdict for scenario in console.run.scenarios}
    stopped = code == _INTERRUPTED and not (fail_fast and "failed" in verdicts)
    if stopped or "error" in verdicts or console.run.problems:
        return UNUSABLE
    return BROKEN if "failed" in verdicts else KEPT


def _sentence_of(code: int, said: str) -> str:
    """What pytest printed when it could not play, in one line: its own first one, and the cause a traceback ends with."""
    lines = [re.sub(r"^(ERROR:|INTERNALERROR>)\s*", "", line) for line in said.splitlines() if line.strip()]
    if not lines:
        return f"pytest stopped with code {code} and said nothing. Run it again with: pytest"
    if missing := re.match(r"not found: (?P<file>.+)::(?P<name>.+)", lines[0]):
        return f"there is no scenario '{missing['name']}' in {missing['file']}. See the names in the file."
    causes = [line[1:].strip() for line in lines if re.match(r"E\s{2,}", line)]
    if code == _INTERNAL_ERROR:
        return f"the harness itself failed: {(causes or lines)[-1]}. Run it again with pytest to see where."
    return ": ".join([lines[0].removeprefix("callproof: ").rstrip(".:"), *causes[-1:]])


def _pytest_setup() -> list[str]:
    """pytest as we know it: only the plugins we use, none of the user's `addopts`, and nothing on the screen but ours.

    Other plugins cost start-up time, and one of them (allure-pytest-bdd) cannot live beside allure-pytest at all.
    """
    by_name = {point.name for point in entry_points(group="pytest11")}
    ours = "callproof" if "callproof" in by_name else _PLUGIN
    plugins = [
        "pytest_bdd.plugin",
        "allure_pytest.plugin",
        *(["xdist.plugin"] if importlib.util.find_spec("xdist") else []),
        ours,
    ]
    loaded = [word for name in plugins for word in ("-p", name)]
    ini = ["addopts=", "python_files=", "callproof_collect_features=true", "xfail_strict=false", "strict_markers=false"]
    return [
        "--disable-plugin-autoload",
        *loaded,
        *("-p", "no:terminal", "-p", "no:cacheprovider"),
        *(word for setting in ini for word in ("-o", setting)),
        "--rootdir=.",
    ]


def _selected(selection: Selection, features: Sequence[str]) -> list[str]:
    words = [f"./{feature}" if feature.startswith("-") else feature for feature in features]
    words += ["-k", selection.keyword] if selection.keyword else []
    words += ["-m", selection.marks] if selection.marks else []
    words += ["-n", str(selection.workers)] if selection.workers else []
    return [*words, *(["-x"] if selection.fail_fast else [])]


def _configured(options: RunOptions) -> list[str]:
    words = [f"--callproof-{name}={getattr(options, name)}" for name in ("seed", "agent", "caller", "backend", "database")]
    words += [f"--callproof-scenarios={folder}" for folder in options.scenarios]
    words += [f"--callproof-reports={options.reports}"] if options.reports is not None else []
    words += [f"--callproof-no-{name}" for name in ("page", "junit") if not getattr(options, name)]
    allure = _allure_folder(options)
    return [*words, *([f"--alluredir={allure}"] if allure else [])]


def _allure_folder(options: RunOptions) -> Path | None:
    return options.reports / _ALLURE_FOLDER if options.allure and options.reports is not None else None


def _default_features(folder: Path) -> str:
    return "features" if (folder / "features").is_dir() else str(embedded.folder("features"))


def _refuse_missing(features: Sequence[str], folder: Path) -> None:
    for feature in features:
        path = folder / _WITH_LINES.sub("", feature.partition("::")[0])
        if not path.exists():
            raise InputError(f"there is no feature file or folder {feature}. Name one that exists.")
        if path.is_file() and path.suffix != ".feature":
            raise InputError(f"{feature} is not a feature file. Name a file that ends in .feature, or a folder of them.")


def _forget_allure_results(folder: Path) -> None:
    """Delete the results of earlier runs, which Allure would show as retries of this one. Done here and not by the workers."""
    for pattern in _ALLURE_FILES:
        for path in folder.glob(pattern):
            path.unlink(missing_ok=True)
