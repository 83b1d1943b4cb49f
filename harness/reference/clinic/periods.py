"""Working hours written as one row → the open slots they stand for."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from harness.errors import InputError

__all__ = ["is_period", "slots_of"]

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_KEYS = ("provider_id", "first_day", "last_day", "weekdays", "from", "to", "every")
_MOST_SLOTS = 10_000


def is_period(row: Mapping[str, Any]) -> bool:
    """Whether a row of the schedule is working hours and not one slot."""
    return "from" in row or "to" in row or "every" in row


def slots_of(row: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """One row of `schedule` for each slot. InputError says what is missing or cannot be read.

        {provider_id: 100, first_day: 2026-01-19, last_day: 2026-02-06, weekdays: mon-fri, from: "09:00", to: "12:00", every: 30}

    The last slot ends at `to`; `weekdays` are days and ranges, "mon-wed, fri", and every day when left out; `every` is minutes.
    """
    missing = [key for key in _KEYS if key != "weekdays" and not row.get(key)]
    unknown = [key for key in row if key not in _KEYS]
    if missing or unknown:
        wrong = f"lacks {', '.join(missing)}" if missing else f"does not know {', '.join(unknown)}"
        raise InputError(f"working hours {wrong}; they have {', '.join(_KEYS)}")
    return _expanded(*(str(row.get(key, "")) for key in _KEYS))


@lru_cache(maxsize=256)
def _expanded(
    provider: str, first: str, last: str, weekdays: str, start: str, end: str, every: str
) -> tuple[dict[str, Any], ...]:
    try:
        number, minutes = int(provider), int(every)
        day, last_day = date.fromisoformat(first), date.fromisoformat(last)
        opens, closes = datetime.strptime(start, "%H:%M").time(), datetime.strptime(end, "%H:%M").time()  # noqa: DTZ007
    except ValueError as wrong:
        raise InputError(f"working hours cannot be read: {wrong}") from wrong
    if minutes < 1:
        raise InputError(f"working hours: `every` is minutes, at least 1; got {minutes}")
    working, step = _weekdays(weekdays), timedelta(minutes=minutes)
    found: list[dict[str, Any]] = []
    while day <= last_day and len(found) < _MOST_SLOTS:
        moment, closing = datetime.combine(day, opens), datetime.combine(day, closes)
        while day.weekday() in working and moment + step <= closing:
            found.append({"provider_id": number, "starts_at": moment.isoformat(timespec="minutes")})
            moment += step
        day += timedelta(days=1)
    return tuple(found)


def _weekdays(text: str) -> frozenset[int]:
    if not text.strip():
        return frozenset(range(7))
    found: set[int] = set()
    for part in re.split(r"[,\s]+", text.strip().lower()):
        first, _, last = part.partition("-")
        if first not in _DAYS or (last or first) not in _DAYS:
            raise InputError(f"weekdays are {', '.join(_DAYS)}, or ranges such as mon-fri; got {part!r}")
        start, end = _DAYS.index(first), _DAYS.index(last or first)
        found.update(number % 7 for number in range(start, (end if end >= start else end + 7) + 1))
    return frozenset(found)
