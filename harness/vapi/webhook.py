"""The bytes Vapi POSTs to a server URL (https://docs.vapi.ai/server-url/events).

Nothing here decides or remembers: facts and history in, bytes out.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import msgspec
from msgspec import Raw, Struct, field

from harness.contract.model import Assistant, Tool, ToolMessage
from harness.vapi.switches import Switches

__all__ = ["CallFacts", "Webhooks", "WireCall", "api_request", "headers_for"]

DestinationRequest = Literal["handoff-destination-request", "transfer-destination-request"]
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


def api_request(arguments: Mapping[str, Any]) -> bytes:
    """The body of an apiRequest tool: its arguments and nothing around them."""
    return _encode(arguments)


def headers_for(headers: Mapping[str, str], secret: str | None) -> dict[str, str]:
    """What a webhook carries besides its body: the configured headers, and the legacy secret when there is one."""
    sent = {"Content-Type": "application/json", **headers}
    if secret is not None:
        sent["X-Vapi-Secret"] = secret
    return sent


class Webhooks:
    """The messages of one call. `at` is always milliseconds since the call started."""

    def __init__(self, facts: CallFacts, switches: Switches) -> None:
        self._switches = switches
        self._started_at = facts.started_at
        self._started_ms = round(facts.started_at.timestamp() * 1000)
        self._started = _iso(facts.started_at)
        self._customer = Raw(_encode(_customer(facts)))
        self._phone_number = Raw(
            _encode({"id": facts.phone_number_id, "orgId": facts.org_id, "number": facts.phone_number, "provider": "twilio"})
        )
        self._facts = facts
        self._assistants: dict[int, tuple[Assistant, Raw]] = {}

    def tool_calls(self, at: int, assistant: Assistant, calls: Sequence[WireCall], artifact: Mapping[str, Any]) -> bytes:
        """A `tool-calls` message holding `calls`, in order."""
        entries = [_wire_entry(call, self._switches) for call in calls]
        tools = [_tool_with_call(call, entry, self._switches) for call, entry in zip(calls, entries, strict=True)]
        content = {"toolCalls": entries, "toolCallList": entries, "toolWithToolCallList": tools}
        return self._message("tool-calls", at, assistant, artifact, content, "in-progress")

    def status_update(
        self, at: int, assistant: Assistant, status: str, ended_reason: str | None, artifact: Mapping[str, Any]
    ) -> bytes:
        """A `status-update`; `endedReason` is there only with the status "ended"."""
        content = {"status": status} | ({"endedReason": ended_reason} if ended_reason else {})
        return self._message("status-update", at, assistant, artifact, content, status)

    def end_of_call_report(self, at: int, assistant: Assistant, ended_reason: str, artifact: Mapping[str, Any]) -> bytes:
        """The `end-of-call-report`: everything said. Summary and recording are the platform's own, and absent."""
        content = {
            "endedReason": ended_reason,
            "startedAt": self._started,
            "endedAt": self._iso(at),
            "cost": 0,
            "costs": [],
            "analysis": {},
            "compliance": {},
        }
        return self._message("end-of-call-report", at, assistant, artifact, content, "ended")

    def destination_request(
        self, kind: DestinationRequest, at: int, assistant: Assistant, parameters: Mapping[str, Any], artifact: Mapping[str, Any]
    ) -> bytes:
        """Asks the server where to; `parameters` are what the model passed."""
        return self._message(kind, at, assistant, artifact, {"parameters": parameters}, "in-progress")

    def transfer_update(self, at: int, source: Assistant, destination: Assistant, artifact: Mapping[str, Any]) -> bytes:
        """A `transfer-update`: who hands over to whom."""
        content = {
            "destination": {"type": "assistant", "assistantName": destination.name},
            "fromAssistant": self._assistant_json(source),
            "toAssistant": self._assistant_json(destination),
        }
        return self._message("transfer-update", at, destination, artifact, content, "in-progress")

    def assistant_started(self, at: int, assistant: Assistant, artifact: Mapping[str, Any]) -> bytes:
        """An `assistant.started`: who is on the line from now on."""
        content = {"newAssistant": self._assistant_json(assistant)}
        return self._message("assistant.started", at, assistant, artifact, content, "in-progress")

    def _message(
        self, kind: str, at: int, assistant: Assistant, artifact: Mapping[str, Any], content: Mapping[str, Any], status: str
    ) -> bytes:
        message: dict[str, Any] = {
            "type": kind,
            "timestamp": self._started_ms + at if self._switches.timestamp == "ms" else self._iso(at),
            **content,
            "call": self._call(assistant, status),
            "phoneNumber": self._phone_number,
            "customer": self._customer,
            "assistant": self._assistant_json(assistant),
            "artifact": artifact,
        }
        return _encode({"message": message})

    def _call(self, assistant: Assistant, status: str) -> dict[str, Any]:
        facts = self._facts
        call: dict[str, Any] = {
            "id": facts.call_id,
            "orgId": facts.org_id,
            "createdAt": self._started,
            "updatedAt": self._started,
            "type": "inboundPhoneCall",
            "status": status,
            "phoneCallProvider": "twilio",
            "phoneCallProviderId": facts.provider_id,
            "phoneCallTransport": "pstn",
            "phoneNumberId": facts.phone_number_id,
            "customer": self._customer,
        }
        if facts.squad_id:
            call["squadId"] = facts.squad_id
        elif assistant.id:
            call["assistantId"] = assistant.id
        return call

    def _assistant_json(self, assistant: Assistant) -> Raw:
        known = self._assistants.get(id(assistant))
        if known is None:
            described = {"id": assistant.id, "name": assistant.name, "model": assistant.model}
            known = self._assistants[id(assistant)] = (assistant, Raw(_encode(described)))
        return known[1]

    def _iso(self, at: int) -> str:
        return _iso(self._started_at + timedelta(milliseconds=at))


def _customer(facts: CallFacts) -> dict[str, Any]:
    customer: dict[str, Any] = {}
    if facts.customer_number:
        customer["number"] = facts.customer_number
    if facts.customer_metadata:
        customer["metadata"] = facts.customer_metadata
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


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
