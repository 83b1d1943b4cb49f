"""Where a tool call goes: to a server, to the platform itself, or nowhere."""

from collections.abc import Sequence

from harness.contract.model import Server, Tool
from harness.ports import ToolCall
from harness.vapi import NO_RESULT, ToolAnswer

__all__ = ["PLATFORM_TOOLS", "is_for_a_server", "refusal"]

PLATFORM_TOOLS = {"endCall": "assistant-ended-call", "transferCall": "assistant-forwarded-call", "voicemail": "voicemail"}
"""Tool types the platform carries out itself, and the endedReason they lead to."""

_FOR_A_SERVER = frozenset({"function", "apiRequest"})


def is_for_a_server(tool: Tool) -> bool:
    """Whether calls of this tool are answered by somebody else's server."""
    return tool.type in _FOR_A_SERVER


def refusal(call: ToolCall, tool: Tool | None, server: Server | None, server_messages: Sequence[str] | None) -> ToolAnswer | None:
    """What the model hears of a call that never leaves the platform; None when it does.

    Without any server URL there is no request and no error, the call is only part of the history. `serverMessages` that leave out
    `tool-calls` stop the webhook (field reports).
    """
    if tool is None:
        return ToolAnswer(outcome="error", text=f"Tool {call.name} does not exist.", problem="the assistant has no such tool")
    if call.malformed is not None:
        problem = "the arguments are not a JSON object"
        return ToolAnswer(outcome="error", text="The arguments are not valid JSON.", problem=problem)
    if not is_for_a_server(tool):
        return ToolAnswer(outcome="no-result", text=NO_RESULT, problem=f"tools of type {tool.type} are not simulated")
    if server is None:
        problem = "neither the tool nor its assistant has a server URL"
        return ToolAnswer(outcome="no-result", text=NO_RESULT, problem=problem, is_empty=True)
    if tool.type == "function" and server_messages is not None and "tool-calls" not in server_messages:
        problem = "the assistant's serverMessages do not list tool-calls, so the webhook is never sent"
        return ToolAnswer(outcome="no-result", text=NO_RESULT, problem=problem)
    return None
