"""What the platform's REST API answers, read as far as it can be."""

from typing import Any

from msgspec import DecodeError, Struct, json

from harness.vapi.errors import NotFound, Refused, Unauthorized, VapiError

__all__ = ["Answer", "failure", "read_answer"]

_LONGEST_TOLD = 300
_FAILURES: dict[int, type[VapiError]] = {401: Unauthorized, 403: Unauthorized, 404: NotFound}


class Answer(Struct, frozen=True, kw_only=True):
    """One answer."""

    content: Any
    """The JSON; None when there is none."""
    problem: str
    """Why there is none; empty when there is."""
    told: str
    """In words, what an answer that is no success says."""


def read_answer(status: int, body: bytes, content_type: str) -> Answer:
    """The answer with its JSON, or with the reason why it has none."""
    try:
        content = json.decode(body)
    except (DecodeError, UnicodeDecodeError, RecursionError):
        kind = content_type.partition(";")[0].strip() or "no content type"
        problem = "the answer is empty" if not body.strip() else f"the answer is not JSON but {kind}"
        return Answer(content=None, problem=problem, told=f"status {status}")
    return Answer(content=content, problem="", told=_told(status, content))


def failure(call: str, status: int, told: str) -> VapiError:
    """The exception for a status that no retry changes."""
    return _FAILURES.get(status, Refused)(call, told, status=status)


def _told(status: int, content: Any) -> str:
    """NestJS: {"message": "…" or ["…", "…"], "error": "Bad Request", "statusCode": 400}."""
    if not isinstance(content, dict):
        return f"status {status}"
    message = content.get("message") or content.get("error") or ""
    parts = message if isinstance(message, list) else [message]
    said = "; ".join(str(part) for part in parts if part)
    said = said if len(said) <= _LONGEST_TOLD else said[: _LONGEST_TOLD - 1] + "…"
    return f"status {status}, {said}" if said else f"status {status}"
