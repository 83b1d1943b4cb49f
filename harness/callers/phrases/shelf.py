"""Which phrase books there are. A further language is one more book."""

import re
from collections.abc import Mapping
from functools import lru_cache

from harness.callers.phrases.book import PhraseBook
from harness.callers.phrases.chinese import CHINESE
from harness.callers.phrases.english import ENGLISH
from harness.errors import InputError

__all__ = ["LANGUAGES", "base_language", "book_for"]

_BOOKS: Mapping[str, PhraseBook] = {"en": ENGLISH, "zh": CHINESE}
LANGUAGES = tuple(_BOOKS)
"""What callers can speak."""


def base_language(language: str) -> str:
    """ "en" of "en-CA" and of "EN"."""
    return re.split(r"[-_]", language.lower())[0]


@lru_cache(maxsize=64)
def book_for(language: str) -> PhraseBook:
    """The phrase book of a language, by its base code: "en-CA" speaks "en". Raises InputError for one nobody speaks."""
    base = base_language(language)
    if base not in _BOOKS:
        raise InputError(f"no caller speaks {language!r}; there are {', '.join(LANGUAGES)}")
    return _BOOKS[base]
