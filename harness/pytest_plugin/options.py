"""What the plugin adds to pytest's command line and ini file."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from harness.commands.options import RunOptions

__all__ = ["COLLECT_FEATURES", "add_options", "run_options"]

COLLECT_FEATURES = "callproof_collect_features"
_OPTIONS: "pytest.StashKey[RunOptions]" = pytest.StashKey()


def add_options(parser: pytest.Parser) -> None:
    """Add the `callproof` group. Defaults are filled in by `run_options`, so that loading this costs nothing."""
    group = parser.getgroup("callproof", "whole phone calls, played from .feature files")
    group.addoption("--callproof-seed", type=int, metavar="N", help="names the run: the same seed plays the same calls")
    group.addoption("--callproof-agent", metavar="NAME", help="who answers the phone (default: literal)")
    group.addoption("--callproof-caller", metavar="NAME", help="who phones (default: scripted)")
    group.addoption("--callproof-backend", metavar="NAME|URL", help="what answers tool calls (default: reference)")
    group.addoption("--callproof-database", metavar="NAME|URL", help="its database: sqlite (the default), postgres or a URL")
    group.addoption(
        "--callproof-scenarios",
        action="append",
        default=[],
        metavar="DIR",
        help="a folder with resources/ and callers/; repeatable (default: scenarios/, then the one in the package)",
    )
    group.addoption("--callproof-reports", metavar="DIR", help="write reports there (default: write nothing)")
    group.addoption("--callproof-no-page", action="store_true", help="do not write the one-page report")
    group.addoption("--callproof-no-junit", action="store_true", help="do not write the JUnit file")
    group.addoption("--step-catalogue", metavar="FILE", help="write every step and its use, and play nothing")
    parser.addini(COLLECT_FEATURES, "collect .feature files directly (default: true)", type="bool", default=True)


def run_options(config: pytest.Config) -> "RunOptions":
    """The options of this run, read once. Raises InputError for a name nobody knows."""
    if _OPTIONS not in config.stash:
        config.stash[_OPTIONS] = _read(config)
    return config.stash[_OPTIONS]


def _read(config: pytest.Config) -> "RunOptions":
    from msgspec.structs import replace

    from harness.commands.options import RunOptions, checked

    given = {name: config.getoption(f"callproof_{name}") for name in ("seed", "agent", "caller", "backend", "database")}
    folder = config.invocation_params.dir
    reports = config.getoption("callproof_reports")
    options = RunOptions(
        scenarios=_scenario_folders(config),
        reports=folder / reports if reports else None,
        page=not config.getoption("callproof_no_page"),
        junit=not config.getoption("callproof_no_junit"),
        allure=config.pluginmanager.hasplugin("allure_listener"),
    )
    return checked(replace(options, **{name: value for name, value in given.items() if value is not None}))


def _scenario_folders(config: pytest.Config) -> tuple[Path, ...]:
    from harness import embedded

    asked = [config.invocation_params.dir / name for name in config.getoption("callproof_scenarios")]
    beside = config.rootpath / "scenarios"
    folders = asked or ([beside] if beside.is_dir() else [])
    return tuple(dict.fromkeys([*folders, embedded.folder("scenarios")]))
