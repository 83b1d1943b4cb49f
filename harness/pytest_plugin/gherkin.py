"""A feature file as the scenarios to play, one per outline row, each with the lines it stands on.

pytest-bdd parses and renders; what it forgets on the way (lines of outline rows, scenarios of the same name, empty tables)
is read here from the same Gherkin document.
"""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from gherkin.errors import CompositeParserException
from gherkin.parser import Parser
from pytest_bdd.gherkin_parser import GherkinDocument
from pytest_bdd.gherkin_parser import Scenario as ScenarioNode
from pytest_bdd.parser import Feature, FeatureParser, Scenario, ScenarioTemplate

from harness.errors import InputError

__all__ = ["Case", "FeatureSource", "Outline", "read_feature"]


@dataclass(frozen=True, kw_only=True)
class Case:
    """One scenario to play: a scenario, or one row of an outline."""

    name: str
    """Unique in its file; the last part of pytest's node id."""
    line: int
    """Where the scenario starts, or the row stands."""
    template: ScenarioTemplate
    values: Mapping[str, str] = field(default_factory=dict)
    """Column and value of the row."""
    tags: frozenset[str] = frozenset()
    """Its own, its examples', its rule's and its feature's."""

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario with its row filled in, background first; to look at. Rendering copies every table, so it is done once."""
        return self.render()

    def render(self) -> Scenario:
        """The same with new values at each call; to play, for pytest-bdd writes into it."""
        return self.template.render(self.values)


@dataclass(frozen=True, kw_only=True)
class Outline:
    """One `Scenario:` or `Scenario Outline:` as it stands in the file."""

    node: ScenarioNode
    first_line: int
    """Of its tags when it has some."""
    last_line: int
    cases: tuple[Case, ...]


@dataclass(frozen=True, kw_only=True)
class FeatureSource:
    """A feature file, read."""

    path: Path
    shown: str
    """The path as messages write it."""
    feature: Feature
    outlines: tuple[Outline, ...]

    @property
    def cases(self) -> tuple[Case, ...]:
        """Every scenario to play, in the order of the file."""
        return tuple(case for outline in self.outlines for case in outline.cases)


def read_feature(path: Path, shown: str) -> FeatureSource:
    """Parse one file. Raises InputError, one sentence with file and line, for a file that is no feature."""
    text = _text_of(path, shown)
    document = _document_of(text, shown)
    feature = _KnownDocument(path, document).parse()
    nodes = list(_scenarios_of(document))
    starts = [_first_line(node) for node in nodes] + [len(text.splitlines()) + 1]
    ends = sorted({*starts, *_rule_lines(document)})
    taken: set[str] = set()
    outlines = tuple(
        Outline(
            node=node,
            first_line=start,
            last_line=next(line for line in ends if line > start) - 1,
            cases=tuple(_cases_of(node, feature, taken)),
        )
        for node, (start, _) in zip(nodes, pairwise(starts), strict=True)
    )
    return FeatureSource(path=path, shown=shown, feature=feature, outlines=outlines)


class _KnownDocument(FeatureParser):
    """pytest-bdd's reader of a document that is parsed already: its own cache outlives an edited file."""

    def __init__(self, path: Path, document: GherkinDocument) -> None:
        super().__init__(str(path.parent), path.name)
        self._document = document

    def _parse_feature_file(self) -> GherkinDocument:
        return self._document


def _text_of(path: Path, shown: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        line = problem.object.count(b"\n", 0, problem.start) + 1
        raise InputError(f"{shown}:{line}: this is not UTF-8 text. Save the file as UTF-8.") from problem
    except OSError as problem:
        raise InputError(f"{shown}: cannot be read: {problem.strerror}.") from problem


def _document_of(text: str, shown: str) -> GherkinDocument:
    try:
        data = Parser().parse(text)
    except CompositeParserException as problem:
        raise InputError(_sentence(problem.errors[0], shown)) from problem
    if not data.get("feature"):
        raise InputError(f"{shown}:1: the file holds no feature. Begin it with 'Feature:' and a name.")
    _refuse_a_first_step_without_a_type(data["feature"], shown)
    return GherkinDocument.from_dict(data)


def _sentence(error: Any, shown: str) -> str:
    """The parser's complaint without its list of token types."""
    line, message = error.location["line"], str(error).split(": ", 1)[-1]
    _, expected, got = message.rpartition(", got ")
    if message.startswith("Language not supported"):
        return f"{shown}:{line}: {message[0].lower()}{message[1:]}. See https://cucumber.io/docs/gherkin/languages."
    if message.startswith("unexpected end of file"):
        return f"{shown}:{line}: the file ends in the middle of something. Close the docstring or finish the scenario."
    if "：" in got:
        return f"{shown}:{line}: {got} is out of place here. After a keyword write the colon as ':', not as the full-width '：'."
    if not expected:
        return f"{shown}:{line}: {message}. Give every row of the table the same number of cells."
    return (
        f"{shown}:{line}: {got} is out of place here. A feature has one 'Feature:', then at most one 'Background:', "
        "then scenarios whose lines begin with Given, When, Then, And or But."
    )


def _refuse_a_first_step_without_a_type(feature: Mapping[str, object], shown: str) -> None:
    """pytest-bdd cannot tell what kind of step comes first when it is `*` or And, and says so with a traceback."""
    stack: list[object] = [feature]
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack.extend(value)
        elif isinstance(value, dict):
            stack.extend(value.values())
            steps = value.get("steps") or []
            if steps and steps[0]["keywordType"] not in ("Context", "Action", "Outcome"):
                line, keyword = steps[0]["location"]["line"], steps[0]["keyword"].strip()
                raise InputError(f"{shown}:{line}: the first step begins with '{keyword}'. Begin it with Given, When or Then.")


def _scenarios_of(document: GherkinDocument) -> Iterator[ScenarioNode]:
    for child in document.feature.children:
        if child.scenario:
            yield child.scenario
        for grandchild in child.rule.children if child.rule else ():
            if grandchild.scenario:
                yield grandchild.scenario


def _rule_lines(document: GherkinDocument) -> Iterator[int]:
    for child in document.feature.children:
        if child.rule:
            yield min([child.rule.location.line, *(tag.location.line for tag in child.rule.tags)])


def _first_line(node: ScenarioNode) -> int:
    return min([node.location.line, *(tag.location.line for tag in node.tags)])


def _cases_of(node: ScenarioNode, feature: Feature, taken: set[str]) -> Iterator[Case]:
    template = feature.scenarios[node.name]
    shared = template.tags | feature.tags | (template.rule.tags if template.rule else set())
    if not node.examples:
        yield Case(name=_unique(node.name, {}, taken), line=node.location.line, template=template, tags=frozenset(shared))
    for table in node.examples:
        columns = [cell.value for cell in table.table_header.cells] if table.table_header else []
        tags = frozenset(shared | {tag.name.lstrip("@") for tag in table.tags})
        for row in table.table_body or ():
            values = dict(zip(columns, (cell.value for cell in row.cells), strict=True))
            name = _unique(template.render(values).name, values, taken)
            yield Case(name=name, line=row.location.line, template=template, values=values, tags=tags)


def _unique(name: str, values: Mapping[str, str], taken: set[str]) -> str:
    """A name pytest can use in a node id, which `::` and brackets would cut."""
    plain = textwrap.shorten(name, 200, placeholder="…").replace("::", "∷").replace("[", "(").replace("]", ")")
    if plain in taken:
        row = ", ".join(values.values()).replace("::", "∷").replace("[", "(").replace("]", ")")
        plain = f"{plain} ({row})"
    while plain in taken:
        plain += "+"
    taken.add(plain)
    return plain
