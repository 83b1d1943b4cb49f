"""The bytes of a webhook, against the shapes in the platform's documents and in captured payloads."""

from datetime import UTC, datetime
from typing import Any, Literal

import msgspec
import pytest

from harness.contract.model import Assistant, Server, Tool, ToolMessage
from harness.vapi import CallFacts, Switches, Webhooks, WireCall, headers_for

SCHEMA = {
    "type": "object",
    "properties": {"visitType": {"type": "string"}, "day": {"type": "string"}},
    "required": ["visitType", "day"],
}
FIND = Tool(
    name="find_slots",
    description="Look up open slots.",
    parameters=SCHEMA,
    server=Server(url="https://api.example-hotel.test/vapi/tools"),
    messages=(
        ToolMessage(kind="request-start", content="Let me check the calendar."),
        ToolMessage(kind="request-response-delayed", content="Still looking.", timing_ms=4000),
    ),
)
ARGUMENTS = {"visitType": "follow-up", "day": "2026-09-03", "callerNumber": "+15550100001"}
FACTS = CallFacts(
    call_id="6b38",
    org_id="379a",
    started_at=datetime(2026, 9, 1, 14, 0, tzinfo=UTC),
    customer_number="+15550100001",
    phone_number_id="4a5a",
    phone_number="+15550109999",
    provider_id="CAe5",
)
MIA = Assistant(name="Reception", id="a-1", model={"provider": "openai", "model": "gpt-4.1"})
ARTIFACT: dict[str, Any] = {"messages": [], "messagesOpenAIFormatted": []}
Shape = Literal["fn-object", "fn-string", "flat-arguments", "flat-parameters"]


def sent(switches: Switches | None = None, facts: CallFacts = FACTS) -> dict[str, Any]:
    call = WireCall(id="call_Zk3", tool=FIND, arguments=ARGUMENTS)
    body = Webhooks(facts, switches or Switches()).tool_calls(400_123, MIA, [call], ARTIFACT)
    decoded: dict[str, Any] = msgspec.json.decode(body)
    assert decoded.keys() == {"message"}
    message: dict[str, Any] = decoded["message"]
    return message


NESTED = {"id": "call_Zk3", "type": "function", "function": {"name": "find_slots", "arguments": ARGUMENTS}}
DEFINITION = {
    "type": "function",
    "async": False,
    "function": {"name": "find_slots", "description": "Look up open slots.", "parameters": SCHEMA},
    "server": {"url": "https://api.example-hotel.test/vapi/tools", "timeoutSeconds": 20.0},
    "messages": [
        {"type": "request-start", "content": "Let me check the calendar."},
        {"type": "request-response-delayed", "content": "Still looking.", "timingMilliseconds": 4000},
    ],
}


def test_the_whole_message_in_the_default_shape() -> None:
    assert sent() == {
        "type": "tool-calls",
        "timestamp": 1788271600123,
        "toolCalls": [NESTED],
        "toolCallList": [NESTED],
        "toolWithToolCallList": [{**DEFINITION, "toolCall": NESTED}],
        "call": {
            "id": "6b38",
            "orgId": "379a",
            "createdAt": "2026-09-01T14:00:00.000Z",
            "updatedAt": "2026-09-01T14:00:00.000Z",
            "type": "inboundPhoneCall",
            "status": "in-progress",
            "phoneCallProvider": "twilio",
            "phoneCallProviderId": "CAe5",
            "phoneCallTransport": "pstn",
            "phoneNumberId": "4a5a",
            "customer": {"number": "+15550100001"},
            "assistantId": "a-1",
        },
        "phoneNumber": {"id": "4a5a", "orgId": "379a", "number": "+15550109999", "provider": "twilio"},
        "customer": {"number": "+15550100001"},
        "assistant": {"id": "a-1", "name": "Reception", "model": {"provider": "openai", "model": "gpt-4.1"}},
        "artifact": ARTIFACT,
    }


TEXT = '{"visitType":"follow-up","day":"2026-09-03","callerNumber":"+15550100001"}'


@pytest.mark.parametrize(
    ("shape", "entry", "with_tool"),
    [
        ("fn-object", NESTED, {**DEFINITION, "toolCall": NESTED}),
        (
            "fn-string",
            {"id": "call_Zk3", "type": "function", "function": {"name": "find_slots", "arguments": TEXT}},
            {
                **DEFINITION,
                "toolCall": {"id": "call_Zk3", "type": "function", "function": {"name": "find_slots", "arguments": TEXT}},
            },
        ),
        (
            "flat-arguments",
            {"id": "call_Zk3", "name": "find_slots", "arguments": ARGUMENTS},
            {**DEFINITION, "toolCall": {"id": "call_Zk3", "name": "find_slots", "arguments": ARGUMENTS}},
        ),
        (
            "flat-parameters",
            {"id": "call_Zk3", "name": "find_slots", "parameters": ARGUMENTS},
            {**DEFINITION, "name": "find_slots", "toolCall": {"id": "call_Zk3", "parameters": ARGUMENTS}},
        ),
    ],
)
def test_each_shape_of_a_tool_call(shape: Shape, entry: dict[str, Any], with_tool: dict[str, Any]) -> None:
    message = sent(Switches(tool_call_shape=shape))

    assert message["toolCalls"] == message["toolCallList"] == [entry]
    assert message["toolWithToolCallList"] == [with_tool]


def test_a_timestamp_is_epoch_milliseconds_or_iso_text() -> None:
    assert sent(Switches(timestamp="iso"))["timestamp"] == "2026-09-01T14:06:40.123Z"
    assert sent(Switches(timestamp="ms"))["timestamp"] == 1788271600123


def test_a_withheld_number_leaves_the_customer_empty_and_metadata_travels_with_it() -> None:
    hidden = msgspec.structs.replace(FACTS, customer_number=None)

    assert sent(facts=hidden)["customer"] == sent(facts=hidden)["call"]["customer"] == {}
    assert sent(facts=msgspec.structs.replace(FACTS, customer_metadata={"org": "1"}))["customer"]["metadata"] == {"org": "1"}


def test_a_squad_is_named_instead_of_the_assistant() -> None:
    call = sent(facts=msgspec.structs.replace(FACTS, squad_id="s-1"))["call"]

    assert call["squadId"] == "s-1"
    assert "assistantId" not in call


def test_a_status_update_carries_the_reason_only_when_it_ended() -> None:
    def message(status: str, reason: str | None) -> dict[str, Any]:
        body = Webhooks(FACTS, Switches()).status_update(0, MIA, status, reason, ARTIFACT)
        found: dict[str, Any] = msgspec.json.decode(body)["message"]
        return found

    began, ended = message("in-progress", None), message("ended", "customer-ended-call")
    assert (began["type"], began["status"], began["call"]["status"], "endedReason" in began) == (
        "status-update", "in-progress", "in-progress", False
    )  # fmt: skip
    assert (ended["status"], ended["call"]["status"], ended["endedReason"]) == ("ended", "ended", "customer-ended-call")


def test_an_end_of_call_report_tells_when_and_why() -> None:
    body = Webhooks(FACTS, Switches()).end_of_call_report(61_500, MIA, "customer-ended-call", ARTIFACT)
    message = msgspec.json.decode(body)["message"]

    assert (message["startedAt"], message["endedAt"]) == ("2026-09-01T14:00:00.000Z", "2026-09-01T14:01:01.500Z")
    assert message["endedReason"] == "customer-ended-call"


def test_configured_headers_win_over_the_content_type_and_the_secret_is_added() -> None:
    assert headers_for({"Content-Type": "application/vnd.api+json"}, "s") == {
        "Content-Type": "application/vnd.api+json",
        "X-Vapi-Secret": "s",
    }
    assert headers_for({}, None) == {"Content-Type": "application/json"}
