"""Resources over HTTP: who may, what came, how it is answered."""

from collections.abc import Callable, Mapping
from typing import Any

import falcon
from msgspec import DecodeError, json

from harness.reference.body import read_body
from harness.reference.platform.errors import PlatformError, bad_request, error_body, unauthorized
from harness.reference.platform.kinds import ResourceKind, checked_id
from harness.reference.platform.listing import read_query
from harness.reference.platform.shelf import Shelf

__all__ = ["Collection", "Doorkeeper", "Item", "answer", "body_of", "failed", "refused", "unknown_path"]


class Doorkeeper:
    """Middleware: a request belongs to the organisation whose token it carries; 401 for any other."""

    def __init__(self, organisations: Mapping[str, str]) -> None:
        self._organisations = organisations

    def process_resource(
        self, request: falcon.Request, _response: falcon.Response, resource: object, _params: dict[str, Any]
    ) -> None:
        """Before anybody looks at the request."""
        if getattr(resource, "is_public", False):
            return
        scheme, _, token = (request.get_header("Authorization") or "").partition(" ")
        org_id = self._organisations.get(token.strip()) if scheme.lower() == "bearer" else None
        if org_id is None:
            raise unauthorized()
        request.context.org_id = org_id


class Collection:
    """The list of one kind, and where new ones are created."""

    def __init__(self, shelf: Shelf, kind: ResourceKind, create: Callable[[str, Any], Any] | None = None) -> None:
        """`create` makes what is more than saved; None: the shelf does, if it may."""
        self._shelf = shelf
        self._kind = kind
        self._create = create

    def on_get(self, request: falcon.Request, response: falcon.Response) -> None:
        """List."""
        query = read_query(self._kind, request.params)
        answer(response, self._shelf.list(request.context.org_id, self._kind, query))

    def on_post(self, request: falcon.Request, response: falcon.Response) -> None:
        """Create."""
        if self._create is None and "create" not in self._kind.verbs:
            raise unknown_path(request)
        create = self._create or (lambda org_id, body: self._shelf.create(org_id, self._kind, body))
        record = create(request.context.org_id, body_of(request))
        answer(response, self._shelf.shown(self._kind, record), 201)


class Item:
    """One resource."""

    def __init__(self, shelf: Shelf, kind: ResourceKind) -> None:
        self._shelf = shelf
        self._kind = kind

    def on_get(self, request: falcon.Request, response: falcon.Response, id: str) -> None:
        """Read."""
        self._check_query(request)
        record = self._shelf.get(request.context.org_id, self._kind, checked_id(id))
        answer(response, self._shelf.shown(self._kind, record))

    def on_patch(self, request: falcon.Request, response: falcon.Response, id: str) -> None:
        """Change."""
        self._need("update", request)
        self._check_query(request)
        change = body_of(request)
        record = self._shelf.update(request.context.org_id, self._kind, checked_id(id), change)
        answer(response, self._shelf.shown(self._kind, record))

    def on_delete(self, request: falcon.Request, response: falcon.Response, id: str) -> None:
        """Remove."""
        self._need("delete", request)
        record = self._shelf.delete(request.context.org_id, self._kind, checked_id(id))
        answer(response, self._shelf.shown(self._kind, record))

    def _need(self, verb: str, request: falcon.Request) -> None:
        if verb not in self._kind.verbs:
            raise unknown_path(request)

    def _check_query(self, request: falcon.Request) -> None:
        unknown = [f"property {name} should not exist" for name in request.params if name not in self._kind.query]
        if unknown:
            raise bad_request(unknown)


def body_of(request: falcon.Request) -> Any:
    """The JSON that was sent. 400 for anything else."""
    raw = read_body(request)
    try:
        return json.decode(raw) if raw else {}
    except (DecodeError, UnicodeDecodeError, RecursionError) as broken:
        raise bad_request(f"the body is not JSON: {broken}") from broken


def answer(response: falcon.Response, content: Any, status: int = 200) -> None:
    """Send this as JSON."""
    response.status = status
    response.content_type = falcon.MEDIA_JSON
    response.data = json.encode(content)


def unknown_path(request: falcon.Request) -> PlatformError:
    """404 as the framework words it for a path or method it does not know."""
    return PlatformError(404, error_body(404, f"Cannot {request.method} {request.path}"))


def refused(_request: falcon.Request, response: falcon.Response, error: PlatformError, _params: dict[str, Any]) -> None:
    """A `PlatformError` as it is sent."""
    answer(response, error.body, error.status)


def failed(request: falcon.Request, response: falcon.Response, error: falcon.HTTPError, _params: dict[str, Any]) -> None:
    """What the web framework refuses, in the platform's words."""
    if error.status_code in (404, 405):
        refused(request, response, unknown_path(request), {})
    elif error.status_code == 413:
        answer(response, error_body(413, "request entity too large"), 413)
    else:
        answer(response, error_body(error.status_code, error.title or "Bad request"), error.status_code)
