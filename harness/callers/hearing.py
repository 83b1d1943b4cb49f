"""One stretch of speech as a caller understands it: what is asked, offered, claimed."""

from functools import lru_cache
from re import IGNORECASE, Pattern, compile

from msgspec import Struct

from harness.callers.phrases import PhraseBook, book_for
from harness.callers.topics import FIRST_NAME, LAST_NAME, Topic
from harness.language.acts import asks_yes_no, is_question, offers, offers_more, says_goodbye
from harness.language.asks import asked_slots
from harness.language.claims import claims_success, claims_trouble
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
    success: bool = False
    goodbye: bool = False
    question: bool = False
    proposal: bool = False
    """A question whose plain answer is "yes, please"."""
    wish: bool = False
    """It asks why the caller phones."""
    unavailable: bool = False
    """What the caller wants is not to be had."""
    impossible: bool = False
    """It says that it cannot go on, or not without something."""


@lru_cache(maxsize=4096)
def hear(text: str, topics: tuple[Topic, ...], language: str) -> Hearing:
    """The text, understood by a caller who can be asked for these topics. Never raises for any text."""
    book = book_for(language)
    wish = bool(book.hears_wish_asked.search(text))
    more = offers_more(text, language)
    return Hearing(
        text=text,
        asked=_asked(text, topics, language),
        confirms=asks_to_confirm(text, language),
        offers=offers(text, language) and not more and not wish,
        more=more,
        trouble=claims_trouble(text, language),
        success=claims_success(text, language),
        goodbye=says_goodbye(text, language),
        question=is_question(text, language),
        proposal=_proposes(text, book, language),
        wish=wish and not more,
        unavailable=bool(book.hears_unavailable.search(text)),
        impossible=bool(book.hears_impossible.search(text)),
    )


def _proposes(text: str, book: PhraseBook, language: str) -> bool:
    return asks_yes_no(text, language) and bool(book.hears_proposal.search(text))


def _asked(text: str, topics: tuple[Topic, ...], language: str) -> tuple[Topic, ...]:
    thinkable = {topic.slot: topic for topic in topics if not topic.cue or _cue(topic.cue).search(text)}
    asked = [thinkable[slot] for slot in asked_slots(text, tuple(thinkable), language)]
    own_kinds = {topic.slot.kind for topic in asked if not topic.cue}
    asked = [topic for topic in asked if not topic.cue or topic.name in _PARTS_OF_NAME or topic.slot.kind not in own_kinds]
    return tuple(_whole_name(asked, topics))


_PARTS_OF_NAME = (FIRST_NAME, LAST_NAME)


def _whole_name(asked: list[Topic], topics: tuple[Topic, ...]) -> list[Topic]:
    """First and last name together are the name; one of them alone is meant as it is said."""
    parts = [topic for topic in asked if topic.common in _PARTS_OF_NAME]
    whole = next((topic for topic in topics if topic.common == "name"), None)
    if not parts or whole is None:
        return asked
    rest = [topic for topic in asked if topic.common not in ("name", *_PARTS_OF_NAME)]
    return [whole if len(parts) > 1 else parts[0], *rest]


@lru_cache(maxsize=64)
def _cue(cue: str) -> Pattern[str]:
    return compile(cue, IGNORECASE)
