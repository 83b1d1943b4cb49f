"""Moments as they are said to patients."""

from datetime import datetime

__all__ = ["in_words"]

# Not strftime: its names follow the machine's locale, and these sentences are compared word for word.
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def in_words(when: datetime, *, with_year: bool = False) -> str:
    """A moment as one says it: "Tuesday, January 20 at 2:00 PM", or "Tuesday, January 20, 2026 at 2:00 PM"."""
    hour = when.hour % 12 or 12
    year = f", {when.year}" if with_year else ""
    half = "AM" if when.hour < 12 else "PM"
    return f"{_DAYS[when.weekday()]}, {_MONTHS[when.month - 1]} {when.day}{year} at {hour}:{when.minute:02} {half}"
