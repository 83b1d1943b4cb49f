"""The days and times in an offer, and which of them suits."""

from collections.abc import Mapping
from datetime import datetime

from harness.callers.facts import Facts
from harness.callers.topics import Topic
from harness.language.dates import dates
from harness.language.found import Found
from harness.language.slot import Kind
from harness.language.times import times
from harness.language.values import extract

__all__ = ["Offered", "heard_too", "offered", "taking"]

Offered = tuple[Found, ...]
"""Choices of one kind, in the order they were said."""


def offered(text: str, now: datetime) -> Offered:
    """What there is to choose from: the times that were said when there are several, or no days; else the days."""
    at, on = _distinct(times(text)), _distinct(dates(text, now))
    return at if len(at) >= max(1, min(2, len(on))) else on


def suits(choice: Found, facts: Facts, now: datetime, language: str) -> bool:
    """It is what the caller wants anyway."""
    topic = _topic_of(choice.kind, facts)
    own = facts.value(topic) if topic is not None else None
    if topic is None or own is None:
        return False
    known = extract(topic.slot, own, now, answering=True, language=language)
    return known is not None and known.value == choice.value


def taking(choice: Found, facts: Facts) -> Mapping[str, str]:
    """How the caller's facts change when it takes the choice."""
    topic = _topic_of(choice.kind, facts)
    return {topic.name: choice.text} if topic is not None and facts.value(topic) is not None else {}


def heard_too(what: str, text: str, parts_of_day: Mapping[str, range]) -> bool:
    """`what` was said: the word itself, or a time in that part of the day."""
    if what.casefold() in text.casefold():
        return True
    hours = parts_of_day.get(what.strip().casefold())
    return hours is not None and any(int(found.value[:2]) in hours for found in times(text))


def _topic_of(kind: Kind, facts: Facts) -> Topic | None:
    return next((topic for topic in facts.topics if topic.slot.kind is kind and topic.name in facts.values), None)


def _distinct(found: tuple[Found, ...]) -> Offered:
    return tuple({choice.value: choice for choice in found}.values())
