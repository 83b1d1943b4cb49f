"""What a server answered when it was asked where a call should go (handoff-destination-request, transfer-destination-request)."""

from typing import Any

import msgspec
from msgspec import Struct

from harness.contract.document import Document
from harness.contract.entry import Entry
from harness.contract.handoff_entry import read_destinations
from harness.contract.model import Destination
from harness.contract.problems import Problem
from harness.ports import HttpAnswer, HttpFailure

__all__ = ["DestinationAnswer", "read_destination_reply"]


class DestinationAnswer(Struct, frozen=True, kw_only=True):
    """Where to, or why nowhere."""

    destination: Destination | None = None
    result: str | None = None
    """What the model hears instead of the usual text."""
    message: str | None = None
    """What is spoken before the call moves on."""
    problem: str | None = None
    """Why there is no destination: the server's own error, or what is wrong with its answer."""


def read_destination_reply(answer: HttpAnswer) -> DestinationAnswer:
    """The answer, whatever came back. Never raises."""
    if isinstance(answer, HttpFailure):
        return DestinationAnswer(problem=answer.reason)
    if answer.status != 200:
        return DestinationAnswer(problem=f"Request failed with status code {answer.status}")
    try:
        body = msgspec.json.decode(answer.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return DestinationAnswer(problem=f"invalid json response body: {error}")
    if not isinstance(body, dict):
        return DestinationAnswer(problem="the response body is not a JSON object")
    if body.get("error"):
        return DestinationAnswer(problem=str(body["error"]))
    written = body.get("destination")
    if not isinstance(written, dict) or not written:
        return DestinationAnswer(problem="the response names no destination")
    problems: list[Problem] = []
    (destination,) = read_destinations(Entry.of(Document(value={"destinations": [written]}, sources={}), problems))
    if problems:
        return DestinationAnswer(problem=problems[0].message)
    return DestinationAnswer(destination=destination, result=_text(body.get("result")), message=_spoken(body.get("message")))


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _spoken(message: Any) -> str | None:
    """A message object, or its text alone."""
    content = message.get("content") if isinstance(message, dict) else message
    return content if isinstance(content, str) else None
