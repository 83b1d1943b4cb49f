"""A backend in the same process: the bytes of a request go straight into a WSGI application, and its bytes come out.

https://peps.python.org/pep-3333/ by hand, because an HTTP client costs ten times as much as the call itself.
"""

import sys
from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes, urlsplit

from harness.ports import HttpReply, HttpRequest

if TYPE_CHECKING:
    from _typeshed import OptExcInfo
    from _typeshed.wsgi import WSGIApplication

__all__ = ["NOMINAL_LATENCY_MS", "InProcessBackend"]

NOMINAL_LATENCY_MS = 120
"""What a call to a backend near by is said to take. Measured time would make no two runs alike."""

_WITHOUT_PREFIX = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}


class InProcessBackend:
    """Where tool calls go when no network is wanted. Satisfies `harness.ports.ToolBackend`.

    Scheme and host of the URL reach the application as any server would tell it; only the path chooses who answers.
    """

    def __init__(self, application: "WSGIApplication", *, latency_ms: int = NOMINAL_LATENCY_MS) -> None:
        self._application = application
        self._latency_ms = latency_ms

    def send(self, request: HttpRequest) -> HttpReply:
        """The application's answer. What an application does not catch itself is a bug, and is raised."""
        answer = _Answer()
        chunks: Iterable[bytes] = self._application(_environ(request), answer.start)
        try:
            body = b"".join((*answer.written, *chunks))
        finally:
            close = getattr(chunks, "close", None)
            if close is not None:
                close()
        return HttpReply(status=answer.status, body=body, headers=answer.headers, latency_ms=self._latency_ms)


class _Answer:
    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.written: list[bytes] = []

    def start(self, status: str, headers: list[tuple[str, str]], _error: "OptExcInfo | None" = None, /) -> Any:
        self.status = int(status.partition(" ")[0])
        self.headers = dict(headers)
        return self.written.append


def _environ(request: HttpRequest) -> dict[str, Any]:
    environ: dict[str, Any] = {
        **_addressed(request.url),
        "REQUEST_METHOD": request.method,
        "CONTENT_LENGTH": str(len(request.body)),
        "wsgi.input": BytesIO(request.body),
        "wsgi.errors": sys.stderr,
    }
    for name, value in request.headers.items():
        low = name.lower()
        if low != "content-length":
            environ[_WITHOUT_PREFIX.get(low) or f"HTTP_{low.replace('-', '_').upper()}"] = value
    return environ


@lru_cache(maxsize=256)
def _addressed(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return {
        "SCRIPT_NAME": "",
        # PEP 3333: the decoded bytes of the path, carried as latin-1.
        "PATH_INFO": unquote_to_bytes(parts.path or "/").decode("latin-1"),
        "QUERY_STRING": parts.query,
        "SERVER_NAME": parts.hostname or "localhost",
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": parts.netloc.rpartition("@")[2],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": parts.scheme,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
