"""Diagnostics as SARIF 2.1.0, which code scanning services read (https://docs.oasis-open.org/sarif/sarif/v2.1.0/)."""

from hashlib import sha256
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from harness.contract.diagnostic import Diagnostic
from harness.reporting.diagnostics.report import Accepted, DiagnosticReport, RuleHelp
from harness.version import version

__all__ = ["sarif"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(report: DiagnosticReport) -> dict[str, Any]:
    """The log as JSON holds it. Silenced findings are in it as suppressed results, with their justification."""
    rules = _rules(report)
    index = {rule.id: position for position, rule in enumerate(rules)}
    results = [_result(diagnostic, index) for diagnostic in report.diagnostics]
    results += [_result(one.diagnostic, index) | {"suppressions": [_suppression(one)]} for one in report.accepted]
    driver = {"name": "callproof", "version": version(), "semanticVersion": version(), "rules": [_rule(rule) for rule in rules]}
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "automationDetails": {"id": f"callproof/{report.command}/"},
                "columnKind": "utf16CodeUnits",
                "results": results,
            }
        ],
    }


def _rules(report: DiagnosticReport) -> list[RuleHelp]:
    """Those of the report, and any a diagnostic names beside them."""
    known = {rule.id: rule for rule in report.rules}
    for diagnostic in (*report.diagnostics, *(one.diagnostic for one in report.accepted)):
        known.setdefault(
            diagnostic.rule, RuleHelp(id=diagnostic.rule, severity=diagnostic.severity, what=diagnostic.rule, why=diagnostic.why)
        )
    return [known[name] for name in sorted(known)]


def _rule(rule: RuleHelp) -> dict[str, Any]:
    help_text = " ".join(part for part in (rule.why, rule.mend) if part) or rule.what
    return {
        "id": rule.id,
        "shortDescription": {"text": f"{rule.what[:1].upper()}{rule.what[1:]}"},
        "fullDescription": {"text": f"{rule.what[:1].upper()}{rule.what[1:]}. {rule.why}".strip()},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(diagnostic: Diagnostic, index: dict[str, int]) -> dict[str, Any]:
    said = " ".join(part for part in (diagnostic.message, diagnostic.why, diagnostic.mend) if part)
    place = {"artifactLocation": {"uri": _uri(diagnostic.source.file)}, "region": {"startLine": max(diagnostic.source.line, 1)}}
    same = sha256(f"{diagnostic.rule}\n{diagnostic.source.file}\n{diagnostic.message}".encode()).hexdigest()
    return {
        "ruleId": diagnostic.rule,
        "ruleIndex": index[diagnostic.rule],
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": said},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"callproof/v1": same},
    }


def _suppression(one: Accepted) -> dict[str, Any]:
    in_source = one.source.file == one.diagnostic.source.file
    return {"kind": "inSource" if in_source else "external", "status": "accepted", "justification": one.reason}


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
