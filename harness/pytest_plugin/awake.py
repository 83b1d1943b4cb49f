"""Wires the plugin up, once, when a run has features to play."""

import pytest

from harness.errors import CallproofError
from harness.pytest_plugin.lines import split_arguments
from harness.pytest_plugin.vocabulary import features_are_asked_for, load_vocabulary

__all__ = ["awaken"]


def awaken(config: pytest.Config) -> None:
    """Register what plays, judges and records; nothing when no feature file is asked for. Raises UsageError for bad options."""
    arguments, lines = split_arguments(config.args, config.invocation_params.dir)
    config.args[:] = arguments
    if not features_are_asked_for(config):
        return
    try:
        _register(config)
    except CallproofError as problem:
        raise pytest.UsageError(f"callproof: {problem}") from problem
    from harness.pytest_plugin.collector import LINES

    config.stash[LINES] = lines


def _register(config: pytest.Config) -> None:
    from harness.pytest_plugin.catalogue import Catalogue
    from harness.pytest_plugin.recorder import Recorder
    from harness.pytest_plugin.verdicts import ResultCarrier, Verdicts

    load_vocabulary(config)
    plugins: list[object] = [Verdicts(), ResultCarrier()]
    if not hasattr(config, "workerinput"):
        plugins.append(Recorder(config))
        if config.getoption("step_catalogue"):
            plugins.append(Catalogue())
    if config.pluginmanager.hasplugin("allure_listener"):
        from harness.pytest_plugin.allure_bridge import AllureBridge

        plugins.append(AllureBridge(config))
    for plugin in plugins:
        config.pluginmanager.register(plugin, f"callproof-{type(plugin).__name__.lower()}")
