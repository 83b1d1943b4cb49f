"""What was said and done in a conversation, in the shapes in which the platform keeps it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import json

from harness.ports import ToolCall
from harness.trace.events import AgentSpoke, CallerSpoke, Event, FillerSpoken, HandedOff, ToolReplied, ToolRequested
from harness.trace.trace import Trace
from harness.vapi import Artifact

__all__ = ["artifact_of", "chat_messages", "last_answer"]

_AFTER_A_TOOL = ("request-complete", "request-failed", "end-call", "transfer")


def last_answer(trace: Trace) -> Sequence[Event]:
    """Everything after the person's last words."""
    events = list(trace.events)
    last = max((place for place, event in enumerate(events) if isinstance(event, CallerSpoke)), default=-1)
    return events[last + 1 :]


def chat_messages(events: Sequence[Event]) -> list[dict[str, Any]]:
    """Assistant and tool messages as chat completions have them; tool calls of one message together."""
    told: list[dict[str, Any]] = []
    calls: list[dict[str, Any]] = []
    for event in events:
        match event:
            case ToolRequested():
                if not calls:
                    told.append({"role": "assistant", "content": "", "tool_calls": calls})
                arguments = json.encode(event.arguments).decode()
                function = {"name": event.tool, "arguments": arguments}
                calls.append({"id": event.call_id, "type": "function", "function": function})
                continue
            case ToolReplied():
                told.append({"role": "tool", "tool_call_id": event.call_id, "content": event.text})
            case CallerSpoke():
                told.append({"role": "user", "content": event.text})
            case AgentSpoke() if event.spoken and event.text:
                told.append({"role": "assistant", "content": event.text})
            case FillerSpoken() if event.kind in _AFTER_A_TOOL and event.text:
                told.append({"role": "assistant", "content": event.text})
            case _:
                continue
        calls = []
    return told


def artifact_of(trace: Trace, started_at: datetime) -> dict[str, Any]:
    """`call.artifact`: messages in both shapes, the transcript, who was on the line."""
    artifact = Artifact(started_at)
    artifact.activation(trace.started.assistant, None)
    variables: dict[str, Any] = {}
    calls: list[ToolCall] = []
    asked_at = 0
    for event in trace.events:
        if isinstance(event, ToolRequested):
            asked_at = event.at
            calls.append(ToolCall(name=event.tool, arguments=event.arguments, id=event.call_id))
            continue
        if calls:
            artifact.tool_calls("", calls, asked_at)
            calls = []
        _note(artifact, event, variables)
    written = {**artifact.content(variables), "transcript": artifact.transcript()}
    plain: dict[str, Any] = json.decode(json.encode(written))
    return plain


def _note(artifact: Artifact, event: Event, variables: dict[str, Any]) -> None:
    match event:
        case CallerSpoke():
            artifact.user(event.text, event.at, event.until)
        case AgentSpoke() | FillerSpoken() if event.text and not (isinstance(event, AgentSpoke) and not event.spoken):
            artifact.bot(event.text, event.at, event.until)
        case ToolReplied():
            artifact.tool_result(event.call_id, event.tool, event.text, event.at)
        case HandedOff():
            variables.update(_plain(event.variables))
            artifact.activation(event.destination, None)
        case _:
            pass


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return dict(values)
