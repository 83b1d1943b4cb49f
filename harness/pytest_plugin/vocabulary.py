"""Makes the steps that come with Callproof known to pytest, once there is a feature to play."""

import importlib
import os
import pkgutil
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from types import ModuleType

import pytest

from harness.pytest_plugin.options import COLLECT_FEATURES

__all__ = ["OUR_STEPS", "features_are_asked_for", "load_vocabulary", "step_modules"]

OUR_STEPS = "harness.steps"
"""The package of the steps that come with Callproof."""


def load_vocabulary(config: pytest.Config) -> None:
    """Register our fixtures and every module of steps.

    This must happen before the session starts: pytest lets what is registered later override what came before, and a
    user's conftest must override us.
    """
    from harness.pytest_plugin import fixtures

    manager = config.pluginmanager
    for module in (fixtures, *step_modules()):
        if not manager.is_registered(module):
            manager.register(module, module.__name__)


def features_are_asked_for(config: pytest.Config) -> bool:
    """Whether the arguments name a feature file or a folder that has one somewhere below; stops at the first."""
    if not config.getini(COLLECT_FEATURES):
        return False
    skipped = config.getini("norecursedirs")
    paths = (config.invocation_params.dir / argument.partition("::")[0] for argument in config.args)
    return any(path.suffix == ".feature" or next(_features_below(path, skipped), None) for path in paths)


def step_modules() -> Iterator[ModuleType]:
    """Every module of the package of steps, imported, by name."""
    package = importlib.import_module(OUR_STEPS)
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda module: module.name):
        yield importlib.import_module(f"{OUR_STEPS}.{module.name}")


def _features_below(folder: Path, skipped: list[str]) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        if "pyvenv.cfg" in files:
            folders.clear()
            continue
        yield from (Path(parent, name) for name in files if name.endswith(".feature"))
        folders[:] = [name for name in folders if not any(fnmatch(name, pattern) for pattern in (*skipped, "__pycache__"))]
