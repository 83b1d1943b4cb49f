"""The only place that knows Vapi's JSON: webhook messages out, replies in, and the switches where its sources disagree."""

from harness.vapi.artifact import Artifact
from harness.vapi.destinations import DestinationAnswer, read_destination_reply
from harness.vapi.replies import NO_RESULT, ToolAnswer, read_api_reply, read_tool_reply
from harness.vapi.switches import Switches
from harness.vapi.webhook import CallFacts, Webhooks, WireCall, api_request, headers_for

__all__ = [
    "NO_RESULT",
    "Artifact",
    "CallFacts",
    "DestinationAnswer",
    "Switches",
    "ToolAnswer",
    "Webhooks",
    "WireCall",
    "api_request",
    "headers_for",
    "read_api_reply",
    "read_destination_reply",
    "read_tool_reply",
]
