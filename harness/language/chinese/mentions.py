"""Whether a known value was said in Chinese, in any of the forms people say it in."""

import re
from datetime import datetime

from harness.language.chinese.answers import yes_or_no
from harness.language.chinese.choices import choices
from harness.language.chinese.dates import dates
from harness.language.chinese.emails import emails
from harness.language.chinese.heard import HAN, dialled, heard
from harness.language.chinese.numbers import numbers
from harness.language.chinese.phones import digit_runs, phones
from harness.language.chinese.times import possible_times, times
from harness.language.found import folded
from harness.language.phones import phone_of
from harness.language.slot import Kind

__all__ = ["mentions"]

_HAN_SIGN = re.compile(f"[{HAN}]")
_SILENT = re.compile(r"[^\w]|_")


def mentions(text: str, value: str, *, kind: Kind, now: datetime, region: str) -> bool:
    """Whether a Chinese text says a value of this kind, for values that the words themselves do not show."""
    if _HAN_SIGN.search(value) and _squeezed(value) in _squeezed(text):
        return True
    match kind:
        case Kind.DATE:
            return _says_date(text, value, now)
        case Kind.TIME:
            return _says_time(text, value)
        case Kind.DATETIME:
            return _says_moment(text, value, now)
        case Kind.PHONE:
            return _says_phone(text, value, region)
        case Kind.EMAIL:
            return any(found.value == folded(value).strip() for found in emails(text))
        case Kind.NUMBER:
            return _says_number(text, value)
        case Kind.BOOLEAN:
            return (found := yes_or_no(text)) is not None and found.value == folded(value).strip()
        case Kind.NAME:
            return _says_name(text, value)
        case Kind.CHOICE | Kind.PLACE | Kind.CODE | Kind.TEXT:
            return _says_otherwise(text, value, now)


def _squeezed(text: str) -> str:
    return _SILENT.sub("", heard(text))


def _says_date(text: str, value: str, now: datetime) -> bool:
    wanted = {found.value for found in dates(value, now)}
    return bool(wanted) and any(found.value in wanted for found in dates(text, now))


def _says_time(text: str, value: str) -> bool:
    wanted = {found.value for found in times(value, answering=True)}
    return bool(wanted & possible_times(text))


def _says_moment(text: str, value: str, now: datetime) -> bool:
    moment = value.strip().replace(" ", "T")
    if (parsed := _moment(moment)) is None:
        return _says_date(text, value, now) and _says_time(text, value)
    readings = {parsed.replace(tzinfo=None)}
    if parsed.tzinfo is not None and now.tzinfo is not None:
        readings.add(parsed.astimezone(now.tzinfo).replace(tzinfo=None))
    said_days, said_clocks = {found.value for found in dates(text, now)}, possible_times(text)
    return any(f"{one:%Y-%m-%d}" in said_days and f"{one:%H:%M}" in said_clocks for one in readings)


def _moment(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def _says_phone(text: str, value: str, region: str) -> bool:
    digits = "".join(sign for sign in value if sign in "+0123456789")
    wanted = phone_of(digits, region)
    if wanted is not None and any(found.value == wanted for found in phones(text, region)):
        return True
    return len(digits) >= 3 and any(digits == run.digits for run in digit_runs(text))


def _says_number(text: str, value: str) -> bool:
    wanted = {found.value for found in numbers(value.strip().lstrip("-"))}
    return any(found.value in wanted for found in numbers(text)) or any(run.digits == value.strip() for run in digit_runs(text))


def _says_name(text: str, value: str) -> bool:
    """Every part of the name, in any order: "李 雷" and "雷李" are said by "姓李，叫李雷"."""
    said = _squeezed(text)
    words = [_squeezed(word) for word in value.replace("·", " ").split()]
    return bool(words) and all(word in said for word in words if word) and _HAN_SIGN.search(value) is not None


def _says_otherwise(text: str, value: str, now: datetime) -> bool:
    """As an option ("morning" by 上午), a code said sign by sign, or as a date or time put in words."""
    if choices(text, (value,)):
        return True
    squeezed = _squeezed(value)
    if len(squeezed) >= 3 and any(sign.isdigit() for sign in squeezed) and squeezed in _SILENT.sub("", dialled(text)):
        return True
    days, clocks = dates(value, now), times(value)
    if not days and not clocks:
        return False
    return (not days or _says_date(text, value, now)) and (not clocks or _says_time(text, value))
