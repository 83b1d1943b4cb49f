"""The bytes Vapi POSTs to a server URL (https://docs.vapi.ai/server-url/events).

Every function is pure: facts and history in, bytes out.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from msgspec import Struct, field

from harness.contract.model import Assistant, Tool, ToolMessage
from harness.vapi.switches import Switches

__all__ = ["CallFacts", "WireCall", "api_request", "end_of_call_report", "headers_for", "status_update", "tool_calls"]

_encode = msgspec.json.Encoder().encode


class CallFacts(Struct, frozen=True, kw_only=True):
    """What every message of one call repeats."""

    call_id: str
    started_at: datetime
    org_id: str
    customer_number: str | None = None
    customer_metadata: Mapping[str, Any] = field(default_factory=dict)
    provider_id: str = ""
    """The carrier's own id of the call."""
    phone_number_id: str = ""
    phone_number: str = ""
    squad_id: str | None = None


class WireCall(Struct, frozen=True, kw_only=True):
    """One tool call as it leaves."""

    id: str
    tool: Tool
    arguments: Mapping[str, Any]
    """Static parameters already merged in."""


def tool_calls(
    facts: CallFacts,
    at: int,
    assistant: Assistant,
    calls: Sequence[WireCall],
    artifact: Mapping[str, Any],
    switches: Switches,
) -> bytes:
    """A `tool-calls` message holding `calls`, in order; `at` is milliseconds since the call started."""
    entries = [_wire_entry(call, switches) for call in calls]
    tools = [_tool_with_call(call, entry, switches) for call, entry in zip(calls, entries, strict=True)]
    content = {"toolCalls": entries, "toolCallList": entries, "toolWithToolCallList": tools}
    return _message("tool-calls", facts, at, assistant, artifact, switches, content)


def status_update(
    facts: CallFacts,
    at: int,
    assistant: Assistant,
    status: str,
    ended_reason: str | None,
    artifact: Mapping[str, Any],
    switches: Switches,
) -> bytes:
    """A `status-update`; `endedReason` is there only with the status "ended"."""
    content = {"status": status} | ({"endedReason": ended_reason} if ended_reason else {})
    return _message("status-update", facts, at, assistant, artifact, switches, content)


def end_of_call_report(
    facts: CallFacts,
    at: int,
    assistant: Assistant,
    ended_reason: str,
    artifact: Mapping[str, Any],
    switches: Switches,
) -> bytes:
    """The `end-of-call-report`: everything said, once the line is dead; no summary and no recording, those are the platform's."""
    content = {
        "endedReason": ended_reason,
        "startedAt": _iso(facts.started_at),
        "endedAt": _iso(facts.started_at + timedelta(milliseconds=at)),
        "cost": 0,
        "costs": [],
        "analysis": {},
        "compliance": {},
    }
    return _message("end-of-call-report", facts, at, assistant, artifact, switches, content)


def api_request(arguments: Mapping[str, Any]) -> bytes:
    """The body of an apiRequest tool: its arguments and nothing around them."""
    return _encode(arguments)


def headers_for(headers: Mapping[str, str], secret: str | None) -> dict[str, str]:
    """What a webhook carries besides its body: the configured headers, and the legacy secret when there is one."""
    sent = {"Content-Type": "application/json", **headers}
    if secret is not None:
        sent["X-Vapi-Secret"] = secret
    return sent


def _message(
    kind: str,
    facts: CallFacts,
    at: int,
    assistant: Assistant,
    artifact: Mapping[str, Any],
    switches: Switches,
    content: Mapping[str, Any],
) -> bytes:
    moment = facts.started_at + timedelta(milliseconds=at)
    customer = _customer(facts)
    message: dict[str, Any] = {
        "type": kind,
        "timestamp": _epoch_ms(moment) if switches.timestamp == "ms" else _iso(moment),
        **content,
        "call": {
            "id": facts.call_id,
            "orgId": facts.org_id,
            "createdAt": _iso(facts.started_at),
            "updatedAt": _iso(facts.started_at),
            "type": "inboundPhoneCall",
            "status": content.get("status", "ended" if kind == "end-of-call-report" else "in-progress"),
            "phoneCallProvider": "twilio",
            "phoneCallProviderId": facts.provider_id,
            "phoneCallTransport": "pstn",
            "phoneNumberId": facts.phone_number_id,
            "customer": customer,
            **({"squadId": facts.squad_id} if facts.squad_id else {"assistantId": assistant.id} if assistant.id else {}),
        },
        "phoneNumber": {"id": facts.phone_number_id, "orgId": facts.org_id, "number": facts.phone_number, "provider": "twilio"},
        "customer": customer,
        "assistant": {"id": assistant.id, "name": assistant.name, "model": dict(assistant.model)},
        "artifact": artifact,
    }
    return _encode({"message": message})


def _customer(facts: CallFacts) -> dict[str, Any]:
    customer: dict[str, Any] = {}
    if facts.customer_number:
        customer["number"] = facts.customer_number
    if facts.customer_metadata:
        customer["metadata"] = dict(facts.customer_metadata)
    return customer


def _wire_entry(call: WireCall, switches: Switches) -> dict[str, Any]:
    match switches.tool_call_shape:
        case "fn-object":
            return {"id": call.id, "type": "function", "function": {"name": call.tool.name, "arguments": call.arguments}}
        case "fn-string":
            text = _encode(call.arguments).decode()
            return {"id": call.id, "type": "function", "function": {"name": call.tool.name, "arguments": text}}
        case "flat-arguments":
            return {"id": call.id, "name": call.tool.name, "arguments": call.arguments}
        case "flat-parameters":
            return {"id": call.id, "name": call.tool.name, "parameters": call.arguments}


def _tool_with_call(call: WireCall, entry: Mapping[str, Any], switches: Switches) -> dict[str, Any]:
    """An entry of `toolWithToolCallList`; in the flat shape of the docs' events page the name moves from the call to the tool."""
    if switches.tool_call_shape != "flat-parameters":
        return {**_tool_definition(call.tool), "toolCall": entry}
    return {**_tool_definition(call.tool), "name": call.tool.name, "toolCall": {"id": call.id, "parameters": call.arguments}}


def _tool_definition(tool: Tool) -> dict[str, Any]:
    definition: dict[str, Any] = {
        "type": tool.type,
        "async": tool.is_async,
        "function": {"name": tool.name, "description": tool.description, "parameters": tool.parameters},
        "messages": [_tool_message(message) for message in tool.messages],
    }
    if tool.server is not None:
        definition["server"] = {"url": tool.server.url, "timeoutSeconds": tool.server.timeout_seconds}
    return definition


def _tool_message(message: ToolMessage) -> dict[str, Any]:
    written: dict[str, Any] = {"type": message.kind, "content": message.content}
    if message.blocking:
        written["blocking"] = True
    if message.timing_ms:
        written["timingMilliseconds"] = message.timing_ms
    return written


def _epoch_ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
