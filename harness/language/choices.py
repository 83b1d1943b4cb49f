"""Which of a closed list of options was said."""

import re
from collections.abc import Sequence
from functools import lru_cache

from harness.language.found import Found, apart, folded
from harness.language.slot import Kind

__all__ = ["choices"]

_WHOLE_WORD = re.compile(r"[^\W\d_]{3,}")
"""Shorter ones begin with too many letters: "I'm" is no M."""


def choices(text: str, options: Sequence[str], *, loosely: bool = False, language: str = "en") -> tuple[Found, ...]:
    """The options said, each as its owner spells it; case, punctuation and plurals do not matter, and the longest wins.

    `loosely` also takes a word that only one option has, when no option is said in full: "the deluxe one" → "deluxe room".
    """
    if language == "zh":
        from harness.language.chinese import choices as chinese  # loaded by those who hear it

        return chinese.choices(text, options, loosely=loosely)
    heard = folded(text)
    found = [one for option in options if (pattern := _spelling(option)) for one in _said(text, heard, pattern, option)]
    if not found and loosely:
        found = [one for word, option in _own_words(tuple(options)) for one in _said(text, heard, _word(word), option)]
        found = found or _by_initial(text, heard, options)
    return apart(found)


def _by_initial(text: str, heard: str, options: Sequence[str]) -> list[Found]:
    """Options that are single letters, by the one word that begins with it: "female" of M, F and O."""
    if not all(len(option) == 1 for option in options):
        return []
    initials = {option.casefold(): option for option in options}
    words = [match for match in _WHOLE_WORD.finditer(heard) if match.group()[0] in initials]
    if len({match.group()[0] for match in words}) != 1:
        return []
    at = words[0]
    value = initials[at.group()[0]]
    return [Found(kind=Kind.CHOICE, value=value, text=text[at.start() : at.end()], start=at.start(), end=at.end())]


def _said(text: str, heard: str, pattern: re.Pattern[str], option: str) -> list[Found]:
    return [
        Found(kind=Kind.CHOICE, value=option, text=text[match.start() : match.end()], start=match.start(), end=match.end())
        for match in pattern.finditer(heard)
    ]


def _words(option: str) -> list[str]:
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", option)
    return re.findall(r"[^\W_]+", folded(parted))


@lru_cache(maxsize=1024)
def _spelling(option: str) -> re.Pattern[str] | None:
    words = _words(option)
    return re.compile(r"(?<![\w'’])" + r"[\W_]{1,3}".join(map(_either_number, words)) + r"(?!\w)") if words else None


@lru_cache(maxsize=1024)
def _word(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_either_number(word)}(?!\w)")


def _either_number(word: str) -> str:
    """Singular or plural: nights → night(s), city → city|cities."""
    if len(word) > 4 and word.endswith("ies"):
        return rf"{re.escape(word[:-3])}(?:y|ies)"
    if len(word) > 3 and word.endswith("y") and word[-2] not in "aeiou":
        return rf"{re.escape(word[:-1])}(?:y|ies)"
    stem = word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
    return rf"{re.escape(stem)}(?:'?s|es)?" if len(stem) > 2 else re.escape(stem)


@lru_cache(maxsize=256)
def _own_words(options: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    owners: dict[str, list[str]] = {}
    for option in options:
        for word in dict.fromkeys(_words(option)):
            if len(word) > 2 and word not in {"and", "the", "for", "with", "not", "other"}:
                owners.setdefault(word, []).append(option)
    return tuple((word, having[0]) for word, having in owners.items() if len(having) == 1)
