"""What a run of features in a folder of its own came to."""

from collections.abc import Sequence
from typing import Protocol

import pytest

from harness.reporting.run import Run, RunSettings, ScenarioResult
from tests.pytest_plugin.toy import FRONT_DESK

__all__ = ["Listener", "Play", "Played"]


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
        self.is_run = listener.run is not None
        """False when no feature was asked for."""
        self.run = listener.run or Run(settings=RunSettings())
        self.results = {scenario.name: scenario for scenario in self.run.scenarios}


class Play(Protocol):
    """Writes the feature, the conftest and the files, and runs pytest there."""

    def __call__(
        self, text: str = "", *arguments: str, conftest: str = FRONT_DESK, files: Sequence[tuple[str, str]] = ()
    ) -> Played: ...
