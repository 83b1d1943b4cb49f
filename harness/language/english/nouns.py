"""The noun phrases that stand at a place in a sentence: "the date and time of your flight" holds two."""

from collections.abc import Iterator
from itertools import zip_longest

from msgspec import Struct

from harness.language.english.words import ADJECTIVES, AUXILIARIES, DETERMINERS, PREPOSITIONS, PRONOUNS, meaning_of

__all__ = ["NounPhrase", "noun_phrases"]


class NounPhrase(Struct, frozen=True, kw_only=True):
    """A noun with what narrows it down, all as meanings."""

    head: str
    modifiers: frozenset[str] = frozenset()
    """What stands before it, or after its "of": "phone" in "phone number", "hotel" in "name of the hotel"."""
    yours: bool = False
    """It is the listener's own: "your name"."""
    plural: bool = False
    owner: str = ""
    """Whose it is: "town" in "the town's mayor"."""


_SKIPPED = frozenset({"please", "also", "just", "me", "us", "with", "know", "exactly", "desired"}) | DETERMINERS | ADJECTIVES
_SERVING = frozenset(
    (
        *("provider", "server", "trainer", "teacher", "manager", "hairdresser", "barber", "driver", "agent", "owner", "partner"),
        *("broker", "lawyer", "designer", "groomer", "cleaner", "player", "singer", "writer", "plumber", "waiter", "caterer"),
        *("photographer", "dealer", "carrier", "retailer", "supplier", "maker", "publisher", "other", "event"),
    )
)
"""Words with the ending of a person served that are somebody or something else."""
_JOINS = frozenset({"and", "or", ",", "&", "plus"})
_STOPS = (
    AUXILIARIES
    | PRONOUNS
    | PREPOSITIONS
    | {"what", "which", "where", "when", "who", "whom", "whose", "how", "that", "if", "whether", "because", "while", "so", "else"}
    | {"not", "please", "then", "including", "such", "along"}
    | {"today", "tomorrow", "too", "again", "instead", "though", "here", "now", "either", "yet"}
)
_DIRECTIONS = frozenset({"leave", "arrive", "return", "checkin", "checkout", "pickup", "dropoff", "start", "end", "from", "to"})
_PLACE_ENDS = frozenset({"from", "to"})
_PLACES = frozenset({"city", "place", "address"})
_SHARED = _PLACES | {"date", "time"}
_CLASSIFIERS = frozenset({"size", "type", "kind", "sort", "genre", "brand", "color", "colour"})
""""What size car" wants the size."""
_TAILS = frozenset(
    {
        *("preference", "preferences", "choice", "choices", "option", "options", "details", "info", "information"),
        *("selection", "range", "request", "requests", "requirement", "requirements"),
    }
)
_VERBS = frozenset(
    {
        *("works", "work", "suits", "suit", "fits", "fit", "sounds"),
        *("do", "want", "need", "like", "prefer", "interested", "looking", "called"),
        *("named", "born", "best", "reach", "going", "leaving"),
        *("departing", "traveling", "travelling", "arriving", "staying", "returning"),
        *("coming", "shall", "located", "works", "makes", "matters", "better"),
    }
)


def noun_phrases(tokens: tuple[str, ...], begin: int) -> tuple[tuple[NounPhrase, ...], int]:
    """The phrases joined by "and", "or" or commas from a place on, and where the first one ended; none without a noun there."""
    phrases: list[NounPhrase] = []
    at, first_end = begin, begin
    while at < len(tokens):
        phrase, at = _one(tokens, at)
        if phrase is None:
            break
        phrases.append(phrase)
        first_end = first_end if len(phrases) > 1 else at
        at = _next_joined(tokens, at)
    return tuple(_shared_head(phrases)), first_end


def _shared_head(phrases: list[NounPhrase]) -> Iterator[NounPhrase]:
    """ "The arrival and departure dates" are two dates."""
    for phrase, following in zip_longest(phrases, phrases[1:]):
        alone = phrase.head in _DIRECTIONS and not phrase.modifiers
        fits = (
            following is not None
            and following.modifiers
            and following.head in (_PLACES if phrase.head in _PLACE_ENDS else _SHARED)
        )
        if following is not None and alone and fits:
            yield NounPhrase(head=following.head, modifiers=frozenset({phrase.head}), yours=phrase.yours)
        else:
            yield phrase


def _one(tokens: tuple[str, ...], at: int) -> tuple[NounPhrase | None, int]:
    yours = False
    while at < len(tokens) and (tokens[at] in _SKIPPED or tokens[at] == "of"):
        yours = yours or tokens[at] == "your"
        at += 1
    nouns, at = _run(tokens, at)
    if not nouns:
        return None, at
    while len(nouns) > 1 and nouns[-1] in _TAILS:
        nouns.pop()
    if len(nouns) == 2 and nouns[0] in _CLASSIFIERS:
        nouns.reverse()
    head, modifiers = nouns[-1], nouns[:-1]
    while at < len(tokens) and tokens[at] == "of":
        at += 1
        while at < len(tokens) and tokens[at] in _SKIPPED:
            at += 1
        of, at = _run(tokens, at)
        if head == "value" and of:
            head = of[-1]
        modifiers += of
    modifiers = ["person's" if _is_served(word) else word for word in modifiers]
    meanings = frozenset(meaning_of(word) for word in modifiers)
    plural = head.endswith("s") and not head.endswith("ss")
    meaning = meaning_of(head)
    if meaning == "birth":
        meaning, meanings = "date", meanings | {"birth"}
    elif meaning in {"first", "last", "middle"}:
        meaning, meanings = "name", meanings | {meaning}  # "your first and last name"
    owner = next((meaning_of(word) for word in modifiers if word.endswith("'s")), "")
    return NounPhrase(head=meaning, modifiers=meanings, yours=yours, plural=plural, owner=owner), at


def _is_served(word: str) -> bool:
    """Whose thing it is, by the word's ending: "the customer's name" is the listener's own, as "the guest's name" is."""
    return word.endswith(("er's", "ent's")) and word.removesuffix("'s") not in _SERVING


def _run(tokens: tuple[str, ...], at: int) -> tuple[list[str], int]:
    nouns: list[str] = []
    while at < len(tokens):
        token = tokens[at]
        if token in _STOPS or token in _JOINS or token == "of" or (nouns and token in _VERBS):
            break
        if token not in _SKIPPED:
            nouns.append(token)
        at += 1
    return nouns, at


def _next_joined(tokens: tuple[str, ...], at: int) -> int:
    """Where the next phrase of the list begins, past a prepositional phrase in between; the end when there is none."""
    while at < len(tokens) and tokens[at] in PREPOSITIONS and tokens[at] != "to":
        at += 1
        while at < len(tokens) and tokens[at] not in _JOINS and tokens[at] not in _STOPS:
            at += 1
    if at < len(tokens) and tokens[at] in {"you", "i", "we"}:
        # "the area you want to live in and the number of rooms": past what is said about the first.
        ahead = (
            i for i in range(at, len(tokens) - 1) if tokens[i] in {"and", ","} and tokens[i + 1] in {"the", "your", "number"}
        )
        at = next(ahead, len(tokens))
    if at >= len(tokens) or tokens[at] not in _JOINS:
        return len(tokens)
    while at < len(tokens) and (tokens[at] in _JOINS or tokens[at] in {"as", "well", "also", "then", "in", "on", "at", "for"}):
        at += 1
    return at
