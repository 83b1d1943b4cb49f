"""Where conversations are asked for over HTTP: chats, calls and runs."""

from datetime import datetime
from typing import Any

import falcon
from msgspec import json
from msgspec.structs import replace

from harness.reference.platform.calls import Calls
from harness.reference.platform.chats import Chats
from harness.reference.platform.errors import bad_request, missing
from harness.reference.platform.kinds import KINDS, checked_id
from harness.reference.platform.listing import read_query
from harness.reference.platform.records import Record
from harness.reference.platform.runs import ITEM, SimulationRuns
from harness.reference.platform.shelf import Shelf
from harness.reference.platform.web import Collection, answer, body_of

__all__ = ["ChatCollection", "PagedCalls", "ResponseCollection", "RunCollection", "RunItem", "RunItems", "SingleRun", "WebCalls"]


class ChatCollection(Collection):
    """/chat"""

    def __init__(self, shelf: Shelf, chats: Chats) -> None:
        super().__init__(shelf, KINDS["chat"])
        self._chats = chats

    def on_post(self, request: falcon.Request, response: falcon.Response) -> None:
        """Hold one turn; with `stream: true` the answer comes as server-sent events."""
        body = body_of(request)
        chat = self._shelf.shown(self._kind, self._chats.create(request.context.org_id, body))
        if body.get("stream"):
            response.content_type = "text/event-stream"
            response.data = b"".join(_deltas(chat))
        else:
            answer(response, chat, 201)


class ResponseCollection:
    """/chat/responses, in the shape of OpenAI's Responses API (https://platform.openai.com/docs/api-reference/responses)."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats

    def on_post(self, request: falcon.Request, response: falcon.Response) -> None:
        """Hold one turn."""
        chat = self._chats.create(request.context.org_id, body_of(request))
        output = [
            {
                "id": f"msg_{chat.id}_{place}",
                "type": "message",
                "role": "assistant",
                "status": "completed",
                "content": [{"type": "output_text", "text": one["content"], "annotations": []}],
            }
            for place, one in enumerate(chat.body["output"])
            if one["role"] == "assistant" and one["content"]
        ]
        told = {"id": chat.id, "object": "response", "created_at": _epoch(chat), "status": "completed", "output": output}
        answer(response, told, 201)


class WebCalls:
    """/call/web: a call without a phone."""

    def __init__(self, shelf: Shelf, calls: Calls) -> None:
        self._shelf = shelf
        self._calls = calls

    def on_post(self, request: falcon.Request, response: falcon.Response) -> None:
        """Queue it."""
        record = self._calls.create(request.context.org_id, body_of(request), over_web=True)
        answer(response, self._shelf.shown(KINDS["call"], record), 201)


class PagedCalls:
    """/v2/call and /v2/phone-number: the same list in pages."""

    def __init__(self, shelf: Shelf, name: str) -> None:
        self._shelf = shelf
        self._kind = replace(KINDS[name], listing="pages", filters=KINDS[name].filters | {"search"})

    def on_get(self, request: falcon.Request, response: falcon.Response) -> None:
        """List."""
        answer(response, self._shelf.list(request.context.org_id, self._kind, read_query(self._kind, request.params)))


class RunCollection(Collection):
    """/eval/simulation/run"""

    def __init__(self, shelf: Shelf, runs: SimulationRuns) -> None:
        super().__init__(shelf, KINDS["simulation-run"])
        self._runs = runs

    def on_post(self, request: falcon.Request, response: falcon.Response) -> None:
        """Queue it."""
        record, items = self._runs.create(request.context.org_id, body_of(request))
        answer(response, {**self._shelf.shown(self._kind, record), "simulationRunItemIds": items}, 201)


class SingleRun:
    """/eval/simulation/run/{id}"""

    def __init__(self, shelf: Shelf, runs: SimulationRuns) -> None:
        self._shelf = shelf
        self._runs = runs

    def on_get(self, request: falcon.Request, response: falcon.Response, id: str) -> None:
        """How far it is."""
        record = self._shelf.get(request.context.org_id, KINDS["simulation-run"], checked_id(id))
        answer(response, self._shelf.shown(KINDS["simulation-run"], record))

    def on_patch(self, request: falcon.Request, response: falcon.Response, id: str) -> None:
        """Cancel what has not begun."""
        change = body_of(request)
        if not isinstance(change, dict) or change.get("status", "canceled") not in ("ended", "canceled"):
            raise bad_request("status must be one of the following values: ended, canceled")
        answer(response, self._shelf.shown(KINDS["simulation-run"], self._runs.cancel(request.context.org_id, checked_id(id))))


class RunItems:
    """/eval/simulation/run/{id}/item"""

    def __init__(self, runs: SimulationRuns) -> None:
        self._runs = runs

    def on_get(self, request: falcon.Request, response: falcon.Response, id: str) -> None:
        """List, in the order they are held."""
        answer(response, [_shown(one) for one in self._runs.items(request.context.org_id, checked_id(id))])


class RunItem:
    """/eval/simulation/run/{id}/item/{item_id}"""

    def __init__(self, runs: SimulationRuns) -> None:
        self._runs = runs

    def on_get(self, request: falcon.Request, response: falcon.Response, id: str, item_id: str) -> None:
        """Read."""
        found = next((one for one in self._runs.items(request.context.org_id, checked_id(id)) if one.id == item_id), None)
        if found is None:
            raise missing(f"{ITEM} {item_id} not found")
        answer(response, _shown(found))


def _shown(record: Record) -> dict[str, Any]:
    stamps = {"createdAt": record.created_at, "updatedAt": record.updated_at}
    return {**record.body, "id": record.id, "orgId": record.org_id, **stamps}


def _deltas(chat: dict[str, Any]) -> list[bytes]:
    """One event for each word of each assistant message."""
    events = []
    for place, message in enumerate(chat["output"]):
        words = message["content"].split(" ") if message["role"] == "assistant" and message["content"] else []
        for number, word in enumerate(words):
            delta = {"id": chat["id"], "path": f"chat.output[{place}].content", "delta": f" {word}" if number else word}
            events.append(b"data: " + json.encode(delta) + b"\n\n")
    return events


def _epoch(record: Record) -> int:
    return int(datetime.fromisoformat(record.created_at).timestamp())
