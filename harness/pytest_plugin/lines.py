"""`pytest features/x.feature:12`: which scenarios the lines of a path argument mean."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from harness.errors import InputError
from harness.pytest_plugin.gherkin import Case, FeatureSource

__all__ = ["cases_at", "split_arguments"]

_WITH_LINES = re.compile(r"(?P<file>.+\.feature)(?P<lines>(?::\d+)+)")


def split_arguments(arguments: Iterable[str], folder: Path) -> tuple[list[str], Mapping[Path, tuple[int, ...]]]:
    """The arguments without their line numbers, and the lines asked of each file.

    A file that is also named without a line is wanted whole, and has no entry.
    """
    plain: list[str] = []
    lines: dict[Path, tuple[int, ...]] = {}
    whole: set[Path] = set()
    for argument in arguments:
        match = _WITH_LINES.fullmatch(argument)
        name = match["file"] if match else argument
        path = (folder / name).resolve()
        if match:
            lines[path] = (*lines.get(path, ()), *map(int, match["lines"].strip(":").split(":")))
        elif name.endswith(".feature"):
            whole.add(path)
        if match is None or name not in plain:
            plain.append(name)
    return plain, {path: wanted for path, wanted in lines.items() if path not in whole}


def cases_at(source: FeatureSource, lines: Sequence[int]) -> tuple[Case, ...]:
    """The scenarios on these lines: one row for the line of a row, else every row of the scenario the line stands in.

    Raises InputError for a line outside any scenario.
    """
    chosen: list[Case] = []
    for line in lines:
        found = _cases_on(source, line)
        if not found:
            starts = ", ".join(str(outline.node.location.line) for outline in source.outlines)
            raise InputError(
                f"{source.shown}:{line}: there is no scenario on this line. "
                + (f"Scenarios begin on {starts}." if starts else "The file has no scenario at all.")
            )
        chosen.extend(case for case in found if case not in chosen)
    return tuple(case for case in source.cases if case in chosen)


def _cases_on(source: FeatureSource, line: int) -> tuple[Case, ...]:
    exact = tuple(case for case in source.cases if case.line == line)
    return exact or next((o.cases for o in source.outlines if o.first_line <= line <= o.last_line), ())
