"""Plays features in a folder where nothing else is."""

from collections.abc import Callable, Sequence

import pytest

# pytester forgets what a run imports: these stay imported, or each run would import them again.
from harness.pytest_plugin import allure_bridge, awake, catalogue, fixtures, recorder, verdicts, vocabulary
from harness.reporting import terminal, write
from harness.reporting.run import Run, ScenarioResult
from tests.pytest_plugin.toy import FRONT_DESK, PLUGIN

__all__ = ["Listener", "Played", "play"]

UNUSED = ("no:cacheprovider", "no:hypothesispytest", "no:faker", "no:anyio")
"""Plugins that only cost time here."""
KEPT = (allure_bridge, awake, catalogue, fixtures, recorder, verdicts, terminal, write, *vocabulary.step_modules())


class Listener:
    """Hears what the plugin tells everybody."""

    def __init__(self) -> None:
        self.results: list[ScenarioResult] = []
        self.run: Run | None = None

    def pytest_callproof_scenario(self, result: ScenarioResult) -> None:
        self.results.append(result)

    def pytest_callproof_run(self, run: Run) -> None:
        self.run = run


class Played:
    """What pytest printed, and what the run came to."""

    def __init__(self, printed: pytest.RunResult, listener: Listener) -> None:
        self.printed = printed
        self.code = printed.ret
        self.text = printed.stdout.str() + printed.stderr.str()
        self.run = listener.run
        self.results = {scenario.name: scenario for scenario in listener.run.scenarios} if listener.run else {}


@pytest.fixture
def play(pytester: pytest.Pytester) -> Callable[..., Played]:
    """Write the files and run pytest there; `conftest` is the front desk unless told otherwise."""

    def run(feature: str = "", *arguments: str, conftest: str = FRONT_DESK, files: Sequence[tuple[str, str]] = ()) -> Played:
        everything = [("features/a.feature", feature), ("conftest.py", conftest), *files]
        for name, text in everything:
            path = pytester.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text:
                path.write_text(text, encoding="utf-8")
        listener = Listener()
        plugins = [word for name in (PLUGIN, *UNUSED) for word in ("-p", name)]
        printed = pytester.runpytest_inprocess(*plugins, *arguments, plugins=[listener])
        return Played(printed, listener)

    return run
