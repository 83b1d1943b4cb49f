"""Gherkin in Allure, on top of allure-pytest: steps, feature and story, row values, one nested step per turn of a call.

allure-pytest-bdd must not be installed beside allure-pytest: both add `--alluredir`, and pytest stops before any code of
ours runs. The only coupling that is not an API is the name under which allure-pytest registers its listener.
"""

# allure-pytest and its commons are written without annotations.
# mypy: allow-untyped-calls

import csv
import io
import re
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Protocol

import allure
import allure_commons
import pytest
from allure_commons.logger import AllureFileLogger
from allure_commons.model2 import Label, Parameter, Status, StatusDetails, TestResult, TestResultContainer, TestStepResult
from allure_commons.utils import md5, now, uuid4
from pytest_bdd.parser import Feature, Scenario, Step

from harness.checks.base import Finding, PromiseBroken
from harness.pytest_plugin.crashes import SENTENCE
from harness.pytest_plugin.playing import PLAYED, Played
from harness.reporting.redaction import redact_text
from harness.reporting.run import PlayedCall

__all__ = ["AllureBridge"]

_NAME = "callproof_bridge"
_OWN_EXCEPTION = re.compile(r"\Aharness\.[\w.]+: ")
_NOISE = ("pytestbdd_stepdef_", "_pytest_bdd_example")
_OURS = frozenset(
    {"log", "rig", "stage", "arrangement", "organisation", "caller", "call", "judged", "answered", "scenario_place"}
)
"""Fixtures that carry the values of our own steps."""


class _OpenStep(Protocol):
    def __enter__(self) -> object: ...

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> object: ...


class _WithoutEmptyContainers:
    """Allure's file writer, but for the containers that hold no set-up and no tear-down: pytest-bdd makes a fixture of every
    step definition, and each would be a file of its own.
    """

    def __init__(self, writer: AllureFileLogger) -> None:
        self._writer = writer

    @allure_commons.hookimpl
    def report_result(self, result: TestResult) -> None:
        self._writer.report_result(result)

    @allure_commons.hookimpl
    def report_container(self, container: TestResultContainer) -> None:
        if container.befores or container.afters:
            self._writer.report_container(container)

    @allure_commons.hookimpl
    def report_attached_file(self, source: str, file_name: str) -> None:
        self._writer.report_attached_file(source, file_name)

    @allure_commons.hookimpl
    def report_attached_data(self, body: str | bytes, file_name: str) -> None:
        self._writer.report_attached_data(body, file_name)

    @allure_commons.hookimpl
    def report_globals(self, globals_item: object) -> None:
        self._writer.report_globals(globals_item)


def _put_before(writer: AllureFileLogger, config: pytest.Config) -> None:
    """Let ours write instead, until the run is over; then allure-pytest finds its own writer where it left it."""
    manager, ours = allure_commons.plugin_manager, _WithoutEmptyContainers(writer)
    manager.unregister(writer)
    manager.register(ours)

    def undo() -> None:
        manager.unregister(ours)
        manager.register(writer)

    config.add_cleanup(undo)


class AllureBridge:
    """Listens to pytest-bdd's hooks and writes to Allure. One in each process that plays scenarios."""

    def __init__(self, config: pytest.Config) -> None:
        self._listener: Any = config.pluginmanager.get_plugin("allure_listener")
        self._open: _OpenStep | None = None
        self._entered: set[int] = set()
        self._calls_shown = 0
        manager = allure_commons.plugin_manager
        manager.register(self, _NAME)
        config.add_cleanup(lambda: manager.unregister(name=_NAME))
        for writer in [plugin for plugin in manager.get_plugins() if isinstance(plugin, AllureFileLogger)]:
            _put_before(writer, config)

    @allure_commons.hookimpl(tryfirst=True)
    def report_container(self, container: TestResultContainer) -> None:
        """Keep fixtures that somebody wrote; step definitions, injected values and our own fixtures are no set-up."""
        container.befores = [fixture for fixture in container.befores if _is_real(fixture.name)]
        container.afters = [fixture for fixture in container.afters if _is_real(fixture.name)]

    @allure_commons.hookimpl(tryfirst=True)
    def report_result(self, result: TestResult) -> None:
        """A failure is shown in its own sentences, without the name of the exception, and nothing private is shown."""
        if result.statusDetails is not None and result.statusDetails.message:
            result.statusDetails.message = _OWN_EXCEPTION.sub("", result.statusDetails.message)
        _redact(result)

    @pytest.hookimpl(trylast=True)
    def pytest_bdd_before_scenario(self, request: pytest.FixtureRequest, feature: Feature, scenario: Scenario) -> None:
        """Name the result as the feature does."""
        self._open, self._entered, self._calls_shown = None, set(), 0
        allure.dynamic.title(scenario.name)
        allure.dynamic.feature(feature.name)
        allure.dynamic.story(scenario.rule.name if scenario.rule else scenario.name)
        allure.dynamic.description("\n\n".join(filter(None, (feature.description.strip(), scenario.description.strip()))))
        played = request.node.stash.get(PLAYED, None)
        if played is not None:
            result = self._listener.allure_logger.get_test(None)
            result.parameters += [Parameter(name=name, value=value) for name, value in played.case.values.items()]

    @pytest.hookimpl(trylast=True)
    def pytest_bdd_before_step(self, step: Step) -> None:
        """The step begins."""
        self._enter(step)

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_after_step(self, request: pytest.FixtureRequest, scenario: Scenario, step: Step) -> None:
        """The step is over; it is red when its checks found something, though it did not raise."""
        played = request.node.stash.get(PLAYED, None)
        self._show_calls(played)
        self._leave(played.log.fault_of_step(scenario.steps.index(step)) if played else None)

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_step_error(self, request: pytest.FixtureRequest, exception: BaseException) -> None:
        """The step raised."""
        self._show_calls(request.node.stash.get(PLAYED, None))
        self._leave(exception)

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_after_scenario(self, scenario: Scenario) -> None:
        """What never ran is listed, as skipped."""
        not_run = pytest.skip.Exception("not run")
        self._leave(not_run)  # a skip inside a step reaches neither of the hooks above
        for step in scenario.steps:
            if id(step) not in self._entered:
                self._enter(step)
                self._leave(not_run)

    @pytest.hookimpl(optionalhook=True)
    def pytest_handlecrashitem(self, crashitem: str) -> None:
        """A worker died: its scenario left no result, so one is written here."""
        result = TestResult(
            uuid=uuid4(),
            name=crashitem.partition("::")[2],
            fullName=crashitem,
            historyId=md5(crashitem),
            status=Status.BROKEN,
            start=now(),
            stop=now(),
            statusDetails=StatusDetails(message=SENTENCE),
            labels=[Label(name="framework", value="pytest")],
        )
        allure_commons.plugin_manager.hook.report_result(result=result)

    def _enter(self, step: Step) -> None:
        self._open = allure.step(f"{step.keyword} {step.name}")
        self._open.__enter__()
        self._entered.add(id(step))
        if step.docstring is not None:
            allure.attach(redact_text(step.docstring), "text", allure.attachment_type.TEXT)
        if step.datatable is not None:
            allure.attach(_as_csv(step.datatable.raw()), "table", allure.attachment_type.CSV)

    def _leave(self, fault: BaseException | None) -> None:
        opened, self._open = self._open, None
        if opened is None:
            return
        if isinstance(fault, pytest.xfail.Exception):  # a kind of failure for pytest, which Allure would show in red
            fault = pytest.skip.Exception(str(fault))
        opened.__exit__(type(fault) if fault else None, fault, fault.__traceback__ if fault else None)

    def _show_calls(self, played: Played | None) -> None:
        """Calls played since the last step: one nested step a turn, then the conversation, the rows and the exchanges."""
        calls = played.log.calls if played else []
        for call in calls[self._calls_shown :]:
            _attach_call(call, [finding for judgement in call.judgements for finding in judgement.findings])
        self._calls_shown = len(calls)


def _attach_call(call: PlayedCall, findings: Sequence[Finding]) -> None:
    from harness.reporting.allure import allure_conversation, turn_lines

    for text, status in turn_lines(call, findings):
        step = allure.step(text)
        step.__enter__()
        fault = PromiseBroken(()) if status == "failed" else None
        step.__exit__(type(fault) if fault else None, fault, None)
    for name, body, media_type in allure_conversation(call, findings):
        extension = "html" if media_type == "text/html" else "httpexchange"
        allure.attach(body, name, media_type, extension)


def _redact(told: TestResult | TestStepResult) -> None:
    """What the feature file and the failures say, with what no report shows taken out; steps within steps too."""
    told.name = redact_text(told.name)
    if isinstance(told, TestResult):
        told.description, told.fullName = redact_text(told.description or ""), redact_text(told.fullName or "")
        for label in told.labels:
            label.value = redact_text(label.value)
    for parameter in told.parameters:
        parameter.value = redact_text(parameter.value)
    if told.statusDetails is not None:
        told.statusDetails.message = redact_text(told.statusDetails.message or "")
        told.statusDetails.trace = redact_text(told.statusDetails.trace or "")
    for step in told.steps:
        _redact(step)


def _as_csv(rows: Sequence[Sequence[object]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([redact_text(str(cell)) for cell in row] for row in rows)
    return out.getvalue()


def _is_real(name: str) -> bool:
    return not name.startswith(_NOISE) and not name.endswith("::<lambda>") and name.partition("::")[0] not in _OURS
