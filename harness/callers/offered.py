"""The days and times in an offer, and which of them suits."""

from collections.abc import Mapping, Sequence
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

__all__ = ["Choice", "Offered", "offered"]


class Choice(Struct, frozen=True, kw_only=True):
    """One thing that can be taken: a day, a time, or a day with its time."""

    parts: tuple[Found, ...]
    text: str
    """As it was offered."""


class Offered(Struct, frozen=True, kw_only=True):
    """What there is to choose from."""

    choices: tuple[Choice, ...] = ()
    """All alike, in the order they were said."""
    anyway: Found | None = None
    """What comes with every choice: the day all the times are on."""

    def suiting(self, facts: Facts, now: datetime, language: str) -> Choice | None:
        """The first choice that is what the caller wants anyway; None when there is none."""
        return next((choice for choice in self.choices if _suits(choice, facts, now, language)), None)

    def taken(self, choice: Choice, facts: Facts) -> Mapping[str, str]:
        """Which of the caller's facts are different once it has taken the choice."""
        taken = choice.parts if self.anyway is None else (*choice.parts, self.anyway)
        topics = {found.text: _topic_of(found.kind, facts) for found in taken}
        return {topic.name: text for text, topic in topics.items() if topic is not None}


def offered(text: str, now: datetime, *, language: str, book: PhraseBook) -> Offered:
    """Days with their times when there are several of both; else the times, when there are several or not several days; else
    the days. What is taken is not offered."""
    clauses = book.ends_clause.split(text)
    text = ", ".join(clause.strip() for clause in clauses if not book.hears_unavailable.search(clause))
    at, on = _distinct(times(text, language=language)), _distinct(dates(text, now, language))
    if len(at) == len(on) > 1:
        return Offered(choices=tuple(_together(text, pair) for pair in zip(on, at, strict=True)))
    choices, others = (at, on) if len(at) > 1 or (at and len(on) < 2) else (on, at)
    alone = tuple(Choice(parts=(found,), text=found.text) for found in choices)
    return Offered(choices=alone, anyway=others[0] if len(others) == 1 else None)


def _together(text: str, parts: Sequence[Found]) -> Choice:
    return Choice(parts=tuple(parts), text=text[min(part.start for part in parts) : max(part.end for part in parts)])


def _suits(choice: Choice, facts: Facts, now: datetime, language: str) -> bool:
    """Something about it is as the caller wants, and nothing is not."""
    readings = [_as_wanted(part, facts, now, language) for part in choice.parts]
    return True in readings and False not in readings


def _as_wanted(part: Found, facts: Facts, now: datetime, language: str) -> bool | None:
    """None when the caller has no wish about that."""
    topic = _topic_of(part.kind, facts)
    own = facts.value(topic) if topic is not None else None
    if topic is None or own is None:
        return None
    known = extract(topic.slot, own, now, answering=True, language=language)
    return known is not None and known.value == part.value


def _topic_of(kind: Kind, facts: Facts) -> Topic | None:
    known = (topic for topic in facts.topics if topic.name in facts.values and topic.slot.kind is kind)
    return next((topic for topic in known if topic.common in (kind.value, None)), None)


def _distinct(found: tuple[Found, ...]) -> tuple[Found, ...]:
    return tuple({choice.value: choice for choice in found}.values())
