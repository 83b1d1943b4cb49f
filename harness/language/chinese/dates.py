"""Dates in Chinese speech, as the day they mean when said at a given moment.

Conventions, where speakers themselves disagree; weeks run from Monday to Sunday:
- 周三 is the first Wednesday after today, also when today is a Wednesday;
- 这周三 is the Wednesday of this week, today included, and the one of the next week once it is over;
- 下周三 and 上周三 are those of the next and the last week, 下下周三 of the one after the next;
- a date without a year is its next occurrence, today included.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from msgspec import Struct

from harness.language.calendar_dates import on_or_after
from harness.language.chinese.heard import heard, latin
from harness.language.chinese.marked import Marked
from harness.language.chinese.numbers import DIGIT, UP_TO_99, numeral
from harness.language.dates import dates as english_dates
from harness.language.found import Found, apart
from harness.language.slot import Kind

__all__ = ["WEEK", "dates"]

WEEK = "(?:星期|礼拜|周)"
_DAYS = "一二三四五六日天"
_WEEKDAY = f"(?:{WEEK}[{_DAYS}])"
_TAIL = rf"(?:\s*[,(]?\s*{_WEEKDAY}\)?(?![前后之]))?"
_COUNT = rf"(?P<count>[0-9]{{1,3}}|{UP_TO_99}|半)"
_YEAR = (
    rf"(?P<year>(?<![0-9])[0-9]{{4}}|(?<![0-9])[0-9]{{2}}|(?<!{DIGIT}){DIGIT}{{4}}|(?<!{DIGIT}){DIGIT}{{2}}|[今明后去前]|本)"
    r"年(?!前|后|以)"
)
_DAY = rf"(?P<day>[0-9]{{1,2}}|初{UP_TO_99}|{UP_TO_99})"
_NOT_A_DAY = r"(?![码线楼桌房店机店窗柜台门院区公馆病])"

_FULL = Marked.of(
    rf"(?:{_YEAR}的?\s*)?(?<![0-9])(?P<month>[0-9]{{1,2}}|{UP_TO_99})\s*月(?:份的?)?\s*{_DAY}(?:\s*[日号]{_NOT_A_DAY}"
    rf"|(?![0-9个点:时分岁]))"
    rf"{_TAIL}",
    "月",
)
_NTH = Marked.of(
    rf"(?:(?P<which>(?:下下|下|这|本"
    rf"|上)个?月)的?|(?<![0-9一二三四五六七八九十月路街道巷弄里村大])(?<!\w-)){_DAY}\s*[日号]{_NOT_A_DAY}"
    rf"(?!\s*(?:[,是]?\s*)?[0-9]{{3}}){_TAIL}",
    "日号",
)
_WEEKS_FROM = Marked.of(rf"{_COUNT}个?{WEEK}(?:之后|以后|后)的?(?P<modifier>这个?|那个?)?{WEEK}(?P<weekday>[{_DAYS}])", "期拜周")
_OF_WEEK = Marked.of(
    rf"(?P<modifier>(?:下下|下|这|本|上上|上)(?:一|个|1)?(?:个)?)?的?{WEEK}(?P<weekday>[{_DAYS}])(?![个天之年月周岁年月]"
    rf"|日[后前]|以?[后前])",
    "期拜周",
)
_NAMED = Marked.of(
    "大后[天日]|大前天|(?<!今)(?<!以)(?<!之)(?:明|后|前|昨|今)[天日](?!人|元)|[今明昨后]儿个?(?!子|童)"
    "|(?<![文声证表说])明[早晚](?!点|些)"
    "|[今昨](?:早|晚|夜|儿个?)(?!点钟?就)|当天(?=就|去|来|可以)|此时此刻",
    "天日儿早晚夜刻",
)
_NAMED_DAYS = {"大后": 3, "大前": -3, "明": 1, "后": 2, "前": -2, "昨": -1}
_AHEAD = Marked.of(
    rf"(?:(?:再)?过)?\s*{_COUNT}\s*(?P<unit>天|日|个?(?:星期|礼拜)|周|个月|年)(?:之后|以后|后)(?!的?{WEEK})"
    rf"|再?过\s*(?P<count2>[0-9]{{1,3}}|{UP_TO_99}|半)\s*(?P<unit2>天|日|个?(?:星期|礼拜)|周|个月|年)",
    "后过",
)
_AGO = Marked.of(rf"{_COUNT}(?P<unit>天|日|个?(?:星期|礼拜)|周|个月|年)(?:之前|以前|前)", "前")
_ENGLISH = re.compile(r"[a-zA-Z]{3}|[0-9][/.-][0-9]")


class _Form(Struct, frozen=True, kw_only=True):
    pattern: Marked
    read: Callable[[re.Match[str], date], date | None]


def dates(text: str, now: datetime) -> tuple[Found, ...]:
    """Every date said, as "YYYY-MM-DD"; English dates in between count too."""
    return _on(text, now.date())


@lru_cache(maxsize=1024)  # one utterance is read for many slots
def _on(text: str, today: date) -> tuple[Found, ...]:
    plain = heard(text)
    found: list[Found] = []
    for form in _FORMS:
        for match in form.pattern.finditer(plain):
            start, end = match.span()
            if (when := form.read(match, today)) is not None:
                found.append(Found(kind=Kind.DATE, value=when.isoformat(), text=text[start:end], start=start, end=end))
    if _ENGLISH.search(text):
        found.extend(english_dates(latin(text), datetime.combine(today, time.min)))
    return apart(found)


def _number(said: str) -> int:
    """Figures or numerals; 0 when they are no number."""
    said = said.removeprefix("初")
    return int(said) if said.isdecimal() and said.isascii() else numeral(said) or 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(said: str, today: date) -> int:
    moved = {"今": 0, "本": 0, "明": 1, "后": 2, "去": -1, "前": -2}
    if said in moved:
        return today.year + moved[said]
    year = _number(said)
    if len(said) > 2:
        return year
    century = today.year - today.year % 100
    # Two digits reach ten years ahead; beyond that they mean the past: 80年 is 1980.
    return century + year - (100 if year > today.year % 100 + 10 else 0)


def _full(match: re.Match[str], today: date) -> date | None:
    month, day = _number(match["month"]), _number(match["day"])
    return _date(_year(match["year"], today), month, day) if match["year"] else on_or_after(today, month, day)


def _nth(match: re.Match[str], today: date) -> date | None:
    day = _number(match["day"])
    if not 1 <= day <= 31:
        return None
    if match["which"]:
        ahead = {"下下": 2, "下": 1, "这": 0, "本": 0, "上": -1}[match["which"].rstrip("个月")]
        return _in_month(today, ahead, day)
    for ahead in range(13):
        if (when := _in_month(today, ahead, day)) is not None and when >= today:
            return when
    return None


def _in_month(today: date, ahead: int, day: int) -> date | None:
    year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
    return _date(year, month + 1, day)


def _weekday(match: re.Match[str]) -> int:
    return min(_DAYS.index(match["weekday"]), 6)


def _first_after(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _weeks_from(match: re.Match[str], today: date) -> date | None:
    weeks = timedelta(weeks=_number(match["count"]))
    return today + weeks + timedelta(days=_weekday(match) - today.weekday()) if weeks else None


def _of_week(match: re.Match[str], today: date) -> date | None:
    weekday = _weekday(match)
    modifier = (match["modifier"] or "").rstrip("个一1")
    if not modifier:
        return _first_after(today, weekday)
    ahead = {"下下": 2, "下": 1, "这": 0, "本": 0, "上": -1, "上上": -2}[modifier]
    when = today + timedelta(days=weekday - today.weekday(), weeks=ahead)
    return when + timedelta(weeks=1) if ahead == 0 and when < today else when


def _named(match: re.Match[str], today: date) -> date | None:
    said = match.group()
    return today + timedelta(days=_NAMED_DAYS.get(said[:2], _NAMED_DAYS.get(said[0], 0)))


def _moved(today: date, count: str, unit: str, sign: int) -> date | None:
    """None beyond the years a date can have."""
    if count == "半":
        return today + timedelta(days=15 * sign) if unit == "个月" else None
    many = _number(count) * sign
    if unit.endswith(("天", "日", "期", "拜", "周")):
        ordinal = today.toordinal() + many * (1 if unit in {"天", "日"} else 7)
        return date.fromordinal(ordinal) if date.min.toordinal() <= ordinal <= date.max.toordinal() else None
    year, month = divmod(today.year * 12 + today.month - 1 + many * (12 if unit == "年" else 1), 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _ahead(match: re.Match[str], today: date) -> date | None:
    return _moved(today, match["count"] or match["count2"], match["unit"] or match["unit2"], 1)


def _ago(match: re.Match[str], today: date) -> date | None:
    return _moved(today, match["count"], match["unit"], -1)


_FORMS = (
    _Form(pattern=_FULL, read=_full),
    _Form(pattern=_NTH, read=_nth),
    _Form(pattern=_WEEKS_FROM, read=_weeks_from),
    _Form(pattern=_OF_WEEK, read=_of_week),
    _Form(pattern=_NAMED, read=_named),
    _Form(pattern=_AHEAD, read=_ahead),
    _Form(pattern=_AGO, read=_ago),
)
