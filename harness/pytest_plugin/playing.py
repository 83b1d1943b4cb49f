"""Plays one scenario: its steps in order, then the verdict of its log."""

import traceback
from collections.abc import Mapping

import pytest
from pytest_bdd.parser import Scenario, Step
from pytest_bdd.scenario import _execute_step_function

from harness.checks.base import PromiseBroken
from harness.errors import CallproofError
from harness.pytest_plugin.definitions import StepDefinition
from harness.pytest_plugin.gherkin import Case
from harness.pytest_plugin.log import ScenarioLog
from harness.reporting.run import StepResult, StepStatus

__all__ = ["PLAYED", "Played", "play"]


class Played:
    """One scenario on its way: what it is, what it logs, and how far it came."""

    def __init__(self, case: Case, scenario: Scenario, log: ScenarioLog) -> None:
        self.case = case
        self.scenario = scenario
        self.log = log
        self._statuses: list[StepStatus] = ["not run"] * len(scenario.steps)
        self._messages = [""] * len(scenario.steps)

    def mark(self, number: int, fault: BaseException | None) -> None:
        """The step with this number is over."""
        self._statuses[number] = status_of(fault)
        self._messages[number] = message_of(fault) if fault is not None else ""

    @property
    def steps(self) -> tuple[StepResult, ...]:
        """Every step as it went; a check that failed without raising has failed its step."""
        for number, status in enumerate(self._statuses):
            fault = self.log.fault_of_step(number)
            if fault is not None and status == "passed":
                self.mark(number, fault)
        return tuple(
            StepResult(
                keyword=step.keyword,
                text=step.name,
                line=step.line_number,
                status=status,
                message=message,
                table=_table_of(step),
                docstring=step.docstring,
            )
            for step, status, message in zip(self.scenario.steps, self._statuses, self._messages, strict=True)
        )


PLAYED: pytest.StashKey[Played] = pytest.StashKey()
"""Where an item keeps its scenario."""


def play(request: pytest.FixtureRequest, case: Case, meanings: Mapping[tuple[str, str], StepDefinition], place: str) -> None:
    """Run every step of the scenario and settle its log. Raises whatever a step raised, else what the log came to.

    The hooks of pytest-bdd are called as pytest-bdd calls them, so its reports and other plugins keep working.
    """
    __tracebackhide__ = True
    scenario = case.render()
    played = Played(case, scenario, ScenarioLog(place))
    request.node.stash[PLAYED] = played
    hook = request.config.hook
    hook.pytest_bdd_before_scenario(request=request, feature=scenario.feature, scenario=scenario)
    try:
        for number, step in enumerate(scenario.steps):
            played.log.begin_step(number)
            _run_step(request, played, number, meanings[step.type, step.name])
    finally:
        hook.pytest_bdd_after_scenario(request=request, feature=scenario.feature, scenario=scenario)
    played.log.settle()


def _run_step(request: pytest.FixtureRequest, played: Played, number: int, meaning: StepDefinition) -> None:
    __tracebackhide__ = True
    step = played.scenario.steps[number]
    try:
        _execute_step_function(request, played.scenario, step, meaning.context)
    except BaseException as fault:
        played.mark(number, fault)
        raise
    if step.type == "then" and not meaning.is_ours:
        played.log.count_foreign_assertion()
    played.mark(number, None)


def status_of(fault: BaseException | None) -> StepStatus:
    """A broken promise has failed; anything else that was raised is an error; a skip has not run."""
    if fault is None:
        return "passed"
    if isinstance(fault, pytest.skip.Exception | pytest.xfail.Exception | KeyboardInterrupt):
        return "not run"
    return "failed" if isinstance(fault, AssertionError | pytest.fail.Exception) else "error"


def message_of(fault: BaseException) -> str:
    """The exception for people: its own sentences when it was made for them, with its type otherwise."""
    if isinstance(fault, PromiseBroken | CallproofError):
        return str(fault)
    if isinstance(fault, AssertionError):
        return str(fault) or "the assertion does not hold"
    if isinstance(fault, pytest.fail.Exception | pytest.skip.Exception):
        return str(fault.msg)
    return "".join(traceback.format_exception_only(fault)).strip()


def _table_of(step: Step) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(str(cell) for cell in row) for row in step.datatable.raw()) if step.datatable is not None else ()
