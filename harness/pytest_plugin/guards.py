"""What would make a scenario green without proving anything, found before anything is played.

Each problem is one sentence with the file, the line and the mend. pytest-bdd lets every one of them pass in silence, or
finds it half-way through a scenario.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from gherkin.dialect import Dialect
from pytest_bdd.gherkin_parser import Scenario as ScenarioNode
from pytest_bdd.parser import Scenario, Step

from harness.pytest_plugin.definitions import StepDefinition, matching
from harness.pytest_plugin.gherkin import Case, FeatureSource, Outline

__all__ = ["problems_of_outlines", "resolve_steps"]

Resolved = dict[tuple[str, str], StepDefinition]
"""Kind and rendered text of a step, and what it means."""

_PLACEHOLDER = re.compile(r"<(\w[\w .-]*)>")
_PLACE = re.compile(r"\{\w*(?::\w+)?\}")
_QUOTED = re.compile('["“「][^"“”「」]*["”」]')


def problems_of_outlines(source: FeatureSource) -> tuple[str, ...]:
    """What the file's own text shows: nothing to play, names used twice, outlines without rows, stray placeholders."""
    if not source.outlines:
        return (f"{source.shown}:{source.feature.line_number}: the feature has no scenario. Write one, or delete the file.",)
    found = list(_duplicate_names(source))
    for outline in source.outlines:
        complaints = list(_problems_of_node(outline.node, source.feature.language)) or list(_problems_of_cases(outline))
        found.extend(f"{source.shown}:{line}: {sentence}" for line, sentence in complaints)
    return tuple(found)


def resolve_steps(
    cases: Sequence[Case], definitions: Sequence[StepDefinition], shown: str, below: Path
) -> tuple[Resolved, tuple[str, ...]]:
    """What every step of these scenarios means, and a sentence for each one that means nothing, several things, or is async."""
    resolved: Resolved = {}
    problems: dict[str, None] = {}
    for step in (step for case in cases for step in case.scenario.steps):
        if _PLACEHOLDER.search(step.name):
            continue
        known = resolved.get((step.type, step.name))
        fitting = matching(step, definitions) if known is None else [known]
        if len(fitting) == 1 and not fitting[0].is_async:
            resolved[step.type, step.name] = fitting[0]
            sentence = _misread(step, fitting[0])
        else:
            sentence = _unusable(step, fitting, below) if fitting else _undefined(step, definitions)
        if sentence:
            problems[f"{shown}:{step.line_number}: {sentence}"] = None
    return resolved, tuple(problems)


def _duplicate_names(source: FeatureSource) -> Iterator[str]:
    first: dict[str, int] = {}
    for outline in source.outlines:
        name, line = outline.node.name, outline.node.location.line
        if name and name in first:
            yield (
                f"{source.shown}:{line}: the scenario '{name}' is also on line {first[name]}, and only one would be played. "
                "Give each its own name."
            )
        first.setdefault(name, line)


def _problems_of_node(node: ScenarioNode, language: str) -> Iterator[tuple[int, str]]:
    if not node.name:
        yield node.location.line, "the scenario has no name. Say in it what is promised."
    if not node.steps:
        yield node.location.line, f"the scenario '{node.name}' has no steps, so it proves nothing. Write them, or delete it."
    for table in node.examples:
        columns = [cell.value for cell in table.table_header.cells] if table.table_header else []
        if not table.table_body:
            yield table.location.line, "the examples have no rows, so nothing would be played. Add a row, or delete the table."
        for column in sorted({column for column in columns if columns.count(column) > 1}):
            yield table.location.line, f"the examples have two columns '{column}', and one would be lost. Rename one."
    dialect = Dialect.for_name(language)
    if not node.examples and dialect is not None and node.keyword in dialect.scenario_outline_keywords:
        yield node.location.line, f"the outline '{node.name}' has no examples. Add a table of them, or write 'Scenario:'."


def _problems_of_cases(outline: Outline) -> Iterator[tuple[int, str]]:
    """A placeholder that no column fills, and a scenario that never phones or never looks; each said once for all rows."""
    seen: dict[tuple[int, str], None] = {}
    for case in outline.cases:
        scenario = case.scenario
        for line, text in _texts_of(scenario, outline):
            for name in _PLACEHOLDER.findall(text):
                mend = "Add the column" if outline.node.examples else "Make it a 'Scenario Outline:' with examples"
                seen[line, f"nothing fills in the placeholder <{name}>. {mend}, or write the value itself."] = None
        kinds = {step.type for step in scenario.steps}
        for kind, lack in (("when", "nothing happens in it"), ("then", "it proves nothing")):
            if kind not in kinds:
                sentence = f"the scenario '{outline.node.name}' has no {kind.title()} step, so {lack}. Add one."
                seen[outline.node.location.line, sentence] = None
    yield from seen


def _texts_of(scenario: Scenario, outline: Outline) -> Iterator[tuple[int, str]]:
    yield outline.node.location.line, scenario.name
    for step in scenario.steps:
        yield step.line_number, step.name
        if step.datatable is not None:
            for row in step.datatable.rows:
                yield from ((row.location.line, cell.value) for cell in row.cells)
        docstring = step.docstring or ""
        if outline.node.examples and "</" not in docstring:  # else it is markup: <b>…</b>
            yield step.line_number, docstring


def _undefined(step: Step, definitions: Sequence[StepDefinition]) -> str:
    other = next((d for d in definitions if d.says(step.name)), None)
    if other is not None:
        return f"'{step.name}' is known as a {other.kind} step, and stands here as a {step.type.title()} step. Move it."
    mine = [d for d in definitions if d.context.type in (None, step.type)]
    # Names of places count for little in English and would outweigh a sentence of ten Chinese characters.
    worded = {_PLACE.sub("", d.pattern): d for d in mine}
    close = get_close_matches(_QUOTED.sub('""', step.name), worded, n=1, cutoff=0.4)
    nearest = worded[close[0]] if close else None
    hint = f"The closest one known is: {nearest.kind} {nearest.pattern}" if nearest else "Define it in a conftest.py"
    return f"no step definition fits '{step.type.title()} {step.name}'. {hint}."


def _misread(step: Step, definition: StepDefinition) -> str:
    """A table or a text below a step that does not read it would be compared with nothing; "" when all is read."""
    below = (("datatable", "table", step.datatable), ("docstring", "text in triple quotes", step.docstring))
    for argument, what, written in below:
        is_there = written is not None
        if is_there and not definition.reads(argument) and not definition.reads("request"):
            return f"nobody reads the {what} below '{step.name}'. End the step as one that does, or remove the {what}."
        if not is_there and definition.reads(argument):
            return f"'{step.name}' needs a {what} below it. Write it on the next lines."
    return ""


def _unusable(step: Step, fitting: Sequence[StepDefinition], below: Path) -> str:
    places = " and ".join(sorted(f"'{d.pattern}' ({d.place(below)})" for d in fitting))
    if len(fitting) == 1:
        return f"the step definition {places} is 'async def': nobody would await it, so it would pass. Make it 'def'."
    return f"'{step.name}' is ambiguous: it fits {places}. Make one of the patterns more exact."
