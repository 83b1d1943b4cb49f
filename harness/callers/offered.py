"""The days and times in an offer, and which of them suits."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from harness.callers.facts import Facts
from harness.callers.phrases import PhraseBook
from harness.callers.topics import Topic
from harness.language.dates import dates
from harness.language.found import Found
from harness.language.slot import Kind
from harness.language.times import times
from harness.language.values import extract

__all__ = ["Offered", "heard_too", "offered"]


class Offered(Struct, frozen=True, kw_only=True):
    """What there is to choose from."""

    choices: tuple[Found, ...] = ()
    """Of one kind, in the order they were said."""
    anyway: Found | None = None
    """What comes with every choice: the day all the times are on."""

    def suiting(self, facts: Facts, now: datetime, language: str) -> Found | None:
        """The first choice that is what the caller wants anyway; None when there is none."""
        return next((choice for choice in self.choices if _suits(choice, facts, now, language)), None)

    def taken(self, choice: Found, facts: Facts) -> Mapping[str, str]:
        """Which of the caller's facts are different once it has taken the choice."""
        taken = [choice] if self.anyway is None else [choice, self.anyway]
        topics = {found.text: _topic_of(found.kind, facts) for found in taken}
        return {topic.name: text for text, topic in topics.items() if topic is not None}


def offered(text: str, now: datetime, *, language: str, book: PhraseBook) -> Offered:
    """The times that were said, when there are several or not several days; else the days. What is taken is not offered."""
    text = ", ".join(clause for clause in book.ends_clause.split(text) if not book.hears_unavailable.search(clause))
    at, on = _distinct(times(text, language=language)), _distinct(dates(text, now, language))
    choices, others = (at, on) if len(at) > 1 or (at and len(on) < 2) else (on, at)
    return Offered(choices=choices, anyway=others[0] if len(others) == 1 else None)


def heard_too(what: str, text: str, parts_of_day: Mapping[str, range]) -> bool:
    """`what` was said: the word itself, or a time in that part of the day."""
    if what.casefold() in text.casefold():
        return True
    hours = parts_of_day.get(what.strip().casefold())
    return hours is not None and any(int(found.value[:2]) in hours for found in times(text))


def _suits(choice: Found, facts: Facts, now: datetime, language: str) -> bool:
    topic = _topic_of(choice.kind, facts)
    own = facts.value(topic) if topic is not None else None
    if topic is None or own is None:
        return False
    known = extract(topic.slot, own, now, answering=True, language=language)
    return known is not None and known.value == choice.value


def _topic_of(kind: Kind, facts: Facts) -> Topic | None:
    known = (topic for topic in facts.topics if topic.name in facts.values and topic.slot.kind is kind)
    return next((topic for topic in known if topic.common in (kind.value, None)), None)


def _distinct(found: tuple[Found, ...]) -> tuple[Found, ...]:
    return tuple({choice.value: choice for choice in found}.values())
