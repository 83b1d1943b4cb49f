"""Which configured text, if any, is spoken around a tool call. Pure decisions over a tool's `messages`.

Source: https://docs.vapi.ai/tools/custom-tools and the platform's OpenAPI descriptions of tool messages.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from harness.contract.model import Condition, Tool, ToolMessage, ToolMessageKind

__all__ = ["DEFAULT_FILLERS", "delayed_messages", "eligible", "spoken_text", "start_message"]

DEFAULT_FILLERS = ("Hold on a sec.", "One moment.", "Just a sec.", "Give me a moment.", "This'll just take a sec.")
"""Spoken when a function tool has no request-start at all: leaving it out is not silence."""

_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "gt": lambda a, b: a > b,
    "gte": lambda a, b: a >= b,
    "lt": lambda a, b: a < b,
    "lte": lambda a, b: a <= b,
}


def eligible(messages: Sequence[ToolMessage], kind: ToolMessageKind, arguments: Mapping[str, Any]) -> tuple[ToolMessage, ...]:
    """Messages of one kind whose conditions all hold; those without conditions count only when no conditioned one holds."""
    of_kind = [message for message in messages if message.kind == kind]
    conditioned = tuple(m for m in of_kind if m.conditions and all(_holds(c, arguments) for c in m.conditions))
    return conditioned or tuple(m for m in of_kind if not m.conditions)


def start_message(tool: Tool, arguments: Mapping[str, Any], choose: Callable[[tuple[str, ...]], str]) -> ToolMessage | None:
    """The request-start to speak; a random default when a function tool has none; None for silence.

    An asynchronous tool never speaks one.
    """
    if tool.is_async:
        return None
    options = eligible(tool.messages, "request-start", arguments)
    if options:
        return options[0] if len(options) == 1 else options[int(choose(tuple(map(str, range(len(options))))))]
    if tool.type != "function" or any(message.kind == "request-start" for message in tool.messages):
        return None
    return ToolMessage(kind="request-start", content=choose(DEFAULT_FILLERS))


def delayed_messages(tool: Tool, arguments: Mapping[str, Any], latency_ms: int) -> tuple[ToolMessage, ...]:
    """What is spoken while the answer is late, in order of time; of several with one timing only the first."""
    due: dict[int, ToolMessage] = {}
    if not tool.is_async:
        for message in eligible(tool.messages, "request-response-delayed", arguments):
            if message.timing_ms < latency_ms:
                due.setdefault(message.timing_ms, message)
    return tuple(due[timing] for timing in sorted(due))


def spoken_text(message: ToolMessage, language: str) -> str:
    """The message's text in the active language; `contents` overrides `content`."""
    return message.contents.get(language, message.content)


def _holds(condition: Condition, arguments: Mapping[str, Any]) -> bool:
    actual = arguments.get(condition.param)
    text = str(actual).lower() if isinstance(actual, bool) else "" if actual is None else str(actual)
    if condition.operator == "eq":
        return text == condition.value
    if condition.operator == "neq":
        return text != condition.value
    try:
        return _COMPARE[condition.operator](float(text), float(condition.value))
    except ValueError:
        return _COMPARE[condition.operator](text, condition.value)
