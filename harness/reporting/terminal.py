"""The run as it is shown in a terminal: plain strings, with colours and symbols only where the terminal can show them."""

import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from harness.checks.base import Verdict
from harness.reporting.failure import failure_lines
from harness.reporting.run import Run, RunSettings, ScenarioResult
from harness.reporting.summary import counted, duration, totals_of

__all__ = [
    "SYMBOLS",
    "Look",
    "closing",
    "failure_block",
    "file_line",
    "file_lines",
    "header_line",
    "headings",
    "problem_block",
    "progress_bar",
]

SYMBOLS: Mapping[Verdict, str] = {"passed": "✔", "failed": "✘", "error": "⚠", "not applicable": "\N{EN DASH}"}

_Style = Literal["good", "bad", "warn", "soft", "strong"]
_CODES: Mapping[_Style, str] = {"good": "32", "bad": "31", "warn": "33", "soft": "2", "strong": "1"}
_STYLE_OF: Mapping[Verdict, _Style] = {"passed": "good", "failed": "bad", "error": "warn", "not applicable": "soft"}
_ASCII = {"✔": ".", "✘": "F", "⚠": "E", "\N{EN DASH}": "-", "·": "|", "…": "...", "→": "->", "•": "*", "█": "#", "░": "-"}


_MOST_FILES = 20
"""Of which each has a line of its own."""


class Look(Struct, frozen=True, kw_only=True):
    """What a terminal can show."""

    encoding: str = "utf-8"
    colour: bool = False
    width: int = 100

    def fit(self, text: str) -> str:
        """The text in what the encoding has: symbols become ASCII ones, other characters `?`, where it has them not."""
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            plain = "".join(_ASCII.get(character, character) for character in text)
            return plain.encode(self.encoding, "replace").decode(self.encoding)
        return text

    def paint(self, text: str, style: _Style) -> str:
        """The text in a colour, when there are any."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.colour else text


def header_line(settings: RunSettings, look: Look, subject: str = "") -> str:
    """How the run is made; `subject` is what is played: "harbour · 1 assistant · 1 tool"."""
    parts = [
        subject,
        f"agent {settings.agent}",
        f"caller {settings.caller}" if settings.caller != RunSettings().caller else "",
        f"backend {settings.backend} ({settings.database})",
        f"seed {settings.seed}",
    ]
    return look.fit(_printable(" · ".join(part for part in parts if part)))


def file_lines(run: Run, look: Look) -> list[str]:
    """One line for each feature file, in the order they were played; for each folder when there are very many files."""
    listed = headings([scenario.feature_file for scenario in run.scenarios])
    under: dict[str, list[Verdict]] = {}
    for scenario in run.scenarios:
        under.setdefault(listed[scenario.feature_file], []).append(scenario.verdict)
    pad = max(map(_columns, under), default=0)
    return [file_line(heading, verdicts, look, pad=pad) for heading, verdicts in under.items()]


def headings(files: Iterable[str]) -> dict[str, str]:
    """File → what its scenarios are listed under: the file, or its folder with the number of files when there are very many."""
    distinct = list(dict.fromkeys(files))
    if len(distinct) <= _MOST_FILES:
        return {file: file for file in distinct}
    folders = {file: file.rpartition("/")[0] for file in distinct}
    sizes = Counter(folders.values())
    return {file: f"{folder or '.'}/ ({counted(sizes[folder], 'file')})" for file, folder in folders.items()}


def file_line(file: str, verdicts: Sequence[Verdict], look: Look, *, pad: int = 0) -> str:
    """A file with a symbol for each of its scenarios; symbols that do not fit go on below, in the same column."""
    name = f"{file}{' ' * max(pad - _columns(file), 0)}  "
    room = max(look.width - _columns(name), 10)
    rows = [verdicts[start : start + room] for start in range(0, len(verdicts), room)] or [()]
    painted = ["".join(look.paint(look.fit(SYMBOLS[verdict]), _STYLE_OF[verdict]) for verdict in row) for row in rows]
    return look.fit(_printable(name)) + ("\n" + " " * _columns(name)).join(painted)


def failure_block(scenario: ScenarioResult, look: Look) -> str:
    """A scenario that was not kept: name and place, then sentence, transcript, cause and replay command, indented by two."""
    symbol = look.paint(f"{SYMBOLS[scenario.verdict]} {_printable(scenario.name)}", _STYLE_OF[scenario.verdict])
    place = f"{scenario.feature_file}:{scenario.line}"
    gap = max(look.width - _columns(scenario.name) - 2 - _columns(place), 2)
    lines = [f"{symbol}{' ' * gap}{look.paint(_printable(place), 'soft')}"]
    for line in failure_lines(scenario):
        lines += [f"  {_painted(part, look)}".rstrip() for part in _wrapped(_printable(line), look.width - 2)]
    return look.fit("\n".join(lines))


def problem_block(problems: Iterable[str], look: Look) -> str:
    """Input that could not be used, one line each."""
    return "\n".join(look.fit(f"{look.paint(SYMBOLS['error'], 'warn')} {_printable(problem)}") for problem in problems)


def closing(run: Run, look: Look, paths: Mapping[str, str] | None = None) -> str:
    """The counts and the time, then where reports were written: `paths` is "page" → "reports/index.html"."""
    totals = totals_of(run)
    outcomes = [
        look.paint(f"{totals.passed} passed", "good") if totals.passed or not totals.scenarios else "",
        look.paint(f"{totals.failed} failed", "bad") if totals.failed else "",
        look.paint(counted(totals.errors, "error"), "warn") if totals.errors else "",
        f"{totals.not_applicable} not applicable" if totals.not_applicable else "",
        f"{run.not_run} not run" if run.not_run else "",
        look.paint("stopped early", "warn") if run.interrupted else "",
    ]
    counts = [
        counted(totals.calls, "call"),
        counted(totals.turns, "turn"),
        counted(totals.tool_calls, "tool call"),
        f"{counted(totals.rows, 'row')} written",
    ]
    first = " · ".join([", ".join(filter(None, outcomes)), ", ".join(counts), duration(run.seconds)])
    labels = paths or {}
    pad = max(map(len, labels), default=0)
    return look.fit("\n".join([first, *(f"{label:<{pad}} {_printable(path)}" for label, path in labels.items())]))


def progress_bar(done: int, total: int, look: Look, *, broken: int = 0) -> str:
    """How far the run is: "████░░░░ 12 of 30, 1 broken". Total 0 counts as finished."""
    room = max(min(30, look.width - 30), 5)
    full = room if total <= 0 else min(room, done * room // total)
    bar = look.paint("█" * full + "░" * (room - full), "bad" if broken else "good")
    return look.fit(f"{bar} {done} of {total}" + (f", {broken} broken" if broken else ""))


def _wrapped(line: str, width: int) -> list[str]:
    """A cause can be long and is folded under its label; a transcript's line and a command stay whole, to be copied."""
    if not line.startswith("Why:"):
        return [line]
    return textwrap.wrap(line, width, subsequent_indent="     ", break_long_words=False, break_on_hyphens=False)


def _painted(line: str, look: Look) -> str:
    if line.startswith(">"):
        return look.paint(line, "strong")
    for label in ("Why:", "Replay:", "Step:"):
        if line.startswith(label):
            return look.paint(label, "strong") + line.removeprefix(label)
    return line


def _printable(text: str) -> str:
    """Without what a terminal would obey: a backend's answer may hold escape codes."""
    return "".join(character if character.isprintable() else " " for character in text)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
