"""Turns a finished test into its scenario's result, and its failure into the text people read."""

from collections.abc import Generator

import pytest
from msgspec.structs import replace

from harness.checks.base import PromiseBroken
from harness.errors import CallproofError
from harness.pytest_plugin.collector import FeatureFile, case_of
from harness.pytest_plugin.options import run_options
from harness.pytest_plugin.playing import PLAYED
from harness.pytest_plugin.results import result_of, to_wire
from harness.pytest_plugin.traceback import as_report, hide_machinery
from harness.reporting.failure import failure_text
from harness.reporting.run import ScenarioResult

__all__ = ["RESULT_ATTRIBUTE", "Verdicts"]

RESULT_ATTRIBUTE = "callproof_result"
"""Where a pytest report carries the result: the value itself, or its JSON when a worker process made it."""
_RESULT: pytest.StashKey[ScenarioResult] = pytest.StashKey()


class Verdicts:
    """Judges every scenario where it runs: in this process, or in a worker."""

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Innermost, so that whoever reports failures (Allure, JUnit) sees the short text."""
        if case_of(item) is None:
            return (yield)
        if call.excinfo is not None:
            hide_machinery(call.excinfo)
        report = yield
        if report.when == "call" or report.outcome != "passed":
            result = _result(item, call, report)
            item.stash[_RESULT] = result
            fault = call.excinfo.value if call.excinfo is not None else None
            if isinstance(fault, PromiseBroken | CallproofError):
                place = f"{result.feature_file}:{result.line}"
                text = f"{place}: {result.name}\n\n{failure_text(result)}\n"
                report.longrepr = as_report(text, result.feature_file, result.line, result.sentence)
        return report


class ResultCarrier:
    """Puts the result on the report, last of all, when plugins that turn failures into skips have spoken."""

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Outermost."""
        report = yield
        result = item.stash.get(_RESULT, None)
        if result is None:
            return report
        del item.stash[_RESULT]
        if report.skipped and hasattr(report, "wasxfail"):
            sentence = f"Known to fail: {result.sentence}" if result.sentence else "Known to fail."
            result = replace(result, verdict="not applicable", sentence=sentence, findings=(), owner=None, replay="")
        in_worker = hasattr(item.config, "workerinput")
        setattr(report, RESULT_ATTRIBUTE, to_wire(result) if in_worker else result)
        return report


def _result(item: pytest.Item, call: pytest.CallInfo[None], report: pytest.TestReport) -> ScenarioResult:
    case = case_of(item)
    assert case is not None
    assert isinstance(item.parent, FeatureFile)
    fault = call.excinfo.value if call.excinfo is not None else None
    own_words = fault is None or isinstance(fault, PromiseBroken | CallproofError | pytest.skip.Exception)
    return result_of(
        item=item.nodeid,
        file=item.parent.shown,
        case=case,
        played=item.stash.get(PLAYED, None),
        fault=fault,
        details="" if own_words else report.longreprtext,
        seconds=call.duration,
        options=run_options(item.config),
    )
