"""What can go wrong between us and the platform's REST API.

VapiError             (CallproofError) names the call and the cause, and never the token
├── Unauthorized      401, 403: whoever holds the token mends it
├── NotFound          404: no such thing, or another organisation's
├── Refused           any other 4xx: the body is wrong, and sending it again would not help
├── RateLimited       429, still, after every retry
├── Unreachable       no connection, no answer in time, 408 or 5xx, still, after every retry
└── Unreadable        an answer that is not the JSON it should be
"""

from harness.errors import CallproofError

__all__ = ["NotFound", "RateLimited", "Refused", "Unauthorized", "Unreachable", "Unreadable", "VapiError"]


class VapiError(CallproofError):
    """A call of the API that did not do what was asked of it."""

    advice = ""
    """What to do about it; ends the sentence."""

    def __init__(self, call: str, cause: str, *, status: int | None = None) -> None:
        super().__init__(f"{call}: {cause.rstrip('.')}" + (f"; {self.advice}" if self.advice else ""))
        self.call = call
        """Method and path: "PATCH /assistant/7b1e…"."""
        self.cause = cause
        """What was answered, or why nothing was."""
        self.status = status
        """HTTP status; None when there was no answer."""


class Unauthorized(VapiError):
    """The token is not one of this platform, or may not do this."""

    advice = "check the token, and that it belongs to this address"


class NotFound(VapiError):
    """There is no such thing, or it belongs to another organisation."""


class Refused(VapiError):
    """The platform read the request and says no."""


class RateLimited(VapiError):
    """Too many requests, and patience is at its end."""

    advice = "try again later"


class Unreachable(VapiError):
    """No answer that says what happened: what was asked may have been done or not."""

    advice = "check the address and the network, or try again later"


class Unreadable(VapiError):
    """The answer is not the JSON it should be: what was asked may have been done."""

    advice = "check that the address is that of the API"
