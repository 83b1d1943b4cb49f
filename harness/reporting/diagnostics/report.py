"""What is told about a contract's files, as a value that every format is made from."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from harness.contract.diagnostic import SEVERITIES, Diagnostic, Severity
from harness.contract.model import Source
from harness.reporting.redaction import redact_text

__all__ = ["Accepted", "DiagnosticReport", "RuleHelp", "safe"]


class RuleHelp(Struct, frozen=True, kw_only=True):
    """What a reader is told of a rule beside its findings."""

    id: str
    severity: Severity
    what: str
    """One line without a full stop."""
    why: str = ""
    mend: str = ""


class Accepted(Struct, frozen=True, kw_only=True):
    """A diagnostic somebody has silenced, with the reason."""

    diagnostic: Diagnostic
    reason: str
    source: Source
    """Where the silence is written."""


class DiagnosticReport(Struct, frozen=True, kw_only=True):
    """Everything one command found."""

    diagnostics: tuple[Diagnostic, ...]
    rules: tuple[RuleHelp, ...]
    """Those that were looked for; a diagnostic of any other rule is shown all the same."""
    accepted: tuple[Accepted, ...] = ()
    command: str = "lint"

    def count(self, severity: Severity) -> int:
        """How many diagnostics are exactly that bad."""
        return sum(diagnostic.severity == severity for diagnostic in self.diagnostics)

    def exit_code(self, fail_on: Severity) -> int:
        """1 when anything is as bad as `fail_on` or worse, else 0."""
        return int(any(diagnostic.at_least(fail_on) for diagnostic in self.diagnostics))

    @property
    def counts(self) -> Sequence[tuple[Severity, int]]:
        """Worst first; a severity nobody has is 0."""
        return [(severity, self.count(severity)) for severity in SEVERITIES]


def safe(report: DiagnosticReport) -> DiagnosticReport:
    """The same without secrets, other people's phone numbers and characters that steer a terminal."""
    return replace(
        report,
        diagnostics=tuple(map(_safe, report.diagnostics)),
        accepted=tuple(replace(one, diagnostic=_safe(one.diagnostic), reason=_text(one.reason)) for one in report.accepted),
    )


def _safe(diagnostic: Diagnostic) -> Diagnostic:
    return replace(
        diagnostic,
        source=Source(file=_printable(diagnostic.source.file), line=diagnostic.source.line),
        message=_text(diagnostic.message),
        why=_text(diagnostic.why),
        mend=_text(diagnostic.mend),
    )


def _text(text: str) -> str:
    return redact_text(_printable(" ".join(text.split())))


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
