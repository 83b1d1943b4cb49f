"""Patterns with marks: a text without any of the characters is not searched, which is most of the work saved."""

import re
from collections.abc import Iterator

from msgspec import Struct

__all__ = ["Marked"]


class Marked(Struct, frozen=True, kw_only=True):
    """A pattern for plain Chinese text, no match of which is without one of its marks."""

    pattern: re.Pattern[str]
    marks: frozenset[str]

    @classmethod
    def of(cls, pattern: str, marks: str) -> "Marked":
        """The pattern with its marks, one character each."""
        return cls(pattern=re.compile(pattern), marks=frozenset(marks))

    def search(self, text: str) -> re.Match[str] | None:
        """The first match, the same as the pattern alone would find."""
        return None if self.marks.isdisjoint(text) else self.pattern.search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches, the same as the pattern alone would find."""
        return iter(()) if self.marks.isdisjoint(text) else self.pattern.finditer(text)
