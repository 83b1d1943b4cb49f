"""Which of several values somebody means after correcting themselves, and corrections of a part of a value."""

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from harness.language.dates import dates
from harness.language.found import Found, folded
from harness.language.phones import digit_runs, phones
from harness.language.slot import Kind, Slot
from harness.language.times import times

__all__ = ["corrected", "meant"]

_MARK = re.compile(
    r"\b(?:sorry|no|actually|wait|i\s+mean(?:t)?|correction|rather|make\s+(?:it|that)|scratch\s+that|instead|oops|my\s+mistake"
    r"|let\s+me\s+correct|should\s+be|strike\s+that|change\s+(?:it|that)\s+to|excuse\s+me|hold\s+on|apologies"
    r"|on\s+second\s+thought|not)\b"
)
_NEGATION = re.compile(
    r"(?:\b(?:not|never|except|anything\s+but|other\s+than|instead\s+of|rather\s+than)|n't)(?:\s+(?:on|at|for|do|make|want|have"
    r"|the|a|an|to|in|by|come|it|be|my|need|free|available|able))*\s+$"
)
_WHY_NOT = re.compile(r"\bwhy\s+(?:not|don't\s+we)\b")
_END = re.compile(r"\b(?:at|in)\s+the\s+end\b|\bend(?:s|ing)?\b|\blast\b|\bfinal\b")
_FRONT = re.compile(
    r"\b(?:starts?|begins?|starting|beginning)\b|\bfirst\b|\barea\s+code\b|\bat\s+the\s+(?:start|beginning|front)\b"
)
_CORRECTS = re.compile(r"\b(?:sorry|no|nope|actually|wait|mean|meant|wrong|not|correction|should|rather|oops|mistake)\b")
_COUNTED = re.compile(
    r"\b(?:last|first|final)\s+(?:one|two|three|four|five|six|seven|[1-7])\b|\b(?:one|two|three|four|five|six|seven"
    r"|[1-7])\s+digits\b"
)


def meant(found: Sequence[Found], text: str) -> Found | None:
    """The one value meant: the last when the text corrects itself, else the first; refused ones ("not Tuesday") never."""
    heard = folded(text)
    wanted = [one for one in found if not _is_refused(heard, one.start)]
    if not wanted:
        return None
    chosen = wanted[0]
    for earlier, later in pairwise(wanted):
        if _MARK.search(heard, earlier.end, later.start):
            chosen = later
    return chosen


def corrected(
    previous: str, text: str, slot: Slot, *, now: datetime | None = None, region: str = "CA", language: str = "en"
) -> str | None:
    """The earlier value with the part that the text puts right, or None when the text puts nothing right.

    A phone number or code takes new digits at its end ("it's 0124 at the end", "the last four are 0124"), at its front ("the
    area code is 778"), or in place of wrong ones ("0124, not 0123"). A date and time takes a new time, and with `now` a new day.
    """
    if language == "zh":
        from harness.language.chinese import corrections as chinese  # loaded by those who hear it

        return chinese.corrected(previous, text, slot, now=now, region=region)
    if slot.kind is Kind.DATETIME:
        return _other_moment(previous, text, now)
    if slot.kind not in {Kind.PHONE, Kind.CODE}:
        return None
    if slot.kind is Kind.PHONE and (whole := meant(phones(text, region), text)):
        return whole.value
    heard = _COUNTED.sub(lambda match: match.group()[: match.group().find(" ")].ljust(len(match.group())), folded(text))
    runs = [(run.digits, run.start, run.end) for run in digit_runs(heard) if run.digits.isdigit()]
    wrong = [run for run in runs if _is_refused(heard, run[1]) or heard.startswith(" should be", run[2])]
    right = [run for run in runs if run not in wrong]
    if not right:
        return None
    digits = right[-1][0]
    if wrong and right:
        return _swapped(previous, wrong[-1][0], digits)
    if _FRONT.search(heard):
        return _led_by(previous, digits, slot.kind)
    pointed = _END.search(heard) is not None
    if pointed or (_CORRECTS.search(heard) and len(digits) in {4, 7}):
        return previous[: -len(digits)] + digits if len(digits) < len(previous.lstrip("+")) else None
    return None


def _is_refused(heard: str, start: int) -> bool:
    """Whether what starts here is declined: "not Tuesday", "I can't do Tuesday"; but "why not Tuesday?" is a wish."""
    before = heard[max(0, start - 60) : start]
    return _NEGATION.search(before) is not None and _WHY_NOT.search(before) is None


def _swapped(previous: str, wrong: str, right: str) -> str | None:
    head, found, tail = previous.rpartition(wrong)
    return f"{head}{right}{tail}" if found else None


def _led_by(previous: str, digits: str, kind: Kind) -> str | None:
    prefix = "+1" if kind is Kind.PHONE and previous.startswith("+1") else ""
    rest = previous.removeprefix(prefix)
    return prefix + digits + rest[len(digits) :] if len(digits) < len(rest) else None


def _other_moment(previous: str, text: str, now: datetime | None) -> str | None:
    day, _, clock = previous.partition("T")
    new_day = meant(dates(text, now), text) if now is not None else None
    new_clock = meant(times(text, answering=True), text)
    if new_day is None and new_clock is None:
        return None
    return f"{new_day.value if new_day else day}T{new_clock.value if new_clock else clock[:5]}"
