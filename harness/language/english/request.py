"""One thing an utterance asks for, before it is known which slot that is."""

from enum import StrEnum

from msgspec import Struct

from harness.language.english.nouns import NounPhrase
from harness.language.english.words import DETERMINERS, meaning_of

__all__ = ["FILLERS", "Asking", "Request", "meanings_of"]


class Asking(StrEnum):
    """The form of a request."""

    WHERE = "where"
    WHEN = "when"
    WHO = "who"
    COUNT = "how many"
    LENGTH = "how long"
    PRICE = "how much"
    NOUN = "what"
    """A noun names what is wanted: "what city", "your name, please", "do you have a hotel in mind"."""
    VERB = "what … do"
    """Only a verb says what is wanted: "what would you like to eat"."""
    MANNER = "how"
    CHOICE = "this or that"
    YES_NO = "whether"


class Request(Struct, frozen=True, kw_only=True):
    """One thing asked for."""

    asking: Asking
    noun: NounPhrase | None = None
    context: frozenset[str] = frozenset()
    """Meanings of the other words of the clause."""
    text: str = ""
    """The sentence, for requests that name their choices."""
    ends: frozenset[str] = frozenset()
    """Both "start" and "end" when it asks for the two ends of a journey or a stay at once: "when do you leave and return"."""


FILLERS = frozenset(
    {
        *("and", "ok", "okay", "sure", "alright", "great", "also", "so"),
        *("well", "please", "yes", "hello", "hi", "thanks", "just", "first", "now"),
        *("then", "perfect", "but", "certainly", "absolutely", "definitely", "noted", "fine"),
        *("cool", "oh", "um", "uh", "hmm", "next", ",", "or"),
        *("kindly", "right", "good", "got", "thank", "exactly", "lastly", "finally", "wonderful", "excellent"),
    }
)
"""Words that open or join a request and say nothing about it."""
_UNCONTEXTUAL = DETERMINERS | FILLERS | {"to"}


def meanings_of(tokens: tuple[str, ...]) -> frozenset[str]:
    """What the words mean. "to" before a verb says nothing about direction, so only a directing one is kept by the caller."""
    return frozenset(meaning_of(token) for token in tokens if token not in _UNCONTEXTUAL)
