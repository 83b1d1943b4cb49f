"""What cannot be verified is one sentence and exit code 2."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from harness.cli import main
from harness.errors import CallproofError
from tests.commands.verify.world import TOKEN, World


@contextmanager
def answering(raw: bytes) -> Iterator[str]:
    """A server that says these bytes to whoever comes, and hangs up."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                connection.recv(65536)
                connection.sendall(raw)

    thread = Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(timeout=5)


HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n<html>Hi</html>"
HALF = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n[{"id": "half'


@pytest.mark.parametrize(
    ("raw", "scheme", "told"),
    [
        (HTML, "http", "the answer is not JSON but text/html"),
        (HALF, "http", "the answer broke off"),
        (HTML, "https", "the connection is not secure"),
        (b"", "http", "broke off"),
    ],
    ids=["html", "half", "tls", "nothing"],
)
def test_an_answer_that_is_none_is_told_in_one_sentence(world: World, raw: bytes, scheme: str, told: str) -> None:
    with answering(raw) as address, pytest.raises(CallproofError) as said:
        world.verify(base_url=f"{scheme}://{address}")

    assert told in str(said.value)
    assert "\n" not in str(said.value)
    assert TOKEN not in str(said.value)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"token": "another"}, "check the token"),
        ({"token": ""}, "VAPI_TOKEN"),
        ({"base_url": "http://127.0.0.1:9"}, "no connection"),
        ({"base_url": "localhost"}, "the address of the API"),
        ({"backend": "localhost:3001"}, "--backend is a complete address"),
        ({"tunnel": "yes"}, "--tunnel is a complete address"),
        ({"public_url": "https://a b"}, "--public-url is a complete address"),
        ({"database": ":memory:"}, "of this process alone"),
        ({"database": "nowhere.db"}, "there is no database nowhere.db"),
        ({"assistant": "CallWaiting AI Inbond"}, "Did you mean 'CallWaiting AI Inbound'?"),
        ({"caller": "verifyer"}, "Did you mean 'verifier'?"),
        ({"contract": "nothing.json"}, "there is no file nothing.json"),
    ],
)
def test_an_option_that_cannot_be_is_named(world: World, options: dict[str, Any], told: str) -> None:
    with pytest.raises(CallproofError) as said:
        world.verify(**options)

    assert told in str(said.value)


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough to be looked at" * 100])
def test_a_file_that_is_not_the_backends_database_is_left_as_it_is(world: World, tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(content)

    with pytest.raises(CallproofError) as said:
        world.verify(database=str(other))

    assert "other.db" in str(said.value)
    assert other.read_bytes() == content


def test_the_command_ends_with_2_and_never_tells_the_token(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VAPI_TOKEN", "wrong-token-wrong")

    with pytest.raises(SystemExit) as ended:
        main(["verify", "callwaiting", "--base-url", world.options.base_url, "--tunnel", "none"])

    said = capsys.readouterr()
    assert ended.value.code == 2
    assert said.err.startswith("callproof: ")
    assert said.err.count("\n") == 1
    assert "wrong-token-wrong" not in said.out + said.err


def test_the_command_ends_with_1_when_something_is_not_as_expected(
    world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VAPI_TOKEN", TOKEN)
    where = ["--base-url", world.options.base_url, "--backend", world.options.backend, "--reports", str(world.options.reports)]

    with pytest.raises(SystemExit) as ended:
        main(["verify", "callwaiting", *where, "--tunnel", "none", "--database", world.options.database])

    said = capsys.readouterr()
    assert ended.value.code == 1
    assert "✘ mismatch" in said.out
    assert TOKEN not in said.out + said.err
