"""The clinic behind its URLs: everything is one endpoint, and the function's name alone says what is asked for."""

from collections.abc import Mapping, Sequence
from typing import Any

import falcon
from msgspec import json

from harness.reference.body import read_body
from harness.reference.clinic.desk import ClinicDesk
from harness.reference.clinic.envelope import CallBegan, CallEnded, CallEvent, ToolCalls, read_message
from harness.reference.clinic.flaws import Flaws
from harness.reference.clinic.work import ENDPOINT
from harness.reference.clock import Clock
from harness.reference.database.database import Database
from harness.reference.declaration import HandlerDeclaration
from harness.reference.toolcalls import ToolRequest, UnreadableRequest

__all__ = ["ClinicSystem"]


class ClinicSystem:
    """Fourteen functions and five older ones at one place. Satisfies `harness.reference.app.ReferenceSystem`."""

    def __init__(self, database: Database, clock: Clock, flaws: Flaws | None = None) -> None:
        """`flaws` are the documented ones unless told otherwise. The database is one of `CLINIC_STORE`."""
        self._desk = ClinicDesk(database, clock, flaws or Flaws())

    @property
    def handlers(self) -> Sequence[HandlerDeclaration]:
        """What it can be asked to do."""
        return [handler.declaration for handler in self._desk.handlers.values()]

    @property
    def routes(self) -> Mapping[str, object]:
        """Path → falcon resource: the endpoint itself, and with any one segment after it, as its `POST /:path` is documented."""
        resource = _Endpoint(self._desk)
        return {ENDPOINT: resource, f"{ENDPOINT}/{{anything}}": resource}


class _Endpoint:
    def __init__(self, desk: ClinicDesk) -> None:
        self._desk = desk

    def on_post(self, request: falcon.Request, response: falcon.Response, **_path: str) -> None:
        """HTTP 200 for whatever could be read: any other status is "No result returned." to a model."""
        try:
            message = read_message(read_body(request))
        except UnreadableRequest as unreadable:
            raise falcon.HTTPBadRequest(title="Bad request", description=str(unreadable)) from unreadable
        response.data = json.encode(self._reply(message))

    def _reply(self, message: ToolCalls | CallBegan | CallEnded | CallEvent) -> dict[str, Any]:
        match message:
            case ToolCalls(calls=calls):
                return {"results": [self._result(call, message) for call in calls]}
            case CallBegan(call_id=call_id):
                self._desk.begin_call(call_id)
            case CallEnded():
                self._desk.end_call(message)
            case CallEvent():
                pass
        return {}

    def _result(self, call: ToolRequest, message: ToolCalls) -> dict[str, Any]:
        named = {} if call.name is None else {"name": call.name}
        return {"toolCallId": call.tool_call_id, **named, "result": json.encode(self._desk.answer(call, message)).decode()}
