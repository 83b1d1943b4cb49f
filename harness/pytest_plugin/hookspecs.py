"""What other plugins can listen to: each scenario as it ends, and the whole run."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pytest

    from harness.reporting.run import Run, ScenarioResult


def pytest_callproof_selected(config: "pytest.Config", ids: "tuple[str, ...]") -> None:
    """The node ids of the scenarios about to be played, in order. Not called in worker processes."""


def pytest_callproof_scenario(config: "pytest.Config", result: "ScenarioResult") -> None:
    """One scenario is over. Not called in worker processes; under `-n` scenarios end in any order."""


def pytest_callproof_run(config: "pytest.Config", run: "Run", reports: "Mapping[str, Path]", trouble: str) -> None:
    """The run is over. `reports` says where each kind was written; `trouble` is why they were not, and empty when they were."""
