"""A call as numbered lines of plain text, for terminals and messages.

         3  caller   Tuesday at two please.
      >  4  Mia      bookTable(guestName="Jane Doe", day="2026-01-20")
         5  tool     error: guestPhone is missing

Phone numbers and addresses are shown as they are; whoever writes a file redacts them.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from harness.trace.events import (
    AgentSpoke,
    CallEnded,
    CallerGaveUp,
    CallerSpoke,
    CallStarted,
    Event,
    FaultInjected,
    FillerSpoken,
    HandedOff,
    HarnessWarned,
    RowChange,
    RowsChanged,
    ToolReplied,
    ToolRequested,
)
from harness.trace.trace import Trace

__all__ = ["TranscriptLine", "excerpt", "shown_change", "shown_request", "shown_value", "transcript", "transcript_lines"]

_LONGEST_ANSWER = 300
_LONGEST_SPEAKER = 16
_NARROWEST_SPEAKER = 8
_LONGEST_VALUE = 80


class TranscriptLine(Struct, frozen=True, kw_only=True):
    """One event as it is shown."""

    n: int
    """Number of the event."""
    who: str
    """"caller", an assistant's name, "tool", "rows", "call" or "harness"."""
    text: str
    """Always one line, without control characters."""


def transcript(trace: Trace, *, speakers: Mapping[str, str] | None = None) -> str:
    """The whole call, one line an event. `speakers` maps an assistant's name to the short one it goes by."""
    return _laid_out(transcript_lines(trace, speakers=speakers), marked=frozenset())


def excerpt(trace: Trace, events: Iterable[int], around: int = 2, *, speakers: Mapping[str, str] | None = None) -> str:
    """The lines near the given events, `>` at each of them and "…" where lines are left out; "" when no such event exists."""
    marked = frozenset(events)
    lines = transcript_lines(trace, speakers=speakers)
    places = [place for place, line in enumerate(lines) if line.n in marked]
    near = {n for place in places for n in range(max(place - around, 0), min(place + around + 1, len(lines)))}
    return _laid_out([lines[place] for place in sorted(near)], marked=marked)


def transcript_lines(trace: Trace, *, speakers: Mapping[str, str] | None = None) -> tuple[TranscriptLine, ...]:
    """The same, before it is laid out."""
    names = speakers or {}
    return tuple(_line(event, names) for event in trace.events)


def shown_request(request: ToolRequested) -> str:
    """A tool call as a person would write it: bookTable(day="2026-01-20", seats=4)."""
    return f"{request.tool}({_shown_cells(request.arguments)})"


def shown_change(change: RowChange) -> str:
    """What happened to one row: `changed reservations: status "held" → "booked"`, with the id of a changed row."""
    before, after = change.before or {}, change.after or {}
    if change.kind != "changed":
        return f"{change.kind} {change.table}({_shown_cells(after or before)})"
    differing = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    cells = ", ".join(f"{key} {shown_value(before.get(key))} → {shown_value(after.get(key))}" for key in differing)
    which = f"(id={shown_value(after['id'])})" if "id" in after else ""
    return f"changed {change.table}{which}: {cells}"


def shown_value(value: Any) -> str:
    """A value as JSON, cut when it is very long; "nothing" for none."""
    if value is None:
        return "nothing"
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except (TypeError, ValueError):
        text = repr(value)
    return _cut(text, _LONGEST_VALUE)


def _line(event: Event, names: Mapping[str, str]) -> TranscriptLine:
    who, text = _who_and_text(event, names)
    return TranscriptLine(n=event.n, who=_cut(_one_line(who), _LONGEST_SPEAKER), text=_one_line(text))


def _who_and_text(event: Event, names: Mapping[str, str]) -> tuple[str, str]:
    match event:
        case CallerSpoke():
            return "caller", event.text
        case AgentSpoke():
            return names.get(event.assistant, event.assistant), event.text if event.spoken else f"(not spoken) {event.text}"
        case FillerSpoken():
            return names.get(event.assistant, event.assistant), f"(filler) {event.text}"
        case ToolRequested():
            return names.get(event.assistant, event.assistant), shown_request(event)
        case ToolReplied():
            return "tool", _cut(_answer(event), _LONGEST_ANSWER)
        case RowsChanged():
            return "rows", "; ".join(map(shown_change, event.changes))
        case CallStarted() | HandedOff() | CallEnded():
            return "call", _happening(event, names)
        case CallerGaveUp():
            return "caller", f"(cannot go on: {event.reason})"
        case FaultInjected():
            return "harness", f"(fault on purpose: {event.fault})"
        case HarnessWarned():
            return "harness", f"(note: {event.message})"


def _happening(event: CallStarted | HandedOff | CallEnded, names: Mapping[str, str]) -> str:
    match event:
        case CallStarted():
            return f"{names.get(event.assistant, event.assistant)} answers, {event.started_at[:16].replace('T', ' ')}"
        case HandedOff():
            source, destination = names.get(event.source, event.source), names.get(event.destination, event.destination)
            return f"handed over from {source} to {destination}"
        case CallEnded():
            return f"ended: {event.reason}"


def _answer(reply: ToolReplied) -> str:
    if reply.outcome == "result":
        return reply.text
    if reply.outcome == "error":
        return reply.text if reply.text.lower().startswith("error") else f"error: {reply.text}"
    return f"{reply.text} ({reply.problem})" if reply.problem else reply.text


def _shown_cells(cells: Mapping[str, Any]) -> str:
    return ", ".join(f"{key}={shown_value(value)}" for key, value in cells.items())


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _one_line(text: str) -> str:
    """White space becomes single blanks, and what a terminal would obey becomes a visible mark."""
    flat = " ".join(text.split())
    return flat if flat.isprintable() else "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in flat)


def _laid_out(lines: Sequence[TranscriptLine], *, marked: frozenset[int]) -> str:
    if not lines:
        return ""
    number_width = max(3, len(str(lines[-1].n)))
    who_width = max(_NARROWEST_SPEAKER, *(len(line.who) for line in lines))
    shown: list[str] = []
    previous: int | None = None
    for line in lines:
        if previous is not None and line.n > previous + 1:
            shown.append(f"  {'…':>{number_width}}")
        mark = ">" if line.n in marked else " "
        shown.append(f"{mark} {line.n:>{number_width}}  {line.who:<{who_width}} {line.text}".rstrip())
        previous = line.n
    return "\n".join(shown)
