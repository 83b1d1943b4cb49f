"""`pytest --step-catalogue FILE`: every step definition and its use, and every step nobody defines. Plays nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from msgspec import Struct

from harness.pytest_plugin.collector import FeatureFile, case_of
from harness.pytest_plugin.definitions import StepDefinition, matching, visible_definitions

__all__ = ["Catalogue", "Entry", "render_catalogue"]

_KINDS = ("Given", "When", "Then", "Step")


class Entry(Struct, frozen=True, kw_only=True):
    """One step, in all its wordings."""

    kind: str
    patterns: tuple[str, ...]
    summary: str
    place: str
    uses: int


class Catalogue:
    """Replaces the run by the catalogue."""

    def __init__(self) -> None:
        self._summary: Sequence[str] = ()
        self._undefined = 0

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Write the file and leave nothing to play."""
        folder = session.config.invocation_params.dir
        used: dict[int, set[str]] = defaultdict(set)
        known: dict[int, StepDefinition] = {}
        undefined: dict[str, None] = {}
        for item in session.items:
            case = case_of(item)
            if case is None or not isinstance(item.parent, FeatureFile):
                continue
            definitions = visible_definitions(item)
            known |= {id(definition.context): definition for definition in definitions}
            for step in case.scenario.steps:
                place = f"{item.parent.shown}:{step.line_number}"
                for definition in matching(step, definitions):
                    used[id(definition.context.step_func)].add(place)
                if not matching(step, definitions):
                    undefined[f"{place}: {step.type.title()} {step.name}"] = None
        entries = tuple(_entries(known.values(), used, folder))
        target = folder / session.config.getoption("step_catalogue")
        target.write_text(render_catalogue(entries), encoding="utf-8")
        unused = [f"{entry.place}: {entry.kind} {entry.patterns[0]}" for entry in entries if not entry.uses]
        self._summary = (*_listed("unused", unused), *_listed("undefined", undefined))
        session.items[:] = []
        self._undefined = len(undefined)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """What is unused and what is missing."""
        for line in self._summary:
            terminalreporter.write_line(line)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Nothing was played; a catalogue without undefined steps is a success all the same."""
        if session.exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and self._summary:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED if self._undefined else pytest.ExitCode.OK


def render_catalogue(entries: Iterable[Entry]) -> str:
    """The catalogue as Markdown, by kind and pattern."""
    lines = ["# Steps", ""]
    ordered = sorted(entries, key=lambda entry: (_KINDS.index(entry.kind), entry.patterns))
    for kind in _KINDS:
        mine = [entry for entry in ordered if entry.kind == kind]
        if mine:
            lines += [f"## {kind}", ""]
            lines += [*map(_row, mine), ""]
    return "\n".join(lines)


def _row(entry: Entry) -> str:
    wordings = " or ".join(f"`{pattern}`" for pattern in entry.patterns)
    return f"- {wordings}{f': {entry.summary}' if entry.summary else ''} ({entry.place}; used {entry.uses} times)"


def _entries(definitions: Iterable[StepDefinition], used: Mapping[int, set[str]], folder: Path) -> Iterator[Entry]:
    by_function: dict[int, list[StepDefinition]] = defaultdict(list)
    for definition in definitions:
        if definition.pattern == "trace" and definition.is_ours:  # pytest-bdd's own step, for its debugger
            continue
        by_function[id(definition.context.step_func)].append(definition)
    for function, wordings in by_function.items():
        yield Entry(
            kind=wordings[0].kind,
            patterns=tuple(sorted({definition.pattern for definition in wordings}, key=lambda text: (not text.isascii(), text))),
            summary=wordings[0].summary,
            place=wordings[0].place(folder),
            uses=len(used.get(function, ())),
        )


def _listed(what: str, lines: Iterable[str]) -> list[str]:
    rows = sorted(lines)
    return [f"{len(rows)} {what} step{'' if len(rows) == 1 else 's'}", *(f"  {row}" for row in rows)]
