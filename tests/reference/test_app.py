"""The door in front of the reference systems, and the call through it without a network."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import falcon
import pytest
from falcon import testing

from harness.ports import HttpReply, HttpRequest
from harness.reference.app import Crash, ReferenceApp
from harness.reference.body import LARGEST_BODY
from harness.reference.declaration import HandlerDeclaration
from harness.reference.inprocess import InProcessBackend
from tests.reference.world import ARGUMENTS, PATH, World


class _Breaking:
    handlers: Sequence[HandlerDeclaration] = ()

    @property
    def routes(self) -> Mapping[str, object]:
        return {"/break": self}

    def on_post(self, request: falcon.Request, response: falcon.Response) -> None:
        raise KeyError("a bug")


def test_a_crash_is_answered_with_500_and_remembered(caplog: pytest.LogCaptureFixture) -> None:
    app = ReferenceApp(_Breaking())

    reply = InProcessBackend(app).send(HttpRequest(url="http://x/break", headers={}, body=b""))

    assert reply.status == 500
    assert json.loads(reply.body)["title"] == "Internal server error"
    assert app.last_crash == Crash(path="/break", kind="KeyError", message="'a bug'")
    assert "the handler of /break crashed" in caplog.text


@pytest.mark.parametrize("path", ["/api/vapi-tools/bookClinicAppointment", PATH + "/", PATH.lower(), "/"])
def test_a_wrong_path_is_not_found_in_json(world: World, path: str) -> None:
    reply = world.post({}, path)

    assert reply.status == 404
    assert json.loads(reply.body) == {"title": "404 Not Found"}


def test_the_tool_answers_posts_only(world: World) -> None:
    reply = world.get(PATH)

    assert (reply.status, reply.headers["allow"]) == (405, "POST, OPTIONS")


def test_a_body_above_the_limit_is_refused(world: World) -> None:
    padded = json.dumps({"tool": {"arguments": ARGUMENTS}}).encode()

    assert world.post(padded.ljust(LARGEST_BODY)).status == 200
    assert world.post(padded.ljust(LARGEST_BODY + 1)).status == 413


def test_the_content_type_does_not_matter(world: World) -> None:
    body = json.dumps({"tool": {"arguments": ARGUMENTS}})

    result = testing.TestClient(world.app).simulate_post(PATH, body=body, headers={"Content-Type": "text/plain"})

    assert result.json["speech"].startswith("Your appointment is confirmed")


def test_health_says_ok(world: World) -> None:
    assert json.loads(world.get("/health").body) == {"status": "ok"}


def test_the_contract_says_what_is_read_required_and_returned(world: World) -> None:
    handler = json.loads(world.get("/contract").body)["handlers"][0]

    assert (handler["tool"], handler["path"], handler["method"]) == ("bookClinicAppointment", PATH, "POST")
    assert handler["reads"]["required"] == ["patientName", "patientPhone", "appointmentDate", "appointmentTime"]
    assert list(handler["reads"]["properties"])[2] == "patientEmail"
    assert handler["organization"][0] == "customer.metadata.org_id"


def test_the_contract_is_what_the_handler_does(world: World) -> None:
    """Required is what it refuses to do without; returned is what it returns; written is what changes."""
    handler = json.loads(world.get("/contract").body)["handlers"][0]

    refused = world.book(**dict.fromkeys(ARGUMENTS))
    assert refused["parameters"] == handler["reads"]["required"]
    assert set(refused) == set(handler["returns"]["refused"]["properties"])
    assert refused["reason"] in handler["refusals"]
    assert set(world.book()) == set(handler["returns"]["booked"]["properties"])
    assert {change.table for change in world.database.changes()} == set(handler["writes"])


_SHOWN = ("REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "CONTENT_TYPE", "HTTP_X_TOKEN", "HTTP_HOST", "SERVER_PORT")


def _echo(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("201 Created", [("X-Kind", "echo")])
    yield json.dumps({key: environ.get(key) for key in _SHOWN}).encode()
    yield environ["wsgi.input"].read()


def test_the_request_reaches_the_application_as_a_server_would_hand_it_over() -> None:
    backend = InProcessBackend(_echo, latency_ms=7)
    headers = {"content-type": "application/json", "X-Token": "t", "Content-Length": "999"}

    reply = backend.send(HttpRequest(url="https://me@tunnel.example/a%20b/caf%C3%A9?q=1", headers=headers, body=b"|body"))

    assert isinstance(reply, HttpReply)
    assert (reply.status, reply.headers, reply.latency_ms) == (201, {"X-Kind": "echo"}, 7)
    seen, body = reply.body.split(b"|")
    assert body == b"body"
    assert json.loads(seen) == {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/a b/café".encode().decode("latin-1"),
        "QUERY_STRING": "q=1",
        "CONTENT_TYPE": "application/json",
        "HTTP_X_TOKEN": "t",
        "HTTP_HOST": "tunnel.example",
        "SERVER_PORT": "443",
    }
