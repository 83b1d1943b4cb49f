"""A tool's answer read as what it says: done, refused, or nothing."""

import json
from typing import Any

from msgspec import Struct

from harness.trace.events import ToolReplied

__all__ = ["Outcome", "outcome_of", "outcome_of_text"]

_DENIALS = ("success", "ok", "succeeded", "booked", "done")


class Outcome(Struct, frozen=True, kw_only=True):
    """What a tool call came to."""

    succeeded: bool
    answered: bool
    """False when the model heard "No result returned." or the call ended first."""
    data: Any = None
    """The result parsed as JSON when it is JSON, else its text."""
    message: str = ""
    """The sentence in it that is meant for people, when there is one."""


def outcome_of(reply: ToolReplied | None) -> Outcome:
    """Read one reply. An error, an object saying `success: false` or carrying an `error` is a refusal."""
    if reply is None or reply.outcome == "no-result":
        return Outcome(succeeded=False, answered=False, message=reply.problem or "" if reply else "")
    if reply.outcome == "error":
        return Outcome(succeeded=False, answered=True, data=reply.text, message=reply.text)
    return outcome_of_text(reply.text)


def outcome_of_text(text: str) -> Outcome:
    """Read a result's text as a model would: JSON when it parses, a sentence when it does not."""
    try:
        data = json.loads(text)
    except ValueError:
        return Outcome(succeeded=bool(text.strip()), answered=bool(text.strip()), data=text, message=text)
    if not isinstance(data, dict):
        return Outcome(succeeded=data is not False and data is not None, answered=True, data=data)
    refused = any(data.get(key) is False for key in _DENIALS) or bool(data.get("error"))
    told = data.get("message") or data.get("error") or data.get("speech") or ""
    return Outcome(succeeded=not refused, answered=True, data=data, message=told if isinstance(told, str) else json.dumps(told))
