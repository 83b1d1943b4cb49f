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

from harness.language.calendar_dates import WEEKDAY, WEEKDAYS
from harness.language.date_pattern import DatePattern
from harness.language.numbers import CARDINAL, cardinal

__all__ = ["RELATIVE_PATTERNS"]

_COUNT = rf"(?P<count>[0-9]{{1,3}}|an?\s+couple\s+of|a\s+couple|an?|{CARDINAL})"
_UNIT = r"(?P<unit>day|week|month|year)s?"
_DAY = rf"(?P<weekday>{WEEKDAY})"

_WEEKS_FROM = re.compile(rf"\b{_COUNT}\s+weeks?\s+(?:from|on|after)\s+(?:this\s+|coming\s+)*{_DAY}")
_WEEK = re.compile(rf"\b{_DAY}\s+week\b")
_AFTER_NEXT = re.compile(rf"\b(?:the\s+)?{_DAY}\s+after\s+next\b")
_OF_WEEK = re.compile(
    rf"\b(?:(?P<before>next|this)\s+week,?\s+(?:on\s+)?{_DAY}|(?:on\s+)?(?P<weekday2>{WEEKDAY}),?\s+(?:of\s+)?(?P<after>next"
    rf"|this|the\s+following)\s+week\b)"
)
_MODIFIED = re.compile(
    rf"(?<![\w-])(?:(?P<modifier>this\s+past|this\s+coming|the\s+following|the\s+coming|this|next|last|past|coming)\s+)?{_DAY}"
)
_NAMED = re.compile(
    r"\b(?:(?P<after>(?:the\s+)?day\s+after\s+tomorrow|overmorrow)|(?P<before>(?:the\s+)?day\s+before\s+yesterday)"
    r"|(?P<tomorrow>tomorrow|tmrw|tomorow|tommorow|tommorrow)|(?P<yesterday>yesterday)"
    r"|(?P<today>today|tonight|this\s+(?:morning|afternoon|evening)))(?![a-z])"
)
_NAMED_DAYS = {"after": 2, "before": -2, "tomorrow": 1, "yesterday": -1, "today": 0}
_AHEAD = re.compile(rf"\bin\s+{_COUNT}\s+{_UNIT}(?:'s?)?(?:\s+time)?\b")
_FROM = re.compile(rf"\b{_COUNT}\s+{_UNIT}\s+(?:from|after)\s+(?P<base>now|today|tomorrow)\b")
_AGO = re.compile(rf"\b{_COUNT}\s+{_UNIT}\s+ago\b")


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


def _moved(today: date, count: int, unit: str) -> date:
    if unit in {"day", "week"}:
        return today + timedelta(days=count * (7 if unit == "week" else 1))
    months = today.year * 12 + today.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _ahead(match: re.Match[str], today: date) -> date | None:
    return _moved(today, _count(match["count"]), match["unit"])


def _from(match: re.Match[str], today: date) -> date | None:
    base = today + timedelta(days=1) if match["base"] == "tomorrow" else today
    return _moved(base, _count(match["count"]), match["unit"])


def _ago(match: re.Match[str], today: date) -> date | None:
    return _moved(today, -_count(match["count"]), match["unit"])


_WEEK_CUE = re.compile(r"week")
_DAY_CUE = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b")
_NAMED_CUE = re.compile(r"to(?:day|night)|mor+ow|tmrw|yesterday|this\s+(?:morning|afternoon|evening)")
RELATIVE_PATTERNS = (
    DatePattern(form=_WEEKS_FROM, read=_weeks_from, cues=_WEEK_CUE),
    DatePattern(form=_WEEK, read=_week, cues=_WEEK_CUE),
    DatePattern(form=_AFTER_NEXT, read=_after_next, cues=re.compile(r"after\s+next")),
    DatePattern(form=_OF_WEEK, read=_of_week, cues=_WEEK_CUE),
    DatePattern(form=_MODIFIED, read=_modified, cues=_DAY_CUE),
    DatePattern(form=_NAMED, read=_named, cues=_NAMED_CUE),
    DatePattern(form=_AHEAD, read=_ahead, cues=re.compile(r"\bin\s+[0-9a-z\s-]{1,30}(?:day|week|month|year)")),
    DatePattern(form=_FROM, read=_from, cues=re.compile(r"(?:from|after)\s+(?:now|today|tomorrow)")),
    DatePattern(form=_AGO, read=_ago, cues=re.compile(r"\bago\b")),
)
"""Dates counted from the day they are said."""
