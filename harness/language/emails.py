"""E-mail addresses, written or spoken."""

import re
from functools import lru_cache

from harness.language.found import Found, apart, folded
from harness.language.numbers import DIGIT_WORDS
from harness.language.slot import Kind

__all__ = ["emails"]

_WRITTEN = re.compile(
    r"(?<![\w.%+@-])[a-z0-9_%+-](?:[a-z0-9._%+'-]{0,62}[a-z0-9_%+-])?@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}(?![a-z0-9@])"
)

_SIGNS = {"dot": ".", "underscore": "_", "dash": "-", "hyphen": "-", "minus": "-", "plus": "+"}
_SIGN = rf"(?:{'|'.join(_SIGNS)}|under\s+score)"
_PIECE = r"[a-z0-9][a-z0-9._+-]*"
_AT = r"\s*(?:\bat(?:\s+sign)?\b|@)\s*"
_DOMAIN = r"[a-z0-9][a-z0-9-]*(?:\s+(?:dash|hyphen)\s+[a-z0-9-]+)*(?:(?:\s+dot\s+|\.|\s+\.\s+)[a-z0-9-]+)+"
_SPOKEN = re.compile(rf"(?<![\w'.@-])(?P<local>(?:{_SIGN}\s+)?{_PIECE}(?:(?:\s+{_SIGN})+\s+{_PIECE})*){_AT}(?P<domain>{_DOMAIN})")
# A name of several words is only taken when the speaker says that an address follows: "my email is jane doe at …".
_INTRODUCED = re.compile(
    r"(?:\be-?mail(?:\s+address)?(?:\s+is|'s|:)|\bit's|\bit\s+is|\bthat's)\s+"
    rf"(?P<local>(?:{_PIECE}\s+){{1,11}}?{_PIECE}){_AT}(?P<domain>{_DOMAIN})"
)
_LETTER = rf"(?:[a-z0-9]|{'|'.join(DIGIT_WORDS)}|{_SIGN})"
_SPELLED = re.compile(rf"(?<![\w'.@-])(?P<local>{_LETTER}(?:\s+{_LETTER})+){_AT}(?P<domain>{_DOMAIN})")
# Words that stand before "at" without being an address: "look at example dot com".
_NOT_LOCAL = frozenset(
    (
        "look",
        "looking",
        "am",
        "is",
        "are",
        "me",
        "i",
        "us",
        "be",
        "was",
        "located",
        "online",
        "here",
        "there",
        "it",
        "work",
        "working",
    )
)
_TRIGGER = re.compile(r"@|\bat\b")
_DOT = re.compile(r"\.[a-z0-9-]|\sdot\s|\s\.\s")
"""In every domain."""


def emails(text: str, language: str = "en") -> tuple[Found, ...]:
    """Every e-mail address in the text, also in words: "jane dot doe at example dot com"."""
    if language == "zh":
        from harness.language.chinese import emails as chinese  # loaded by those who hear it

        return chinese.emails(text)
    return _emails(text)


@lru_cache(maxsize=1024)  # one utterance is read for many slots
def _emails(text: str) -> tuple[Found, ...]:
    heard = folded(text)
    if not _TRIGGER.search(heard) or not _DOT.search(heard):
        return ()
    found = [_found(text, match.start(), match.end(), match.group()) for match in _WRITTEN.finditer(heard)]
    for pattern in (_SPOKEN, _INTRODUCED, _SPELLED):
        for match in pattern.finditer(heard):
            value = _address(match["local"], match["domain"])
            if value is not None:
                found.append(_found(text, match.start("local"), match.end(), value))
    return apart(found)


def _address(local: str, domain: str) -> str | None:
    """The address in signs, or None when what was said is no address."""
    words = re.sub(r"under\s+score", "underscore", local).split()
    if words[0] in _NOT_LOCAL or words[-1] in _NOT_LOCAL:
        return None
    name = "".join(_SIGNS.get(word) or _digit(word) for word in words)
    place = "".join(_SIGNS.get(word, word) for word in domain.split())
    return address if _WRITTEN.fullmatch(address := f"{name}@{place}") else None


def _digit(word: str) -> str:
    return str(DIGIT_WORDS[word]) if word in DIGIT_WORDS else word


def _found(text: str, start: int, end: int, value: str) -> Found:
    return Found(kind=Kind.EMAIL, value=value, text=text[start:end], start=start, end=end)
