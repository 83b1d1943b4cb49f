"""Moments as they are said to patients."""

from datetime import date, datetime, time

__all__ = ["day_in_words", "in_words", "time_in_words"]

# Not strftime: its names follow the machine's locale, and these sentences are compared word for word.
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def in_words(when: datetime, *, with_year: bool = False) -> str:
    """A moment as one says it: "Tuesday, January 20 at 2:00 PM", or "Tuesday, January 20, 2026 at 2:00 PM"."""
    year = f", {when.year}" if with_year else ""
    return f"{day_in_words(when)}{year} at {time_in_words(when.time())}"


def day_in_words(day: date) -> str:
    """A day as one says it: "Tuesday, January 20"."""
    return f"{_DAYS[day.weekday()]}, {_MONTHS[day.month - 1]} {day.day}"


def time_in_words(at: time) -> str:
    """A time of day as one says it: "2:00 PM"."""
    return f"{at.hour % 12 or 12}:{at.minute:02} {'AM' if at.hour < 12 else 'PM'}"
