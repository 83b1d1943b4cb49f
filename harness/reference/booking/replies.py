"""Outcomes → the JSON each request shape expects back. Always HTTP 200: any other status is "No result returned." to a model."""

from collections.abc import Sequence
from typing import Any

from msgspec import json

from harness.reference.booking.outcomes import Answer
from harness.reference.booking.requests import ToolRequests

__all__ = ["reply_body"]


def reply_body(asked: ToolRequests, outcomes: Sequence[Answer]) -> bytes:
    """One answer for each call that was asked, in the same order."""
    if asked.shape == "vapi":
        results = [_listed(call.tool_call_id, call.name, outcome) for call, outcome in zip(asked.calls, outcomes, strict=True)]
        return json.encode({"results": results})
    (outcome,) = outcomes
    if asked.shape == "direct":
        return json.encode({"toolCallId": asked.calls[0].tool_call_id, "result": outcome})
    return json.encode({"toolResult": {"content": _text(outcome)}, "speech": outcome.message})


def _listed(tool_call_id: str | None, name: str | None, outcome: Answer) -> dict[str, Any]:
    named = {} if name is None else {"name": name}
    return {"toolCallId": tool_call_id, **named, "result": _text(outcome)}


def _text(outcome: Answer) -> str:
    return json.encode(outcome).decode()
