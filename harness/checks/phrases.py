"""A phrase or pattern in what was spoken."""

import re
from functools import lru_cache

from msgspec import Struct

from harness.errors import InputError

__all__ = ["Phrase", "is_same_speech"]


class Phrase(Struct, frozen=True, kw_only=True):
    """Words to look for; letter case and white space do not count, and a phrase does not begin or end inside a word.

    Raises InputError for a pattern that is not a regular expression, or for nothing to look for.
    """

    text: str
    is_pattern: bool = False
    """True: a regular expression (Python's), searched for anywhere."""

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise InputError("there is no phrase to look for")
        _compiled(self.text, self.is_pattern)

    def is_in(self, speech: str) -> bool:
        """Whether the speech contains it."""
        return _compiled(self.text, self.is_pattern).search(_plain(speech)) is not None

    def in_words(self) -> str:
        """As a sentence names it."""
        return f"something like /{self.text}/" if self.is_pattern else f'"{self.text}"'


def is_same_speech(one: str, other: str) -> bool:
    """Whether two texts are the same words: case, white space, typographic quotes and the last full stop do not count."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> str:
    return " ".join(_plain(text).casefold().split()).rstrip(".!")


_TYPOGRAPHIC = str.maketrans(
    {"\N{RIGHT SINGLE QUOTATION MARK}": "'", "\N{LEFT SINGLE QUOTATION MARK}": "'", "\N{NO-BREAK SPACE}": " "}
)


def _plain(text: str) -> str:
    return text.translate(_TYPOGRAPHIC)


@lru_cache(maxsize=512)
def _compiled(text: str, is_pattern: bool) -> re.Pattern[str]:
    try:
        if is_pattern:
            return re.compile(_plain(text), re.IGNORECASE)
    except re.error as reason:
        raise InputError(f'"{text}" is not a pattern: {reason}') from reason
    words = r"\s+".join(map(re.escape, _plain(text).split()))
    before = r"(?<!\w)" if _is_word(text.split()[0][0]) else ""
    after = r"(?!\w)" if _is_word(text.split()[-1][-1]) else ""
    return re.compile(f"{before}{words}{after}", re.IGNORECASE)


def _is_word(character: str) -> bool:
    """Chinese is written without blanks: a phrase may stand inside a run of it."""
    return (character.isalnum() or character == "_") and not "\u3400" <= character <= "\u9fff"
