"""The plan's tables: component, expected, found, status."""

import textwrap
from collections.abc import Iterator, Sequence

from harness.commands.verifying.result import Row, Section, Status, Verification
from harness.reporting.summary import counted
from harness.reporting.terminal import Look

__all__ = ["markdown", "shown"]

_SYMBOLS: dict[Status, str] = {"ok": "✔", "mismatch": "✘", "not checked": "–"}
_HEADS = ("Component", "Expected", "Found", "Status")
_NARROWEST = 60


def shown(found: Verification, look: Look) -> str:
    """For a terminal: a table for each phase, what to mend, and the counts."""
    parts = [_table(section, look) for section in found.sections if section.rows]
    mends = [*_mends("To mend", found.mismatches, look), *_mends("Not checked", found.unchecked, look)]
    return look.fit("\n\n".join([*parts, *mends, summary(found)]))


def markdown(found: Verification) -> str:
    """The same as a document."""
    parts = [f"# Verification of {found.organisation}", summary(found)]
    for section in found.sections:
        lines = [f"| {' | '.join(_HEADS)} |", "|---|---|---|---|"]
        lines += [f"| {' | '.join(map(_cell, _cells(row)))} |" for row in section.rows]
        parts.append(f"## {section.title}\n\n" + "\n".join(lines))
    for title, rows in (("To mend", found.mismatches), ("Not checked", found.unchecked)):
        if rows:
            parts.append(f"## {title}\n\n" + "\n".join(f"- **{row.component}**: {row.mend}" for row in rows))
    return "\n\n".join(parts)


def summary(found: Verification) -> str:
    """The counts in one line."""
    rows = [row for section in found.sections for row in section.rows]
    parts = [f"{sum(row.status == 'ok' for row in rows)} as expected"]
    if found.mismatches:
        parts.append(counted(len(found.mismatches), "mismatch", "mismatches"))
    if found.unchecked:
        parts.append(f"{len(found.unchecked)} not checked")
    return " · ".join(parts)


def _table(section: Section, look: Look) -> str:
    rows = [_HEADS, *(_cells(row) for row in section.rows)]
    widths = _widths(rows, max(look.width, _NARROWEST))
    lines = [look.paint(section.title, "strong")]
    for number, cells in enumerate(rows):
        lines += _laid_out(cells, widths)
        if number == 0:
            lines.append("  ".join("─" * width for width in widths))
    return "\n".join(lines)


def _cells(row: Row) -> tuple[str, str, str, str]:
    return row.component, row.expected, row.found, f"{_SYMBOLS[row.status]} {row.status}"


def _widths(rows: Sequence[tuple[str, ...]], width: int) -> tuple[int, ...]:
    """The status as wide as it is; the others share the rest, none wider than it needs."""
    needed = [max(len(cells[column]) for cells in rows) for column in range(len(_HEADS))]
    left = width - needed[-1] - 2 * (len(_HEADS) - 1)
    widths = dict.fromkeys(range(len(_HEADS) - 1), 0)
    waiting = sorted(widths, key=lambda column: needed[column])
    while waiting:
        column = waiting.pop(0)
        widths[column] = min(needed[column], left // (len(waiting) + 1))
        left -= widths[column]
    return (*widths.values(), needed[-1])


def _laid_out(cells: tuple[str, ...], widths: tuple[int, ...]) -> Iterator[str]:
    wrapped = [textwrap.wrap(cell, width) or [""] for cell, width in zip(cells, widths, strict=True)]
    for line in range(max(map(len, wrapped))):
        parts = [(lines[line] if line < len(lines) else "").ljust(width) for lines, width in zip(wrapped, widths, strict=True)]
        yield "  ".join(parts).rstrip()


def _mends(title: str, rows: tuple[Row, ...], look: Look) -> Iterator[str]:
    if not rows:
        return
    lines = [look.paint(title, "strong")]
    for row in rows:
        sentence = f"{row.component}: {row.mend}"
        lines += textwrap.wrap(
            sentence, max(look.width, _NARROWEST), initial_indent="  → ", subsequent_indent="    ",
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
    yield "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
