"""One thing about a contract that its author should know, decided from files and not from a call."""

from collections.abc import Iterable
from typing import Literal, get_args

from msgspec import Struct

from harness.contract.model import Source

__all__ = ["SEVERITIES", "Diagnostic", "Severity", "in_order"]

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""Worst first."""


class Diagnostic(Struct, frozen=True, kw_only=True):
    """One diagnostic, ready to be shown by any format."""

    rule: str
    """Its stable id, "group/name"."""
    severity: Severity
    source: Source
    message: str
    """What is wrong, in whole sentences that stand alone."""
    why: str = ""
    """What it costs, in whole sentences; empty when the message says it."""
    mend: str = ""
    """What to do, as a sentence."""

    def at_least(self, threshold: Severity) -> bool:
        """It is as bad as `threshold`, or worse."""
        return SEVERITIES.index(self.severity) <= SEVERITIES.index(threshold)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each once, by file, line, rule and words: the same input is always shown the same way."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.source.file, d.source.line, d.rule, d.message)))
