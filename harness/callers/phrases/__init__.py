"""What callers say, and the turns of phrase they listen for: a book for each language."""

from harness.callers.phrases.book import PhraseBook, Telling
from harness.callers.phrases.chinese import CHINESE
from harness.callers.phrases.english import ENGLISH
from harness.callers.phrases.shelf import LANGUAGES, base_language, book_for

__all__ = ["CHINESE", "ENGLISH", "LANGUAGES", "PhraseBook", "Telling", "base_language", "book_for"]
