"""Which values of which slots are in what the caller said; several slots of one kind share out what there is."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from msgspec import Struct, field

from harness.agents.literal.arguments import fits
from harness.agents.literal.shares import Clause, Span, clauses_for, clauses_in, meets, only
from harness.language.choices import choices
from harness.language.cued import words_in
from harness.language.dates import dates
from harness.language.found import Found
from harness.language.numbers import DIGIT_WORDS
from harness.language.slot import Kind, Slot, is_somebody_else
from harness.language.times import times
from harness.language.titled import titled
from harness.language.values import corrected, extract

__all__ = ["NO_DATE", "Ear", "Heard"]

NO_DATE = datetime.fromisoformat("2000-01-01T00:00")
"""Stands in when the prompt names no date; relative dates are then kept in the caller's own words."""

_PAIRED = frozenset({Kind.DATE, Kind.TIME})
_LOOSE = frozenset({Kind.TEXT, Kind.NAME, Kind.NUMBER, Kind.PLACE, Kind.CODE, Kind.BOOLEAN})
_FREE = frozenset({Kind.TEXT, Kind.PLACE, Kind.CODE, Kind.NAME})
"""Kinds that take any words; those that are unmistakable come before them, and what one slot has taken no other takes."""
_TURN = {
    Kind.PHONE: 0,
    Kind.EMAIL: 0,
    Kind.DATE: 0,
    Kind.TIME: 0,
    Kind.DATETIME: 0,
    Kind.CHOICE: 0,
    Kind.TEXT: 3,
} | dict.fromkeys((Kind.PLACE, Kind.CODE, Kind.NAME), 2)
_START = frozenset(
    {"in", "start", "from", "pickup", "pick", "arrival", "begin", "departing", "outbound", "checkin", "old", "current", "origin"}
)
_END = frozenset(
    {"out", "end", "to", "return", "dropoff", "drop", "until", "checkout", "inbound", "new", "leaving", "back", "destination"}
)
_START_SAID = re.compile(r"\b(?:arriv\w*|check(?:ing)? ?in|start\w*|begin\w*|from)\b")
_END_SAID = re.compile(r"\b(?:check(?:ing)? ?out|leav(?:e|ing)|departure|until|till|end(?:ing|s)?|back|return\w*)\b")
_CORRECTS = re.compile(r"\b(?:no|not|sorry|actually|i mean|rather|make (?:it|that)|instead|or)\b", re.IGNORECASE)
_WAY = re.compile(
    r"\bfrom (?P<a>(?:(?!\bto\b)[^.;?!]){2,50}?),? to (?P<b>[^.,;?!]{2,40}?)(?=[.,;?!]|\s+(?:at|on|for|by)\b|$)", re.I
)
_SOUNDS = re.compile(r"(?:(?:h+m+|u+h+|u+m+|e+r+m*|well|huh|so|okay|ok|yes|no|right|what|hello|hi)[\s.,!?]*)+", re.IGNORECASE)
_STREET = re.compile(
    r"(?:\s+(?:[A-Z][a-z]+|[NSEW]\.?))+\s+(?:street|st|avenue|ave|road|rd|lane|drive|boulevard|blvd|way|court|place|square)\b",
    re.IGNORECASE,
)
_KIN = re.compile(
    r"(?:(?:my|our)\s+)?(?:son|daughter|wife|husband|mother|father|mom|dad|kid|child|friend|boss|family)\b", re.IGNORECASE
)
_AT = frozenset({"at", "dot"})
_BEHIND = frozenset({"incident", "accident", "loss", "purchase", "invoice", "transaction", "hire", "birth", "dob", "birthdate"})
"""Words of days that are over."""
_PLAIN_NUMBER = re.compile(r"[^A-Za-z]*")
_SEVERAL = re.compile(r"[.!?;]\s+\S")
_SPLIT = re.compile(r"\s*(?:,|\band\b|\bplus\b)\s*", re.IGNORECASE)


class Heard(Struct, frozen=True, kw_only=True):
    """What one utterance gave."""

    values: Mapping[str, Any] = field(default_factory=dict)
    """Slot name → canonical value; a tuple where several were said for a list."""
    unfit: frozenset[str] = frozenset()
    """Asked-for slots whose value was said, but not one that the schema takes."""


class Ear:
    """Listens for one conversation's slots."""

    def __init__(self, now: datetime | None, schemas: Mapping[str, Mapping[str, Any]], language: str = "en") -> None:
        self._now = now
        self._schemas = schemas
        self._language = language

    def hear(
        self, text: str, slots: Sequence[Slot], *, asked: frozenset[str], known: Mapping[str, Any], agreeing: bool = False
    ) -> Heard:
        """What the text gives.

        `asked`: it answers a question for these; `known`: what was said before, which may be corrected now; `agreeing`: it is a
        yes to something read back, so loose words in it are no values.
        """
        values: dict[str, Any] = {}
        unfit: set[str] = set()
        claimed: list[Span] = []
        shared = self._share_out(text, slots, asked)
        clauses = clauses_in(text, tuple(slots)) if _SEVERAL.search(text) else ((0, len(text), None),)
        for slot in sorted(slots, key=lambda slot: (slot.name not in asked, _TURN.get(slot.kind, 1))):
            if slot.name in shared:
                found = shared[slot.name]
                value, span = (self._worded(slot, found), (found.start, found.end)) if found else (None, None)
            else:
                said = _heard_for(slot, text, clauses, claimed, several=len(asked) > 1)
                value, span = self._value(slot, said, text, asked, known, agreeing)
            if value is None and self._language == "zh" and (family := self._family(slot, text, slots, asked)) is not None:
                value = family  # the rest of it is what was asked for
            if value is None or (span is not None and meets(span, claimed)):
                continue
            if span is not None:
                claimed.append(span)
            if fits(value, slot, self._schemas.get(slot.name, {})):
                values[slot.name] = value
            elif slot.name in asked:
                unfit.add(slot.name)
        return Heard(values=values, unfit=frozenset(unfit))

    def _value(
        self, slot: Slot, said: str, text: str, asked: frozenset[str], known: Mapping[str, Any], agreeing: bool
    ) -> tuple[Any, Span | None]:
        """A value in what was said for this slot, and its place in the text; no place when it mends what was known."""
        previous, answering = known.get(slot.name), slot.name in asked
        if slot.kind is Kind.PHONE and asked and not answering and _PLAIN_NUMBER.fullmatch(text.strip()):
            return None, None  # the answer to another question, however much it looks like a telephone's
        if isinstance(previous, str) and (mended := _mended(previous, text, slot, self._now, self._language)) is not None:
            return mended, None
        if agreeing and slot.kind in _LOOSE and not answering:
            return None, None
        if self._schemas.get(slot.name, {}).get("type") == "array":
            return _several(slot, said, answering, self._language), None
        if slot.kind is Kind.BOOLEAN and len(asked) > 1:
            answering = False
        if not answering and not _may_hold(slot, said):
            return None, None
        found = _extracted(slot, said, self._now or NO_DATE, answering, self._language)
        if slot.kind is Kind.NAME and not answering and is_somebody_else(slot):
            found = next(iter(titled(said, self._language)), None)
        if found is None and answering and slot.kind is Kind.CODE:
            plain = Slot(name=slot.name, words=slot.words)
            found = extract(plain, said, self._now or NO_DATE, answering=True, language=self._language)
        if found is None or self._is_no_value(slot, found, text, answering):
            return None, None
        return self._worded(slot, found), (found.start, found.end)

    def _family(self, slot: Slot, text: str, slots: Sequence[Slot], asked: frozenset[str]) -> str | None:
        from harness.agents.literal.chinese.whole_names import family_beside_given

        found = family_beside_given(slot, text, [one for one in slots if one.name in asked])
        return found.value if found else None

    def _is_no_value(self, slot: Slot, found: Found, text: str, answering: bool) -> bool:
        """A sound; a number that is part of a day, a time or an address; whom the call is for, which nobody asked about."""
        if slot.kind is Kind.NUMBER:
            wider = (*dates(text, self._now or NO_DATE, self._language), *times(text, language=self._language))
            return _STREET.match(text, found.end) is not None or any(
                one.start <= found.start and found.end <= one.end and one.end - one.start > found.end - found.start
                for one in wider
            )
        if slot.kind is Kind.TEXT and not answering and _KIN.match(found.value):
            return True
        return slot.kind in _LOOSE and slot.kind is not Kind.BOOLEAN and _SOUNDS.fullmatch(found.value) is not None

    def _worded(self, slot: Slot, found: Found) -> str:
        """Without a date to count from, a relative day stays in the caller's own words."""
        if slot.kind in (Kind.DATE, Kind.DATETIME) and self._now is None and not re.search(r"\d{4}", found.text):
            return found.text.strip()
        if slot.kind is Kind.DATE and _BEHIND & set(slot.words) and not re.search(r"\d{4}", found.text):
            return self._behind(found.value)
        return found.value

    def _behind(self, day: str) -> str:
        """The same day of the last year when it is still to come: what has happened lies behind."""
        ahead = self._now is not None and day > self._now.date().isoformat()
        return f"{int(day[:4]) - 1}{day[4:]}" if ahead and day[5:] != "02-29" else day

    def _share_out(self, text: str, slots: Sequence[Slot], asked: frozenset[str]) -> dict[str, Found | None]:
        """Days and times among several slots of their kind: "from Friday to Sunday" fills two, "on Friday" only one of them."""
        shared: dict[str, Found | None] = {}
        places = sorted((slot for slot in slots if slot.kind is Kind.PLACE), key=_role)
        if len(places) == 2 and (way := _WAY.search(text)) and not dates(way.group(), self._now or NO_DATE, self._language):
            ends = (way.span("a"), way.span("b"))
            shared = {slot.name: _place(text, *end) for slot, end in zip(places, ends, strict=True)}
        for kind in _PAIRED:
            rivals = [slot for slot in slots if slot.kind is kind]
            if len(rivals) < 2:
                continue
            now = self._now or NO_DATE
            answering = any(slot.name in asked for slot in rivals)
            found = dates(text, now, self._language) if kind is Kind.DATE else times(text, answering, self._language)
            wanted = [slot for slot in rivals if slot.name in asked]
            if len(found) >= 2 and not _CORRECTS.search(text[found[0].end : found[1].start]):
                shared.update({slot.name: None for slot in rivals})
                shared.update(_ends(text, found, rivals, asked))
            elif found and len(wanted) != 1:
                labelled = [slot for slot in wanted or rivals if _is_labelled(slot, text, found[0])]
                first = labelled[0] if labelled else min(wanted or rivals, key=_role)
                shared.update({slot.name: None for slot in rivals if slot is not first})
            elif found:
                shared.update({slot.name: None for slot in rivals if slot.name not in asked})
        return shared


def _place(text: str, start: int, end: int) -> Found:
    return Found(kind=Kind.PLACE, value=text[start:end], text=text[start:end], start=start, end=end)


def _ends(text: str, found: Sequence[Found], rivals: Sequence[Slot], asked: frozenset[str]) -> dict[str, Found]:
    """Several values, each for the slot that is named before it; the rest in the order of beginning and end."""
    ends: dict[str, Found] = {}
    left = sorted(rivals, key=lambda s: (s.name not in asked, _role(s)) if not asked else (_role(s), s.name not in asked))
    before = 0
    for one in found:
        named = [slot for slot in left if _is_labelled(slot, text[before:], one, before)]
        chosen = named[0] if len(named) == 1 else left[0] if left else None
        before = one.end
        if chosen is not None:
            ends[chosen.name] = one
            left.remove(chosen)
    return ends


def _heard_for(slot: Slot, text: str, clauses: Sequence[Clause], claimed: Sequence[Span], *, several: bool) -> str:
    """What of the text may tell this slot: the sentence that names it, and for a slot that takes any words only what is free."""
    free = slot.kind in _FREE
    if len(clauses) < 2:
        return only(text, clauses, claimed).rstrip() if free and several and claimed else text
    mine = clauses_for(slot, clauses)
    if free and several:
        mine = [clause for clause in mine if not meets(clause[:2], claimed)][:1]
    return only(text, mine).rstrip() if len(mine) < len(clauses) else text


def _may_hold(slot: Slot, text: str) -> bool:
    """False when a look at the words is enough to know that no value is told unasked."""
    if slot.choices:
        return True
    match slot.kind:
        case Kind.BOOLEAN:
            return False
        case Kind.EMAIL:
            return "@" in text or not words_in(text).isdisjoint(_AT)
        case Kind.PHONE:
            words = words_in(text)
            return "#" in words or not words.isdisjoint(DIGIT_WORDS) or not text.isascii()
        case _:
            return True


@lru_cache(maxsize=8192)
def _extracted(slot: Slot, text: str, now: datetime, answering: bool, language: str) -> Found | None:
    """Remembered, because an agent plays the same scenario again and again, and hears the same words in each."""
    return extract(slot, text, now, answering=answering, language=language)


@lru_cache(maxsize=8192)
def _mended(previous: str, text: str, slot: Slot, now: datetime | None, language: str) -> str | None:
    return corrected(previous, text, slot, now=now, language=language)


def _several(slot: Slot, text: str, answering: bool, language: str) -> tuple[str, ...] | None:
    if slot.choices:
        return tuple(dict.fromkeys(found.value for found in choices(text, slot.choices, loosely=answering))) or None
    found = (
        extract(Slot(name=slot.name, words=slot.words), text, NO_DATE, answering=True, language=language) if answering else None
    )
    return tuple(part for part in _SPLIT.split(found.value) if part) if found else None


def _role(slot: Slot) -> int:
    words = set(slot.words)
    return 2 if words & _END else 0 if words & _START else 1


def _is_labelled(slot: Slot, text: str, found: Found, offset: int = 0) -> bool:
    """A word for this slot stands right before the value: "return it on Sunday". `offset`: where in the whole the text begins."""
    at = found.start - offset
    before = text[max(0, at - 30) : at].lower().replace("-", " ")
    telling = [word for word in slot.words if word not in {"date", "time", "day", "in", "out", "new"}]
    cue = _END_SAID if _role(slot) == 2 else _START_SAID if _role(slot) == 0 else None
    if {"check", "out"} <= set(slot.words) or {"check", "in"} <= set(slot.words):
        telling.remove("check")
    return any(re.search(rf"\b{re.escape(word)}", before) for word in telling) or (cue is not None and bool(cue.search(before)))
