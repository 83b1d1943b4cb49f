"""Reference systems behind one WSGI door, with what they declare at `GET /contract`."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import falcon
from msgspec import Struct, json

from harness.reference.declaration import HandlerDeclaration

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

__all__ = ["Crash", "ReferenceApp", "ReferenceSystem"]

_log = logging.getLogger(__name__)


class ReferenceSystem(Protocol):
    """One backend: what it declares, and where it is reached."""

    @property
    def handlers(self) -> Sequence[HandlerDeclaration]:
        """What it can be asked to do."""
        ...

    @property
    def routes(self) -> Mapping[str, object]:
        """Path → falcon resource."""
        ...


class Crash(Struct, frozen=True, kw_only=True):
    """A bug of a reference system, met while it answered."""

    path: str
    kind: str
    """Type of the exception."""
    message: str


class ReferenceApp:
    """A WSGI application. A handler that raises is answered with HTTP 500 and remembered in `last_crash`."""

    def __init__(self, *systems: ReferenceSystem) -> None:
        self.last_crash: Crash | None = None
        """The most recent one; whoever reports it may set it back to None."""
        self._falcon = falcon.App()
        self._falcon.add_error_handler(Exception, self._crashed)
        self._falcon.add_route("/health", _Fixed({"status": "ok"}))
        handlers = [handler.published() for system in systems for handler in system.handlers]
        self._falcon.add_route("/contract", _Fixed({"handlers": handlers}))
        for system in systems:
            for path, resource in system.routes.items():
                self._falcon.add_route(path, resource)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        return self._falcon(environ, start_response)

    def _crashed(self, request: falcon.Request, response: falcon.Response, error: Exception, _params: dict[str, Any]) -> None:
        self.last_crash = Crash(path=request.path, kind=type(error).__name__, message=str(error))
        _log.error("the handler of %s crashed", request.path, exc_info=error)
        response.status = falcon.HTTP_500
        response.data = json.encode({"title": "Internal server error", "description": "the backend crashed; its log says why"})


class _Fixed:
    def __init__(self, content: Mapping[str, Any]) -> None:
        self._data = json.encode(content)

    def on_get(self, _request: falcon.Request, response: falcon.Response) -> None:
        response.data = self._data
