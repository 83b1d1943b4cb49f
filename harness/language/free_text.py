"""Values without a shape of their own - places, codes, reasons: "my … is X", or the words of a direct answer."""

import re
from functools import lru_cache

from harness.language.found import Found, folded, plain
from harness.language.numbers import DIGIT_WORDS
from harness.language.replies import is_refusal
from harness.language.slot import Kind, Slot

__all__ = ["free_text"]

_LEADING = re.compile(
    r"(?:[\s,.:;!'\"-]*(?:(?:uh|um|er|erm|hmm|well|so|oh|ok|okay|sure|yes|yeah|yep|yup|right|alright|of\s+course|certainly"
    r"|absolutely"
    r"|no\s+problem|hi|hello|hey|thanks|thank\s+you|please|you\s+know|let\s+me\s+(?:see|think)|i\s+think|i\s+guess|i'd\s+say"
    r"|maybe"
    r"|probably|just|actually|sorry|no|it's|it\s+is|that's|that\s+is|(?:that|it)(?:\s+would|'d|\s+will|'ll)\s+be|they're|there's"
    r"|(?:i|we)(?:'d|\s+would)\s+(?:like|want|prefer)(?:\s+to\s+(?:go|stay|eat|be))?|(?:i|we)\s+(?:want|need|prefer)"
    r"|i\s+live(?=\s+(?:in|at|on|near)\b)|i'll\s+(?:take|have|need)|i\s+have|let's\s+(?:do|say|go\s+with)|make\s+it"
    r"|(?:my|the|our|her|his|their)\s+(?:[\w'-]+\s+){1,4}?(?:is|are|would\s+be)|because|since|for(?=\s+(?:an?|my|the|our)\b))"
    r"(?![\w'])))+[\s,.:;!-]*"
)
_TRAILING = re.compile(
    r"[\s,.;:!-]*(?:\b(?:please|thanks|thank\s+you|if\s+possible|if\s+that's\s+(?:okay|ok|fine)|i\s+think|i\s+guess"
    r"|would\s+be\s+(?:great|good|fine|nice)|is\s+fine|sounds\s+good|that's\s+(?:it|all))[\s,.;:!-]*){0,4}$"
)
_ARTICLE = re.compile(r"(?:an?|some)\s+(?=\w)")
_TOWARDS = re.compile(r"(?:in|to|from|at|near|around)\s+(?=\w)")
_SHARED = frozenset(("name", "number", "type", "date", "time"))
_EDGES = " \t\r\n.,;:!?\"'-"

_REASON_WORDS = frozenset(
    (
        "reason",
        "purpose",
        "service",
        "type",
        "visit",
        "occasion",
        "category",
        "treatment",
        "subject",
        "topic",
        "issue",
        "problem",
        "event",
    )
)
_REASON = re.compile(
    r"\b(?:for|about|because(?:\s+of)?|regarding)\s+(?:an?\s+|my\s+)?(?P<value>[a-z][^.,;!?\n]*?)"
    r"(?=\s+(?:on|at|this|next|tomorrow|today|and|please)\b|[.,;!?\n]|$)"
)
_NOT_A_REASON = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|to(?:day|morrow|night)|this\b|next\b|the\s+\w*(?:st|nd|rd|th)\b|me\b|us\b|you\b"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
_CAPITALISED = r"(?P<value>(?:(?:St|Ft|Mt)\.\s)?[^\W\d_a-z][\w'-]*(?:\s+[^\W\d_a-z][\w'-]*){0,3})"
_ORIGIN = re.compile(rf"\bfrom\s+{_CAPITALISED}")
_DESTINATION = re.compile(rf"\b(?:to|for|in|at|visit)\s+{_CAPITALISED}")
_WHERE = re.compile(rf"\b(?:in|at|near|to|around|visit)\s+(?:the\s+)?{_CAPITALISED}")
# Only in an answer: the preposition may be any, and a place may open the sentence or be in lower case.
_SOMEWHERE = re.compile(rf"\b(?:in|at|near|to|from|around|about|visit|city|town|search|for)\s+{_CAPITALISED}")
_OPENING = re.compile(rf"^\W*{_CAPITALISED},?\s+(?:is|would|works|sounds|please|for|will)\b")
_LOWER_CASE = re.compile(r"\b(?:in|near|to|from|around|visit)\s+(?P<value>[a-z][\w'-]*(?:\s+[a-z][\w'-]*)?)(?=[.,!?;]|$)")
_STREET = re.compile(
    r"\b(?P<value>[0-9]{1,6}[a-z]?\s+(?:[\w'.-]+\s+){1,4}?(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|boulevard|blvd|way"
    r"|court"
    r"|crescent|place|highway)\b\.?(?:\s+(?:north|south|east|west|n|s|e|w)\b)?)"
)
_CODE = re.compile(r"(?<![\w-])(?P<value>(?=[a-z0-9-]*[0-9])[a-z0-9]+(?:-[a-z0-9]+){0,4})(?![\w-])")
_NOT_A_PLACE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|i|i'm|i'd)\b"
)
_DIGITS = {word: str(value) for word, value in DIGIT_WORDS.items()} | {"oh": "0", "dash": "-"}


def free_text(slot: Slot, text: str, *, answering: bool = False) -> Found | None:
    """What fills a slot of words: an explicit "my <slot> is X" anywhere, or the whole of a direct answer without its courtesies.

    Unasked, a reason is also heard after "for" or "about", a place after its preposition. None when the answer is refused.
    """
    heard = folded(text)
    if match := _explicit(slot.words).search(heard):
        return _trimmed(slot.kind, text, heard, *match.span("value"))
    if not answering:
        return _by_pattern(slot, text, heard)
    if is_refusal(text):
        return None
    whole = _trimmed(slot.kind, text, heard, 0, len(text))
    if whole is None or slot.kind is not Kind.PLACE or len(whole.text.split()) <= 2 or whole.text[0].isdigit():
        return whole
    return _place_in(slot, text, heard) or whole


def _place_in(slot: Slot, text: str, heard: str) -> Found | None:
    """The place within a longer answer: "I'd like to stay in San Jose"."""
    if slot.words[-1:] in {("address",), ("street",)}:
        return None
    patterns = (_pattern(slot) or _WHERE, _SOMEWHERE, _OPENING, _LOWER_CASE)
    return next((found for pattern in patterns if (found := _first(pattern, slot.kind, text, heard)) is not None), None)


def _by_pattern(slot: Slot, text: str, heard: str) -> Found | None:
    pattern = _pattern(slot)
    return None if pattern is None else _first(pattern, slot.kind, text, heard)


def _first(pattern: re.Pattern[str], kind: Kind, text: str, heard: str) -> Found | None:
    refused = _NOT_A_PLACE if kind is Kind.PLACE else _NOT_A_REASON
    # Capitals tell a place from an adverb; streets and reasons are read in folded text.
    for match in pattern.finditer(heard if pattern in (_REASON, _STREET) else plain(text)):
        if not refused.match(heard, match.start("value")):
            return _trimmed(kind, text, heard, *match.span("value"))
    return None


def _pattern(slot: Slot) -> re.Pattern[str] | None:
    words = frozenset(slot.words)
    if slot.kind is Kind.TEXT:
        return _REASON if words & _REASON_WORDS else None
    if slot.kind is not Kind.PLACE:
        return None
    if words & {"address", "street"}:
        return _STREET
    if words & {"from", "origin", "departure", "source", "pickup"}:
        return _ORIGIN
    return _DESTINATION if words & {"to", "destination", "arrival", "dropoff"} else _WHERE


@lru_cache(maxsize=512)
def _explicit(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds "my home address is X", "address: X"; the last word of the slot's name is enough, unless many slots share it."""
    names = {words[-1:], words} - {(word,) for word in _SHARED}
    named = "|".join(sorted((r"\W+".join(map(re.escape, name)) for name in names), reverse=True)) if words else r"(?!)"
    return re.compile(
        rf"(?:\b(?:my|the|our|his|her|their)\s+(?:\w+\s+){{0,3}}?(?:{named})(?:\s+(?:for|of)(?:\s+\w+){{1,3}}?)?"
        r"(?:\s+(?:is|are|will\s+be|would\s+be)|'s)\s*:?"
        rf"|(?:^|[.,;!?\n])\s*(?:{named})\s*(?::|\bis\b))"
        r"\s+(?P<value>[^\n]+?)(?=[.;!?](?:\s|$)|,?\s+(?:and\s+(?:my|the|i|i'm|it's)|but|so)\b|,\s+(?:my|the|i|i'm|i'd)\b|\n|$)"
    )


def _trimmed(kind: Kind, text: str, heard: str, start: int, end: int) -> Found | None:
    if lead := _LEADING.match(heard, start, end):
        start = lead.end()
    if tail := _TRAILING.search(heard, start, end):
        end = tail.start()
    start += len(heard[start:end]) - len(heard[start:end].lstrip(_EDGES))
    end -= len(heard[start:end]) - len(heard[start:end].rstrip(_EDGES))
    opening = {Kind.PLACE: _TOWARDS, Kind.TEXT: _ARTICLE}.get(kind)
    if opening and (lead := opening.match(heard, start, end)):
        start = lead.end()
    if start >= end:
        return None
    if kind is Kind.CODE:
        return _code(text, heard, start, end)
    return _found(kind, text[start:end], text, start, end)


def _code(text: str, heard: str, start: int, end: int) -> Found:
    """A code is joined when it is said sign by sign: "V six B one A one" → "V6B1A1"."""
    signs = [_DIGITS.get(part, part) for part in re.findall(r"[^\W_]+|-", heard[start:end])]
    if len(signs) >= 3 and all(len(sign) == 1 for sign in signs) and any(sign != "-" for sign in signs):
        # Dashes between all signs only part them: "A-B-1" is AB1, "A B dash 1" is AB-1.
        parting = all(sign == "-" for sign in signs[1::2])
        return _found(Kind.CODE, "".join(sign for sign in signs if not (parting and sign == "-")).upper(), text, start, end)
    shaped = list(_CODE.finditer(heard, start, end))
    if len(shaped) == 1 and len(heard[start:end].split()) > 3:
        start, end = shaped[0].span("value")
    return _found(Kind.CODE, text[start:end], text, start, end)


def _found(kind: Kind, value: str, text: str, start: int, end: int) -> Found:
    return Found(kind=kind, value=value, text=text[start:end], start=start, end=end)
