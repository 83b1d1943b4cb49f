"""What a backend publishes about itself: from the reference systems, from `GET /contract` of a URL, or from a file."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from harness.commands.options import BACKENDS, RunOptions, checked
from harness.contract.handlers import Handler, read_handlers
from harness.contract.yaml12 import read_yaml
from harness.errors import InputError
from harness.ports import HttpAnswer, HttpFailure, HttpRequest, ToolBackend

__all__ = ["published"]

_PATH = "/contract"
_PATIENCE = 10.0
"""Seconds a backend may take to say what it reads."""
_URLS = ("http://", "https://")


def published(backend: str) -> tuple[tuple[Handler, ...], ...]:
    """The handlers of each system behind `backend`: `reference`, a URL, or a JSON or YAML file.

    Raises InputError, in one sentence, when there is no answer, no such file, or something that is no contract.
    """
    if backend in BACKENDS:
        return tuple(_of_reference())
    if backend.startswith(_URLS):
        return (_of_url(backend),)
    return (_of_file(backend),)


def _of_reference() -> Iterator[tuple[Handler, ...]]:
    from harness.commands.systems import SYSTEMS, Systems
    from harness.reference.clock import CallClock
    from harness.reference.database import EmbeddedDatabase

    at_any_time = CallClock(datetime.fromtimestamp(0, UTC))  # what a handler reads does not depend on it
    systems = Systems(at_any_time, EmbeddedDatabase)
    try:
        for name in SYSTEMS:
            yield _asked(systems.named(name).backend, f"the reference system '{name}'")
    finally:
        systems.close()


def _of_url(url: str) -> tuple[Handler, ...]:
    from harness.runtime.http_backend import HttpBackend

    base = checked(RunOptions(backend=url)).backend.rstrip("/").removesuffix(_PATH)
    backend = HttpBackend(base)
    try:
        return _asked(backend, base + _PATH)
    finally:
        backend.close()


def _of_file(name: str) -> tuple[Handler, ...]:
    path = Path(name)
    if not path.is_file():
        raise InputError(
            f"there is no file {name}. Write reference, the URL of a backend, or a JSON or YAML file with its contract."
        )
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        said = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InputError(f"the contract {name} cannot be read: {said}.") from error
    document = read_yaml(text, file=name)
    if document.problems:
        raise InputError(str(document.problems[0]))
    return read_handlers(document.value, where=name)


def _asked(backend: ToolBackend, where: str) -> tuple[Handler, ...]:
    request = HttpRequest(
        url=f"http://backend{_PATH}", method="GET", headers={"accept": "application/json"}, body=b"", timeout_seconds=_PATIENCE
    )
    return read_handlers(_json(backend.send(request), where), where=where)


def _json(answer: HttpAnswer, where: str) -> Any:
    if isinstance(answer, HttpFailure):
        raise InputError(f"{where} gave no answer: {answer.reason}. Start the backend, or name a file with its contract.")
    if answer.status != 200:
        raise InputError(f"{where} answered with status {answer.status}. A backend publishes what it reads at GET {_PATH}.")
    try:
        return msgspec.json.decode(answer.body)
    except (msgspec.DecodeError, RecursionError) as error:
        kind = next((value for name, value in answer.headers.items() if name.lower() == "content-type"), "no content type")
        raise InputError(f"{where} did not answer with JSON but with {kind.partition(';')[0]}. Check the address.") from error
