"""Diagnostics for a person at a terminal: place, severity and rule, then what and why, then what to do."""

import textwrap
from collections.abc import Iterator
from typing import Literal

from harness.contract.diagnostic import Diagnostic, Severity
from harness.reporting.diagnostics.report import Accepted, DiagnosticReport
from harness.reporting.summary import counted
from harness.reporting.terminal import Look

__all__ = ["text"]

_STYLES: dict[Severity, Literal["bad", "warn", "soft"]] = {"error": "bad", "warning": "warn", "info": "soft"}
_NOUNS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "hint"}


def text(report: DiagnosticReport, look: Look, *, everything: bool = False) -> str:
    """Every error and warning and a line that counts all; with `everything` hints and silenced findings too."""
    blocks = [_block(one, look) for one in report.diagnostics if everything or one.at_least("warning")]
    if everything:
        blocks += [_accepted(one, look) for one in report.accepted]
    return look.fit("\n\n".join([*blocks, _summary(report, everything)]))


def _block(diagnostic: Diagnostic, look: Look) -> str:
    head = f"{diagnostic.source}  {look.paint(diagnostic.severity, _STYLES[diagnostic.severity])}  {diagnostic.rule}"
    return "\n".join([head, *_body(diagnostic, look)])


def _body(diagnostic: Diagnostic, look: Look) -> Iterator[str]:
    yield from _wrapped(f"{diagnostic.message} {diagnostic.why}".strip(), look, first="  ", rest="  ")
    if diagnostic.mend:
        yield from _wrapped(diagnostic.mend, look, first="  → ", rest="    ")


def _wrapped(sentence: str, look: Look, *, first: str, rest: str) -> list[str]:
    width = max(look.width, 40)
    return textwrap.wrap(
        sentence, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def _accepted(one: Accepted, look: Look) -> str:
    head = f"{one.diagnostic.source}  {look.paint('silenced', 'soft')}  {one.diagnostic.rule}"
    lines = _wrapped(one.diagnostic.message, look, first="  ", rest="  ")
    return "\n".join([head, *lines, *_wrapped(f"{one.reason} ({one.source})", look, first="  = ", rest="    ")])


def _summary(report: DiagnosticReport, everything: bool) -> str:
    counts = dict(report.counts)
    if not any(counts.values()) and not report.accepted:
        return "Nothing found."
    parts = [counted(number, _NOUNS[severity]) for severity, number in counts.items() if number or severity != "info"]
    if report.accepted:
        parts.append(f"{len(report.accepted)} silenced with a reason")
    unseen = [what for what, number in (("hints", counts["info"]), ("what is silenced", len(report.accepted))) if number]
    more = f" (--all shows {' and '.join(unseen)})" if unseen and not everything else ""
    return f"{' · '.join(parts)}{more}"
