"""Requests for a yes or no, for one of the choices named, or for a preference."""

from collections.abc import Iterator

from harness.language.english.cues import ABOUT, CHOICES_NAMED, DAYPARTS, OR_ELSE, PREFERENCE, WHETHER
from harness.language.english.nouns import NounPhrase, noun_phrases
from harness.language.english.request import Asking, Request, meanings_of
from harness.language.english.sentences import Sentence
from harness.language.english.words import AUXILIARIES

__all__ = ["about", "closed_requests", "opens_polar", "preferences"]

_ASKED_ABOUT = frozenset({"you", "it", "there", "this", "that", "they", "the", "a", "an", "i", "we", "he", "she", "your"})
_TIME = NounPhrase(head="time")
_KIND = NounPhrase(head="kind")


def opens_polar(tokens: tuple[str, ...], start: int) -> bool:
    """ "Do you", "is there": question order, whether or not a question mark was written."""
    opening = tokens[start : start + 2]
    return len(opening) == 2 and opening[0] in AUXILIARIES and opening[1] in _ASKED_ABOUT


def preferences(tokens: tuple[str, ...], spoken: str) -> Iterator[Request]:
    """ "Do you have a hotel in mind?" asks which."""
    for hit in PREFERENCE.finditer(spoken):
        phrases, end = noun_phrases(tokens, len(spoken[: hit.end()].split()))
        context = meanings_of(tokens[end:])
        for phrase in phrases:
            yield Request(asking=Asking.NOUN, noun=phrase, context=context)


def closed_requests(sentence: Sentence, spoken: str, start: int, *, question: bool, open_ended: bool) -> Iterator[Request]:
    """What a sentence asks that can be answered by yes, by no or by one of the things it names.

    `open_ended`: it has a question word or a request to tell something as well.
    """
    tokens = sentence.tokens
    if "or" in tokens and (question or len(tokens) <= _BRIEF or CHOICES_NAMED.search(spoken)):
        yield Request(asking=Asking.CHOICE, text=spoken)
        if question and OR_ELSE.search(spoken):
            yield Request(asking=Asking.NOUN, noun=_KIND)
        if question and DAYPARTS.search(spoken) and not any(token[0].isdigit() for token in tokens):
            yield Request(asking=Asking.NOUN, noun=_TIME)
    begins = [start] if opens_polar(tokens, start) or (sentence.question and not open_ended and len(tokens) <= _SHORT) else []
    begins += [at for at in _joined_polars(tokens) if at != start]
    for begin, end in zip(begins, [*begins[1:], len(tokens)], strict=False):
        yield Request(asking=Asking.YES_NO, context=meanings_of(tokens[begin:end]), text=" ".join(tokens[begin:end]))
    if not begins and (question or open_ended) and (hit := WHETHER.search(spoken)) is not None:
        begin = len(spoken[: hit.end()].split())
        yield Request(asking=Asking.YES_NO, context=meanings_of(tokens[begin:]), text=" ".join(tokens[begin:]))


def _joined_polars(tokens: tuple[str, ...]) -> list[int]:
    """Where each "…, and would you" opens another question."""
    return [i + 1 for i, token in enumerate(tokens) if token in {"and", ",", "but"} and opens_polar(tokens, i + 1)]


def about(tokens: tuple[str, ...], spoken: str) -> Iterator[Request]:
    """ "How about a shared room?" asks for a yes or no; with anything concrete in it, it offers."""
    if (hit := ABOUT.search(spoken)) is not None and len(tokens) <= _SHORT:
        begin = len(spoken[: hit.end()].split())
        yield Request(asking=Asking.YES_NO, context=meanings_of(tokens[begin:]), text=" ".join(tokens[begin:]))


_BRIEF = 5
_SHORT = 9
"""A longer sentence without question order tells rather than asks."""
