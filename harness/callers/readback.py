"""Compares what was read back with what the caller knows."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct

from harness.callers.facts import Facts
from harness.callers.topics import Topic
from harness.language.dates import dates
from harness.language.emails import emails
from harness.language.phones import phones
from harness.language.slot import Kind
from harness.language.times import times
from harness.language.values import extract, mentions

__all__ = ["Mistake", "mistakes", "recognised"]

_UNMISTAKABLE = (Kind.PHONE, Kind.EMAIL, Kind.DATE, Kind.TIME)
"""Kinds whose values are recognised wherever they stand."""
_ONLY_BESIDE_ITS_NAME = (Kind.NAME, Kind.NUMBER)
"""Kinds of which a sentence may hold a value that is about something else: the speaker's own name, "two options"."""
_SHORTEST = 3
"""Letters of the shortest value that is recognised in a question by its words alone."""


class Mistake(Struct, frozen=True, kw_only=True):
    """Something was read back wrong."""

    topic: Topic
    heard: str
    """The wrong value, canonical."""
    right: str
    """The caller's own, in its own words."""


def mistakes(text: str, facts: Facts, told: Iterable[Topic], *, now: datetime, language: str) -> tuple[Mistake, ...]:
    """Facts the caller has told that `text` says differently.

    A fact that is not read back at all is no mistake; a value is wrong only when it fits no fact of its kind.
    """
    topics = [topic for topic in told if facts.value(topic) is not None]
    found: list[Mistake] = []
    for kind in (*_UNMISTAKABLE, *_ONLY_BESIDE_ITS_NAME):
        of_kind = [topic for topic in topics if topic.slot.kind is kind]
        missing = [topic for topic in of_kind if not _says(text, topic, facts, now)]
        if missing:
            found += _mistaken(text, kind, missing, facts, now, language)
    return tuple(found)


def recognised(text: str, facts: Facts, *, now: datetime) -> tuple[Topic, ...]:
    """Topics whose own value the text says."""
    return tuple(topic for topic in facts.topics if topic.name in facts.values and _recognises(text, topic, facts, now))


def _mistaken(text: str, kind: Kind, missing: Sequence[Topic], facts: Facts, now: datetime, language: str) -> list[Mistake]:
    if kind in _UNMISTAKABLE:
        own = _own_values(kind, facts, now, language)
        wrong = [value for value in dict.fromkeys(_values_in(text, kind, now, language)) if value not in own]
        pairs = list(zip(missing, wrong, strict=False))
    else:
        read = ((topic, _beside_its_name(topic, text, now, language)) for topic in missing)
        pairs = [(topic, heard) for topic, heard in read if heard is not None]
    return [Mistake(topic=topic, heard=heard, right=facts.value(topic) or "") for topic, heard in pairs]


def _values_in(text: str, kind: Kind, now: datetime, language: str) -> tuple[str, ...]:
    match kind:
        case Kind.PHONE:
            found = phones(text, language=language)
        case Kind.EMAIL:
            found = emails(text, language)
        case Kind.DATE:
            found = dates(text, now, language)
        case _:
            found = times(text, language=language)
    return tuple(one.value for one in found)


def _own_values(kind: Kind, facts: Facts, now: datetime, language: str) -> frozenset[str]:
    own = ((topic, facts.value(topic)) for topic in facts.topics if topic.slot.kind is kind)
    known = (extract(topic.slot, value, now, answering=True, language=language) for topic, value in own if value is not None)
    return frozenset(found.value for found in known if found is not None)


def _beside_its_name(topic: Topic, text: str, now: datetime, language: str) -> str | None:
    label = re.search(rf"\b{re.escape(topic.spoken)}\b(?: is|:)", text, re.IGNORECASE)
    found = extract(topic.slot, text[label.start() :], now, language=language) if label is not None else None
    return found.value if found is not None else None


def _says(text: str, topic: Topic, facts: Facts, now: datetime) -> bool:
    value = facts.value(topic)
    if value is None:
        return False
    if mentions(text, value, kind=topic.slot.kind, now=now):
        return True
    known = extract(topic.slot, value, now, answering=True)
    return known is not None and mentions(text, known.value, kind=topic.slot.kind, now=now)


def _recognises(text: str, topic: Topic, facts: Facts, now: datetime) -> bool:
    if topic.slot.kind in _UNMISTAKABLE:
        return _says(text, topic, facts, now)
    value = (facts.value(topic) or "").strip(" .!?")
    return len(value) >= _SHORTEST and re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text, re.IGNORECASE) is not None
