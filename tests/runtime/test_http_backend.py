"""A backend at a URL, over a real connection on this machine."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from harness.ports import HttpFailure, HttpReply, HttpRequest
from harness.runtime.http_backend import HttpBackend


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(404 if "missing" in self.path else 200)
        self.end_headers()
        self.wfile.write(f"{self.path} {self.headers['X-Vapi-Secret']} ".encode() + body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def request(path: str) -> HttpRequest:
    return HttpRequest(url=f"https://hotel.example.com{path}", headers={"X-Vapi-Secret": "s"}, body=b"hi", timeout_seconds=5)


def test_path_query_headers_and_body_arrive_below_the_base(base: str) -> None:
    backend = HttpBackend(f"{base}/prefix/")
    answer = backend.send(request("/tools/book?x=1"))
    backend.close()

    assert isinstance(answer, HttpReply)
    assert (answer.status, answer.body) == (200, b"/prefix/tools/book?x=1 s hi")


def test_a_path_the_server_does_not_know_is_its_own_404(base: str) -> None:
    backend = HttpBackend(base)
    answer = backend.send(request("/missing"))
    backend.close()

    assert isinstance(answer, HttpReply)
    assert answer.status == 404


def test_nobody_listening_is_a_refused_connection() -> None:
    backend = HttpBackend("http://127.0.0.1:1")
    answer = backend.send(request("/x"))
    backend.close()

    assert isinstance(answer, HttpFailure)
    assert answer.reason == "connect ECONNREFUSED 127.0.0.1:1"
