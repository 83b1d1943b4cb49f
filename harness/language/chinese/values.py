"""The values in what somebody says in Chinese."""

import re
from collections.abc import Sequence
from datetime import datetime

from harness.language.chinese.answers import is_refusal, yes_or_no
from harness.language.chinese.choices import choices
from harness.language.chinese.corrections import corrected, meant
from harness.language.chinese.dates import dates
from harness.language.chinese.emails import emails
from harness.language.chinese.free_text import free_text
from harness.language.chinese.heard import heard
from harness.language.chinese.names import by_trade, names, part_of
from harness.language.chinese.numbers import numbers
from harness.language.chinese.options import options_of
from harness.language.chinese.phones import digit_runs, phones
from harness.language.chinese.times import times
from harness.language.found import Found, clear_of
from harness.language.slot import Kind, Slot
from harness.language.slot_roles import ENDS, OTHERS, STARTS

__all__ = ["extract"]

_STARTS_HERE = "入住|到店|开始|出发|起|去程|取车|提货|到达"
_ENDS_HERE = "退房|离店|离开|结束|返回|返程|回程|回来|为止|还车"
_START_SAID, _END_SAID = re.compile(f"{_STARTS_HERE}|从|自"), re.compile(f"{_ENDS_HERE}|到(?!店|达)|至|[-~—]")
_START_AFTER, _END_AFTER = re.compile(_STARTS_HERE), re.compile(_ENDS_HERE)
_SMALL_TALK = re.compile(
    r"\s*(?:我?(?:想|是想|打|来电|给你|给您|打电话|过得|天气|心情|真|很)|有什么|有啥|可以帮|能帮|怎么样|就(?:这些|到这|先这样"
    r"|这样))"
)
_UNITS: tuple[tuple[frozenset[str], re.Pattern[str]], ...] = tuple(
    (frozenset(words.split()), re.compile(counters))
    for words, counters in (
        (
            "people person persons guests guest adults adult travelers travellers passengers seats seat tickets ticket party us"
            " size kids children",
            r"个?\s*(?:大人|成人|小孩|孩子|人|客人|位|名|口|座位|座|张票|张机票)|张(?!床|桌|卡)",
        ),
        ("nights night", r"个?(?:晚上?|夜)"),
        ("days day", r"天"),
        ("weeks week", r"个?(?:星期|礼拜|周)"),
        ("rooms room beds bed bedrooms baths bathrooms", r"间|个房间|套|张床|个?卧室"),
        ("hours hour minutes minute months month", r"个?(?:小时|钟头|分钟|月)"),
        ("stars star", r"星级?"),
        ("years year age old", r"岁|年"),
        ("bags bag pieces", r"件|个?(?:包|箱子|行李)"),
        ("amount price money budget cost total balance deposit fee", r"元|块钱?|刀|美元|加元|人民币|美金"),
    )
)
_NUMBERED = frozenset(
    {
        "card",
        "account",
        "order",
        "reservation",
        "confirmation",
        "reference",
        "member",
        "passport",
        "id",
        "policy",
        "plate",
        "invoice",
    }
)
"""What has a number that counts nothing."""
_FAMILY = frozenset({"last", "family", "surname", "lastname"})
_GIVEN = frozenset({"first", "given", "firstname"})


def extract(slot: Slot, text: str, now: datetime, *, answering: bool, region: str) -> Found | None:
    """The value for a slot in what somebody said in Chinese, on the terms of `harness.language.values.extract`."""
    if slot.choices:
        return meant(choices(text, slot.choices, loosely=answering), text)
    match slot.kind:
        case Kind.PHONE:
            return _phone(slot, text, region)
        case Kind.EMAIL:
            return meant(emails(text), text)
        case Kind.DATE:
            return _in_role(slot, _named_days(dates(text, now), text, answering), text, answering)
        case Kind.TIME:
            return _in_role(slot, times(text, answering), text, answering)
        case Kind.DATETIME:
            return _moment(text, now, answering)
        case Kind.NUMBER:
            return _number(slot, text, now, answering, region)
        case Kind.NAME:
            return _name(slot, text, answering)
        case Kind.BOOLEAN:
            return yes_or_no(text) if answering else None
        case Kind.TEXT if (option := _described_option(slot, text, answering)) is not None:
            return option
        case Kind.CHOICE | Kind.PLACE | Kind.CODE | Kind.TEXT:
            return free_text(slot, text, answering=answering)


def _described_option(slot: Slot, text: str, answering: bool) -> Found | None:
    """One of the options that only the description names; a single character counts in an answer alone."""
    options = options_of(slot)
    said = meant(choices(text, options), text) if len(options) > 1 else None
    return said if said is not None and (answering or len(said.text) > 1) else None


def _phone(slot: Slot, text: str, region: str) -> Found | None:
    found = phones(text, region)
    chosen = meant(found, text)
    if chosen is None or chosen is not found[-1]:
        return chosen
    # "六零四五五五零一二三，不对，零一二四": the rest may mend the end of what was just said.
    rest = text[chosen.end :]
    if digit_runs(rest) and (mended := corrected(chosen.value, rest, slot, region=region)):
        return Found(kind=Kind.PHONE, value=mended, text=text[chosen.start :], start=chosen.start, end=len(text))
    return chosen


def _named_days(found: Sequence[Found], text: str, answering: bool) -> Sequence[Found]:
    """Without the 今天 of "今天打电话是想问星期二"."""
    if answering and len(found) < 2:
        return found
    plain = heard(text)
    return [one for one in found if one.text not in {"今天", "今儿"} or not _SMALL_TALK.match(plain, one.end)]


def _in_role(slot: Slot, found: Sequence[Found], text: str, answering: bool) -> Found | None:
    """One of the two ends of a range when the slot's name says which; the cue stands before the value or right after it."""
    ends, starts = bool(ENDS & set(slot.words)), bool(STARTS & set(slot.words))
    if ends == starts or (answering and len(found) < 2):
        return meant(found, text)
    plain = heard(text)
    said, after = (_END_SAID, _END_AFTER) if ends else (_START_SAID, _START_AFTER)
    other_said, other_after = (_START_SAID, _START_AFTER) if ends else (_END_SAID, _END_AFTER)
    bounds = [0, *(one.end for one in found)]
    before = {one: plain[start : one.start] for one, start in zip(found, bounds, strict=False)}
    cued, uncued = [], []
    for one in found:
        if after.match(plain, one.end) or (said.search(before[one]) and not other_after.match(plain, one.end)):
            cued.append(one)
        elif not other_said.search(before[one]) and not other_after.match(plain, one.end):
            uncued.append(one)
    if cued:
        return meant(cued, text)
    return None if ends and not answering else meant(uncued, text)


def _moment(text: str, now: datetime, answering: bool) -> Found | None:
    day = meant(_named_days(dates(text, now), text, answering), text)
    clock = meant(times(text, answering), text)
    if day is None or clock is None:
        return None
    start, end = min(day.start, clock.start), max(day.end, clock.end)
    return Found(kind=Kind.DATETIME, value=f"{day.value}T{clock.value}", text=text[start:end], start=start, end=end)


def _number(slot: Slot, text: str, now: datetime, answering: bool, region: str) -> Found | None:
    """A number of what the slot counts, or one without a counter; not part of a date, a time or a phone number."""
    if _NUMBERED & set(slot.words) and (runs := [run for run in digit_runs(text) if len(run.digits) > 3]):
        run = max(runs, key=lambda one: len(one.digits))
        return Found(kind=Kind.NUMBER, value=run.digits, text=text[run.start : run.end], start=run.start, end=run.end)
    plain, found = heard(text), numbers(text)
    own = [counters for words, counters in _UNITS if words & set(slot.words)]
    counted = [one for one in found if any(_counts(plain, one, counters) for counters in own)]
    if len(found) > 1 or not answering:
        found = clear_of(found, (*dates(text, now), *times(text), *phones(text, region)))
    others = [counters for words, counters in _UNITS if not words & set(slot.words)]
    free = [one for one in found if not any(_counts(plain, one, counters) for counters in others) or one in counted]
    # "四位，不，五": a bare number counts after a counted one only if it corrects it.
    return meant([*counted[:1], *(one for one in free if one.start > counted[0].start)] if counted else free, text)


def _counts(plain: str, number: Found, counters: re.Pattern[str]) -> bool:
    return counters.match(plain, number.end) is not None


def _name(slot: Slot, text: str, answering: bool) -> Found | None:
    words = frozenset(slot.words)
    if words & OTHERS:
        return by_trade(text, answering) or free_text(slot, text, answering=answering)
    answering = answering and not is_refusal(text)
    if words & _FAMILY and not words & _GIVEN:
        return part_of(text, "family", answering)
    if words & _GIVEN and not words & _FAMILY:
        return part_of(text, "given", answering)
    return meant(names(text, answering), text) or (_polite(text) if answering else None)


def _polite(text: str) -> Found | None:
    """ "我姓林" as an answer: all that is given of the name."""
    return part_of(text, "family", answering=False)
