"""When a request is sent again, and after how long."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

__all__ = ["LONGEST_WAIT_SECONDS", "is_passing", "retry_after", "wait_before"]

LONGEST_WAIT_SECONDS = 300.0
"""Whoever asks us to come back later than this is told that we give up."""
_FIRST_WAIT = 0.5
_LONGEST_BACKOFF = 30.0
_REQUEST_TIMEOUT, _TOO_MANY, _SERVER_ERROR = 408, 429, 500


def is_passing(status: int) -> bool:
    """True for an answer that may be another one next time."""
    return status in (_REQUEST_TIMEOUT, _TOO_MANY) or status >= _SERVER_ERROR


def wait_before(attempt: int, asked: float | None, jitter: Callable[[float], float]) -> float:
    """Seconds to wait before the retry with this number, from 1.

    `asked` is what the platform wants and is never undercut; None is a doubling wait. `jitter` takes the longest wait and
    returns the one to use, so that many clients do not come back together.
    """
    backoff = jitter(min(_FIRST_WAIT * 2 ** (attempt - 1), _LONGEST_BACKOFF))
    return backoff if asked is None else max(asked, 0.0) + min(backoff, 1.0)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds the answer asks to wait, whether it says so in seconds or as a date; None when it does not, or unreadably.

    A date is held against the answer's own `Date`: the two clocks need not agree (RFC 9110, 10.2.3 and 6.6.1).
    """
    said = headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    until, now = _moment(said), _moment(headers.get("date", ""))
    return None if until is None or now is None else max((until - now).total_seconds(), 0.0)


def _moment(said: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(said)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
