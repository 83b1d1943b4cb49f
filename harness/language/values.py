"""The values in what somebody says: the front door of the recognisers.

`extract` hears a slot's value, `mentions` tells whether a known value was said, `corrected` mends a part of an earlier one.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from harness.language.choices import choices
from harness.language.corrections import corrected, meant
from harness.language.dates import dates
from harness.language.emails import emails
from harness.language.found import Found, clear_of, folded
from harness.language.free_text import free_text
from harness.language.mentions import mentions
from harness.language.names import names
from harness.language.numbers import numbers
from harness.language.phones import digit_runs, phones
from harness.language.replies import is_refusal, yes_or_no
from harness.language.slot import Kind, Slot
from harness.language.slot_roles import ENDS, OTHERS, STARTS
from harness.language.times import times

__all__ = ["Found", "corrected", "extract", "mentions"]

_START_CUE = re.compile(
    r"\b(?:from|starting|leav\w*|depart\w*|check(?:ing)?[\s-]?in|pick(?:ing)?[\s-]?up|arriv\w*|beginning)\b[^.;?!]{0,20}$"
)
_END_CUE = re.compile(
    r"(?:\b(?:to|until|till|through|and)|-)\s*(?:on\s+|the\s+)*$"
    r"|\b(?:return\w*|back|check(?:ing)?[\s-]?out|drop(?:ping)?[\s-]?off|ending)\b[^.;?!]{0,20}$"
)
_SMALL_TALK = re.compile(
    r"(?:\bsince|\b(?:all|everything)\b[^.?!]{0,20}|\bcall(?:ing|ed)?|\bdoing|\bare\s+you|\bhelp\s+(?:me|you)|\btouch|\bgoing)\s*$"
)
_UNITS = (
    frozenset(
        (
            "people",
            "person",
            "persons",
            "guests",
            "guest",
            "adults",
            "adult",
            "travelers",
            "travellers",
            "passengers",
            "seats",
            "seat",
            "tickets",
            "ticket",
            "party",
            "us",
            "size",
            "kids",
            "children",
        )
    ),
    frozenset(("nights", "night")),
    frozenset(("days", "day")),
    frozenset(("weeks", "week")),
    frozenset(("rooms", "room", "beds", "bed", "bedrooms", "baths", "bathrooms")),
    frozenset(("hours", "hour", "minutes", "minute", "months", "month")),
    frozenset(("stars", "star")),
    frozenset(("years", "year", "age", "old")),
    frozenset(("bags", "bag", "pieces")),
)
_UNIT_AFTER = re.compile(r"[\s-]+(?:of\s+|more\s+|other\s+)?([a-z]+)")
_OF_US = re.compile(r"\b(?:me|myself|us)$")
_PARTY_BEFORE = re.compile(r"\b(?:party|table|group|room|seats?|reservation)\s+(?:of|for)\s+$")


def extract(
    slot: Slot, text: str, now: datetime, *, answering: bool = False, region: str = "CA", language: str = "en"
) -> Found | None:
    """The value for a slot in what somebody said, or None when there is none or it was refused.

    `answering`: the text is the reply to a question for this slot, so a bare "Jane", "two" or "V6B 1A1" counts. When several
    values occur, the last counts if the text corrects itself ("Tuesday - no, Wednesday"), else the first. A date and time needs
    both parts: ask with a date slot or a time slot where one may be missing. `region` is where phone numbers are dialled.
    """
    if language == "zh":
        from harness.language.chinese import values as chinese  # loaded by those who hear it

        return chinese.extract(slot, text, now, answering=answering, region=region)
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
        case Kind.CHOICE | Kind.PLACE | Kind.CODE | Kind.TEXT:
            return free_text(slot, text, answering=answering)


def _phone(slot: Slot, text: str, region: str) -> Found | None:
    found = phones(text, region)
    chosen = meant(found, text)
    if chosen is None or chosen is not found[-1]:
        return chosen
    # "604-555-0123 - sorry, 0124": the rest may mend the end of what was just said.
    rest = text[chosen.end :]
    if digit_runs(rest) and (mended := corrected(chosen.value, rest, slot, region=region)):
        return Found(kind=Kind.PHONE, value=mended, text=text[chosen.start :], start=chosen.start, end=len(text))
    return chosen


def _named_days(found: Sequence[Found], text: str, answering: bool) -> Sequence[Found]:
    """Without the "today" of "I'm calling today about Tuesday" and "that's all for today"."""
    if answering and len(found) < 2:
        return found
    heard = folded(text)
    return [one for one in found if not _SMALL_TALK.search(heard, max(0, one.start - 30), one.start)]


def _in_role(slot: Slot, found: Sequence[Found], text: str, answering: bool) -> Found | None:
    """One of the two ends of a range when the slot's name says which: check_in_date, return_date."""
    ends, starts = bool(ENDS & set(slot.words)), bool(STARTS & set(slot.words))
    if ends == starts or (answering and len(found) < 2):
        return meant(found, text)
    heard = folded(text)
    cue, other = (_END_CUE, _START_CUE) if ends else (_START_CUE, _END_CUE)
    cued = [one for one in found if cue.search(heard, max(0, one.start - 30), one.start)]
    if cued:
        return meant(cued, text)
    uncued = [one for one in found if not other.search(heard, max(0, one.start - 30), one.start)]
    return None if ends and not answering else meant(uncued, text)


def _moment(text: str, now: datetime, answering: bool) -> Found | None:
    day = meant(_named_days(dates(text, now), text, answering), text)
    clock = meant(times(text, answering), text)
    if day is None or clock is None:
        return None
    start, end = min(day.start, clock.start), max(day.end, clock.end)
    return Found(kind=Kind.DATETIME, value=f"{day.value}T{clock.value}", text=text[start:end], start=start, end=end)


def _number(slot: Slot, text: str, now: datetime, answering: bool, region: str) -> Found | None:
    found = numbers(text)
    heard = folded(text)
    own = frozenset().union(*(unit for unit in _UNITS if unit & set(slot.words)), slot.words)
    counted = [one for one in found if _unit_of(heard, one) in own]
    if len(found) > 1 or not answering:
        taken = (*dates(text, now), *times(text), *phones(text, region))
        found = clear_of(found, taken)
    others = frozenset().union(*(unit for unit in _UNITS if not unit & own))
    free = [one for one in found if _unit_of(heard, one) not in others]
    # "Four of us - no, five": a bare number counts after a counted one only if it corrects it.
    return meant([*counted[:1], *(one for one in free if one.start > counted[0].start)] if counted else free, text)


def _unit_of(heard: str, number: Found) -> str:
    """What is counted: the word after the number when it is a unit, else "party" for "a table for two" and "just me"."""
    after = _UNIT_AFTER.match(heard, number.end)
    if after is not None and any(after[1] in unit for unit in _UNITS):
        return after[1]
    party = _PARTY_BEFORE.search(heard, 0, number.start) or _OF_US.search(heard, number.start, number.end)
    return "party" if party else after[1] if after else ""


def _name(slot: Slot, text: str, answering: bool) -> Found | None:
    words = frozenset(slot.words)
    if words & OTHERS:
        return free_text(slot, text, answering=answering)
    found = names(text, answering=answering and not is_refusal(text))
    wanted = next((index for index, part in enumerate(_PARTS) if part[0] & words), None)
    return meant(found, text) if wanted is None else _part(found, wanted, text, answering)


_PARTS: tuple[tuple[frozenset[str], str, Callable[[list[str]], list[str]]], ...] = (
    (frozenset(("first", "given", "firstname")), r"(?:first|given)\s+name", lambda said: said[:1]),
    (frozenset(("last", "family", "surname", "lastname")), r"(?:last|family)\s+name|surname", lambda said: said[1:] or said),
)


def _part(found: Sequence[Found], wanted: int, text: str, answering: bool) -> Found | None:
    """The first or last name: the one introduced as such, else that part of a whole name."""
    _, label, take = _PARTS[wanted]
    before = {one: folded(text)[: one.start] for one in found}
    labelled = [one for one in found if re.search(rf"(?:{label})\W+(?:is\W+)?$", before[one])]
    if labelled:
        return meant(labelled, text)
    other = _PARTS[1 - wanted][1]
    name = meant([one for one in found if not re.search(rf"(?:{other})\W+(?:is\W+)?$", before[one])], text)
    if name is None or (wanted == 1 and " " not in name.value and not answering):
        return None
    return Found(kind=Kind.NAME, value=" ".join(take(name.value.split())), text=name.text, start=name.start, end=name.end)
