"""An organisation at a glance → text: tables for the terminal, Markdown, or JSON. Secrets in URLs are masked."""

import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, get_args

import msgspec
from msgspec import Struct
from rich.console import Console
from rich.table import Table
from rich.text import Text

from harness.contract.overview import Group, MemberRow, Overview, ToolRow
from harness.reporting.redaction import redact_text

__all__ = ["OVERVIEW_FORMATS", "OverviewFormat", "render_overview"]

OverviewFormat = Literal["text", "markdown", "json"]
OVERVIEW_FORMATS: tuple[OverviewFormat, ...] = get_args(OverviewFormat)

_HAS, _HAS_NOT = "X", "·"
_NEVER_WRAPS = 10_000
"""Columns. A table is as wide as its content, so that the same files print the same text everywhere."""


class _Grid(Struct, frozen=True):
    """A table before it has a form."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def render_overview(seen: Overview, form: OverviewFormat) -> str:
    """The whole of it, ready to print."""
    match form:
        case "text":
            return "\n\n".join(_parts(seen, "{name}  {source}", _aligned))
        case "markdown":
            return "\n\n".join(_parts(seen, "## {name}\n\n`{source}`", _markdown))
        case "json":
            return msgspec.json.format(msgspec.json.encode(_published(seen)), indent=2).decode()


def _parts(seen: Overview, heading: str, table: Callable[[_Grid], str]) -> Iterator[str]:
    for group in seen.groups:
        yield heading.format(name=group.name or "In no squad", source=group.source.file)
        yield table(_members(group.members))
        if any(member.tools for member in group.members):
            yield table(_matrix(group, seen.tools))
    if seen.unused:
        yield f"On nobody: {', '.join(tool.name for tool in seen.unused)}."
    if seen.tools:
        yield table(_tools(seen.tools))


# --- what the tables hold ------------------------------------------------------------------------------------------------


def _members(members: Sequence[MemberRow]) -> _Grid:
    rows = tuple(
        (m.name, m.language, str(len(m.tools)), ", ".join(m.platform_tools) or "-", ", ".join(m.hands_over_to) or "-")
        for m in members
    )
    return _Grid(("member", "language", "tools", "platform's tools", "hands over to"), rows)


def _matrix(group: Group, tools: Sequence[ToolRow]) -> _Grid:
    names = dict.fromkeys(tool.name for tool in tools if any(tool.name in member.tools for member in group.members))
    rows = [(name, *(_HAS if name in member.tools else _HAS_NOT for member in group.members)) for name in names]
    counts = ("tools", *(str(len(member.tools)) for member in group.members))
    return _Grid(("tool", *(member.name for member in group.members)), (*rows, counts))


def _tools(tools: Sequence[ToolRow]) -> _Grid:
    rows = tuple(
        (tool.name if tool.slug else f"{tool.name} (inline)", _server(tool), _timeout(tool), _sends(tool), _opening(tool))
        for tool in tools
    )
    return _Grid(("tool", "server", "timeout", "sends", "request-start"), rows)


def _server(tool: ToolRow) -> str:
    if tool.server is not None:
        return redact_text(tool.server)
    return f"the {tool.falls_back_to}'s" if tool.falls_back_to else "none needed"


def _timeout(tool: ToolRow) -> str:
    if tool.timeout_seconds is None:
        return "-"
    return f"{tool.timeout_seconds:g} s" if tool.is_timeout_written else f"{tool.timeout_seconds:g} s by default"


def _sends(tool: ToolRow) -> str:
    sent = [f"credential {tool.credential}"] if tool.credential else []
    return ", ".join((*sent, *tool.headers)) or "-"


def _opening(tool: ToolRow) -> str:
    match tool.opening:
        case "audible":
            said = " or ".join(f'"{redact_text(text)}"' for text in tool.opening_texts)
            return f"{said} ({'blocking' if tool.is_blocking else 'non-blocking'})"
        case "silent":
            return "silent"
        case "filler":
            return "the platform's own filler"
        case "none":
            return "never spoken: async"


# --- what they look like -------------------------------------------------------------------------------------------------


def _aligned(grid: _Grid) -> str:
    """Columns under headings of one word a line, where that makes them narrower."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="")
    for place, heading in enumerate(grid.headings):
        numbers = place > 0 and all(row[place].isdecimal() for row in grid.rows)
        widest = max(map(len, (*(row[place] for row in grid.rows), *heading.split())))
        split = len(heading) > widest
        table.add_column(
            Text(heading.replace(" ", "\n") if split else heading), justify="right" if numbers else "left", no_wrap=True
        )
    for row in grid.rows:
        table.add_row(*map(Text, row))
    out = io.StringIO()
    Console(file=out, width=_NEVER_WRAPS, force_terminal=False, highlight=False, emoji=False, markup=False).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def _markdown(grid: _Grid) -> str:
    lines = [grid.headings, tuple("---" for _ in grid.headings), *grid.rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def _published(seen: Overview) -> dict[str, Any]:
    """Plain JSON values; every key is always there."""
    tools = [
        msgspec.to_builtins(tool)
        | {"source": str(tool.source), "server": redact_text(tool.server) if tool.server else None}
        | {"opening_texts": [redact_text(text) for text in tool.opening_texts]}
        for tool in seen.tools
    ]
    squads = [
        {"name": group.name or None, "source": group.source.file, "members": [msgspec.to_builtins(m) for m in group.members]}
        for group in seen.groups
    ]
    return {"organisation": seen.organisation, "squads": squads, "tools": tools, "on_nobody": [t.name for t in seen.unused]}
