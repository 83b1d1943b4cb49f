"""Verdicts → text: the page, JUnit, what Allure attaches, the terminal. Reporters return text; `write_reports` writes it."""

from harness.reporting.allure import allure_conversation, conversation_html, http_exchange_json, rows_html, turn_lines
from harness.reporting.junit import render_junit
from harness.reporting.page import render_page
from harness.reporting.redaction import redact_text
from harness.reporting.run import PlayedCall, Run, RunSettings, ScenarioResult, StepResult, StepStatus
from harness.reporting.terminal import (
    Look,
    closing,
    failure_block,
    file_line,
    file_lines,
    header_line,
    problem_block,
    progress_bar,
)
from harness.reporting.write import ReportError, ReportFormat, write_reports

__all__ = [
    "Look",
    "PlayedCall",
    "ReportError",
    "ReportFormat",
    "Run",
    "RunSettings",
    "ScenarioResult",
    "StepResult",
    "StepStatus",
    "allure_conversation",
    "closing",
    "conversation_html",
    "failure_block",
    "file_line",
    "file_lines",
    "header_line",
    "http_exchange_json",
    "problem_block",
    "progress_bar",
    "redact_text",
    "render_junit",
    "render_page",
    "rows_html",
    "turn_lines",
    "write_reports",
]
