"""A scenario whose worker process died: it left no report, so its result is made here."""

from pathlib import Path

import pytest

from harness.errors import InputError, MachineError
from harness.pytest_plugin.gherkin import Case, read_feature
from harness.pytest_plugin.options import run_options
from harness.pytest_plugin.places import shown
from harness.pytest_plugin.results import replay_command, result_of
from harness.reporting.run import ScenarioResult

__all__ = ["SENTENCE", "result_of_crash"]

SENTENCE = "The worker process died while it played this scenario. Replay it alone to see why."


def result_of_crash(item: str, config: pytest.Config) -> ScenarioResult:
    """An error, with what the feature file still tells about the scenario."""
    file, _, name = item.partition("::")
    path = config.rootpath / file
    case = _case(path, name)
    place = shown(path, config.invocation_params.dir)
    options = run_options(config)
    if case is None:
        return ScenarioResult(
            id=item,
            feature=path.stem,
            feature_file=place,
            line=1,
            name=name,
            verdict="error",
            sentence=SENTENCE,
            owner="harness",
            replay=replay_command(place, options),
        )
    fault = MachineError(SENTENCE)
    return result_of(item=item, file=place, case=case, played=None, fault=fault, details="", seconds=0.0, options=options)


def _case(path: Path, name: str) -> Case | None:
    try:
        source = read_feature(path, str(path))
    except InputError:
        return None
    return next((case for case in source.cases if name == case.name or name.startswith(f"{case.name}[")), None)
