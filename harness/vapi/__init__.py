"""The only place that knows Vapi's JSON: webhook messages out, replies in, and the switches where its sources disagree."""

from harness.vapi.replies import NO_RESULT, ToolAnswer, read_tool_reply
from harness.vapi.switches import Switches
from harness.vapi.webhook import CallFacts, WireCall, end_of_call_report, status_update, tool_calls

__all__ = [
    "NO_RESULT",
    "CallFacts",
    "Switches",
    "ToolAnswer",
    "WireCall",
    "end_of_call_report",
    "read_tool_reply",
    "status_update",
    "tool_calls",
]
