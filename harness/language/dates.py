"""Dates in English speech, as the day they mean when said at a given moment."""

import re
from datetime import datetime

from harness.language.calendar_dates import CALENDAR_PATTERNS
from harness.language.found import Found, apart, folded
from harness.language.relative_dates import RELATIVE_PATTERNS
from harness.language.slot import Kind

__all__ = ["dates"]

_BY_CALENDAR = re.compile(
    r"[0-9](?:[/.-][0-9]|st|nd|rd|th)|\bthe\s+[a-z-]*(?:first|second|third|th)\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
_RELATIVE = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun|to|yester)day|\b(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b|tonight|morrow|tmrw|right now"
    r"|this (?:m|a|e)|\b(?:day|week|month|year)s?\b"
)


def dates(text: str, now: datetime, language: str = "en") -> tuple[Found, ...]:
    """Every date said, as "YYYY-MM-DD".

    A date without a year is its next occurrence, today included, unless the words say that it is past ("last Monday",
    "yesterday"). Month comes before day in "1/2/2026". How weekdays are read is told in `harness.language.relative_dates`.
    """
    heard = folded(text)
    today = now.date()
    patterns = (CALENDAR_PATTERNS if _BY_CALENDAR.search(heard) else ()) + (RELATIVE_PATTERNS if _RELATIVE.search(heard) else ())
    found: list[Found] = []
    for pattern, read in patterns:
        for match in pattern.finditer(heard):
            start, end = match.span()
            if (when := read(match, today)) is not None:
                found.append(Found(kind=Kind.DATE, value=when.isoformat(), text=text[start:end], start=start, end=end))
    return apart(found)
