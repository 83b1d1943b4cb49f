"""Which language was spoken, told by its script."""

import re
from typing import Literal

__all__ = ["spoken_language"]

_MIN_SHARE = 0.5
_LATIN = re.compile("[A-Za-z]")
_APOSTROPHES = "'\u2019"


def spoken_language(text: str) -> Literal["en", "zh"] | None:
    """ "zh" when Chinese characters carry the text, "en" when Latin letters do, None when neither does (digits, other scripts).

    A Chinese character weighs as much as an English word, so a name in Latin letters does not make a Chinese sentence English.
    Kana or Hangul anywhere means neither.
    """
    if text.isascii():
        return "en" if _LATIN.search(text) else None
    chinese = latin = other = 0
    in_word = False
    for character in text:
        code = ord(character)
        is_latin = character.isalpha() and code <= 0x24F
        if is_latin and not in_word:
            latin += 1
        in_word = is_latin or (in_word and character in _APOSTROPHES)
        if 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0x20000 <= code <= 0x2FA1F or 0xF900 <= code <= 0xFAFF:
            chinese += 1
        elif not is_latin and character.isalpha():
            other += 1
            if 0x3040 <= code <= 0x30FF or 0xAC00 <= code <= 0xD7AF:
                return None
    if not chinese and not latin:
        return None
    if other > (chinese + latin) * 2:
        return None
    return "zh" if chinese >= (chinese + latin) * _MIN_SHARE else "en"
