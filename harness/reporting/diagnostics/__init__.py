"""Diagnostics → text: for a terminal, for a program, for code scanning, for the lines of a pull request."""

from harness.reporting.diagnostics.render import DIAGNOSTIC_FORMATS, render_diagnostics
from harness.reporting.diagnostics.report import Accepted, DiagnosticReport, RuleHelp

__all__ = ["DIAGNOSTIC_FORMATS", "Accepted", "DiagnosticReport", "RuleHelp", "render_diagnostics"]
