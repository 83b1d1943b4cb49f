"""What a planned fault does to one answer."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from msgspec import json

from harness.reference.platform.errors import error_body
from harness.reference.platform.faults import PlatformFault

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

__all__ = ["misbehave"]

_PAGE = b"<html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1></body></html>"


def misbehave(
    fault: PlatformFault,
    app: "WSGIApplication",
    environ: "WSGIEnvironment",
    start_response: "StartResponse",
    sleep: Callable[[float], None],
) -> Iterable[bytes]:
    """The answer as the fault leaves it. A dropped connection is dropped by the server that calls this (waitress)."""
    match fault.kind:
        case "rate-limit":
            extra = [("Retry-After", fault.retry_after)] if fault.retry_after else []
            return _sent(start_response, 429, json.encode(error_body(429, "Too Many Requests")), extra=extra)
        case "error":
            return _sent(start_response, fault.status, json.encode(error_body(fault.status, HTTPStatus(fault.status).phrase)))
        case "html":
            return _sent(start_response, fault.status, _PAGE, "text/html")
        case "slow":
            sleep(fault.seconds)
            return app(environ, start_response)
        case "drop":
            raise _hang_up()
        case "lose":
            _done(app, environ)
            raise _hang_up()
        case "cut":
            status, headers, body = _done(app, environ)
            start_response(status, headers)
            return [body[: len(body) // 2]]


def _sent(
    start_response: "StartResponse",
    status: int,
    body: bytes,
    content_type: str = "application/json",
    extra: list[tuple[str, str]] | None = None,
) -> list[bytes]:
    headers = [("Content-Type", content_type), ("Content-Length", str(len(body))), *(extra or ())]
    start_response(f"{status} {HTTPStatus(status).phrase}", headers)
    return [body]


def _done(app: "WSGIApplication", environ: "WSGIEnvironment") -> tuple[str, list[tuple[str, str]], bytes]:
    """Let the application do its work, and keep what it would have answered."""
    told: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], _error: Any = None, /) -> Callable[[bytes], object]:
        told[:] = [status, headers]
        return lambda _data: None

    body = b"".join(app(environ, start))
    return told[0], told[1], body


def _hang_up() -> Exception:
    # waitress closes the connection without a word when an application raises this.
    from waitress.channel import ClientDisconnected

    gone: Exception = ClientDisconnected()
    return gone
