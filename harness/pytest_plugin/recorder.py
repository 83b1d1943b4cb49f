"""Gathers the results of a run, wherever its scenarios ran, and makes the reports of them."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from harness.errors import CallproofError
from harness.pytest_plugin.collector import scenario_items
from harness.pytest_plugin.crashes import result_of_crash
from harness.pytest_plugin.options import run_options
from harness.pytest_plugin.places import shown
from harness.pytest_plugin.results import from_wire
from harness.pytest_plugin.verdicts import RESULT_ATTRIBUTE
from harness.reporting.run import Run, RunSettings, ScenarioResult
from harness.version import version

__all__ = ["Recorder"]


class Recorder:
    """Listens in the process that reports; never registered in a worker."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._options = run_options(config)
        self._selected: Sequence[str] = ()
        self._results: dict[str, ScenarioResult] = {}
        self._problems: dict[str, None] = {}
        self._started = time.perf_counter()
        self._reports: Mapping[str, Path] = {}
        self._trouble = ""

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep what is wrong with a feature file. Under xdist every worker reports it; it counts once."""
        if report.failed and ".feature" in report.nodeid:
            self._problems |= dict.fromkeys(line for line in report.longreprtext.splitlines() if line.strip())

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> None:
        """What this process is about to play."""
        self._select([item.nodeid for item in scenario_items(session.items)])

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: Sequence[str]) -> None:
        """What the workers are about to play; each collects the same."""
        self._select([item for item in ids if ".feature::" in item])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep a scenario's result; a failing teardown replaces a pass."""
        carried = getattr(report, RESULT_ATTRIBUTE, None)
        if carried is not None:
            self._keep(from_wire(carried) if isinstance(carried, str) else carried)

    @pytest.hookimpl(optionalhook=True)
    def pytest_handlecrashitem(self, crashitem: str) -> None:
        """A worker died while it played this scenario."""
        if ".feature::" in crashitem:
            self._keep(result_of_crash(crashitem, self._config))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Write the reports that were asked for, and tell whoever listens. Also after Ctrl-C: with what there is."""
        if self._config.getoption("step_catalogue") or exitstatus == pytest.ExitCode.USAGE_ERROR:
            return
        run = self._run(interrupted=exitstatus == pytest.ExitCode.INTERRUPTED and not self._problems)
        if self._options.reports is not None and (run.scenarios or run.not_run or run.problems):
            self._write(run, session)
        self._config.hook.pytest_callproof_run(config=self._config, run=run, reports=self._reports, trouble=self._trouble)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Where the reports are, or why they are not."""
        for kind, path in self._reports.items():
            terminalreporter.write_line(f"callproof {kind}: {shown(path, self._config.invocation_params.dir)}")
        if self._trouble:
            terminalreporter.write_line(f"callproof: {self._trouble}", red=True)

    def _select(self, ids: Sequence[str]) -> None:
        if not self._selected and ids:
            self._selected = tuple(ids)
            self._config.hook.pytest_callproof_selected(config=self._config, ids=self._selected)

    def _keep(self, result: ScenarioResult) -> None:
        self._results[result.id] = result
        self._config.hook.pytest_callproof_scenario(config=self._config, result=result)

    def _run(self, *, interrupted: bool) -> Run:
        options = self._options
        order = {item: place for place, item in enumerate(self._selected)}
        not_run = 0 if self._config.getoption("collectonly") else sum(item not in self._results for item in self._selected)
        return Run(
            settings=RunSettings(
                agent=options.agent,
                caller=options.caller,
                backend=options.backend,
                database=options.shown_database,
                seed=options.seed,
                version=version(),
            ),
            scenarios=tuple(sorted(self._results.values(), key=lambda result: order.get(result.id, len(order)))),
            seconds=time.perf_counter() - self._started,
            interrupted=interrupted or bool(not_run and self._results),
            not_run=not_run,
            problems=tuple(self._problems),
        )

    def _write(self, run: Run, session: pytest.Session) -> None:
        from harness.commands.reports import write_run

        try:
            self._reports = write_run(run, self._options)
        except CallproofError as problem:
            self._trouble = str(problem)
            session.exitstatus = pytest.ExitCode.USAGE_ERROR
