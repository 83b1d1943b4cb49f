"""What a server answered when it was asked where a call should go (handoff-destination-request, transfer-destination-request)."""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from harness.contract.assistant_entry import read_assistant
from harness.contract.document import Document, overlaid
from harness.contract.entry import Entry
from harness.contract.handoff_entry import read_destinations
from harness.contract.model import Assistant, Destination, Tool
from harness.contract.problems import Problem
from harness.contract.references import References
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


def read_destination_reply(answer: HttpAnswer, tools: Mapping[str, Tool] | None = None) -> DestinationAnswer:
    """The answer, whatever came back; an assistant it holds can have `tools`, by slug. Never raises."""
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
    if destination.inline:
        destination = replace(destination, assistant=_inline(destination, tools or {}, problems))
    if problems:
        return DestinationAnswer(problem=problems[0].message)
    return DestinationAnswer(destination=destination, result=_text(body.get("result")), message=_spoken(body.get("message")))


def _inline(destination: Destination, tools: Mapping[str, Tool], problems: list[Problem]) -> Assistant:
    document = overlaid(
        Document(value=dict(destination.inline), sources={}), Document(value=dict(destination.overrides), sources={})
    )
    by_id = {tool.id.lower(): slug for slug, tool in tools.items() if tool.id}
    references = References(kind="tool", slugs=tools.keys(), slug_of=by_id)
    return read_assistant(Entry.of(document, problems), tools=tools, references=references, names={})


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _spoken(message: Any) -> str | None:
    """A message object, or its text alone."""
    content = message.get("content") if isinstance(message, dict) else message
    return content if isinstance(content, str) else None
