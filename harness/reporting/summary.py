"""What a run came to in numbers and in one sentence, the same in every report."""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from harness.checks.base import Finding, Owner, Verdict
from harness.reporting.run import PlayedCall, Run, ScenarioResult
from harness.trace.events import ToolRequested

__all__ = [
    "OWNER_IN_WORDS",
    "SeenFinding",
    "Totals",
    "counted",
    "duration",
    "findings_of_call",
    "noted_in_call",
    "run_sentence",
    "titles_of",
    "totals_of",
    "verdict_sentence",
]

_NAMED_AT_MOST = 3

OWNER_IN_WORDS: Mapping[Owner, str] = {
    "contract": "the contract: the prompt or the tools as they are written",
    "agent": "the agent: it did not do what its prompt and tools say",
    "backend": "the backend: the system behind the tools",
    "caller": "the caller: the simulated person, or what the scenario tells it",
    "harness": "the harness: Callproof itself, or how it was set up",
}
"""Whose move it is, for someone who does not know our words."""

_PLAIN_VERDICT: Mapping[Verdict, str] = {
    "passed": "Everything promised here happened.",
    "failed": "Something promised here did not happen.",
    "error": "This scenario could not be judged.",
    "not applicable": "There was nothing here to judge.",
}


class Totals(Struct, frozen=True, kw_only=True):
    """The numbers of a run."""

    passed: int
    failed: int
    errors: int
    not_applicable: int
    calls: int
    turns: int
    """How often a caller spoke."""
    tool_calls: int
    rows: int
    """Rows added, changed or removed."""

    @property
    def scenarios(self) -> int:
        """Scenarios that have a result."""
        return self.passed + self.failed + self.errors + self.not_applicable


class SeenFinding(Struct, frozen=True, kw_only=True):
    """A finding with the number it is shown under in its scenario, from 1."""

    number: int
    finding: Finding


def totals_of(run: Run) -> Totals:
    """Count a run."""
    verdicts = [scenario.verdict for scenario in run.scenarios]
    traces = [call.trace for scenario in run.scenarios for call in scenario.calls]
    return Totals(
        passed=verdicts.count("passed"),
        failed=verdicts.count("failed"),
        errors=verdicts.count("error"),
        not_applicable=verdicts.count("not applicable"),
        calls=len(traces),
        turns=sum(len(trace.said) for trace in traces),
        tool_calls=sum(isinstance(event, ToolRequested) for trace in traces for event in trace.events),
        rows=sum(len(trace.row_changes) for trace in traces),
    )


def run_sentence(run: Run) -> str:
    """The whole run for someone who reads nothing else: "29 of 30 promises kept. 1 broken: The guest is asked for a name."."""
    totals = totals_of(run)
    sentences = [_kept(totals)]
    if totals.failed:
        sentences.append(f"{totals.failed} broken: {_names(run.scenarios, 'failed')}.")
    if totals.errors:
        sentences.append(f"{totals.errors} could not be judged: {_names(run.scenarios, 'error')}.")
    if totals.not_applicable:
        sentences.append(f"{totals.not_applicable} had nothing to judge.")
    if run.problems:
        sentences.append(f"{counted(len(run.problems), 'part')} of the input could not be used.")
    if run.interrupted:
        sentences.append("The run was stopped early.")
    if run.not_run:
        sentences.append(f"{counted(run.not_run, 'scenario was', 'scenarios were')} not played.")
    return " ".join(sentences)


def verdict_sentence(scenario: ScenarioResult) -> str:
    """The scenario's own sentence, or a plain one that says as much."""
    return scenario.sentence or _PLAIN_VERDICT[scenario.verdict]


def titles_of(run: Run) -> Mapping[str, str]:
    """Scenario id → its name, with the values of its outline row where the same name stands for several rows."""
    names = Counter((scenario.feature_file, scenario.name) for scenario in run.scenarios)

    def title(scenario: ScenarioResult) -> str:
        if names[scenario.feature_file, scenario.name] == 1 or not scenario.example:
            return scenario.name
        return f"{scenario.name} ({', '.join(f'{column} {value}' for column, value in scenario.example)})"

    return {scenario.id: title(scenario) for scenario in run.scenarios}


def findings_of_call(scenario: ScenarioResult, call: PlayedCall) -> tuple[SeenFinding, ...]:
    """Those of the scenario's findings that are about this call; one no check of any call made belongs to the last call."""
    judged = {id(c): [f for judgement in c.judgements for f in judgement.findings] for c in scenario.calls}
    is_last = bool(scenario.calls) and scenario.calls[-1] is call
    return tuple(
        SeenFinding(number=number, finding=finding)
        for number, finding in enumerate(scenario.findings, start=1)
        if finding in judged.get(id(call), ()) or (is_last and not any(finding in found for found in judged.values()))
    )


def noted_in_call(scenario: ScenarioResult, call: PlayedCall) -> tuple[SeenFinding, ...]:
    """What checks found in this call though the verdict does not rest on it: a fault the scenario planted to see it reported."""
    start = len(scenario.findings) + 1
    for earlier in scenario.calls:
        noted = _noted(scenario, earlier)
        if earlier is call:
            return tuple(SeenFinding(number=start + place, finding=finding) for place, finding in enumerate(noted))
        start += len(noted)
    return ()


def counted(number: int, one: str, many: str | None = None) -> str:
    """ "1 call", "18 calls"; `many` where an s is not enough."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def duration(seconds: float) -> str:
    """ "0.4 s", "12 s", "2 min 05 s"."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60:02d} s"


def _kept(totals: Totals) -> str:
    if not totals.scenarios:
        return "No scenario was played."
    if totals.passed == totals.scenarios:
        return "The one promise was kept." if totals.passed == 1 else f"All {totals.passed} promises kept."
    return f"{totals.passed} of {totals.scenarios} promises kept."


def _names(scenarios: Sequence[ScenarioResult], verdict: Verdict) -> str:
    names = list(dict.fromkeys(s.name.rstrip(".") for s in scenarios if s.verdict == verdict))
    named = "; ".join(names[:_NAMED_AT_MOST])
    return named if len(names) <= _NAMED_AT_MOST else f"{named}; and {len(names) - _NAMED_AT_MOST} more"


def _noted(scenario: ScenarioResult, call: PlayedCall) -> tuple[Finding, ...]:
    found = (finding for judgement in call.judgements for finding in judgement.findings)
    unique: list[Finding] = []
    for finding in found:
        if finding not in scenario.findings and finding not in unique:
            unique.append(finding)
    return tuple(unique)
