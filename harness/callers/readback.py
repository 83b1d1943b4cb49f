"""Compares what was read back with what the caller knows."""

import re
from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from harness.callers.facts import Facts
from harness.callers.topics import Topic
from harness.language.slot import Kind
from harness.language.values import extract, mentions

__all__ = ["Mistake", "mistakes"]

_CHECKED = frozenset({Kind.PHONE, Kind.EMAIL, Kind.DATE, Kind.TIME, Kind.NAME, Kind.NUMBER})
"""Kinds whose wrong value is recognisable as one."""
_ONLY_BESIDE_ITS_NAME = frozenset({Kind.NAME, Kind.NUMBER})
"""Kinds of which a sentence may hold a value that is about something else: the speaker's own name, "two options"."""


class Mistake(Struct, frozen=True, kw_only=True):
    """Something was read back wrong."""

    topic: Topic
    heard: str
    """The wrong value, canonical."""
    right: str
    """The caller's own, in its own words."""


def mistakes(text: str, facts: Facts, told: Iterable[Topic], *, now: datetime, language: str) -> tuple[Mistake, ...]:
    """Facts the caller has told that `text` says differently; at most one for each kind of value.

    A fact that is not read back is no mistake, nor is a value that fits any other fact of the same kind.
    """
    found: dict[Kind, Mistake] = {}
    for topic in told:
        kind = topic.slot.kind
        own = facts.value(topic)
        if own is None or kind not in _CHECKED or kind in found:
            continue
        heard = _read_back(topic, text, now, language)
        if heard is not None and not any(_same(topic, value, heard, text, now, language) for value in _values(facts, kind)):
            found[kind] = Mistake(topic=topic, heard=heard, right=own)
    return tuple(found.values())


def _values(facts: Facts, kind: Kind) -> tuple[str, ...]:
    return tuple(value for topic in facts.topics if topic.slot.kind is kind and (value := facts.value(topic)) is not None)


def _read_back(topic: Topic, text: str, now: datetime, language: str) -> str | None:
    if topic.slot.kind in _ONLY_BESIDE_ITS_NAME:
        label = re.search(rf"\b{re.escape(topic.spoken)}\b(?: is|:)", text, re.IGNORECASE)
        if label is None:
            return None
        text = text[label.start() :]
    found = extract(topic.slot, text, now, language=language)
    return found.value if found is not None else None


def _same(topic: Topic, own: str, heard: str, text: str, now: datetime, language: str) -> bool:
    if mentions(text, own, kind=topic.slot.kind, now=now):
        return True
    known = extract(topic.slot, own, now, answering=True, language=language)
    return known is None or known.value == heard or mentions(text, known.value, kind=topic.slot.kind, now=now)
