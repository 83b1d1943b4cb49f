"""The client over a real port: what it repeats, what it does not, and what it says."""

import logging
import socket
import ssl
import subprocess
import traceback
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest

from harness.errors import InputError
from harness.vapi.client import VapiClient
from harness.vapi.errors import NotFound, RateLimited, Refused, Unauthorized, Unreachable, Unreadable, VapiError
from harness.vapi.paging import every_item
from tests.vapi.api import TOKEN, Api, Fault, connected, served

TOOL = {"type": "function", "function": {"name": "reserve_table"}, "server": {"url": "https://inn.example/reserve"}}


@pytest.fixture
def api() -> Api:
    return Api()


@pytest.fixture
def url(api: Api) -> Iterator[str]:
    with served(api) as where:
        yield where


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def client(url: str, waits: list[float]) -> Iterator[VapiClient]:
    with connected(url, waits) as made:
        yield made


def test_a_resource_is_made_read_changed_and_removed(client: VapiClient) -> None:
    made = client.create("tool", TOOL)

    assert client.get("tool", made["id"])["function"] == {"name": "reserve_table"}
    assert client.update("tool", made["id"], {"server": None})["server"] is None
    assert [each["id"] for each in client.list("tool")] == [made["id"]]
    assert client.delete("tool", made["id"])["id"] == made["id"]
    assert client.list("tool") == []


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_passing_failure_is_tried_again_with_doubling_waits(
    api: Api, client: VapiClient, waits: list[float], status: int
) -> None:
    api.faults = [Fault(status=status)] * 3

    assert client.list("assistant") == []
    assert waits == [0.5, 1.0, 2.0]


@pytest.mark.parametrize(
    ("status", "kind"), [(400, Refused), (401, Unauthorized), (403, Unauthorized), (404, NotFound), (409, Refused)]
)
def test_a_final_failure_is_not_tried_again(
    api: Api, client: VapiClient, waits: list[float], status: int, kind: type[VapiError]
) -> None:
    api.faults = [Fault(status=status)]

    with pytest.raises(kind, match=rf"^GET /tool/t1: status {status}, out of order") as raised:
        client.get("tool", "t1")

    assert (raised.value.status, raised.value.call, waits, len(api.requests)) == (status, "GET /tool/t1", [], 1)


def test_the_platforms_messages_are_joined(api: Api, client: VapiClient) -> None:
    api.faults = [Fault(status=400, body=b'{"message":["property speed should not exist","name is too long"],"statusCode":400}')]

    with pytest.raises(Refused, match="status 400, property speed should not exist; name is too long"):
        client.create("assistant", {"name": "Mia"})


def test_retry_after_in_seconds_is_honoured(api: Api, client: VapiClient, waits: list[float]) -> None:
    api.faults = [Fault(status=429, headers={"Retry-After": "7"})]

    client.list("tool")

    assert waits == [7.5]


def test_retry_after_as_a_date_is_held_against_the_answers_own_clock(api: Api, client: VapiClient, waits: list[float]) -> None:
    headers = {"Retry-After": "Sun, 18 Jan 2026 10:00:09 GMT", "Date": "Sun, 18 Jan 2026 10:00:00 GMT"}
    api.faults = [Fault(status=503, headers=headers)]

    client.list("tool")

    assert waits == [9.5]


def test_who_asks_for_an_hour_is_not_waited_for(api: Api, client: VapiClient, waits: list[float]) -> None:
    api.faults = [Fault(status=429, headers={"Retry-After": "3600"})]

    with pytest.raises(RateLimited, match="it asks to wait 3600 s"):
        client.list("tool")
    assert waits == []


def test_patience_ends(api: Api, client: VapiClient, waits: list[float]) -> None:
    api.faults = [Fault(status=503)] * 9

    with pytest.raises(Unreachable, match=r"status 503, out of order \(6 attempts\)"):
        client.list("tool")
    assert waits == [0.5, 1.0, 2.0, 4.0, 8.0]


@pytest.mark.parametrize(
    "fault", [Fault(status=500, after=True), Fault(status=408, after=True), Fault(broken_off=True, after=True)]
)
def test_a_creation_whose_answer_is_lost_is_not_repeated(api: Api, client: VapiClient, fault: Fault) -> None:
    api.faults = [fault]

    made = client.create("tool", TOOL)

    assert [each["id"] for each in api.made("tool")] == [made["id"]]
    assert (api.called("POST"), api.called("GET")) == (1, 1)


@pytest.mark.parametrize("fault", [Fault(status=500), Fault(status=408), Fault(broken_off=True)])
def test_a_creation_that_did_not_happen_is_repeated(api: Api, client: VapiClient, fault: Fault) -> None:
    """Something of the same name that says other things is not taken for it."""
    client.create("tool", TOOL | {"server": {"url": "https://elsewhere.example"}})
    api.faults = [fault]

    made = client.create("tool", TOOL)

    assert made["server"] == TOOL["server"]
    assert len(api.made("tool")) == 2


def test_a_creation_that_was_turned_away_is_repeated_without_looking(api: Api, client: VapiClient) -> None:
    api.faults = [Fault(status=429)]

    client.create("tool", TOOL)

    assert (api.called("POST"), api.called("GET")) == (2, 0)


def test_of_two_equal_ones_the_newer_is_the_one_just_made(api: Api, client: VapiClient) -> None:
    first, _, _ = (client.create("tool", TOOL)["id"], client.create("x", {}), client.create("x", {}))
    api.faults = [Fault(status=500, after=True)]

    assert client.create("tool", TOOL)["id"] not in {first}
    assert len(api.made("tool")) == 2


def test_a_removal_whose_answer_is_lost_is_done(api: Api, client: VapiClient) -> None:
    made = client.create("tool", TOOL)
    api.faults = [Fault(broken_off=True, after=True)]

    assert client.delete("tool", made["id"]) == {"id": made["id"]}
    with pytest.raises(NotFound, match=r"^DELETE /tool/"):
        client.delete("tool", made["id"])


@pytest.mark.parametrize("ask", [VapiClient.call, VapiClient.chat])
def test_nobody_is_phoned_twice(api: Api, client: VapiClient, ask: Any) -> None:
    api.faults = [Fault(status=502, after=True)]

    with pytest.raises(Unreachable):
        ask(client, {"assistantId": "a"})

    assert api.called("POST") == 1


def test_a_list_in_many_pieces_is_read_to_its_end(client: VapiClient) -> None:
    """Three were made in each millisecond, so pieces end in the middle of one."""
    made = [client.create("tool", {"n": n})["id"] for n in range(17)]

    pieces = every_item("tool", {}, lambda query: client.list("tool", **query), at_a_time=5)

    assert [each["id"] for each in pieces] == made[::-1]


def test_a_limit_is_the_callers_own(client: VapiClient) -> None:
    made = [client.create("tool", {"n": n})["id"] for n in range(3)]

    assert [each["id"] for each in client.list("tool", limit=2)] == [made[2], made[1]]


def test_pages_are_read_until_there_are_no_more() -> None:
    def answer(environ: Any, start_response: Any) -> list[bytes]:
        page = environ["QUERY_STRING"].partition("page=")[2] or "1"
        start_response("200 OK", [("Content-Type", "application/json")])
        return [b'{"results": [{"id": "%s"}], "metadata": {"totalItems": 3}}' % page.encode()]

    with served(answer) as url, connected(url) as client:
        assert [each["id"] for each in client.list("eval", sortOrder="ASC")] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Fault(body=b"<html>Sign in</html>", headers={"content-type": "text/html"}), "the answer is not JSON but text/html"),
        (Fault(body=b""), "the answer is empty"),
        (Fault(body=b'"yes"'), "the answer is JSON, but no object"),
    ],
)
def test_what_is_no_resource_is_one_sentence(api: Api, client: VapiClient, fault: Fault, told: str) -> None:
    api.faults = [fault]

    with pytest.raises(Unreadable, match=f"^GET /tool/t1: {told}; check that the address is that of the API$"):
        client.get("tool", "t1")


def test_a_list_that_is_none_is_one_sentence(api: Api, client: VapiClient) -> None:
    api.faults = [Fault(body=b'{"data": []}')]

    with pytest.raises(Unreadable, match=r"^GET /tool: the answer is JSON, but no list of resources"):
        client.list("tool")


def test_a_host_that_does_not_answer_is_one_sentence(waits: list[float]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    told = rf"^POST /tool: no connection: .* \(3 attempts\) at http://127.0.0.1:{port}"
    with connected(f"http://127.0.0.1:{port}", waits, retries=2) as client, pytest.raises(Unreachable, match=told):
        client.create("tool", TOOL)

    assert waits == [0.5, 1.0]


def test_a_host_that_says_nothing_is_given_up(waits: list[float]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"http://127.0.0.1:{mute.getsockname()[1]}"
        told = pytest.raises(Unreachable, match="no answer in time")
        with connected(address, waits, retries=1, timeout_seconds=0.05) as client, told:
            client.get("tool", "t1")


def test_an_untrusted_certificate_is_one_sentence_and_not_tried_again(tmp_path: Path, waits: list[float]) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run([*make, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        Thread(target=_shake_hands, args=(listener, context), daemon=True).start()
        told = pytest.raises(Unreachable, match=r"the connection is not secure: self.signed certificate")
        with connected(f"https://127.0.0.1:{listener.getsockname()[1]}", waits) as client, told:
            client.get("tool", "t1")

    assert waits == []


def _shake_hands(listener: socket.socket, context: ssl.SSLContext) -> None:
    try:
        connection, _ = listener.accept()
        context.wrap_socket(connection, server_side=True).close()
    except OSError:
        return


@pytest.mark.parametrize(
    "address", ["", "api.vapi.ai", "ftp://x", "http://", "https://me:pw@api.vapi.ai", "http://x:99999", "http://x/?a=b"]
)
def test_an_address_that_is_none_is_one_sentence(address: str) -> None:
    with pytest.raises(InputError, match=r"^the address of the API is one such as"):
        VapiClient(base_url=address, token=TOKEN, sleep=print, jitter=abs)


@pytest.mark.parametrize("token", ["", "a b", f"{TOKEN}\n", "schlüssel"])
def test_a_token_no_header_can_carry_is_one_sentence_without_it(token: str) -> None:
    with pytest.raises(InputError, match=r"^th(e|ere is no) token") as raised:
        VapiClient(base_url="http://127.0.0.1", token=token, sleep=print, jitter=abs)
    assert not token or token not in str(raised.value)


def test_the_token_is_in_no_log_line_and_no_exception(
    api: Api, url: str, client: VapiClient, caplog: pytest.LogCaptureFixture
) -> None:
    """Not even when the platform says it back, at the most talkative level of every library."""
    caplog.set_level(logging.DEBUG)
    api.faults = [Fault(status=503, body=TOKEN.encode()), Fault(status=500, body=f'{{"message": "{TOKEN}"}}'.encode())]
    client.create("tool", TOOL)
    with connected(url, token=f"{TOKEN}-wrong") as stranger, pytest.raises(Unauthorized) as refused:
        stranger.get("tool", "t1")
    with connected("http://127.0.0.1:1", retries=0) as lost, pytest.raises(Unreachable) as unreachable:
        lost.get("tool", "t1")

    told = [*(record.getMessage() for record in caplog.records), repr(client), repr(refused.value), repr(unreachable.value)]
    told += ["".join(traceback.format_exception(each.value)) for each in (refused, unreachable)]

    assert any("attempt 2 of 6" in line for line in told)
    assert "Invalid Key. You sent Bearer ••••" in str(refused.value)
    assert not [line for line in told if TOKEN in line]


def test_a_client_that_is_handed_in_is_used_and_not_closed(url: str) -> None:
    with httpx.Client() as http:
        with connected(url, http=http) as client:
            client.list("tool")
        assert not http.is_closed
