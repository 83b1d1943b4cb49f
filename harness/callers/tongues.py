"""Which part of what was said is in the language a caller understands."""

import re

from msgspec import Struct

from harness.language.tongue import spoken_language

__all__ = ["Understood", "understood"]

# A full stop parts languages only before Chinese: "Dr. Lee" within a Chinese sentence stays whole.
_BETWEEN = re.compile(r"(?<=[。？！\n])|(?<=[.!?])\s*(?=[㐀-鿿])")
_HAN = re.compile(r"[㐀-鿿]")
_LATIN_WORD = re.compile(r"[A-Za-z']{2,}")
_PARTICLES = re.compile("[吗呢的是您你了请好对我有在]")
"""One of these makes a sentence Chinese, however many Latin names and addresses are in it."""
_FEW = 4
"""Chinese characters below which a sentence may still be English with a name in it."""


class Understood(Struct, frozen=True, kw_only=True):
    """A stretch of speech to one caller's ears."""

    own: str
    """What is in the caller's language, or in none: digits, a name alone."""
    foreign: str
    """The rest."""


def understood(text: str, language: str) -> Understood:
    """The text parted by sentences. A sentence with words of both languages counts as the caller's own."""
    if (text.isascii() and language == "en") or (language == "zh" and _LATIN_WORD.search(text) is None):
        return Understood(own=text, foreign="")
    own: list[str] = []
    foreign: list[str] = []
    for piece in _BETWEEN.split(text):
        (foreign if _is_foreign(piece, language) else own).append(piece)
    if not foreign:
        return Understood(own=text, foreign="")
    said = " ".join(own).strip()
    # Digits alone ("604-555-0123.") are no reason to think that one is spoken to in one's own language.
    if spoken_language(said) != language:
        return Understood(own="", foreign=text)
    return Understood(own=said, foreign=" ".join(foreign).strip())


def _is_foreign(piece: str, language: str) -> bool:
    if language == "zh":
        return spoken_language(piece) == "en" and _PARTICLES.search(piece) is None
    characters = len(_HAN.findall(piece))
    return characters >= _FEW and spoken_language(piece) == "zh"
