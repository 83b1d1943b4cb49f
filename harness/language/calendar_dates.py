"""Dates by their place in the calendar: "January 20", "20th of January 2026", "1/20/2026", "the 20th"."""

import re
from datetime import date

from harness.language.cued import Cued
from harness.language.date_pattern import DatePattern
from harness.language.numbers import ORDINAL, ORDINAL_WORDS, TWO_DIGITS, cardinal, ordinal

__all__ = ["CALENDAR_PATTERNS", "WEEKDAY", "WEEKDAYS", "WEEKDAY_WORDS", "on_or_after"]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""First three letters of the days, Monday first as in `date.weekday`."""
WEEKDAY = (
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tues?|thu(?:rs?)?|fri"
    # These are words of their own ("I sat in the sun"), so they need a preposition, or a month or number after them.
    r"|(?:(?<=on )|(?<=this )|(?<=next )|(?<=last ))(?:mon|wed|sat|sun)"
    r"|(?:mon|wed|sat|sun)(?=\.?,?\s(?:[0-9]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))(?![a-z])"
)
WEEKDAY_WORDS = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"
"""All that `WEEKDAY` matches."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_MONTH_WORDS = (
    "jan january feb february mar march apr april may jun june jul july aug august sep sept september sepember oct october nov"
    " november dec december"
)
_DAY = rf"(?P<day>(?<![0-9])[0-9]{{1,2}}(?:st|nd|rd|th)?(?![a-z0-9:])|{ORDINAL}|{TWO_DIGITS})"
_YEAR_WORDS = rf"two\s+thousand(?:\s+(?:and\s+)?{TWO_DIGITS})?|(?:nineteen|twenty)\s+(?:oh[\s-]+)?{TWO_DIGITS}"
_YEAR = rf"(?:(?:\s*,\s*|\s+)(?:of\s+|in\s+)?(?P<year>(?:19|20)[0-9]{{2}}(?![0-9:-])|{_YEAR_WORDS}))?"
_ON = rf"(?:\b(?:(?:this|next|coming|on)\s+)*{WEEKDAY}\.?,?\s+)?"
_START = r"(?<![\w/.:-])"
# "January, 3 in the afternoon" is three o'clock; "January 30 in the afternoon" can only be a day.
_NO_HOUR = r"(?:(?<=1[3-9])|(?<=2[0-9])|(?<=3[01])|(?<=[0-9](?:st|nd|rd|th))|(?!\s*in\s+the\s+(?:morning|aft|eve)))"

_MONTH_FIRST = Cued.of(
    rf"{_START}{_ON}(?:the\s+)?{_MONTH},?\s+(?:the\s+)?{_DAY}(?!\s*(?:[ap]\.?m\b|o'?clock)){_NO_HOUR}{_YEAR}",
    _MONTH_WORDS,
)
_DAY_FIRST = Cued.of(
    rf"{_START}{_ON}(?:the\s+)?{_DAY}\s+(?:day\s+)?(?:of\s+)?{_MONTH}(?!\s+(?:i|we|you|he|she|they|be|not|have|need)\b){_YEAR}",
    _MONTH_WORDS,
)
_ISO = Cued.of(
    r"(?<![\w/.-])(?P<year>[0-9]{4})([-/.])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})(?![0-9])(?![-/.][0-9])",
    "#/#",
)
_NUMERIC = Cued.of(
    rf"(?<![\w/.-]){_ON}(?P<first>[0-9]{{1,2}})(?P<mark>[/.-])(?P<second>[0-9]{{1,2}})(?:(?P=mark)(?P<year>[0-9]{{4}}"
    rf"|[0-9]{{2}}))?"
    r"(?![\w/])(?![.-][0-9])",
    "#/#",
)
_THING = r"(?!\s+(?:street|st\b|ave|avenue|floor|road|time|one\b|visit|option|person|row|line|place|round|half|quarter|century))"
_OF_MONTH = r"(?:\s+of\s+(?P<which>this|next|the)\s+month)?"
_NTH = Cued.of(
    rf"{_START}{_ON}(?:the\s+)?(?P<day>[0-9]{{1,2}}(?:st|nd|rd|th)){_OF_MONTH}(?![\w-]){_THING}",
    "#",
)
# "the first" alone is too often no date, so words need more around them: "on the first", "Tuesday the first".
_AFTER_ORDINAL = (
    r"(?=\s*(?:[.,!?;]|$|-\s)|\s+(?:at|in|for|please|would|works|is|and|or|to|if|around|then|of|this|next|morning|afternoon"
    r"|evening)\b)"
)
_NTH_WORD = Cued.of(
    rf"{_START}(?:{WEEKDAY},?\s+|(?<=on )|(?<=for )|(?<=to )|(?<=by )|(?<=until )|(?<=from )|(?<=is )|(?<=it's )"
    rf"|^)the\s+(?P<day>{ORDINAL})"
    rf"{_OF_MONTH}{_AFTER_ORDINAL}",
    ORDINAL_WORDS,
)


def on_or_after(today: date, month: int, day: int) -> date | None:
    """The first such day from today on; 29 February waits for its year. None when no year has it."""
    for year in range(today.year, today.year + 9):
        if (when := _date(year, month, day)) is not None and when >= today:
            return when
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(said: str) -> int:
    if said[0].isdigit():
        return int(said.rstrip("stndrh"))
    return ordinal(said) if re.fullmatch(ORDINAL, said) else cardinal(said)


def _year(said: str, today: date) -> int:
    if said.isdigit():
        if len(said) > 2:
            return int(said)
        century = today.year - today.year % 100
        # Two digits reach ten years ahead; beyond that they mean the past: '85 is 1985.
        return century + int(said) - (100 if int(said) > today.year % 100 + 10 else 0)
    if said.startswith("two"):
        return cardinal(said)
    head, _, tail = said.partition(" ")
    return cardinal(head) * 100 + cardinal(re.sub(r"^\s*oh[\s-]+", "", tail))


def _by_name(match: re.Match[str], today: date) -> date | None:
    month, day = _MONTHS.index(match["month"][:3]) + 1, _day(match["day"])
    if match["month"] == "may" and match["day"] == "one":
        return None  # "may one ask"
    return _date(_year(match["year"], today), month, day) if match["year"] else on_or_after(today, month, day)


def _iso(match: re.Match[str], today: date) -> date | None:
    return _date(int(match["year"]), int(match["month"]), int(match["day"]))


def _numeric(match: re.Match[str], today: date) -> date | None:
    """Month before day, as in North America, unless only the other order is a date."""
    first, second = int(match["first"]), int(match["second"])
    month, day = (first, second) if first <= 12 else (second, first)
    if match["year"]:
        return _date(_year(match["year"], today), month, day)
    if match["mark"] != "/" or (first, second) == (24, 7):
        return None
    return on_or_after(today, month, day)


def _nth(match: re.Match[str], today: date) -> date | None:
    day = _day(match["day"])
    year, month = today.year, today.month
    if match["which"] == "next":
        return _date(year + month // 12, month % 12 + 1, day)
    if match["which"] == "this":
        return _date(year, month, day)
    for ahead in range(13):
        when = _date(year + (month + ahead - 1) // 12, (month + ahead - 1) % 12 + 1, day)
        if when is not None and when >= today:
            return when
    return None


CALENDAR_PATTERNS = (
    DatePattern(form=_MONTH_FIRST, read=_by_name),
    DatePattern(form=_DAY_FIRST, read=_by_name),
    DatePattern(form=_ISO, read=_iso),
    DatePattern(form=_NUMERIC, read=_numeric),
    DatePattern(form=_NTH, read=_nth),
    DatePattern(form=_NTH_WORD, read=_nth),
)
"""Dates named by month, day and year."""
