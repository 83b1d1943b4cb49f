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
_HAN = re.compile(r"[㐀-鿿]")
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

    A fact that is not read back at all is no mistake; a value is wrong only when it fits no fact of its kind. Nothing is wrong
    for who said "as soon as possible".
    """
    topics = [topic for topic in told if facts.value(topic) is not None]
    found: list[Mistake] = []
    for kind in (*_UNMISTAKABLE, *_ONLY_BESIDE_ITS_NAME):
        of_kind = [topic for topic in topics if topic.slot.kind is kind]
        missing = [topic for topic in of_kind if not _says(text, topic, facts, now, language)]
        if missing:
            found += _mistaken(text, kind, missing, facts, now, language)
    return tuple(found)


def recognised(text: str, facts: Facts, *, now: datetime, language: str) -> tuple[Topic, ...]:
    """Topics whose own value the text says."""
    own = (topic for topic in facts.topics if topic.name in facts.values)
    return tuple(topic for topic in own if _recognises(text, topic, facts, now, language))


def _mistaken(text: str, kind: Kind, missing: Sequence[Topic], facts: Facts, now: datetime, language: str) -> list[Mistake]:
    if kind in _UNMISTAKABLE:
        own = {_own_value(topic, facts, now, language) for topic in facts.topics if topic.slot.kind is kind}
        missing = [topic for topic in missing if _own_value(topic, facts, now, language) is not None]
        wrong = [value for value in dict.fromkeys(_values_in(text, kind, now, language)) if value not in own]
        pairs = list(zip(missing, wrong, strict=False))
    else:
        read = ((topic, _beside_its_name(topic, text, facts, now, language)) for topic in missing)
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


def _own_value(topic: Topic, facts: Facts, now: datetime, language: str) -> str | None:
    """Canonical; None when the caller knows none, or nothing as definite as that."""
    value = facts.value(topic)
    found = extract(topic.slot, value, now, answering=True, language=language) if value is not None else None
    return found.value if found is not None else None


def _beside_its_name(topic: Topic, text: str, facts: Facts, now: datetime, language: str) -> str | None:
    label = re.search(facts.book.label(topic), text, re.IGNORECASE)
    found = extract(topic.slot, text[label.start() :], now, language=language) if label is not None else None
    return found.value if found is not None else None


def _says(text: str, topic: Topic, facts: Facts, now: datetime, language: str) -> bool:
    value = facts.value(topic)
    if value is None:
        return False
    if mentions(text, value, kind=topic.slot.kind, now=now, language=language):
        return True
    known = _own_value(topic, facts, now, language)
    return known is not None and mentions(text, known, kind=topic.slot.kind, now=now, language=language)


def _recognises(text: str, topic: Topic, facts: Facts, now: datetime, language: str) -> bool:
    if topic.slot.kind in _UNMISTAKABLE:
        return _says(text, topic, facts, now, language)
    value = (facts.value(topic) or "").strip(" .!?。")
    if _HAN.search(value):  # Chinese has no gaps between words, and words of one character
        return value in text
    words = r"[-\s]+".join(map(re.escape, re.split(r"[-\s]+", value)))  # "in person" is said by "in-person"
    return len(value) >= _SHORTEST and re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE) is not None
