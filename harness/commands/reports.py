"""Where a run's reports go: made sure of before anything is played, written when everything was."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from harness.commands.options import RunOptions
from harness.errors import MachineError
from harness.reporting.run import Run

if TYPE_CHECKING:
    from harness.reporting.write import ReportFormat

__all__ = ["ensure_writable", "write_run"]


def ensure_writable(folder: Path) -> None:
    """Make the folder when it is missing. Raises MachineError when nothing can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as problem:
        reason = (problem.strerror or "unknown reason").lower()
        raise MachineError(f"reports cannot be written to {folder}: {reason}. Name another folder with --reports.") from problem


def write_run(run: Run, options: RunOptions) -> Mapping[str, Path]:
    """Write the reports that were asked for; each with where it is. Raises MachineError."""
    from harness.reporting.write import write_reports

    if options.reports is None:
        return {}
    formats: list[ReportFormat] = ["calls"]
    formats += ["page"] if options.page else []
    formats += ["junit"] if options.junit else []
    return {str(kind): path for kind, path in write_reports(run, options.reports, formats).items()}
