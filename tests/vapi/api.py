"""A tiny API of resources on a real port, whose next answers a test can spoil."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import Any

import falcon

from harness.commands.serve import listen
from harness.vapi.client import VapiClient

TOKEN = "key-31f0c2aa-secret"


@dataclass
class Fault:
    """How one answer is spoiled."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    """Sent as it is; None for NestJS's shape."""
    after: bool = False
    """The request is done first, and only its answer is spoiled."""
    broken_off: bool = False


class Api:
    """Resources by kind, newest first, as the platform lists them. A WSGI application."""

    def __init__(self) -> None:
        self.resources: dict[str, dict[str, dict[str, Any]]] = {}
        self.requests: list[tuple[str, str, str]] = []
        self.faults: list[Fault | None] = []
        """Of the next requests, in order; None for one that is not spoiled."""
        self.most = 1000
        self._numbers = 0
        self._lock = Lock()
        self._falcon = falcon.App()
        self._falcon.add_sink(self._answer, "/")

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        return self._falcon(environ, start_response)

    def made(self, kind: str) -> list[dict[str, Any]]:
        return list(self.resources.get(kind, {}).values())

    def called(self, method: str) -> int:
        return sum(1 for each, *_ in self.requests if each == method)

    def _answer(self, req: falcon.Request, resp: falcon.Response, **_: Any) -> None:
        request, response = req, resp
        with self._lock:
            self.requests.append((request.method, request.path, request.query_string))
            fault = self.faults.pop(0) if self.faults else None
            if fault is None or fault.after:
                self._do(request, response)
        if fault is not None:
            self._spoil(fault, response)

    def _do(self, request: falcon.Request, response: falcon.Response) -> None:
        if request.get_header("authorization") != f"Bearer {TOKEN}":
            self._say(response, 401, f"Invalid Key. You sent {request.get_header('authorization')}")
            return
        kind, _, id = request.path.strip("/").partition("/")
        held = self.resources.setdefault(kind, {})
        body = json.loads(request.bounded_stream.read() or b"null")
        if request.method == "POST":
            self._numbers += 1
            new = {"id": f"{kind}-{self._numbers}", "createdAt": f"2026-01-18T10:00:00.{self._numbers // 3:03d}Z", **body}
            held[new["id"]] = new
            self._give(response, new, 201)
        elif not id:
            before = request.get_param("createdAtLe") or "9"
            limit = min(request.get_param_as_int("limit") or 100, self.most)
            shown = [each for each in reversed(held.values()) if each["createdAt"] <= before]
            self._give(response, shown[:limit])
        elif id not in held:
            self._say(response, 404, f"{kind} not found")
        elif request.method == "DELETE":
            self._give(response, held.pop(id))
        else:
            held[id] |= body or {}
            self._give(response, held[id])

    def _give(self, response: falcon.Response, content: Any, status: int = 200) -> None:
        response.status, response.data = status, json.dumps(content).encode()

    def _say(self, response: falcon.Response, status: int, *messages: str) -> None:
        told = messages[0] if len(messages) == 1 else list(messages)
        self._give(response, {"message": told, "error": "Error", "statusCode": status}, status)

    def _spoil(self, fault: Fault, response: falcon.Response) -> None:
        if fault.broken_off:
            response.set_header("content-length", "4096")
            response.data, response.stream = None, [b'{"id": "half']
            return
        self._say(response, fault.status, "out of order")
        response.data = response.data if fault.body is None else fault.body
        for name, value in fault.headers.items():
            response.set_header(name, value)


@contextmanager
def served(application: Any) -> Iterator[str]:
    """The application on a port of its own, for as long as the block lasts."""
    server = listen(application, "127.0.0.1", 0)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server.url
    finally:
        server.stop()
        thread.join(timeout=5)


@contextmanager
def connected(url: str, waits: list[float] | None = None, **options: Any) -> Iterator[VapiClient]:
    """A client that writes down how long it would have waited."""
    sleep = [].append if waits is None else waits.append
    usual: dict[str, Any] = {"base_url": url, "token": TOKEN, "sleep": sleep, "jitter": lambda longest: longest}
    client = VapiClient(**(usual | options))
    try:
        yield client
    finally:
        client.close()
