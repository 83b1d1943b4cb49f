"""Which configured text, if any, is spoken around a tool call. Pure decisions over a tool's `messages`.

Source: https://docs.vapi.ai/tools/custom-tools and the platform's OpenAPI descriptions of tool messages.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from harness.contract.model import Condition, Tool, ToolMessage, ToolMessageKind

__all__ = ["DEFAULT_FILLERS", "Choose", "delayed_messages", "outcome_message", "start_message"]

Choose = Callable[[Sequence[Any]], Any]
"""Picks one of several variants."""

DEFAULT_FILLERS = ("Hold on a sec", "One moment", "Just a sec", "Give me a moment", "This'll just take a sec")
"""Spoken when a function tool has no request-start at all: leaving it out is not silence."""

_WITH_FILLER = frozenset({"function", "apiRequest"})
_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "gt": lambda a, b: a > b,
    "gte": lambda a, b: a >= b,
    "lt": lambda a, b: a < b,
    "lte": lambda a, b: a <= b,
}


def start_message(tool: Tool, arguments: Mapping[str, Any], choose: Choose) -> ToolMessage | None:
    """The request-start to speak, one of them when several fit; a random default when the tool has none; None for silence.

    An asynchronous tool never speaks one.
    """
    if tool.is_async:
        return None
    if options := _eligible(tool.messages, "request-start", arguments):
        return _picked(options, choose)
    if tool.type not in _WITH_FILLER or any(message.kind == "request-start" for message in tool.messages):
        return None
    return ToolMessage(kind="request-start", content=choose(DEFAULT_FILLERS))


def delayed_messages(tool: Tool, arguments: Mapping[str, Any], latency_ms: int, choose: Choose) -> tuple[ToolMessage, ...]:
    """What is due while the answer is late, in order of time; those with one timing are variants, of which one is picked."""
    if tool.is_async:
        return ()
    due: dict[int, list[ToolMessage]] = {}
    for message in _eligible(tool.messages, "request-response-delayed", arguments):
        if message.timing_ms < latency_ms:
            due.setdefault(message.timing_ms, []).append(message)
    return tuple(_picked(due[timing], choose) for timing in sorted(due))


def outcome_message(tool: Tool, kind: ToolMessageKind, arguments: Mapping[str, Any], choose: Choose) -> ToolMessage | None:
    """The request-complete or request-failed that applies; None leaves it to the model. An asynchronous tool never fails."""
    if tool.is_async and kind == "request-failed":
        return None
    options = _eligible(tool.messages, kind, arguments)
    return _picked(options, choose) if options else None


def _picked(options: Sequence[ToolMessage], choose: Choose) -> ToolMessage:
    picked: ToolMessage = choose(options)
    return picked


def _eligible(messages: Sequence[ToolMessage], kind: ToolMessageKind, arguments: Mapping[str, Any]) -> tuple[ToolMessage, ...]:
    """Messages of one kind whose conditions all hold; those without conditions count only when no conditioned one holds."""
    of_kind = [message for message in messages if message.kind == kind]
    conditioned = tuple(m for m in of_kind if m.conditions and all(_holds(c, arguments) for c in m.conditions))
    return conditioned or tuple(m for m in of_kind if not m.conditions)


def _holds(condition: Condition, arguments: Mapping[str, Any]) -> bool:
    text = _as_text(arguments.get(condition.param))
    if condition.operator == "eq":
        return text == condition.value
    if condition.operator == "neq":
        return text != condition.value
    try:
        return _COMPARE[condition.operator](float(text), float(condition.value))
    except ValueError:
        return _COMPARE[condition.operator](text, condition.value)


def _as_text(value: object) -> str:
    """A value as the platform compares it: JSON, strings without their quotes, nothing for null, 2.0 as 2."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return msgspec.json.encode(value).decode()
