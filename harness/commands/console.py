"""What `callproof run` shows while it plays and when it is over: a plugin that listens to the run's own hooks."""

import shutil
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from harness.checks.base import Verdict
from harness.reporting.run import Run, RunSettings, ScenarioResult
from harness.reporting.terminal import Look, closing, failure_block, file_line, header_line, headings, problem_block
from harness.version import version

if TYPE_CHECKING:
    import pytest
    from rich.progress import Progress, TaskID

__all__ = ["Console"]


class Console:
    """Prints a line for each file or folder that is finished, a progress bar where somebody watches, and the broken ones last."""

    def __init__(self, *, out: TextIO, folder: Path, allure: Path | None) -> None:
        self.run: Run | None = None
        """The whole run, once it is over."""
        self.trouble = ""
        """Why the reports could not be written; empty when they were."""
        self._out = out
        self._folder = folder
        self._allure = allure
        self._watched = out.isatty()
        width = shutil.get_terminal_size().columns if self._watched else 100
        self._look = Look(encoding=out.encoding or "utf-8", colour=self._watched, width=width)
        self._heading: dict[str, str] = {}
        """File → what it is listed under."""
        self._missing: Counter[str] = Counter()
        self._verdicts: dict[str, list[Verdict]] = defaultdict(list)
        self._seen: set[str] = set()
        self._pad = 0
        self._bar: tuple[Progress, TaskID] | None = None

    def pytest_callproof_selected(self, config: "pytest.Config", ids: Sequence[str]) -> None:
        """How the run is made, before it begins."""
        option = config.option
        settings = RunSettings(
            agent=option.callproof_agent,
            caller=option.callproof_caller,
            backend=option.callproof_backend,
            database=option.callproof_database,
            seed=option.callproof_seed,
            version=version(),
        )
        files = [item.partition("::")[0] for item in ids]
        self._heading = headings(files)
        self._missing = Counter(self._heading[file] for file in files)
        self._pad = max(map(len, self._missing), default=0)
        self._print(header_line(settings, self._look) + "\n")
        if self._watched:
            self._bar = self._started_bar(len(ids))

    def pytest_callproof_scenario(self, result: ScenarioResult) -> None:
        """One scenario more; the line it belongs to when it was the last of them."""
        if result.id in self._seen:
            return
        self._seen.add(result.id)
        file = result.id.partition("::")[0]
        heading = self._heading[file]
        self._verdicts[heading].append(result.verdict)
        self._missing[heading] -= 1
        if not self._missing[heading]:
            name = result.feature_file if heading == file else heading
            self._print(file_line(name, self._verdicts.pop(heading), self._look, pad=self._pad))
        if self._bar:
            progress, task = self._bar
            progress.update(task, advance=1, refresh=True)

    def pytest_callproof_run(self, run: Run, reports: Mapping[str, Path], trouble: str) -> None:
        """What was broken, and the counts."""
        self.run, self.trouble = run, trouble
        if self._bar:
            self._bar[0].stop()
            self._bar = None
        for heading, verdicts in self._verdicts.items():  # stopped in the middle
            self._print(file_line(heading, verdicts, self._look, pad=self._pad))
        for scenario in run.scenarios:
            if scenario.verdict in ("failed", "error"):
                self._print("\n" + failure_block(scenario, self._look))
        if run.problems:
            self._print(problem_block(run.problems, self._look))
        if run.interrupted and run.not_run:
            self._print(f"\nStopped early: {run.not_run} of {run.not_run + len(run.scenarios)} scenarios were not played.")
        if run.scenarios or run.not_run:
            self._print("\n" + closing(run, self._look, self._paths(reports)))

    def _paths(self, reports: Mapping[str, Path]) -> dict[str, str]:
        everything = {**reports, **({"allure": self._allure} if self._allure else {})}
        return {
            kind: str(path.relative_to(self._folder) if path.is_relative_to(self._folder) else path)
            for kind, path in everything.items()
        }

    def _print(self, text: str) -> None:
        if self._bar:
            from rich.text import Text

            self._bar[0].console.print(Text.from_ansi(text), soft_wrap=True)
        else:
            print(text, file=self._out, flush=True)

    def _started_bar(self, total: int) -> "tuple[Progress, TaskID]":
        from rich.console import Console as Screen
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

        # Drawn only between scenarios: while one plays, pytest holds the terminal.
        progress = Progress(
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Screen(file=self._out),
            transient=True,
            auto_refresh=False,
        )
        progress.start()
        return progress, progress.add_task("", total=total)
