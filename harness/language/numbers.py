"""Numbers in English speech: digits, cardinal words up to the thousands, ordinal words up to thirty-first."""

import re
from functools import lru_cache

from harness.language.cued import Cued
from harness.language.found import Found, apart, folded
from harness.language.slot import Kind

__all__ = ["CARDINAL", "DIGIT_WORDS", "ORDINAL", "ORDINAL_WORDS", "TWO_DIGITS", "cardinal", "numbers", "ordinal"]

DIGIT_WORDS = {
    word: value for value, word in enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"))
}
_TEENS = {
    word: value
    for value, word in enumerate(
        ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"), start=10
    )
}
_TENS = {
    word: value
    for value, word in zip(
        range(20, 100, 10), ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), strict=True
    )
}
_SMALL = {**DIGIT_WORDS, **_TEENS, **_TENS, "a": 1, "an": 1, "fourty": 40}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        (
            *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
            *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth"),
            *("nineteenth", "twentieth"),
        ),
        start=1,
    )
} | {"thirtieth": 30}

_UNIT = "(?:one|two|three|four|five|six|seven|eight|nine)"
TWO_DIGITS = rf"(?:(?:{'|'.join(_TENS)}|fourty)(?:[\s-]+{_UNIT})?|{'|'.join(_TEENS)}|{_UNIT}|zero)(?![a-z])"
"""Regular expression of the number words from zero to ninety-nine."""
_HUNDREDS = rf"(?:an?|{_UNIT})\s+hundred(?:\s+(?:and\s+)?{TWO_DIGITS})?"
CARDINAL = (
    rf"(?:(?:{_HUNDREDS}|{TWO_DIGITS}|a)\s+thousand(?:\s+(?:and\s+)?(?:{_HUNDREDS}|{TWO_DIGITS}))?(?![a-z])"
    rf"|{_HUNDREDS}|{TWO_DIGITS})"
)
"""Regular expression of number words up to the thousands."""
ORDINAL = rf"(?:(?:twenty|thirty)[\s-]+(?:{'|'.join(list(_ORDINALS)[:9])})|{'|'.join(_ORDINALS)})(?![a-z])"
"""Regular expression of ordinal words from first to thirty-first (and a few that no month has)."""

ORDINAL_WORDS = " ".join(_ORDINALS)
"""The last word of all that `ORDINAL` matches."""

_DIGITS = Cued.of(
    r"(?<![\w:/+.])(?<![0-9]-)(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?![\w:/])(?!-[0-9])(?![.,][0-9])", "#"
)
# "one" as a pronoun is not a number: "that one", "I don't have one", "no one", "one of them".
_WORDS = re.compile(
    rf"(?<![\w-])(?=[aefnostz])(?!one\s+of\b)(?!one\s+(?:more|moment|second|sec|minute)\b)(?:{CARDINAL})(?!\s*(?:st|nd|rd|th)\b)(?!-(?:and"
    rf"|way)\b)"
)
_DETERMINED = re.compile(r"\b(?:th(?:is|at|e)|which|no|any|each|every|another|other|first|second|last|next|some|new|good)\s+$")
_HAD = re.compile(r"\b(?:have|got|need|want|give\s+you|has|find|make|book)(?:\s+me)?\s+$")
_ALONE = re.compile(r"\s*(?:[.,!?;]|$)|\s+(?:please|too|for|in|at|on|that|which|with|to|and|or|but|now|today|yet|there|here)\b")
_SETS = Cued.of(
    r"\b(?:(?P<me>(?:just|only)\s+(?:me|myself)|(?:by\s+)?myself|all\s+alone)"
    r"|(?P<pair>both\s+of\s+us|a\s+couple(?:\s+of)?|a\s+pair\s+of|us\s+two)|(?P<dozen>a\s+dozen))\b",
    "me myself alone us couple pair dozen",
)
_SET_SIZES = {"me": "1", "pair": "2", "dozen": "12"}


def cardinal(words: str) -> int:
    """The value of what `CARDINAL` matched: "two hundred and five" → 205."""
    total = current = 0
    for word in re.split(r"[\s-]+", words):
        if word == "thousand":
            total, current = total + max(current, 1) * 1000, 0
        elif word == "hundred":
            current = max(current, 1) * 100
        else:
            current += _SMALL.get(word, 0)
    return total + current


def ordinal(words: str) -> int:
    """The value of what `ORDINAL` matched: "twenty-first" → 21."""
    return sum(_SMALL.get(word, 0) or _ORDINALS.get(word, 0) for word in re.split(r"[\s-]+", words))


def numbers(text: str, language: str = "en") -> tuple[Found, ...]:
    """Every number said, in digits or words: "two of us", "1,200", "a couple", "just me" (1). Ordinals are none."""
    if language == "zh":
        from harness.language.chinese import numbers as chinese  # loaded by those who hear it

        return chinese.numbers(text)
    return _numbers(text)


@lru_cache(maxsize=1024)  # one utterance is read for many slots
def _numbers(text: str) -> tuple[Found, ...]:
    heard = folded(text)
    found = [_found(text, match, _in_digits(match.group())) for match in _DIGITS.finditer(heard)]
    for match in _WORDS.finditer(heard):
        if match.group() != "one" or not _is_pronoun(heard, match):
            found.append(_found(text, match, str(cardinal(match.group()))))
    found.extend(_found(text, match, _SET_SIZES[match.lastgroup or ""]) for match in _SETS.finditer(heard))
    return apart(found)


def _is_pronoun(heard: str, one: re.Match[str]) -> bool:
    """Whether it counts nothing: "that one" "I don't have one", but not "I need one room"."""
    return bool(
        _DETERMINED.search(heard, 0, one.start()) or (_HAD.search(heard, 0, one.start()) and _ALONE.match(heard, one.end()))
    )


def _in_digits(written: str) -> str:
    whole, point, fraction = written.replace(",", "").partition(".")
    fraction = fraction.rstrip("0")
    return (whole.lstrip("0") or "0") + (point + fraction if fraction else "")


def _found(text: str, match: re.Match[str], value: str) -> Found:
    return Found(kind=Kind.NUMBER, value=value, text=text[match.start() : match.end()], start=match.start(), end=match.end())
