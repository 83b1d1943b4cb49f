"""Which words of a text are Chinese."""

import re

__all__ = ["HAN", "has_han", "is_chinese"]

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
"""Range of Chinese characters, for use inside brackets of a regular expression."""
_HAN = re.compile(f"[{HAN}]")
_QUOTED = re.compile('"[^"]*"|“[^”]*”|「[^」]*」|『[^』]*』')
_LATIN = re.compile("[A-Za-z][A-Za-z0-9_'’-]*")


def has_han(text: str) -> bool:
    """There is a Chinese character in it."""
    return not text.isascii() and bool(_HAN.search(text))


def is_chinese(text: str, lead: str = "") -> bool:
    """A sentence of a prompt is Chinese by its own words, not by what it quotes; one without words by what introduces it.

    An identifier is no word: "调用 findRoom" is Chinese.
    """
    if text.isascii() and lead.isascii():
        return False
    bare = _QUOTED.sub(" ", text)
    han = len(_HAN.findall(bare))
    if han:
        words: list[str] = _LATIN.findall(bare)
        return 2 * han >= sum(word.isalpha() and not _is_name(word) for word in words)
    return has_han(lead) and (len(bare.split()) <= 1 or all(_is_name(word) for word in _LATIN.findall(bare)))


def _is_name(word: str) -> bool:
    """An identifier by its look: "findRoom", "find_room"."""
    return "_" in word or any(letter.isupper() for letter in word[1:])
