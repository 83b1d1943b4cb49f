"""What an utterance asks its listener to tell: each request with its noun, as far as grammar alone can say."""

from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from harness.language.english.cues import (
    CALL_IT,
    CALL_YOU,
    CONFIRM_YOURS,
    DAYPARTS,
    NOT_ASKED,
    OR_ELSE,
    PREFERENCE,
    REACH_YOU,
    TRIGGERS,
)
from harness.language.english.nouns import NounPhrase, noun_phrases
from harness.language.english.sentences import Sentence, sentences_of
from harness.language.english.words import AUXILIARIES, DETERMINERS, PREPOSITIONS, PRONOUNS, meaning_of

__all__ = ["Asking", "Request", "requests_in"]


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


_FILLERS = frozenset(
    {
        *("and", "ok", "okay", "sure", "alright", "great", "also", "so"),
        *("well", "please", "yes", "hello", "hi", "thanks", "just", "first", "now"),
        *("then", "perfect", "but", "certainly", "absolutely", "definitely", "noted", "fine"),
        *("cool", "oh", "um", "uh", "hmm", "next", ",", "or"),
        *("kindly", "right", "good", "got", "thank", "exactly", "lastly", "finally", "wonderful", "excellent"),
    }
)
_WH = frozenset({"what", "which", "where", "when", "who", "whom", "whose", "how"})
_COPULAS = (AUXILIARIES | {"be", "exactly"}) - {"do", "did", "does"}
_ASKED_ABOUT = frozenset({"you", "it", "there", "this", "that", "they", "the"})
_UNCONTEXTUAL = DETERMINERS | _FILLERS | {"to"}
_BEFORE_WH = PREPOSITIONS | {"and", ",", "or", "know", "me", "us", "say", "but", "of"}

_TIME = NounPhrase(head="time")
_KIND = NounPhrase(head="kind")


@lru_cache(maxsize=4096)
def requests_in(text: str) -> tuple[Request, ...]:
    """All requests of an utterance in the order spoken; none for statements, offers and read-backs."""
    found: dict[Request, None] = {}
    for sentence in sentences_of(text):
        for request in _requests_of(sentence):
            found.setdefault(request)
    return tuple(found)


def _requests_of(sentence: Sentence) -> Iterator[Request]:
    tokens = sentence.tokens
    spoken = " ".join(tokens)
    if NOT_ASKED.search(spoken):
        return
    triggered = [len(spoken[: hit.end()].split()) for hit in TRIGGERS.finditer(spoken)]
    start = next((i for i, token in enumerate(tokens) if token not in _FILLERS), len(tokens))
    question = sentence.question or _opens_polar(tokens, start)
    asked = list(_interrogatives(tokens, start, bool(triggered), question))
    for i, begin in enumerate(asked):
        end = asked[i + 1] if i + 1 < len(asked) else len(tokens)
        yield from _asked_at(tokens, begin, end, asked[i - 1] if i else 0)
    for begin in triggered:
        yield from _nouns_from(tokens, begin)
    if (hit := CONFIRM_YOURS.search(spoken)) is not None and not sentence.text.endswith(":"):
        yield from _nouns_from(tokens, len(spoken[: hit.end()].split()) - 1)
    if question or triggered:
        yield from _preferences(tokens, spoken)
    if question:
        yield from _polar(tokens, spoken, start)
    if not asked and not triggered and (sentence.question or tokens[-1] == "please" or tokens[0] == "please"):
        yield from _fragment(tokens, start)
    if question and "anywhere" in tokens:
        yield Request(asking=Asking.WHERE, context=_meanings(tokens))
    if REACH_YOU.search(spoken):
        yield Request(asking=Asking.NOUN, noun=NounPhrase(head="number", modifiers=frozenset({"phone"}), yours=True))
    if CALL_YOU.search(spoken):
        yield Request(asking=Asking.NOUN, noun=NounPhrase(head="name", yours=True))
    if CALL_IT.search(spoken):
        yield Request(asking=Asking.NOUN, noun=NounPhrase(head="name"))


def _interrogatives(tokens: tuple[str, ...], start: int, triggered: bool, question: bool) -> Iterator[int]:
    """Where question words stand that really ask."""
    for i, token in enumerate(tokens):
        if token not in _WH:
            continue
        before = tokens[i - 1] if i else ""
        leads = i == start or (i == start + 1 and tokens[start] in PREPOSITIONS)
        if token in {"who", "whom", "which"} and i > start and before not in _BEFORE_WH and not triggered:
            continue
        joined = before in {"and", ","} and not _relative(tokens, i)
        if question or triggered or ((leads or joined) and _inverted(tokens, i)):
            yield i


def _inverted(tokens: tuple[str, ...], begin: int) -> bool:
    """Whether the clause has question order: its auxiliary comes before its subject."""
    for i in range(begin + 1, min(begin + 7, len(tokens))):
        if tokens[i] in AUXILIARIES:
            return tokens[begin] in {"what", "who", "whose", "how"} or (i == begin + 1) != (tokens[begin] == "which")
        if tokens[i] in PRONOUNS:
            return tokens[begin] in {"what", "which"} and i > begin + 1
    return (tokens[begin] in {"what", "which"} and tokens[begin + 1 : begin + 2] != ("a",)) or (
        tokens[begin] in {"where", "how"} and len(tokens) - begin <= 4
    )


def _relative(tokens: tuple[str, ...], begin: int) -> bool:
    """ ", which has …" goes on about what was said."""
    return tokens[begin] in {"which", "who", "whose"} and tokens[begin - 1] == "," and tokens[begin + 1 : begin + 2] != ()


def _asked_at(tokens: tuple[str, ...], begin: int, end: int, previous: int) -> Iterator[Request]:
    word = tokens[begin]
    after = tokens[begin + 1 : end]
    context = _context(tokens, begin, end, previous)
    if word == "where":
        yield Request(asking=Asking.WHERE, context=context)
    elif word == "when":
        yield Request(asking=Asking.WHEN, context=context)
    elif word in {"who", "whom", "whose"} and not (word == "whose" and after[:1] != ("name",)):
        yield Request(asking=Asking.WHO, context=context)
    elif word == "how":
        yield from _how(tokens, begin, context)
    else:
        yield from _what(tokens, begin, context)


def _how(tokens: tuple[str, ...], begin: int, context: frozenset[str]) -> Iterator[Request]:
    measure = tokens[begin + 1] if begin + 1 < len(tokens) else ""
    if measure in {"many", "may"}:
        phrases, _ = noun_phrases(tokens, begin + 2)
        yield Request(asking=Asking.COUNT, noun=phrases[0] if phrases else None, context=context)
        for phrase in phrases[1:]:
            yield Request(asking=Asking.COUNT, noun=phrase, context=context)
    elif measure == "much":
        yield Request(asking=Asking.PRICE, context=context)
    elif measure == "long":
        yield Request(asking=Asking.LENGTH, context=context)
    elif measure == "old":
        yield Request(asking=Asking.NOUN, noun=NounPhrase(head="age", yours=True), context=context)
    elif measure in {"big", "large"}:
        yield Request(asking=Asking.COUNT, context=context)
    else:
        yield Request(asking=Asking.MANNER, context=context)
        spelled = next((tokens[i + 1 :] for i in range(begin, len(tokens)) if tokens[i] == "spell"), ())
        for noun in noun_phrases(spelled, 0)[0]:
            yield Request(asking=Asking.NOUN, noun=noun, context=context)


def _what(tokens: tuple[str, ...], begin: int, context: frozenset[str]) -> Iterator[Request]:
    at = begin + 1
    while at < len(tokens) and tokens[at] in _COPULAS:
        at += 1
    if at > begin + 1 and at < len(tokens) and tokens[at] in PRONOUNS:
        yield Request(asking=Asking.VERB, context=context)
        return
    phrases, _ = noun_phrases(tokens, at)
    if not phrases:
        yield Request(asking=Asking.VERB, context=context)
    for phrase in phrases:
        yield Request(asking=Asking.NOUN, noun=phrase, context=context)


def _nouns_from(tokens: tuple[str, ...], begin: int) -> Iterator[Request]:
    phrases, end = noun_phrases(tokens, begin)
    if tokens[end : end + 1] and tokens[end] in {"is", "are", "was", "will"}:
        return  # "let me know your name is …": a statement follows
    context = _meanings(tokens[end:])
    for phrase in phrases:
        yield Request(asking=Asking.NOUN, noun=phrase, context=context)


def _opens_polar(tokens: tuple[str, ...], start: int) -> bool:
    """ "Do you", "is there": question order, whether or not a question mark was written."""
    opening = tokens[start : start + 2]
    return len(opening) == 2 and opening[0] in AUXILIARIES and opening[1] in _ASKED_ABOUT


def _preferences(tokens: tuple[str, ...], spoken: str) -> Iterator[Request]:
    """ "Do you have a hotel in mind?" asks which."""
    for hit in PREFERENCE.finditer(spoken):
        begin = len(spoken[: hit.end()].split())
        yield from _nouns_from(tokens, begin)


def _polar(tokens: tuple[str, ...], spoken: str, start: int) -> Iterator[Request]:
    if "or" in tokens:
        yield Request(asking=Asking.CHOICE, text=spoken)
        if OR_ELSE.search(spoken):
            yield Request(asking=Asking.NOUN, noun=_KIND)
        if DAYPARTS.search(spoken) and not any(token[0].isdigit() for token in tokens):
            yield Request(asking=Asking.NOUN, noun=_TIME)
    if _opens_polar(tokens, start) and tokens[start + 1] not in {"this", "that", "there"}:
        yield Request(asking=Asking.YES_NO, context=_meanings(tokens[start:]), text=spoken)


def _fragment(tokens: tuple[str, ...], start: int) -> Iterator[Request]:
    """ "And your e-mail, please?" has no verb at all."""
    tokens = tokens[: tokens.index("if")] if "if" in tokens else tokens
    rest = tokens[start:-2] if tokens[-2:] == ("for", "you") else tokens[start:]
    if len(rest) > 9 or any(token in AUXILIARIES or token in PRONOUNS or token[0].isdigit() for token in rest):
        return
    at = start
    while at < len(tokens) and tokens[at] in PREPOSITIONS:
        at += 1
    phrases, _ = noun_phrases(tokens, at)
    context = _meanings(tokens)
    for phrase in phrases:
        yield Request(asking=Asking.NOUN, noun=phrase, context=context)


def _context(tokens: tuple[str, ...], begin: int, end: int, previous: int) -> frozenset[str]:
    """The words that belong to a question word: those after it up to the next one; what stands before it when nothing follows."""
    after = tokens[begin + 1 : end]
    before: tuple[str, ...] = ()
    if begin and tokens[begin - 1] in PREPOSITIONS:
        before = (tokens[begin - 1] + "!",)
    if end < len(tokens) and after and after[-1] in PREPOSITIONS and len(after) > 1:
        # "Where are you going and from where": that "from" is the next one's.
        after = after[:-1] if after[-2] != "and" else after[:-2]
    content = [token for token in after if token not in _FILLERS and token not in DETERMINERS]
    if not content:
        after = tokens[end + 1 :] if end < len(tokens) else tokens[previous:begin]
    if after and after[-1] in {"to", "from"}:
        before = (*before, after[-1] + "!")
    return _meanings(after) | {meaning_of(word.rstrip("!")) for word in before}


def _meanings(tokens: tuple[str, ...]) -> frozenset[str]:
    """ "to" before a verb says nothing about direction, so only a directing one is kept by the caller."""
    return frozenset(meaning_of(token) for token in tokens if token not in _UNCONTEXTUAL)
