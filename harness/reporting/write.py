"""The one place that writes reports. Each file is complete or not there: it is written beside its place, then moved onto it."""

import os
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Literal, get_args

from harness.errors import MachineError
from harness.reporting.junit import junit_of
from harness.reporting.page import page_of
from harness.reporting.redacted import redacted_run
from harness.reporting.run import Run, ScenarioResult
from harness.trace.codec import encode

__all__ = ["EVERY_FORMAT", "ReportError", "ReportFormat", "write_reports"]

ReportFormat = Literal["page", "junit", "calls"]
EVERY_FORMAT: tuple[ReportFormat, ...] = get_args(ReportFormat)
"""page: index.html. junit: junit.xml. calls: one JSONL recording a call, in calls/."""


_LONGEST_STEM = 60
"""Characters; in UTF-8 still well under the 255 bytes a file name may have."""


class ReportError(MachineError):
    """The folder for reports cannot be written; says which and what to do."""


def write_reports(
    run: Run, folder: Path, formats: Collection[ReportFormat] = EVERY_FORMAT, *, keep: frozenset[str] = frozenset()
) -> Mapping[ReportFormat, Path]:
    """Write the reports and return where each is: a file, or the folder of recordings.

    Everything is rendered before the first byte is written, and redacted, but for what `keep` names (see `redact_text`).
    Files of earlier runs are replaced by name and otherwise left alone. Raises ReportError.
    """
    written: dict[ReportFormat, Path] = {}
    files: dict[Path, bytes] = {}
    safe = redacted_run(run, keep=keep)
    if "page" in formats:
        written["page"] = folder / "index.html"
        files[written["page"]] = page_of(safe).encode("utf-8", "replace")
    if "junit" in formats:
        written["junit"] = folder / "junit.xml"
        files[written["junit"]] = junit_of(safe).encode("utf-8", "replace")
    if "calls" in formats:
        written["calls"] = folder / "calls"
        recordings = _recordings(safe)
        files |= {written["calls"] / name: body for name, body in recordings.items()}
    _write_all(files, folder)
    return written


def _recordings(run: Run) -> dict[str, bytes]:
    """File name → recording; named after the feature file, the line, and a number where those are not enough."""
    recordings: dict[str, bytes] = {}
    for scenario in run.scenarios:
        for call in scenario.calls:
            recordings[_free_name(_stem(scenario), recordings)] = encode(call.trace)
    return recordings


def _stem(scenario: ScenarioResult) -> str:
    path = scenario.feature_file.removesuffix(".feature")
    words = "-".join(re.findall(r"\w+", path))
    return f"{words[-_LONGEST_STEM:].strip('-') or 'scenario'}-{scenario.line}"


def _free_name(stem: str, taken: Collection[str]) -> str:
    name, number = f"{stem}.jsonl", 2
    while name in taken:
        name, number = f"{stem}-{number}.jsonl", number + 1
    return name


def _write_all(files: Mapping[Path, bytes], folder: Path) -> None:
    parts: dict[Path, Path] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, body in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            parts[path] = path.with_name(f".{path.name}.{os.getpid()}.part")
            parts[path].write_bytes(body)
        for path, part in parts.items():
            part.replace(path)
    except OSError as reason:
        said = reason.strerror or type(reason).__name__
        mend = "Name another folder, or make this one writable."
        raise ReportError(f"cannot write reports to {folder}: {said}. {mend}") from reason
    finally:
        for part in parts.values():
            if part.exists():
                part.unlink()
