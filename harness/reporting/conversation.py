"""A call as a conversation: what was said, which tools were called in between, and where findings point.

One line stands for one thing a reader sees. A tool call, its answer and the rows it changed are one line, because that is how
a reader thinks of them; `Line.events` says which events it stands for.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from harness.reporting.run import PlayedCall
from harness.reporting.summary import SeenFinding, counted
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
    RowsChanged,
    ToolReplied,
    ToolRequested,
)
from harness.trace.trace import ToolUse
from harness.trace.transcript import shown_change

__all__ = ["Field", "Line", "LineKind", "ToolCard", "clock", "conversation_of", "ended_in_words", "shown"]

LineKind = Literal["caller", "agent", "filler", "unspoken", "tool", "note", "trouble"]
_Plain = (
    CallerSpoke | AgentSpoke | FillerSpoken | HandedOff | FaultInjected | CallerGaveUp | HarnessWarned | ToolReplied | RowsChanged
)
_LONGEST_VALUE = 1200
_DASH = "\N{EN DASH}"

_ENDED = {
    "customer-ended-call": "The caller hung up",
    "assistant-ended-call": "The assistant ended the call",
    "assistant-said-end-call-phrase": "The assistant said goodbye and ended the call",
    "assistant-ended-call-after-message-spoken": "The assistant ended the call after its last message",
    "assistant-ended-call-with-hangup-task": "The assistant ended the call",
    "assistant-forwarded-call": "The call was forwarded to another number",
    "silence-timed-out": "Nobody spoke, so the line was closed",
    "exceeded-max-duration": "The call reached its longest allowed time",
    "voicemail": "A voice mailbox answered",
}


class Field(Struct, frozen=True, kw_only=True):
    """One name with its value, as text."""

    name: str
    value: str


class ToolCard(Struct, frozen=True, kw_only=True):
    """A tool call with what came of it."""

    name: str
    arguments: tuple[Field, ...]
    outcome: Literal["done", "refused", "no answer"]
    answer: str
    """What the assistant was told; empty when `fields` says it."""
    fields: tuple[Field, ...] = ()
    """The answer, when it is a flat JSON object."""
    problem: str = ""
    url: str = ""
    status: str = ""
    """HTTP status and time taken, "200 · 0.3 s"; empty when nothing was sent."""
    rows: str = ""
    """ "2 rows changed"; empty for none."""


class Line(Struct, frozen=True, kw_only=True):
    """One line of the conversation."""

    n: int
    kind: LineKind
    at: str
    """Since the call began, m:ss."""
    speaker: str
    text: str
    events: tuple[int, ...]
    tool: ToolCard | None = None
    marks: tuple[int, ...] = ()
    """Numbers of the findings that point at it."""


def conversation_of(call: PlayedCall, findings: Sequence[SeenFinding] = ()) -> tuple[Line, ...]:
    """The whole call, oldest first; the end of the call is not among the lines, `ended_in_words` tells it."""
    uses = {use.request.n: use for use in call.trace.tool_uses}
    own = {n for use in uses.values() for n in _events_of(use, call.trace.events)}
    lines = []
    for event in call.trace.events:
        if isinstance(event, ToolRequested):
            lines.append(_tool_line(uses[event.n], call))
        elif not isinstance(event, CallStarted | CallEnded) and event.n not in own:
            lines.append(_plain_line(event, call.speakers))
    marks: dict[int, list[int]] = {}
    for seen in findings:
        for n in seen.finding.events:
            marks.setdefault(n, []).append(seen.number)
    return tuple(_marked(line, marks) for line in lines)


def ended_in_words(call: PlayedCall) -> str:
    """How the call ended, with the platform's own word for it: "The caller hung up (customer-ended-call) after 1:02."."""
    ended = call.trace.ended
    if ended is None:
        return "The recording stops before the call ended."
    words = _ENDED.get(ended.reason)
    if words is None:
        return f"The call ended after {clock(ended.at)}: {ended.reason}."
    return f"{words} ({ended.reason}) after {clock(ended.at)}."


def clock(milliseconds: int) -> str:
    """Virtual time as m:ss, the way a phone shows it."""
    seconds = milliseconds // 1000
    return f"{seconds // 60}:{seconds % 60:02d}"


def shown(value: Any) -> str:
    """A value as a reader writes it: text without quotes, the rest as JSON, a dash for none; long ones are cut and say so."""
    if value is None:
        return _DASH
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    if len(text) <= _LONGEST_VALUE:
        return text
    return f"{text[:_LONGEST_VALUE]}… ({len(text) - _LONGEST_VALUE} more characters)"


def _events_of(use: ToolUse, events: Sequence[Event]) -> tuple[int, ...]:
    request = use.request
    effects = (e.n for e in events if isinstance(e, ToolReplied | RowsChanged) and e.call_id == request.call_id)
    return (request.n, *effects)


def _marked(line: Line, marks: Mapping[int, Sequence[int]]) -> Line:
    numbers = sorted({number for n in line.events for number in marks.get(n, ())})
    return replace(line, marks=tuple(numbers)) if numbers else line


def _tool_line(use: ToolUse, call: PlayedCall) -> Line:
    request = use.request
    return Line(
        n=request.n,
        kind="tool",
        at=clock(request.at),
        speaker=call.speakers.get(request.assistant, request.assistant),
        text="",
        events=_events_of(use, call.trace.events),
        tool=_card(use),
    )


def _card(use: ToolUse) -> ToolCard:
    request, reply, result = use.request, use.reply, use.result
    fields: tuple[Field, ...] = ()
    if isinstance(result.data, dict) and all(not isinstance(value, dict | list) for value in result.data.values()):
        fields = _fields(result.data)
    return ToolCard(
        name=request.tool,
        arguments=_fields(request.arguments),
        outcome="done" if result.succeeded else "refused" if result.answered else "no answer",
        answer="" if fields else shown(reply.text) if reply else "The call went on without an answer.",
        fields=fields,
        problem=(reply.problem or "") if reply else "",
        url=request.url or "",
        status=_status(reply) if reply else "",
        rows=f"{counted(len(use.changes), 'row')} changed" if use.changes else "",
    )


def _fields(values: Mapping[str, Any]) -> tuple[Field, ...]:
    return tuple(Field(name=name, value=shown(value)) for name, value in values.items())


def _status(reply: ToolReplied) -> str:
    taken = f"{reply.latency_ms / 1000:.1f} s" if reply.latency_ms else ""
    return " · ".join(part for part in (str(reply.status or ""), taken) if part)


def _plain_line(event: _Plain, speakers: Mapping[str, str]) -> Line:
    kind, speaker, text = _kind_speaker_text(event)
    return Line(n=event.n, kind=kind, at=clock(event.at), speaker=speakers.get(speaker, speaker), text=text, events=(event.n,))


def _kind_speaker_text(event: _Plain) -> tuple[LineKind, str, str]:
    match event:
        case CallerSpoke():
            return "caller", "Caller", event.text
        case AgentSpoke():
            return ("agent" if event.spoken else "unspoken"), event.assistant, event.text
        case FillerSpoken():
            return "filler", event.assistant, event.text
        case HandedOff():
            return "note", "", f"{event.source} handed the call over to {event.destination}"
        case FaultInjected():
            return "trouble", "", f"The scenario made this go wrong on purpose: {event.fault}"
        case CallerGaveUp():
            return "trouble", "", f"The simulated caller could not go on: {event.reason}"
        case HarnessWarned():
            return "note", "", event.message
        case ToolReplied():
            return "note", "", f"An answer to a tool call nobody made: {event.text}"
        case RowsChanged():
            changes = "; ".join(map(shown_change, event.changes))
            return "note", "", f"The database changed, and no tool call explains it: {changes}"
