"""The stand-in as one WSGI application."""

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import falcon

from harness.reference.clock import Clock
from harness.reference.database import Database
from harness.reference.platform.calls import Calls
from harness.reference.platform.chats import Chats
from harness.reference.platform.conversations import (
    ChatCollection,
    PagedCalls,
    ResponseCollection,
    RunCollection,
    RunItem,
    RunItems,
    SingleRun,
    WebCalls,
)
from harness.reference.platform.errors import PlatformError
from harness.reference.platform.evals import EvalRuns
from harness.reference.platform.faults import Faults
from harness.reference.platform.interrupted import end_interrupted
from harness.reference.platform.kinds import KINDS
from harness.reference.platform.misbehaving import misbehave
from harness.reference.platform.playing import Play
from harness.reference.platform.records import Records
from harness.reference.platform.runs import SimulationRuns
from harness.reference.platform.shelf import Shelf
from harness.reference.platform.stage import Stage
from harness.reference.platform.web import Collection, Doorkeeper, Item, answer, failed, refused

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

__all__ = ["PlatformSystem"]

_log = logging.getLogger(__name__)
_PLAYED = ("call", "chat", "eval-run", "simulation-run")


def _random_id() -> str:
    return str(uuid4())


class PlatformSystem:
    """Answers as api.vapi.ai does. `organisations` is token → organisation id; without `play`, conversations are answered 501."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        organisations: Mapping[str, str],
        *,
        faults: Faults | None = None,
        play: Play | None = None,
        new_id: Callable[[], str] = _random_id,
        sleep: Callable[[float], None] = time.sleep,
        call_clock: Clock | None = None,
        has_versions: bool = False,
    ) -> None:
        """`call_clock` says when conversations take place; None: now. `has_versions`: assistants and tools have `latestVersion`.

        Vapi's own command line takes that for a difference between file and platform.
        """
        self.faults = faults or Faults()
        """What goes wrong; more can be planned at any time."""
        self._sleep = sleep
        records = Records(database, clock)
        end_interrupted(records, organisations.values())
        self._shelf = Shelf(records, new_id, has_versions=has_versions)
        self._stage = Stage(records, play, call_clock or clock)
        self._app = falcon.App(middleware=[Doorkeeper(organisations)])
        self._app.req_options.strip_url_path_trailing_slash = True
        self._app.add_error_handler(Exception, _crashed)
        self._app.add_error_handler(falcon.HTTPError, failed)
        self._app.add_error_handler(PlatformError, refused)
        self._app.add_route("/health", _Health())
        self._add_resources()
        self._add_conversations()

    @property
    def paths(self) -> tuple[str, ...]:
        """Where resources are."""
        return tuple(kind.path for kind in KINDS.values())

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        fault = self.faults.next(str(environ["REQUEST_METHOD"]), str(environ["PATH_INFO"]))
        if fault is None:
            return self._app(environ, start_response)
        return misbehave(fault, self._app, environ, start_response, self._sleep)

    def settle(self) -> None:
        """Returns when every call and run that was asked for is over."""
        self._stage.settle()

    def close(self) -> None:
        """Finish the conversation that is going on, forget those that wait."""
        self._stage.close()

    def _add_resources(self) -> None:
        for kind in KINDS.values():
            if kind.name not in _PLAYED:
                self._app.add_route(kind.path, Collection(self._shelf, kind))
            if kind.name != "simulation-run":
                self._app.add_route(f"{kind.path}/{{id}}", Item(self._shelf, kind))

    def _add_conversations(self) -> None:
        chats, calls = Chats(self._shelf, self._stage), Calls(self._shelf, self._stage)
        runs, evals = SimulationRuns(self._shelf, self._stage), EvalRuns(self._shelf, self._stage)
        routes: dict[str, Any] = {
            "/chat": ChatCollection(self._shelf, chats),
            "/chat/responses": ResponseCollection(chats),
            "/call": Collection(self._shelf, KINDS["call"], calls.create),
            "/call/web": WebCalls(self._shelf, calls),
            "/v2/call": PagedCalls(self._shelf, "call"),
            "/v2/phone-number": PagedCalls(self._shelf, "phone-number"),
            "/eval/run": Collection(self._shelf, KINDS["eval-run"], evals.create),
            "/eval/simulation/run": RunCollection(self._shelf, runs),
            "/eval/simulation/run/{id}": SingleRun(self._shelf, runs),
            "/eval/simulation/run/{id}/item": RunItems(runs),
            "/eval/simulation/run/{id}/item/{item_id}": RunItem(runs),
        }
        for path, resource in routes.items():
            self._app.add_route(path, resource)


class _Health:
    is_public = True

    def on_get(self, _request: falcon.Request, response: falcon.Response) -> None:
        answer(response, {"status": "ok"})


def _crashed(request: falcon.Request, response: falcon.Response, error: Exception, _params: dict[str, Any]) -> None:
    _log.error("%s %s crashed", request.method, request.path, exc_info=error)
    answer(response, {"statusCode": 500, "message": "Internal server error"}, 500)
