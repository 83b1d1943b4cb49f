"""Vapi's messages to a server, as far as the clinic looks at them (https://docs.vapi.ai/server-url/events)."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from harness.reference.phones import normalised_phone
from harness.reference.toolcalls import ToolRequest, as_object, is_keepable, listed_calls, read_object

__all__ = ["CallBegan", "CallEnded", "CallEvent", "ToolCalls", "read_message"]

_Object = Mapping[str, Any]


class ToolCalls(Struct, frozen=True, kw_only=True):
    """The model wants functions called."""

    call_id: str | None
    caller_phone: str | None
    """E.164; None when it is withheld or no telephone number."""
    calls: tuple[ToolRequest, ...]


class CallBegan(Struct, frozen=True, kw_only=True):
    """A `status-update` to "in-progress"."""

    call_id: str


class CallEnded(Struct, frozen=True, kw_only=True):
    """An `end-of-call-report`."""

    call_id: str
    caller_phone: str | None
    reason: str | None
    started_at: str | None
    ended_at: str | None


class CallEvent(Struct, frozen=True, kw_only=True):
    """Anything else; nothing is asked of the server."""


def read_message(body: bytes) -> ToolCalls | CallBegan | CallEnded | CallEvent:
    """What the platform tells or asks. UnreadableRequest when it is no JSON object or its tool calls cannot be answered."""
    message = as_object(read_object(body).get("message"))
    call = as_object(message.get("call"))
    call_id = _text(call.get("id"))
    calls = listed_calls(message)
    if calls is not None:
        return ToolCalls(call_id=call_id, caller_phone=_caller(message, call), calls=calls)
    if call_id is None:
        return CallEvent()
    match message.get("type"):
        case "end-of-call-report":
            return CallEnded(
                call_id=call_id,
                caller_phone=_caller(message, call),
                reason=_text(message.get("endedReason")),
                started_at=_text(message.get("startedAt")),
                ended_at=_text(message.get("endedAt")),
            )
        case "status-update" if message.get("status") == "in-progress":
            return CallBegan(call_id=call_id)
        case _:
            return CallEvent()


def _caller(message: _Object, call: _Object) -> str | None:
    for holder in (call, message):
        number = _text(as_object(holder.get("customer")).get("number"))
        if number is not None:
            try:
                return normalised_phone(number, "CA")
            except ValueError:
                return None
    return None


def _text(value: Any) -> str | None:
    return value if is_keepable(value) else None
