"""A run arranged for a reader: what is broken first, every finding with links to the lines that show it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from harness.checks.base import Judgement, Verdict
from harness.reporting.conversation import Line, conversation_of, ended_in_words
from harness.reporting.rows import ChangedTable, changed_tables, changes_in_words
from harness.reporting.run import PlayedCall, Run, ScenarioResult, StepResult
from harness.reporting.summary import (
    OWNER_IN_WORDS,
    SeenFinding,
    counted,
    findings_of_call,
    noted_in_call,
    titles_of,
    verdict_sentence,
)
from harness.trace.events import CallStarted
from harness.trace.trace import Trace

__all__ = ["CallStory", "FeatureStory", "Link", "ScenarioStory", "ShownFinding", "call_story", "features_of", "worst_first"]

_WORST_FIRST: Mapping[Verdict, int] = {"failed": 0, "error": 1, "not applicable": 2, "passed": 3}


class Link(Struct, frozen=True, kw_only=True):
    """A place in the page."""

    text: str
    anchor: str


class ShownFinding(Struct, frozen=True, kw_only=True):
    """A finding as it is printed."""

    number: int
    message: str
    owner: str
    """Whose move it is, in words."""
    why: str
    source: str
    """file:line, or empty."""
    check: str
    lines: tuple[Link, ...]
    """Where in the conversation it shows."""


class CallStory(Struct, frozen=True, kw_only=True):
    """One call as it is printed."""

    anchor: str
    title: str
    language: str
    lines: tuple[Line, ...]
    ended: str
    tables: tuple[ChangedTable, ...]
    rows_in_words: str
    noted: tuple[ShownFinding, ...]
    """Reported by checks, though the scenario's verdict does not rest on it."""
    judgements: tuple[Judgement, ...]
    judgements_in_words: str


class ScenarioStory(Struct, frozen=True, kw_only=True):
    """One scenario as it is printed."""

    anchor: str
    title: str
    result: ScenarioResult
    sentence: str
    owner: str
    """Whose move it is, in words; empty for a pass."""
    findings: tuple[ShownFinding, ...]
    steps: tuple[StepResult, ...]
    """Without messages that sentence and findings have told already."""
    calls: tuple[CallStory, ...]


class FeatureStory(Struct, frozen=True, kw_only=True):
    """One feature as it is printed."""

    anchor: str
    name: str
    file: str
    description: str
    scenarios: tuple[ScenarioStory, ...]

    @property
    def kept(self) -> int:
        """Scenarios that passed."""
        return sum(story.result.verdict == "passed" for story in self.scenarios)


def features_of(run: Run) -> tuple[FeatureStory, ...]:
    """The run's features, those with something broken first; scenarios in a feature likewise."""
    by_file: dict[tuple[str, str], list[ScenarioResult]] = {}
    for scenario in run.scenarios:
        by_file.setdefault((scenario.feature_file, scenario.feature), []).append(scenario)
    groups = sorted(by_file.values(), key=lambda group: min(_WORST_FIRST[s.verdict] for s in group))
    numbers = {scenario.id: number for number, scenario in enumerate(run.scenarios, start=1)}
    titles = titles_of(run)
    return tuple(
        FeatureStory(
            anchor=f"f{place}",
            name=group[0].feature,
            file=group[0].feature_file,
            description=group[0].feature_description,
            scenarios=tuple(_scenario_story(s, titles[s.id], f"s{numbers[s.id]}") for s in worst_first(group)),
        )
        for place, group in enumerate(groups, start=1)
    )


def worst_first(scenarios: Iterable[ScenarioResult]) -> list[ScenarioResult]:
    """Broken, then not judged, then nothing to judge, then kept; otherwise in the order they were played."""
    return sorted(scenarios, key=lambda scenario: _WORST_FIRST[scenario.verdict])


def call_story(
    call: PlayedCall,
    *,
    findings: Sequence[SeenFinding] = (),
    noted: Sequence[SeenFinding] = (),
    anchor: str = "call",
    number: int | None = None,
) -> CallStory:
    """One call with the findings that are about it. `number` is given where a scenario has several calls."""
    lines = conversation_of(call, (*findings, *noted))
    tables = changed_tables(call.trace)
    started = _started(call.trace)
    return CallStory(
        anchor=anchor,
        title=_title(started, number),
        language=started.language if started else "en",
        lines=lines,
        ended=ended_in_words(call),
        tables=tables,
        rows_in_words=changes_in_words(tables),
        noted=tuple(_shown(seen, lines, anchor) for seen in noted),
        judgements=call.judgements,
        judgements_in_words=_judgements_in_words(call.judgements),
    )


def _scenario_story(scenario: ScenarioResult, title: str, anchor: str) -> ScenarioStory:
    several = len(scenario.calls) > 1
    calls = tuple(
        call_story(
            call,
            findings=findings_of_call(scenario, call),
            noted=noted_in_call(scenario, call),
            anchor=f"{anchor}c{place}",
            number=place if several else None,
        )
        for place, call in enumerate(scenario.calls, start=1)
    )
    shown: dict[int, ShownFinding] = {
        seen.number: _shown(seen, story.lines, story.anchor)
        for call, story in zip(scenario.calls, calls, strict=True)
        for seen in findings_of_call(scenario, call)
    }
    for number, finding in enumerate(scenario.findings, start=1):
        shown.setdefault(number, _shown(SeenFinding(number=number, finding=finding), (), anchor))
    return ScenarioStory(
        anchor=anchor,
        title=title,
        result=scenario,
        sentence=verdict_sentence(scenario),
        owner=OWNER_IN_WORDS[scenario.owner] if scenario.owner else "",
        findings=tuple(shown[number] for number in sorted(shown)),
        steps=_steps(scenario),
        calls=calls,
    )


def _steps(scenario: ScenarioResult) -> tuple[StepResult, ...]:
    told = {scenario.sentence, *(finding.message for finding in scenario.findings)}
    return tuple(replace(step, message="") if told.issuperset(step.message.splitlines()) else step for step in scenario.steps)


def _shown(seen: SeenFinding, lines: Sequence[Line], anchor: str) -> ShownFinding:
    finding = seen.finding
    return ShownFinding(
        number=seen.number,
        message=finding.message,
        owner=OWNER_IN_WORDS[finding.owner],
        why=finding.why or "",
        source=str(finding.source or ""),
        check=finding.check,
        lines=tuple(Link(text=line.at, anchor=f"{anchor}e{line.n}") for line in lines if seen.number in line.marks),
    )


def _started(trace: Trace) -> CallStarted | None:
    first = trace.events[0] if trace.events else None
    return first if isinstance(first, CallStarted) else None


def _title(started: CallStarted | None, number: int | None) -> str:
    name = "The call" if number is None else f"Call {number}"
    if started is None:
        return name
    return f"{name} to {started.squad} on {_day_and_time(started.started_at)}"


def _day_and_time(iso: str) -> str:
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{moment:%A} {moment.day} {moment:%B %Y, %H:%M}"


def _judgements_in_words(judgements: Sequence[Judgement]) -> str:
    words = {"passed": "kept", "failed": "broken", "error": "crashed", "not applicable": "not applicable here"}
    found = [judgement.verdict for judgement in judgements]
    parts = [f"{found.count(verdict)} {words[verdict]}" for verdict in _WORST_FIRST if verdict in found]
    return f"{counted(len(found), 'check')}: {', '.join(parts)}"
