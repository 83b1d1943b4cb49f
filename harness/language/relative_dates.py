"""Dates counted from today: "next Tuesday", "the day after tomorrow", "in three weeks".

Conventions, where English speakers themselves disagree:
- "Tuesday" and "this Tuesday" are the first Tuesday after today, also when today is a Tuesday;
- "next Tuesday" is the Tuesday of the next calendar week, weeks running from Monday to Sunday: said on a Sunday it is two days
  ahead, said on a Monday it is eight;
- "last Tuesday" is the latest one before today.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from harness.language.calendar_dates import WEEKDAY, WEEKDAY_WORDS, WEEKDAYS
from harness.language.cued import Cued
from harness.language.date_pattern import DatePattern
from harness.language.numbers import CARDINAL, cardinal

__all__ = ["RELATIVE_PATTERNS"]

_COUNT = rf"(?P<count>[0-9]{{1,3}}|an?\s+couple\s+of|a\s+couple|an?|{CARDINAL})"
_UNIT = r"(?P<unit>day|week|month|year)s?"
_DAY = rf"(?P<weekday>{WEEKDAY})"

_WEEKS_FROM = Cued.of(
    rf"\b{_COUNT}\s+weeks?\s+(?:from|on|after)\s+(?:this\s+|coming\s+)*{_DAY}",
    "week weeks",
)
_WEEK = Cued.of(
    rf"\b{_DAY}\s+week\b",
    "week",
)
_AFTER_NEXT = Cued.of(
    rf"\b(?:the\s+)?{_DAY}\s+after\s+next\b",
    "next",
)
_OF_WEEK = Cued.of(
    rf"\b(?:(?P<before>next|this)\s+week,?\s+(?:on\s+)?{_DAY}|(?:on\s+)?(?P<weekday2>{WEEKDAY}),?\s+(?:of\s+)?(?P<after>next"
    rf"|this|the\s+following)\s+week\b)",
    "week",
)
_MODIFIED = Cued.of(
    rf"(?<![\w-])(?:(?P<modifier>this\s+past|this\s+coming|the\s+following|the\s+coming|this|next|last|past|coming)\s+)?{_DAY}",
    WEEKDAY_WORDS,
)
_NAMED = Cued.of(
    r"\b(?:(?P<after>(?:the\s+)?day\s+after\s+tomorrow|overmorrow)|(?P<before>(?:the\s+)?day\s+before\s+yesterday)"
    r"|(?P<tomorrow>tomorrow|tmrw|tomorow|tommorow|tommorrow)|(?P<yesterday>yesterday)"
    r"|(?P<today>today|tonight|this\s+(?:morning|afternoon|evening)))(?![a-z])",
    "tomorrow overmorrow yesterday tmrw tomorow tommorow tommorrow today tonight morning afternoon evening",
)
_NAMED_DAYS = {"after": 2, "before": -2, "tomorrow": 1, "yesterday": -1, "today": 0}
_AHEAD = Cued.of(
    rf"\bin\s+{_COUNT}\s+{_UNIT}(?:'s?)?(?:\s+time)?\b",
    "day days week weeks month months year years",
)
_FROM = Cued.of(
    rf"\b{_COUNT}\s+{_UNIT}\s+(?:from|after)\s+(?P<base>now|today|tomorrow)\b",
    "from after",
)
_AGO = Cued.of(
    rf"\b{_COUNT}\s+{_UNIT}\s+ago\b",
    "ago",
)


def _weekday(said: str) -> int:
    return WEEKDAYS.index(said[:3])


def _first_after(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _in_week(today: date, weekday: int, weeks_ahead: int) -> date:
    return today + timedelta(days=weekday - today.weekday() + 7 * weeks_ahead)


def _count(said: str) -> int:
    if said.isdigit():
        return int(said)
    return 2 if "couple" in said else cardinal(said)


def _weeks_from(match: re.Match[str], today: date) -> date | None:
    return _first_after(today, _weekday(match["weekday"])) + timedelta(weeks=_count(match["count"]))


def _week(match: re.Match[str], today: date) -> date | None:
    return _first_after(today, _weekday(match["weekday"])) + timedelta(weeks=1)


def _after_next(match: re.Match[str], today: date) -> date | None:
    return _in_week(today, _weekday(match["weekday"]), 2)


def _of_week(match: re.Match[str], today: date) -> date | None:
    which = match["before"] or match["after"]
    return _in_week(today, _weekday(match["weekday"] or match["weekday2"]), 0 if which == "this" else 1)


def _modified(match: re.Match[str], today: date) -> date | None:
    weekday = _weekday(match["weekday"])
    modifier = match["modifier"] or ""
    if modifier.endswith(("last", "past")):
        return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    if modifier in {"next"} or modifier.endswith("following"):
        return _in_week(today, weekday, 1)
    return _first_after(today, weekday)


def _named(match: re.Match[str], today: date) -> date | None:
    return today + timedelta(days=_NAMED_DAYS[match.lastgroup or "today"])


def _moved(today: date, count: int, unit: str) -> date | None:
    """None beyond the years a date can have: "in nine thousand years"."""
    if unit in {"day", "week"}:
        ordinal = today.toordinal() + count * (7 if unit == "week" else 1)
        return date.fromordinal(ordinal) if date.min.toordinal() <= ordinal <= date.max.toordinal() else None
    months = today.year * 12 + today.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _ahead(match: re.Match[str], today: date) -> date | None:
    return _moved(today, _count(match["count"]), match["unit"])


def _from(match: re.Match[str], today: date) -> date | None:
    base = today + timedelta(days=1) if match["base"] == "tomorrow" else today
    return _moved(base, _count(match["count"]), match["unit"])


def _ago(match: re.Match[str], today: date) -> date | None:
    return _moved(today, -_count(match["count"]), match["unit"])


RELATIVE_PATTERNS = (
    DatePattern(form=_WEEKS_FROM, read=_weeks_from),
    DatePattern(form=_WEEK, read=_week),
    DatePattern(form=_AFTER_NEXT, read=_after_next),
    DatePattern(form=_OF_WEEK, read=_of_week),
    DatePattern(form=_MODIFIED, read=_modified),
    DatePattern(form=_NAMED, read=_named),
    DatePattern(form=_AHEAD, read=_ahead),
    DatePattern(form=_FROM, read=_from),
    DatePattern(form=_AGO, read=_ago),
)
"""Dates counted from the day they are said."""
