"""The tool calls of one of Vapi's `tool-calls` messages, in whichever shape they came.

Arguments come as an object or as JSON text, nested under `function` or flat as `arguments` or `parameters`: Vapi's documentation,
its OpenAPI file and captured traffic disagree, so all of them are read (https://docs.vapi.ai/tools/custom-tools).
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

import msgspec
from msgspec import Raw, Struct

__all__ = ["ToolRequest", "UnreadableRequest", "as_object", "decoded_arguments", "is_keepable", "listed_calls", "read_object"]

_Object = Mapping[str, Any]
_LONGEST_ID = 500
_LISTS = ("toolCallList", "toolCalls", "toolWithToolCallList")
_UNREAD = frozenset({"artifact"})
"""The whole conversation, in every message again and most of its bytes; no handler looks at it."""
_in_parts = msgspec.json.Decoder(dict[str, dict[str, Raw]]).decode


class UnreadableRequest(ValueError):
    """The body asks for nothing that can be answered; one sentence."""


class ToolRequest(Struct, frozen=True, kw_only=True):
    """One call that was asked for."""

    tool_call_id: str | None = None
    """None in the booking's legacy shape: such a request cannot be recognised when it is repeated."""
    name: str | None = None
    """The function as the model called it."""
    arguments: _Object | None
    """None when they were not a JSON object."""


def read_object(body: bytes) -> _Object:
    """The JSON object a body holds, without the conversation so far; UnreadableRequest when it holds none."""
    try:
        return _without_unread(body)
    except (ValueError, RecursionError):
        pass  # not an object of objects; what is wrong with it, if anything, the whole says better
    try:
        content = msgspec.json.decode(body)
    except (ValueError, RecursionError) as broken:
        raise UnreadableRequest(f"the body is not JSON: {broken}") from broken
    if not isinstance(content, dict):
        raise UnreadableRequest("the body must be a JSON object")
    return content


def listed_calls(message: _Object) -> tuple[ToolRequest, ...] | None:
    """The calls of a message in their order; None when it is no tool-calls message.

    UnreadableRequest when they are no list, or one has no id and so no answer could name it.
    """
    key = next((key for key in _LISTS if key in message), None)
    if key is None and message.get("type") != "tool-calls":
        return None
    calls = message[key] if key else None
    if not isinstance(calls, Sequence) or isinstance(calls, str):
        raise UnreadableRequest("message.toolCallList must be a list")
    return tuple(_one_of_list(number, as_object(call)) for number, call in enumerate(calls, start=1))


def decoded_arguments(holder: _Object) -> _Object | None:
    """The arguments a call carries, an empty object when it carries none; None when they are no JSON object."""
    found: Any = next((holder[key] for key in ("arguments", "parameters") if key in holder), {})
    if isinstance(found, str):
        try:
            found = msgspec.json.decode(found)
        except (ValueError, RecursionError):
            return None
    return found if isinstance(found, Mapping) else None


def as_object(value: Any) -> _Object:
    """The value when it is an object, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def is_keepable(value: Any) -> TypeGuard[str]:
    """Whether it is text that any database keeps and finds again: PostgreSQL takes no NUL, and nothing long into an index."""
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_ID and "\0" not in value


def _without_unread(body: bytes) -> _Object:
    """Raises ValueError for anything but an object of objects."""
    return {
        name: {key: msgspec.json.decode(value) for key, value in part.items() if key not in _UNREAD}
        for name, part in _in_parts(body).items()
    }


def _one_of_list(number: int, call: _Object) -> ToolRequest:
    inner = as_object(call.get("toolCall")) or call
    tool_call_id = inner.get("id")
    if not is_keepable(tool_call_id):
        raise UnreadableRequest(f"tool call {number} has no id: its answer could not be told from another's")
    function = as_object(inner.get("function")) or inner
    name = function.get("name") or call.get("name")
    return ToolRequest(
        tool_call_id=tool_call_id, name=name if isinstance(name, str) else None, arguments=decoded_arguments(function)
    )
