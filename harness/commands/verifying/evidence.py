"""Every request that was sent and what came back, without its secrets."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import msgspec
from msgspec import Struct

from harness.commands.verifying.result import Verification
from harness.commands.verifying.tables import markdown
from harness.errors import MachineError
from harness.ports import HttpAnswer, HttpReply, HttpRequest, ToolBackend
from harness.reporting.redacted import redacted_value

__all__ = ["Exchange", "Exchanges", "RecordingBackend", "write_evidence"]

_JSON, _MARKDOWN = "evidence.json", "evidence.md"
_LONGEST_TEXT = 2000


class Exchange(Struct, frozen=True, kw_only=True):
    """One request and its answer."""

    method: str
    url: str
    request_headers: Mapping[str, str]
    request: Any
    """The body: JSON where it is JSON, else text; None when there is none."""
    status: int | None
    """None when no answer came, and `response` says why."""
    response: Any


class Exchanges:
    """Remembers them in the order they ended. Nothing is kept before it is redacted, `secrets` above all."""

    def __init__(self, secrets: tuple[str, ...] = ()) -> None:
        self.seen: list[Exchange] = []
        self._secrets = tuple(secret for secret in secrets if secret)

    def client(self, **options: Any) -> httpx.Client:
        """An HTTP client whose exchanges are remembered; `options` are those of httpx."""
        return httpx.Client(event_hooks={"response": [self._answered]}, **options)

    def add(self, request: HttpRequest, answer: HttpAnswer) -> None:
        """One exchange with a backend."""
        replied = isinstance(answer, HttpReply)
        self._keep(
            Exchange(
                method=request.method,
                url=request.url,
                request_headers=dict(request.headers),
                request=_content(request.body),
                status=answer.status if isinstance(answer, HttpReply) else None,
                response=_content(answer.body) if replied and isinstance(answer, HttpReply) else getattr(answer, "reason", ""),
            )
        )

    def _answered(self, response: httpx.Response) -> None:
        response.read()
        request = response.request
        self._keep(
            Exchange(
                method=request.method,
                url=str(request.url),
                request_headers=dict(request.headers),
                request=_content(request.content),
                status=response.status_code,
                response=_content(response.content),
            )
        )

    def _keep(self, exchange: Exchange) -> None:
        plain = msgspec.to_builtins(exchange)
        self.seen.append(msgspec.convert(redacted_value(_without(plain, self._secrets)), Exchange))


class RecordingBackend:
    """A backend whose exchanges are remembered. Satisfies `ToolBackend`."""

    def __init__(self, backend: ToolBackend, exchanges: Exchanges) -> None:
        self._backend = backend
        self._exchanges = exchanges

    def send(self, request: HttpRequest) -> HttpAnswer:
        """The backend's answer."""
        answer = self._backend.send(request)
        self._exchanges.add(request, answer)
        return answer


def write_evidence(folder: Path, found: Verification, exchanges: Exchanges, transcript: str) -> tuple[Path, Path]:
    """Write both files and return their paths. MachineError when the folder cannot be written."""
    shown = redacted_value(found)
    content = {"verification": shown, "transcript": redacted_value(transcript), "exchanges": exchanges.seen}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _JSON).write_bytes(msgspec.json.format(msgspec.json.encode(content)) + b"\n")
        (folder / _MARKDOWN).write_text(_document(shown, exchanges.seen, redacted_value(transcript)), encoding="utf-8")
    except OSError as refused:
        raise MachineError(f"the evidence cannot be written to {folder}: {refused.strerror}") from refused
    return folder / _MARKDOWN, folder / _JSON


def _document(found: Verification, exchanges: list[Exchange], transcript: str) -> str:
    parts = [markdown(found), "## Requests and answers"]
    for number, exchange in enumerate(exchanges, start=1):
        parts.append(f"### {number}. {exchange.method} {exchange.url}")
        if exchange.request is not None:
            parts.append(f"Sent:\n\n{_fenced(exchange.request)}")
        said = "No answer" if exchange.status is None else f"Answered {exchange.status}"
        parts.append(f"{said}:\n\n{_fenced(exchange.response)}")
    if transcript:
        parts.append(f"## The simulated call\n\n```text\n{transcript}\n```")
    return "\n\n".join(parts) + "\n"


def _fenced(content: Any) -> str:
    if isinstance(content, str):
        text = content if len(content) <= _LONGEST_TEXT else content[: _LONGEST_TEXT - 1] + "…"
        return f"```text\n{text.replace('```', '` ` `')}\n```"
    text = msgspec.json.format(msgspec.json.encode(content)).decode()
    return f"```json\n{text.replace('```', '` ` `')}\n```"


def _content(body: bytes) -> Any:
    if not body:
        return None
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return body.decode("utf-8", "replace")


def _without(value: Any, secrets: tuple[str, ...]) -> Any:
    match value:
        case str():
            for secret in secrets:
                value = value.replace(secret, "••••")
            return value
        case dict():
            return {_without(key, secrets): _without(item, secrets) for key, item in value.items()}
        case list() | tuple():
            return [_without(item, secrets) for item in value]
    return value
