"""The three shapes in which a tool is called, read into one value.

    direct   {toolCallId, tool: {arguments}, customer: {metadata: {org_id}}}
    legacy   the same without toolCallId, or {message: {toolCall: {arguments}}}
    vapi     {message: {type: "tool-calls", toolCallList: [{id, type, function: {name, arguments}}], …}}

How the calls of the third are read: `harness.reference.toolcalls`.
"""

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct

from harness.reference.toolcalls import (
    ToolRequest,
    UnreadableRequest,
    as_object,
    decoded_arguments,
    is_keepable,
    listed_calls,
    read_object,
)

__all__ = ["ORGANIZATION_AT", "Shape", "ToolRequests", "organization_in", "read_requests"]

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


class ToolRequests(Struct, frozen=True, kw_only=True):
    """Everything one body asks for."""

    shape: Shape
    organization: str | None
    """None when the body names none; the empty string when it names something that is not text."""
    calls: tuple[ToolRequest, ...]


def read_requests(body: bytes) -> ToolRequests:
    """What a body asks for. UnreadableRequest when it is no JSON object, or no answer could name the call it belongs to."""
    content = read_object(body)
    message = as_object(content.get("message"))
    organization = organization_in(content)
    calls = listed_calls(message)
    if calls is not None:
        return ToolRequests(shape="vapi", organization=organization, calls=calls)
    tool_call_id = content.get("toolCallId")
    if tool_call_id not in (None, "") and not is_keepable(tool_call_id):
        raise UnreadableRequest("toolCallId must be text")
    tool = as_object(content.get("tool") or message.get("toolCall"))
    call = ToolRequest(tool_call_id=tool_call_id or None, arguments=decoded_arguments(tool))
    return ToolRequests(shape="direct" if tool_call_id else "legacy", organization=organization, calls=(call,))


def organization_in(content: _Object) -> str | None:
    """Who a body is about; None when it names nobody, the empty string when it names something that is not text."""
    for path in _ORGANIZATION_PATHS:
        found: Any = content
        for key in path:
            found = found.get(key) if isinstance(found, Mapping) else None
        if found is not None:
            return found if is_keepable(found) else ""
    return None
