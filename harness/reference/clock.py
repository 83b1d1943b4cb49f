"""What time it is for a clinic: handed to a backend, never looked up by it."""

from collections.abc import Callable
from datetime import UTC, datetime

__all__ = ["CallClock", "Clock", "wall_clock"]

Clock = Callable[[], datetime]
"""Returns a moment with its offset."""


def wall_clock() -> datetime:
    """The real time; for a backend that is served."""
    return datetime.now(UTC)


class CallClock:
    """The time of the call that is being played; stands still until it is set again."""

    def __init__(self, now: datetime) -> None:
        """ValueError for a time without an offset: nobody could tell which clinic's morning it is."""
        self.set(now)

    def __call__(self) -> datetime:
        return self._now

    def set(self, now: datetime) -> None:
        """It is `now` from here on; ValueError when it has no offset."""
        if now.utcoffset() is None:
            raise ValueError(f"the time of a call needs an offset; got {now.isoformat()}")
        self._now = now
