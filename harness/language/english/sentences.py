"""An utterance cut into sentences, and a sentence into words, the way the recognisers want them."""

import re
from functools import lru_cache

from msgspec import Struct

__all__ = ["Sentence", "sentences_of"]


class Sentence(Struct, frozen=True, kw_only=True, cache_hash=True):
    """One sentence or part of a sentence that stands alone."""

    text: str
    """Lower case, one space between words, curly quotes straightened, closing mark kept."""
    tokens: tuple[str, ...]
    """Its words, with "," for each comma or dash; spoken compounds are one word: "check in" is "checkin"."""
    question: bool
    """It ends in a question mark."""


_QUOTES = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u2026", "''\"\",,.")
_COMPOUNDS = (
    ("check", re.compile(r"\bcheck(?:ing|ed)?[ -]in\b"), "checkin"),
    ("check", re.compile(r"\bcheck(?:ing|ed)?-in\b"), "checkin"),
    ("check", re.compile(r"\bcheck(?:ing|ed)?[ -]out\b"), "checkout"),
    ("pick", re.compile(r"\bpick(?:ing|ed)?[ -]?(?:it |the \w+ )?up\b"), "pickup"),
    ("drop", re.compile(r"\bdrop(?:ping|ped)?[ -]?(?:it |the \w+ )?off\b"), "dropoff"),
    (".m", re.compile(r"(?<=\d) ?([ap])\.m\b\.?"), r"\1m"),
    (" am", re.compile(r"(?<=\d) am\b"), "am"),
    (" pm", re.compile(r"(?<=\d) pm\b"), "pm"),
    ("mail", re.compile(r"\be-?mail\b(?: (?:address|id)\b)?"), "email"),
    ("code", re.compile(r"\b(?:zip|post|postal)[ -]?code\b"), "zip"),
    ("given name", re.compile(r"\bgiven name\b"), "first name"),
    ("family name", re.compile(r"\bfamily name\b"), "last name"),
    ("out of", re.compile(r"\bout of(?! (?:the|date|order)\b)"), "from"),
    ("wich", re.compile(r"\bwich\b"), "which"),
    ("'s", re.compile(r"\b(what|where|when|who|how|that|it|there)'s\b"), r"\1 is"),
    ("whats", re.compile(r"\bwhats\b"), "what is"),
    ("wheres", re.compile(r"\bwheres\b"), "where is"),
    ("whos", re.compile(r"\bwhos\b"), "who is"),
    ("'re", re.compile(r"\b(what|where|when|who|they|you|we)'re\b"), r"\1 are"),
)
"""A piece of text that must be there, what to look for then, and how it is written here."""
_ENDS = re.compile(r"(?<=[?!;])\s*|(?<=[.:])\s+|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|st|ave|vs|jr|sr|inc|co|m\.d|d\.d\.s|e\.g|i\.e|a\.m|p\.m|approx)\.|\be\.g|\bi\.e)$"
)
_ABBREVIATED = (".", "e.g", "i.e")
_WORD = re.compile(r"[^\W_]+(?:['&.-][^\W_]+)*|[,\u2014]|(?<=\s)-(?=\s)")


@lru_cache(maxsize=4096)
def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of an utterance in order; nothing for text without a word."""
    flat = (text if text.isascii() else text.translate(_QUOTES)).lower()
    for needle, pattern, compound in _COMPOUNDS:
        if needle in flat:
            flat = pattern.sub(compound, flat)
    parts: list[str] = []
    for part in _ENDS.split(flat):
        if parts and parts[-1].endswith(_ABBREVIATED) and _ABBREVIATION.search(parts[-1]):
            parts[-1] += " " + part
        elif part and part.strip():
            parts.append(part)
    return tuple(sentence for part in parts if (sentence := _sentence(part)).tokens)


@lru_cache(maxsize=4096)  # "Is that correct?" ends many an utterance
def _sentence(part: str) -> Sentence:
    text = " ".join(part.split())
    tokens = tuple(_WORD.findall(text))
    if "-" in tokens:
        tokens = tuple("," if token == "-" else token for token in tokens)
    return Sentence(text=text, tokens=tokens if set(tokens) != {","} else (), question=text.endswith("?"))
