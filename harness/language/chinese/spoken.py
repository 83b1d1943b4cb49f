"""Canonical values as Chinese speakers say them: the inverse of `harness.language.chinese.values`."""

from datetime import date, datetime

from harness.language.calendar_dates import on_or_after
from harness.language.chinese.emails import spoken_email
from harness.language.chinese.numbers import in_numerals
from harness.language.chinese.options import spoken_option
from harness.language.slot import Kind

__all__ = ["spoken", "spoken_date", "spoken_email", "spoken_phone", "spoken_time"]

_DIGITS = str.maketrans("0123456789", "零一二三四五六七八九")
_PARTS = (("凌晨", 5), ("早上", 9), ("上午", 12), ("中午", 13), ("下午", 18), ("晚上", 24))
_LONGEST_NUMBER = 8


def spoken(value: str, kind: Kind, now: datetime) -> str:
    """How somebody says a value; a value that is not in its kind's canonical form is said as it is."""
    match kind:
        case Kind.DATE:
            return spoken_date(value, now)
        case Kind.TIME:
            return spoken_time(value)
        case Kind.DATETIME:
            day, _, clock = value.partition("T")
            return f"{spoken_date(day, now)}{spoken_time(clock)}" if clock else value
        case Kind.PHONE:
            return spoken_phone(value)
        case Kind.EMAIL:
            return spoken_email(value)
        case Kind.NUMBER:
            plain = value.isascii() and value.isdecimal() and len(value) <= _LONGEST_NUMBER
            return in_numerals(int(value)) if plain else value
        case Kind.BOOLEAN:
            return {"true": "是", "false": "不是"}.get(value, value)
        case Kind.CHOICE:
            return spoken_option(value)
        case _:
            return value


def spoken_date(value: str, now: datetime) -> str:
    """A date as "一月二十日星期二"; with its year unless it is the next such day from now on."""
    try:
        when = date.fromisoformat(value)
    except ValueError:
        return value
    said = f"{in_numerals(when.month)}月{in_numerals(when.day)}日星期{'一二三四五六日'[when.weekday()]}"
    if on_or_after(now.date(), when.month, when.day) == when:
        return said
    return f"{f'{when.year:04}'.translate(_DIGITS)}年{said}"


def spoken_time(value: str) -> str:
    """A time as "下午两点半", "上午九点零五分", "中午十二点"; seconds are left out."""
    hours, _, minutes = value.partition(":")
    hours, minutes = hours.strip(), minutes[:2]
    if not (hours.isdecimal() and minutes.isdecimal() and int(hours) < 24 and int(minutes) < 60):
        return value
    hour, minute = int(hours), int(minutes)
    part = next(name for name, until in _PARTS if hour < until)
    clock = hour if hour <= 12 else hour - 12
    said = "两" if clock == 2 else in_numerals(clock)
    tail = "" if minute == 0 else "半" if minute == 30 else f"{'零' if minute < 10 else ''}{in_numerals(minute)}分"
    return f"{part}{said}点{tail}"


def spoken_phone(value: str) -> str:
    """A phone number digit by digit in groups, "六零四，五五五，零一二三"; one from abroad begins with 加."""
    digits = value.removeprefix("+1")
    if value.startswith("+1") and len(digits) == 10 and digits.isdecimal():
        return "，".join((digits[:3], digits[3:6], digits[6:])).translate(_DIGITS)
    import phonenumbers  # 30 ms to import, and most numbers never need it

    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return value
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    groups = written.removeprefix("+").replace("-", " ").split()
    return "加" + "，".join(groups).translate(_DIGITS) if all(group.isdecimal() for group in groups) else value
