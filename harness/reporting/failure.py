"""A broken scenario in a few lines of plain text: what happened, where it shows, why, and how to play it again."""

from collections.abc import Sequence

from harness.checks.base import Finding
from harness.reporting.redaction import redact_text
from harness.reporting.run import ScenarioResult
from harness.reporting.summary import findings_of_call, verdict_sentence
from harness.trace.transcript import excerpt

__all__ = ["failure_lines", "failure_text"]


_SHOWN = 4
"""How many events at either end of a long list of them are shown."""


def failure_text(scenario: ScenarioResult) -> str:
    """`failure_lines` in one piece; what JUnit shows."""
    return "\n".join(failure_lines(scenario))


def failure_lines(scenario: ScenarioResult) -> list[str]:
    """The sentence and whose move it is, the transcript around what was found, the causes, the replay command; redacted."""
    owner = f"  (owner: {scenario.owner})" if scenario.owner else ""
    sentence = verdict_sentence(scenario)
    lines = [f"{sentence}{owner}"]
    lines += [f"- {finding.message}" for finding in scenario.findings if finding.message not in sentence]
    excerpts = _excerpts(scenario)
    for part in excerpts:
        lines += ["", *part.splitlines()]
    if not excerpts:
        lines += _failed_step(scenario)
    causes = dict.fromkeys(filter(None, map(_cause, scenario.findings)))
    if excerpts and (causes or scenario.replay):
        lines.append("")
    lines += [f"Why: {cause}" for cause in causes]
    shown = [redact_text(line) for line in lines]  # a terminal's output ends up in the logs of CI
    return [*shown, f"Replay: {scenario.replay}"] if scenario.replay else shown


def _excerpts(scenario: ScenarioResult) -> list[str]:
    parts = []
    for call in scenario.calls:
        events = {n for seen in findings_of_call(scenario, call) for n in seen.finding.events}
        parts.append(excerpt(call.trace, _telling(sorted(events)), speakers=call.speakers))
    return [part for part in parts if part]


def _telling(events: Sequence[int]) -> Sequence[int]:
    """The first and the last few of many events: a call that goes in circles need not be printed whole."""
    return events if len(events) <= 2 * _SHOWN else [*events[:_SHOWN], *events[-_SHOWN:]]


def _failed_step(scenario: ScenarioResult) -> list[str]:
    step = next((step for step in scenario.steps if step.status in ("failed", "error")), None)
    return [f"Step: {step.keyword} {step.text}  ({scenario.feature_file}:{step.line})"] if step else []


def _cause(finding: Finding) -> str:
    place = f" ({finding.source})" if finding.source and str(finding.source) not in (finding.why or "") else ""
    return f"{finding.why}{place}" if finding.why else str(finding.source or "")
