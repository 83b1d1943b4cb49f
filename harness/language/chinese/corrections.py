"""Which of several values is meant after a correction, and corrections of a part of a value, in Chinese."""

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from harness.language.chinese.dates import dates
from harness.language.chinese.heard import heard
from harness.language.chinese.phones import digit_runs, phones
from harness.language.chinese.times import times
from harness.language.found import Found
from harness.language.slot import Kind, Slot

__all__ = ["corrected", "meant"]

_MARK = re.compile(
    r"不对|不是|错了|说错|搞错|抱歉|对不起|不好意思|应该是|应该|改成|改到|换成|更正|纠正|我是说|我的意思|其实|实际上"
    r"|还是(?!.*[?吗呢])|算了"
    r"|等等|等一下|等下|而是|啊不|哦不|呃不|(?:^|[,。!\s])不[,\s]"
)
_REFUSED_BEFORE = re.compile(
    r"(?:不是|不要|别(?:订|约|选|在)?|不想要?|不在|不能(?:在|是)?|除了|不选|没法|不用|避开|而不是|并不是|不行的是|不去|不订"
    r"|不约)(?:在|订|约|选|是|说|去|来)?[的在]?\s*$"
)
_REFUSED_AFTER = re.compile(
    r"\s*(?:我|那天|这天|那个时间|的话|[,，])*(?:也|都|就|可能|恐怕|实在)*(?:不行|不太?方便|不可以|不太?合适|没空|没有空"
    r"|没时间|没办法|不能|去不了|来不了|不在|不要|有事|没有位|没位|已经?满|以外|之外|除外|约满)"
)
_END = re.compile(r"最后|末尾|结尾|后面|尾号|后[一二两三四五六七]位|后[1-7]位")
_FRONT = re.compile(r"区号|开头|最前|前面|前[一二两三四五六七]位|前[1-7]位")
_COUNTED = re.compile(r"(?:后|前|最后)(?:的)?[一二两三四五六七1-7]个?[位数]|[一二两三四五六七1-7]位数")
_CORRECTS = re.compile(r"不对|不是|错|应该|抱歉|对不起|不好意思|其实|改|更正|是(?!的)")


def meant(found: Sequence[Found], text: str) -> Found | None:
    """The one value meant: the last when the text corrects itself, else the first; refused ones never ("周二不行")."""
    plain = heard(text)
    wanted = [one for one in found if not _is_refused(plain, one.start, one.end)]
    if not wanted:
        return None
    chosen = wanted[0]
    for earlier, later in pairwise(wanted):
        if _MARK.search(plain, earlier.end, later.start):
            chosen = later
    return chosen


def corrected(previous: str, text: str, slot: Slot, *, now: datetime | None = None, region: str = "CA") -> str | None:
    """The earlier value with the part that the text puts right, or None when the text puts nothing right.

    "尾号是零一二四" mends the end of a number, "区号是七七八" its front, "是零一二四，不是零一二三" what was wrong.
    """
    if slot.kind is Kind.DATETIME:
        return _other_moment(previous, text, now)
    if slot.kind not in {Kind.PHONE, Kind.CODE}:
        return None
    if slot.kind is Kind.PHONE and (whole := meant(phones(text, region), text)):
        return whole.value
    plain = _COUNTED.sub(lambda match: match.group()[0] + "·" * (len(match.group()) - 1), heard(text))
    runs = [run for run in digit_runs(plain) if run.digits.isdigit()]
    wrong = [run for run in runs if _is_refused(plain, run.start, run.end) or plain.startswith("应该", run.end)]
    right = [run for run in runs if run not in wrong]
    if not right:
        return None
    digits = right[-1].digits
    if wrong:
        head, there, tail = previous.rpartition(wrong[-1].digits)
        return f"{head}{digits}{tail}" if there else None
    said = heard(text)
    if _FRONT.search(said):
        prefix = "+1" if slot.kind is Kind.PHONE and previous.startswith("+1") else ""
        rest = previous.removeprefix(prefix)
        return prefix + digits + rest[len(digits) :] if len(digits) < len(rest) else None
    if _END.search(said) or (_CORRECTS.search(said) and len(digits) in {4, 7}):
        return previous[: -len(digits)] + digits if len(digits) < len(previous.lstrip("+")) else None
    return None


def _is_refused(plain: str, start: int, end: int) -> bool:
    """Whether the value is declined, before it ("不要周二") or after it ("周二不行")."""
    if _REFUSED_AFTER.match(plain, end):
        return True
    return _REFUSED_BEFORE.search(plain, max(0, start - 12), start) is not None


def _other_moment(previous: str, text: str, now: datetime | None) -> str | None:
    day, _, clock = previous.partition("T")
    new_day = meant(dates(text, now), text) if now is not None else None
    new_clock = meant(times(text, answering=True), text)
    if new_day is None and new_clock is None:
        return None
    return f"{new_day.value if new_day else day}T{new_clock.value if new_clock else clock[:5]}"
