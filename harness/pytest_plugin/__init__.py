"""The pytest plugin: .feature files are collected, played and judged.

Every pytest run on the machine loads this module, so it imports nothing heavy and does nothing until there is a feature file.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from harness.pytest_plugin import options

if TYPE_CHECKING:
    from harness.pytest_plugin.collector import FeatureFile

__all__: list[str] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    """Our options and ini values."""
    options.add_options(parser)


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    """Our hooks, for others to implement."""
    from harness.pytest_plugin import hookspecs

    pluginmanager.add_hookspecs(hookspecs)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Wake up when a feature is asked for, before pytest reads any conftest's fixtures: they override ours."""
    from harness.pytest_plugin.awake import awaken

    awaken(session.config)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "FeatureFile | None":
    """A .feature file is a collection of tests."""
    if file_path.suffix != ".feature" or not parent.config.getini(options.COLLECT_FEATURES):
        return None
    from harness.pytest_plugin.collector import FeatureFile

    return FeatureFile.from_parent(parent, path=file_path)
