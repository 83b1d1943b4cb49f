"""What a slot is called in English: read once from its name, its description and its kind."""

import re
from functools import lru_cache

from msgspec import Struct

from harness.language.english.words import ADJECTIVES, AUXILIARIES, DETERMINERS, PREPOSITIONS, PRONOUNS, meaning_of
from harness.language.slot import Kind, Slot

__all__ = ["Profile", "lean_of", "profile_of"]

_FROM = frozenset({"from", "leave", "pickup"})
_TO = frozenset({"to", "arrive", "go", "return", "dropoff"})
_BEGINNING = frozenset({"from", "leave", "start", "pickup", "checkin", "arrive", "go"})
_END = frozenset({"to", "end", "return", "dropoff", "checkout"})


class Profile(Struct, frozen=True, kw_only=True):
    """A slot as the words people use for it, all as meanings."""

    head: str
    """The noun it is: "date" for check_in_date, "room" for number_of_rooms, "name" for hotel_name."""
    modifiers: frozenset[str]
    """The rest of its name."""
    described: frozenset[str]
    """Content words of its description."""
    leading: frozenset[str]
    """The first content words of its description, which say what it is rather than what it is for."""
    counted: bool
    """Its value is how many there are of `head`."""
    yes_no: bool
    place: bool
    lean: str
    """Which end of a journey or stay it belongs to: "start", "end", or nothing."""
    choices: tuple[re.Pattern[str], ...]

    @property
    def words(self) -> frozenset[str]:
        """Every meaning in its name."""
        return self.modifiers | {self.head}


_COMPOUNDS = {
    **{(first, "code"): "zip" for first in ("zip", "post", "postal")},
    ("check", "in"): "checkin",
    ("check", "out"): "checkout",
    ("pick", "up"): "pickup",
    ("drop", "off"): "dropoff",
}
_TAILS = frozenset({"range", "level", "value", "preference", "info", "details", "text", "string", "iso", "field"})
_COUNTS = frozenset({"count", "size", "quantity", "number", "amount", "total"})
_EMPTY = (DETERMINERS | ADJECTIVES | AUXILIARIES | PRONOUNS) | {
    "of",
    "and",
    "or",
    "which",
    "where",
    "when",
    "whether",
    "boolean",
    "flag",
    "indicating",
    "if",
}
_PHONE_WORDS = frozenset({"phone", "contact"})
_ENDS = frozenset({"where", "which", "that"})
_OPENERS = frozenset({"name", "number", "kind"})
_PLACES = frozenset(
    {
        *("city", "place", "address", "to", "from", "station", "airport", "country", "state", "province", "neighborhood"),
        *("neighbourhood",),
    }
)
_TRUTH = frozenset({"true", "false", "yes", "no"})


@lru_cache(maxsize=2048)
def profile_of(slot: Slot) -> Profile:
    """The profile of a slot; a slot whose name has no word at all has an empty head that nothing matches."""
    words = [meaning_of(word) for word in _joined(slot.words)]
    choices = tuple(choice.lower() for choice in slot.choices)
    description = re.findall(r"[a-z0-9]+", slot.description.lower())
    joined = _joined(tuple(description))
    listed = [meaning_of(word) for word in joined if word not in _EMPTY and word != "to"]
    yes_no = slot.kind is Kind.BOOLEAN or (bool(choices) and set(choices) <= _TRUTH)
    counted, words = _counted(slot, words, description)
    while len(words) > 1 and words[-1] in _TAILS:
        words.pop()
    at = _head_place(slot.name, words)
    head = words[at] if words else ""
    modifiers = frozenset(words[:at] + words[at + 1 :])
    if slot.kind is Kind.PHONE and head != "number":
        head, modifiers = "number", modifiers | {head}
    if slot.kind is Kind.EMAIL:
        head, modifiers = "email", modifiers - {"email"}
    if head == "birth":
        head, modifiers = "date", modifiers | {"birth"}
    if slot.kind is Kind.PHONE:
        modifiers |= _PHONE_WORDS
    place = slot.kind is Kind.PLACE or (head in _PLACES and slot.kind not in {Kind.EMAIL, Kind.PHONE})
    return Profile(
        head=head,
        modifiers=modifiers,
        described=frozenset(listed),
        leading=_leading(joined),
        counted=counted and not yes_no,
        yes_no=yes_no,
        place=place,
        lean=lean_of(frozenset(words), place=place) or lean_of(frozenset(listed), place=place),
        choices=() if counted or yes_no else tuple(re.compile(rf"\b{re.escape(choice)}s?\b") for choice in choices if choice),
    )


def lean_of(meanings: frozenset[str], *, place: bool) -> str:
    """Which end these words point to, "start", "end" or "": the ends of a journey for a place, else those of a stretch of time.

    Arriving is the end of a journey but the beginning of a stay. A "from" decides; both ends at once are neither.
    """
    if "from" in meanings:
        return "start"
    if place and "go" in meanings and meanings & {"start", "end"}:
        return "start" if "start" in meanings else "end"
    start, end = bool(meanings & (_FROM if place else _BEGINNING)), bool(meanings & (_TO if place else _END))
    if start == end:
        return ""
    return "start" if start else "end"


def _leading(description: list[str]) -> frozenset[str]:
    """The noun a description opens with; "name of the hotel" opens with two."""
    leading: list[str] = []
    for word in description:
        if leading and (word in PREPOSITIONS or word in _ENDS or (word == "of" and leading[-1] not in _OPENERS)):
            break
        if word not in _EMPTY and word not in PREPOSITIONS:
            leading.append(meaning_of(word))
    return frozenset(leading[:3])


def _joined(words: tuple[str, ...]) -> list[str]:
    joined: list[str] = []
    for word in words:
        if joined and (compound := _COMPOUNDS.get((joined[-1], word))) is not None:
            joined[-1] = compound
        else:
            joined.append(word)
    return joined


def _head_place(name: str, words: list[str]) -> int:
    """Which word is the noun: the last, or the one before "of", "for" or a closing preposition: date_of_birth, directed_by."""
    spelled = [part.lower() for part in re.split(r"[_\s-]+|(?<=[a-z])(?=[A-Z])", name)]
    if "of" in spelled[1:]:
        return max(0, min(spelled.index("of", 1) - 1, len(words) - 1))
    for joint in ("for", "per"):
        if joint in words[1:-1]:
            return words.index(joint, 1) - 1
    return len(words) - 2 if len(words) > 1 and words[-1] in PREPOSITIONS else len(words) - 1


def _counted(slot: Slot, words: list[str], description: list[str]) -> tuple[bool, list[str]]:
    """Whether it counts something, and its words with the counted noun last: party_size → party, number_of_rooms → rooms."""
    if slot.kind in {Kind.PHONE, Kind.CODE, Kind.DATE, Kind.TIME, Kind.EMAIL}:
        return False, words
    digits = bool(slot.choices) and all(choice.isdigit() for choice in slot.choices)
    said = words[-1:] != ["name"] and ["number", "of"] in (description[:2], description[1:3])
    named = bool(set(words) & _COUNTS) and len(words) > 1
    if not (digits or said or (named and slot.kind in {Kind.NUMBER, Kind.CHOICE})):
        return False, words
    rest = [word for word in words if word not in _COUNTS]
    return True, rest or words
