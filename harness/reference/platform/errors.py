"""What the platform answers instead of what was asked for, in the form of its framework (https://docs.nestjs.com/exception-filters)."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

__all__ = [
    "INVALID_KEY",
    "PlatformError",
    "bad_request",
    "conflict",
    "error_body",
    "missing",
    "not_found",
    "nothing_plays",
    "unauthorized",
]

INVALID_KEY = "Invalid Key. Hot tip, you may be using the private key instead of the public key, or vice versa."


class PlatformError(Exception):
    """An answer that is not 2xx."""

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status
        self.body = body


def error_body(status: int, message: str | Sequence[str]) -> dict[str, Any]:
    """`message` is one sentence, or a list when a body was held against its shape."""
    told = message if isinstance(message, str) else list(message)
    return {"message": told, "error": HTTPStatus(status).phrase, "statusCode": status}


def bad_request(message: str | Sequence[str]) -> PlatformError:
    """400: the request cannot be meant."""
    return PlatformError(400, error_body(400, message))


def unauthorized() -> PlatformError:
    """401: no key, or none that is known."""
    return PlatformError(401, error_body(401, INVALID_KEY))


def not_found(noun: str, id: str) -> PlatformError:
    """404: there is no such thing, or it is somebody else's; the two cannot be told apart."""
    return missing(f"{noun} {id} not found")


def missing(message: str) -> PlatformError:
    """404 in these words."""
    return PlatformError(404, error_body(404, message))


def conflict(error: str, message: str) -> PlatformError:
    """409, which the platform words without a status code."""
    return PlatformError(409, {"error": error, "message": message})


def nothing_plays() -> PlatformError:
    """501: this stand-in was started without anybody to hold conversations."""
    return PlatformError(501, error_body(501, "Nobody plays conversations on this stand-in."))
