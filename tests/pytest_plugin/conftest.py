"""Plays features in a folder where nothing else is."""

from collections.abc import Sequence

import pytest

# pytester forgets what a run imports: these stay imported, or each run would import them again.
from harness.pytest_plugin import allure_bridge, awake, catalogue, fixtures, recorder, verdicts, vocabulary
from harness.reporting import terminal, write
from tests.pytest_plugin.played import Listener, Play, Played
from tests.pytest_plugin.toy import FRONT_DESK, PLUGIN

__all__ = ["KEPT", "UNUSED", "play"]

UNUSED = ("no:cacheprovider", "no:hypothesispytest", "no:faker", "no:anyio")
"""Plugins that only cost time here."""
KEPT = (allure_bridge, awake, catalogue, fixtures, recorder, verdicts, terminal, write, *vocabulary.step_modules())


@pytest.fixture
def play(pytester: pytest.Pytester) -> Play:
    """Write the files and run pytest there; `conftest` is the front desk unless told otherwise."""

    def run(text: str = "", *arguments: str, conftest: str = FRONT_DESK, files: Sequence[tuple[str, str]] = ()) -> Played:
        for name, body in [("features/a.feature", text), ("conftest.py", conftest), *files]:
            path = pytester.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if body:
                path.write_text(body, encoding="utf-8")
        listener = Listener()
        plugins = [word for name in (PLUGIN, *UNUSED) for word in ("-p", name)]
        return Played(pytester.runpytest_inprocess(*plugins, *arguments, plugins=[listener]), listener)

    return run
