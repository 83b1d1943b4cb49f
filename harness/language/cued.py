"""Patterns with cue words: a text without any of the words is not searched, which is most of the work saved."""

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

__all__ = ["Cued", "words_in"]

_RUN = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"[0-9]")
_TWO_DIGITS = re.compile(r"[0-9][/.-][0-9]")


@lru_cache(maxsize=4096)  # one sentence is searched for many patterns
def words_in(text: str) -> frozenset[str]:
    """Every unbroken run of the letters a to z, in lower case; "#" when there is a digit, "#/#" for one like the two of "1/2".

    "Isn't it 6:30?" has "isn", "t", "it" and "#"; "3-4" has "#" and "#/#".
    """
    words = _RUN.findall(text.lower())
    if _DIGIT.search(text):
        words += ("#", "#/#") if _TWO_DIGITS.search(text) else ("#",)
    return frozenset(words)


class Cued(Struct, frozen=True, kw_only=True):
    """A pattern no match of which is without one of its cue words. It is for text in lower case, or ignores letter case."""

    pattern: re.Pattern[str]
    cues: frozenset[str]
    """As `words_in` has them. Every text that matches must hold one of them."""

    @classmethod
    def of(cls, pattern: str, cues: str, *, flags: re.RegexFlag = re.NOFLAG) -> "Cued":
        """The pattern with its cue words, given with spaces between."""
        return cls(pattern=re.compile(pattern, flags), cues=frozenset(cues.split()))

    def may_match(self, text: str) -> bool:
        """False when no cue word is there, so that the pattern need not be tried."""
        # Letter case and digits beyond ASCII have exceptions (a long s is an "s"), and such texts are rare.
        return not self.cues.isdisjoint(words_in(text)) or not text.isascii()

    def search(self, text: str) -> re.Match[str] | None:
        """The first match, the same as the pattern alone would find."""
        return self.pattern.search(text) if self.may_match(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches, the same as the pattern alone would find."""
        return self.pattern.finditer(text) if self.may_match(text) else iter(())
