"""The three shapes in which a booking is asked for, read into one value.

    direct   {toolCallId, tool: {arguments}, customer: {metadata: {org_id}}}
    legacy   the same without toolCallId, or {message: {toolCall: {arguments}}}
    vapi     {message: {type: "tool-calls", toolCallList: [{id, type, function: {name, arguments}}], …}}

In the third, arguments come as an object or as JSON text, nested under `function` or flat as `arguments` or `parameters`: Vapi's
documentation, its OpenAPI file and captured traffic disagree, so all of them are read (https://docs.vapi.ai/tools/custom-tools).
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec
from msgspec import Struct

__all__ = ["ORGANIZATION_AT", "Shape", "ToolRequest", "ToolRequests", "UnreadableRequest", "read_requests"]

Shape = Literal["direct", "legacy", "vapi"]
_Object = Mapping[str, Any]

ORGANIZATION_AT = (
    "customer.metadata.org_id",
    "message.customer.metadata.org_id",
    "message.call.customer.metadata.org_id",
    "call.customer.metadata.org_id",
    "message.assistant.metadata.org_id",
    "assistant.metadata.org_id",
    "message.call.assistant.metadata.org_id",
    "message.call.assistantOverrides.variableValues.org_id",
    "call.assistantOverrides.variableValues.org_id",
    "message.assistant.variableValues.org_id",
)
"""Where the organisation may stand, first match first. Never among the arguments: a model can be talked into anything."""

_ORGANIZATION_PATHS = tuple(tuple(path.split(".")) for path in ORGANIZATION_AT)


class UnreadableRequest(ValueError):
    """The body asks for nothing that can be answered; one sentence."""


class ToolRequest(Struct, frozen=True, kw_only=True):
    """One booking that was asked for."""

    tool_call_id: str | None = None
    """None in the legacy shape: such a request cannot be recognised when it is repeated."""
    name: str | None = None
    """The function as the model called it."""
    arguments: _Object | None
    """None when they were not a JSON object."""


class ToolRequests(Struct, frozen=True, kw_only=True):
    """Everything one body asks for."""

    shape: Shape
    organization: str | None
    """None when the body names none; the empty string when it names something that is not text."""
    calls: tuple[ToolRequest, ...]


def read_requests(body: bytes) -> ToolRequests:
    """What a body asks for. UnreadableRequest when it is no JSON object, or no answer could name the call it belongs to."""
    try:
        content = msgspec.json.decode(body)
    except (ValueError, RecursionError) as broken:
        raise UnreadableRequest(f"the body is not JSON: {broken}") from broken
    if not isinstance(content, dict):
        raise UnreadableRequest("the body must be a JSON object")
    message = _object(content.get("message"))
    listed = next((message[key] for key in ("toolCallList", "toolCalls", "toolWithToolCallList") if key in message), None)
    organization = _organization(content)
    if listed is not None or message.get("type") == "tool-calls":
        return ToolRequests(shape="vapi", organization=organization, calls=_listed(listed))
    tool_call_id = content.get("toolCallId")
    if tool_call_id is not None and not isinstance(tool_call_id, str):
        raise UnreadableRequest("toolCallId must be text")
    tool = _object(content.get("tool") or message.get("toolCall"))
    call = ToolRequest(tool_call_id=tool_call_id or None, arguments=_arguments(tool))
    return ToolRequests(shape="direct" if tool_call_id else "legacy", organization=organization, calls=(call,))


def _listed(calls: Any) -> tuple[ToolRequest, ...]:
    if not isinstance(calls, Sequence) or isinstance(calls, str):
        raise UnreadableRequest("message.toolCallList must be a list")
    return tuple(_one_of_list(number, _object(call)) for number, call in enumerate(calls, start=1))


def _one_of_list(number: int, call: _Object) -> ToolRequest:
    inner = _object(call.get("toolCall")) or call
    tool_call_id = inner.get("id")
    if not isinstance(tool_call_id, str) or not tool_call_id:
        raise UnreadableRequest(f"tool call {number} has no id: its answer could not be told from another's")
    function = _object(inner.get("function")) or inner
    name = function.get("name") or call.get("name")
    return ToolRequest(tool_call_id=tool_call_id, name=name if isinstance(name, str) else None, arguments=_arguments(function))


def _arguments(holder: _Object) -> _Object | None:
    found: Any = next((holder[key] for key in ("arguments", "parameters") if key in holder), {})
    if isinstance(found, str):
        try:
            found = msgspec.json.decode(found)
        except (ValueError, RecursionError):
            return None
    return found if isinstance(found, Mapping) else None


def _organization(content: _Object) -> str | None:
    for path in _ORGANIZATION_PATHS:
        found: Any = content
        for key in path:
            found = found.get(key) if isinstance(found, Mapping) else None
        if found is not None:
            return found if isinstance(found, str) else ""
    return None


def _object(value: Any) -> _Object:
    return value if isinstance(value, Mapping) else {}
