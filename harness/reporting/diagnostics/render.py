"""A report of diagnostics in one of the formats people and programs read."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from harness.contract.diagnostic import Diagnostic
from harness.reporting.diagnostics.report import DiagnosticReport, safe
from harness.reporting.diagnostics.sarif import sarif
from harness.reporting.diagnostics.text import text
from harness.reporting.terminal import Look

__all__ = ["DIAGNOSTIC_FORMATS", "render_diagnostics"]

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def render_diagnostics(report: DiagnosticReport, form: str, *, look: Look | None = None, everything: bool = False) -> str:
    """The report in one of `DIAGNOSTIC_FORMATS`, without a line feed at its end.

    `text` and `github` leave hints (severity info) out unless `everything`; `json` and `sarif` always hold all.
    """
    return _RENDERERS[form](safe(report), look or Look(), everything)


def _text(report: DiagnosticReport, look: Look, everything: bool) -> str:
    return text(report, look, everything=everything)


def _json(report: DiagnosticReport, _look: Look, _everything: bool) -> str:
    """Version 1: keys are only ever added."""
    content = {
        "version": 1,
        "command": report.command,
        "counts": {str(severity): number for severity, number in report.counts} | {"silenced": len(report.accepted)},
        "diagnostics": [_plain(diagnostic) for diagnostic in report.diagnostics],
        "silenced": [
            _plain(one.diagnostic) | {"reason": one.reason, "silencedBy": {"file": one.source.file, "line": one.source.line}}
            for one in report.accepted
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _plain(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "rule": diagnostic.rule,
        "severity": diagnostic.severity,
        "file": diagnostic.source.file,
        "line": diagnostic.source.line,
        "message": diagnostic.message,
        "why": diagnostic.why,
        "mend": diagnostic.mend,
    }


def _sarif(report: DiagnosticReport, _look: Look, _everything: bool) -> str:
    return json.dumps(sarif(report), ensure_ascii=False, indent=2)


def _github(report: DiagnosticReport, _look: Look, everything: bool) -> str:
    return "\n".join(_commands(report, everything))


def _commands(report: DiagnosticReport, everything: bool) -> Iterator[str]:
    """Workflow commands (https://docs.github.com/actions/reference/workflow-commands-for-github-actions)."""
    for diagnostic in report.diagnostics:
        if everything or diagnostic.at_least("warning"):
            said = "\n".join(part for part in (diagnostic.message, diagnostic.why, diagnostic.mend) if part)
            where = f"file={_property(diagnostic.source.file)},line={diagnostic.source.line}"
            yield f"::{_LEVELS[diagnostic.severity]} {where},title={_property(diagnostic.rule)}::{_data(said)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


_RENDERERS: Mapping[str, Callable[[DiagnosticReport, Look, bool], str]] = {
    "text": _text,
    "json": _json,
    "sarif": _sarif,
    "github": _github,
}
DIAGNOSTIC_FORMATS: tuple[str, ...] = tuple(_RENDERERS)
