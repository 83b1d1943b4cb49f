"""Which values of which slots are in what the caller said; several slots of one kind share out what there is."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from msgspec import Struct, field

from harness.agents.literal.arguments import fits
from harness.language.choices import choices
from harness.language.dates import dates
from harness.language.found import Found
from harness.language.slot import Kind, Slot
from harness.language.times import times
from harness.language.values import corrected, extract

__all__ = ["NO_DATE", "Ear", "Heard"]

NO_DATE = datetime.fromisoformat("2000-01-01T00:00")
"""Stands in when the prompt names no date; relative dates are then kept in the caller's own words."""

_PAIRED = frozenset({Kind.DATE, Kind.TIME})
_LOOSE = frozenset({Kind.TEXT, Kind.NAME, Kind.NUMBER, Kind.PLACE, Kind.CODE, Kind.BOOLEAN})
_FREE = frozenset({Kind.TEXT, Kind.PLACE, Kind.CODE, Kind.NAME})
"""Kinds that the same words may seem to fill; they fill one."""
_START = frozenset(
    {"in", "start", "from", "pickup", "pick", "arrival", "begin", "departing", "outbound", "checkin", "old", "current"}
)
_END = frozenset({"out", "end", "to", "return", "dropoff", "drop", "until", "checkout", "inbound", "new", "leaving"})
_CORRECTS = re.compile(r"\b(?:no|not|sorry|actually|i mean|rather|make (?:it|that)|instead|or)\b", re.IGNORECASE)
_SOUNDS = re.compile(r"(?:(?:h+m+|u+h+|u+m+|e+r+m*|well|huh|so|okay|ok|yes|no|right|what|hello|hi)[\s.,!?]*)+", re.IGNORECASE)
_SPLIT = re.compile(r"\s*(?:,|\band\b|\bplus\b)\s*", re.IGNORECASE)


class Heard(Struct, frozen=True, kw_only=True):
    """What one utterance gave."""

    values: Mapping[str, Any] = field(default_factory=dict)
    """Slot name → canonical value; a tuple where several were said for a list."""
    unfit: frozenset[str] = frozenset()
    """Asked-for slots whose value was said, but not one that the schema takes."""


class Ear:
    """Listens for one conversation's slots."""

    def __init__(self, now: datetime | None, schemas: Mapping[str, Mapping[str, Any]]) -> None:
        self._now = now
        self._schemas = schemas

    def hear(
        self, text: str, slots: Sequence[Slot], *, asked: frozenset[str], known: Mapping[str, Any], agreeing: bool = False
    ) -> Heard:
        """What the text gives.

        `asked`: it answers a question for these; `known`: what was said before, which may be corrected now; `agreeing`: it is a
        yes to something read back, so loose words in it are no values.
        """
        values: dict[str, Any] = {}
        unfit: set[str] = set()
        taken: set[tuple[Kind, Any]] = set()
        shared = self._share_out(text, slots, asked)
        rest = text
        for slot in sorted(slots, key=lambda slot: (slot.name not in asked, slot.kind in _FREE)):
            said = rest if slot.kind in _FREE and len(asked) > 1 else text
            value = shared[slot.name] if slot.name in shared else self._value(slot, said, asked, known, agreeing)
            if value is not None and slot.kind not in _FREE and len(asked) > 1:
                rest = self._without(slot, rest)
            key = (Kind.TEXT if slot.kind in _FREE else slot.kind, value)
            if value is None or (key in taken and (slot.name not in asked or slot.kind in _FREE)):
                continue
            taken.add(key)
            if fits(value, slot, self._schemas.get(slot.name, {})):
                values[slot.name] = value
            elif slot.name in asked:
                unfit.add(slot.name)
        return Heard(values=values, unfit=frozenset(unfit))

    def _value(self, slot: Slot, text: str, asked: frozenset[str], known: Mapping[str, Any], agreeing: bool) -> Any:
        previous, answering = known.get(slot.name), slot.name in asked
        if isinstance(previous, str) and (mended := _mended(previous, text, slot, self._now)) is not None:
            return mended
        if agreeing and slot.kind in _LOOSE and not answering:
            return None
        if self._schemas.get(slot.name, {}).get("type") == "array":
            return _several(slot, text, answering)
        if slot.kind is Kind.BOOLEAN and len(asked) > 1:
            answering = False
        found = _extracted(slot, text, self._now or NO_DATE, answering)
        if found is None and answering and slot.kind is Kind.CODE:
            found = extract(Slot(name=slot.name, words=slot.words), text, self._now or NO_DATE, answering=True)
        if found is None or (slot.kind in _LOOSE and slot.kind is not Kind.BOOLEAN and _SOUNDS.fullmatch(found.value)):
            return None
        return self._worded(slot, found)

    def _without(self, slot: Slot, text: str) -> str:
        """The text without the words that gave this slot its value, for those that take any words."""
        found = _extracted(slot, text, self._now or NO_DATE, True)
        return f"{text[: found.start]} {text[found.end :]}".strip(" ,.") if found and slot.kind is not Kind.BOOLEAN else text

    def _worded(self, slot: Slot, found: Found) -> str:
        """Without a date to count from, a relative day stays in the caller's own words."""
        if slot.kind in (Kind.DATE, Kind.DATETIME) and self._now is None and not re.search(r"\d{4}", found.text):
            return found.text.strip()
        return found.value

    def _share_out(self, text: str, slots: Sequence[Slot], asked: frozenset[str]) -> dict[str, str | None]:
        """Days and times among several slots of their kind: "from Friday to Sunday" fills two, "on Friday" the first or the "
        "asked."""
        shared: dict[str, str | None] = {}
        for kind in _PAIRED:
            rivals = [slot for slot in slots if slot.kind is kind]
            if len(rivals) < 2:
                continue
            found = dates(text, self._now or NO_DATE) if kind is Kind.DATE else times(text, any(s.name in asked for s in rivals))
            if len(found) >= 2 and not _CORRECTS.search(text[found[0].end : found[1].start]):
                wanted = sorted(
                    rivals, key=lambda s: (s.name not in asked, _role(s)) if not asked else (_role(s), s.name not in asked)
                )
                shared.update({slot.name: None for slot in rivals})
                shared.update({slot.name: self._worded(slot, one) for slot, one in zip(wanted, found, strict=False)})
            elif found and not any(slot.name in asked for slot in rivals):
                labelled = [slot for slot in rivals if _is_labelled(slot, text, found[0])]
                first = labelled[0] if labelled else min(rivals, key=_role)
                shared.update({slot.name: None for slot in rivals if slot is not first})
            elif found:
                shared.update({slot.name: None for slot in rivals if slot.name not in asked})
        return shared


@lru_cache(maxsize=8192)
def _extracted(slot: Slot, text: str, now: datetime, answering: bool) -> Found | None:
    """Remembered, because an agent plays the same scenario again and again, and hears the same words in each."""
    return extract(slot, text, now, answering=answering)


@lru_cache(maxsize=8192)
def _mended(previous: str, text: str, slot: Slot, now: datetime | None) -> str | None:
    return corrected(previous, text, slot, now=now)


def _several(slot: Slot, text: str, answering: bool) -> tuple[str, ...] | None:
    if slot.choices:
        return tuple(dict.fromkeys(found.value for found in choices(text, slot.choices, loosely=answering))) or None
    found = extract(Slot(name=slot.name, words=slot.words), text, NO_DATE, answering=answering) if answering else None
    return tuple(part for part in _SPLIT.split(found.value) if part) if found else None


def _role(slot: Slot) -> int:
    words = set(slot.words)
    return 2 if words & _END else 0 if words & _START else 1


def _is_labelled(slot: Slot, text: str, found: Found) -> bool:
    """A word that only this slot's name has stands right before the value: "return it on Sunday"."""
    before = text[max(0, found.start - 30) : found.start].lower().replace("-", " ")
    telling = [word for word in slot.words if word not in {"date", "time", "day", "in", "new"}]
    return any(re.search(rf"\b{re.escape(word)}", before) for word in telling) or (
        {"check", "out"} <= set(slot.words) and "out" in before.split()
    )
