"""One stretch of speech as a caller understands it: what is asked, offered, claimed."""

import re
from functools import lru_cache

from msgspec import Struct

from harness.callers.phrases import book_for
from harness.callers.topics import FIRST_NAME, LAST_NAME, Topic
from harness.language.acts import asks_yes_no, is_question, offers, offers_more
from harness.language.asks import asked_slots
from harness.language.claims import claims_success, claims_trouble, says_goodbye
from harness.language.confirmations import asks_to_confirm

__all__ = ["Hearing", "hear"]


class Hearing(Struct, frozen=True, kw_only=True):
    """What was understood. Several things may hold at once."""

    text: str
    asked: tuple[Topic, ...] = ()
    """What it wants to be told, in the order the caller thinks of it."""
    confirms: bool = False
    """It reads details back and wants a yes."""
    offers: bool = False
    more: bool = False
    """It asks whether there is anything else."""
    trouble: bool = False
    """It says that something does not work, or that it did not manage."""
    success: bool = False
    goodbye: bool = False
    question: bool = False
    polar: bool = False
    """A question for yes or no."""
    alternatives: bool = False
    """A question for one thing or the other."""
    proposal: bool = False
    """A question whose plain answer is "yes, please"."""
    wish: bool = False
    """It asks why the caller phones."""
    unavailable: bool = False
    """What the caller wants is not to be had."""
    again: bool = False
    """It did not catch what was said."""
    impossible: bool = False
    """It says that it cannot go on, or not without something."""


@lru_cache(maxsize=4096)
def hear(text: str, topics: tuple[Topic, ...], language: str) -> Hearing:
    """The text, understood by a caller who can be asked for these topics. Never raises for any text."""
    book = book_for(language)
    wish = bool(book.hears_wish_asked.search(text))
    more = offers_more(text)
    question, polar = is_question(text), asks_yes_no(text)
    return Hearing(
        text=text,
        asked=_asked(text, topics, language),
        confirms=asks_to_confirm(text, language),
        offers=offers(text) and not more and not wish,
        more=more,
        trouble=claims_trouble(text) or bool(book.hears_failure.search(text)),
        success=claims_success(text),
        goodbye=says_goodbye(text),
        question=question,
        polar=polar,
        alternatives=question and bool(book.hears_alternatives.search(text)),
        proposal=polar and bool(book.hears_proposal.search(text)),
        wish=wish and not more,
        unavailable=bool(book.hears_unavailable.search(text)),
        again=bool(book.hears_say_again.search(text)),
        impossible=bool(book.hears_impossible.search(text)),
    )


def _asked(text: str, topics: tuple[Topic, ...], language: str) -> tuple[Topic, ...]:
    thinkable = {topic.slot: topic for topic in topics if not topic.cue or _cue(topic.cue).search(text)}
    asked = [thinkable[slot] for slot in asked_slots(text, tuple(thinkable), language)]
    own_kinds = {topic.slot.kind for topic in asked if not topic.cue}
    asked = [topic for topic in asked if not topic.cue or topic.common in _NAMES or topic.slot.kind not in own_kinds]
    return tuple(_whole_or_part(asked, text, topics))


_NAMES = ("name", FIRST_NAME, LAST_NAME)


def _whole_or_part(asked: list[Topic], text: str, topics: tuple[Topic, ...]) -> list[Topic]:
    """The name, unless just one part of it was asked for; as it is when the caller knows no whole name."""
    if not any(topic.common in _NAMES for topic in asked) or not any(
        topic.common == "name" and not topic.cue for topic in topics
    ):
        return asked
    parts = [topic for topic in topics if topic.name in _NAMES[1:] and topic.cue and _cue(topic.cue).search(text)]
    meant = parts if len(parts) == 1 else [topic for topic in topics if topic.common == "name"][:1]
    return [*meant, *(topic for topic in asked if topic.common not in _NAMES)]


@lru_cache(maxsize=64)
def _cue(cue: str) -> re.Pattern[str]:
    return re.compile(cue, re.IGNORECASE)
