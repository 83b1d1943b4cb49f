"""How a command that reports diagnostics ends: what it prints, and its exit code."""

import shutil
import sys

from msgspec import Struct

from harness.contract.diagnostic import SEVERITIES, Severity
from harness.contract.problems import did_you_mean
from harness.errors import InputError
from harness.reporting.diagnostics import DIAGNOSTIC_FORMATS, DiagnosticReport, render_diagnostics
from harness.reporting.terminal import Look

__all__ = ["Outcome", "Telling", "told"]

_WIDTH_WITHOUT_TERMINAL = 120
_WIDEST = 140


class Outcome(Struct, frozen=True, kw_only=True):
    """What is printed, and with what the command ends."""

    text: str
    exit_code: int


class Telling(Struct, frozen=True, kw_only=True):
    """How diagnostics are to be told."""

    form: str
    """One of DIAGNOSTIC_FORMATS."""
    fail_on: Severity
    everything: bool = False
    """Hints too."""

    @classmethod
    def of(cls, form: str, fail_on: str, *, everything: bool = False) -> "Telling":
        """The same from words of a command line. Raises InputError, with a near miss, for an unknown one."""
        if form not in DIAGNOSTIC_FORMATS:
            raise InputError(f"there is no format '{form}'. {did_you_mean(form, DIAGNOSTIC_FORMATS)}")
        severity = next((each for each in SEVERITIES if each == fail_on), None)
        if severity is None:
            raise InputError(f"there is no severity '{fail_on}'. {did_you_mean(fail_on, SEVERITIES)}")
        return cls(form=form, fail_on=severity, everything=everything or severity == "info")


def told(report: DiagnosticReport, telling: Telling) -> Outcome:
    """The report as it was asked for; the exit code is 1 when anything is as bad as `fail_on`, else 0."""
    text = render_diagnostics(report, telling.form, look=_look(), everything=telling.everything)
    return Outcome(text=text, exit_code=report.exit_code(telling.fail_on))


def _look() -> Look:
    watched = sys.stdout.isatty()
    width = min(shutil.get_terminal_size().columns, _WIDEST) if watched else _WIDTH_WITHOUT_TERMINAL
    return Look(encoding=sys.stdout.encoding or "utf-8", colour=watched, width=width)
