"""A piece of information a caller can give, and what kind of thing it is.

Slots come from anywhere: a tool's parameter (`guestPhone`), words in a step ("the phone number"), a caller's fact (`phone`),
a dialogue data set (`leaving_date`). All are the same value here, so that asking, answering and checking agree.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from harness.language.chinese.nouns import english_words

__all__ = ["Kind", "Slot", "is_somebody_else", "slot_of", "words_of"]


class Kind(StrEnum):
    """What sort of value fills a slot."""

    NAME = "name"
    """A person's name."""
    PHONE = "phone"
    EMAIL = "email"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    NUMBER = "number"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    """One of a closed list."""
    PLACE = "place"
    CODE = "code"
    """An identifier spoken character by character: postal code, card number, reservation reference."""
    TEXT = "text"


class Slot(Struct, frozen=True, kw_only=True, cache_hash=True):
    """One piece of information."""

    name: str
    """As its owner spells it: camelCase, snake_case or words."""
    words: tuple[str, ...]
    """The name as lower-case words: guestPhone → ("guest", "phone")."""
    kind: Kind = Kind.TEXT
    description: str = ""
    choices: tuple[str, ...] = ()


_CHINESE = re.compile("([\u3400-\u9fff]+)")

# Order matters: the first kind one of whose words is among the slot's words wins; later words of a name weigh more,
# so the lists are tried on the last word first ("phone_number" is a phone, "check_in_date" a date).
_KIND_WORDS: tuple[tuple[Kind, frozenset[str]], ...] = (
    (Kind.PHONE, frozenset({"phone", "telephone", "cell", "mobile", "cellphone", "callback", "tel"})),
    (Kind.EMAIL, frozenset({"email", "mail"})),
    (Kind.DATETIME, frozenset({"datetime", "timestamp", "slot"})),
    (Kind.DATE, frozenset({"date", "day", "dob", "birthday", "birthdate", "dates", "weekday"})),
    (Kind.TIME, frozenset({"time", "hour", "times"})),
    (Kind.CODE, frozenset({"id", "code", "postcode", "zip", "reference", "pin", "card", "postal", "zipcode"})),
    (
        Kind.PLACE,
        frozenset(
            {"city", "address", "location", "place", "town", "destination", "street", "area", "station", "province", "country"}
        ),
    ),
    (
        Kind.NUMBER,
        frozenset(
            {
                "count",
                "size",
                "number",
                "quantity",
                "nights",
                "days",
                "guests",
                "people",
                "travelers",
                "rooms",
                "seats",
                "age",
                "party",
            }
        ),
    ),
    (Kind.NAME, frozenset({"name", "surname", "firstname", "lastname", "fullname"})),
)


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    """A name as lower-case words: "guestPhone", "guest_phone", "guest-phone" and "the guest phone" are all alike.

    Common Chinese nouns become the English words for them: "电话号码" is ("phone", "number").
    """
    if not name.isascii() and _CHINESE.search(name):
        parts = _CHINESE.split(name)
        return tuple(
            word for part in parts if part.strip() for word in (english_words(part) if _CHINESE.match(part) else words_of(part))
        )
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_\-/\s]+", " ", name.strip())
    return tuple(
        word.lower() for word in spaced.split() if word.lower() not in {"the", "a", "an", "of", "their", "your", "his", "her"}
    )


def slot_of(
    name: str,
    *,
    description: str = "",
    choices: Sequence[str] = (),
    json_type: str = "string",
    json_format: str | None = None,
) -> Slot:
    """The slot for a name, with its kind inferred from schema first, then words, then description."""
    words = words_of(name)
    return Slot(
        name=name,
        words=words,
        kind=_kind_of(words, description, tuple(choices), json_type, json_format),
        description=description,
        choices=tuple(choices),
    )


@lru_cache(maxsize=4096)
def _kind_of(words: tuple[str, ...], description: str, choices: tuple[str, ...], json_type: str, json_format: str | None) -> Kind:
    if json_type == "boolean":
        return Kind.BOOLEAN
    if choices:
        return Kind.CHOICE
    by_format = {"date": Kind.DATE, "time": Kind.TIME, "date-time": Kind.DATETIME, "email": Kind.EMAIL, "phone": Kind.PHONE}
    if json_format in by_format:
        return by_format[json_format]
    if (kind := _kind_by_words(words)) is not None:
        return kind
    if json_type in {"integer", "number"}:
        return Kind.NUMBER
    described = words_of(re.sub(r"[^\w\s]", " ", description.split(".")[0]))
    return _kind_by_words(described[:4]) or Kind.TEXT


def _kind_by_words(words: tuple[str, ...]) -> Kind | None:
    if "per" in words[1:]:
        words = words[: words.index("per", 1)]  # a price per day is no day
    for kind, vocabulary in _KIND_WORDS[:2]:
        if vocabulary & set(words):
            return kind
    if {"date", "time"} <= set(words) or (len(words) > 1 and words[-1] == "at"):  # dateTime, scheduledAt
        return Kind.DATETIME
    for word in reversed(words):
        for kind, vocabulary in _KIND_WORDS:
            if word in vocabulary:
                return kind
    return None


_OTHERS = frozenset(
    (
        "provider", "staff", "host", "stylist", "therapist", "trainer", "instructor", "teacher", "waiter", "server", "technician",
        "practitioner", "consultant", "employee", "specialist", "advisor", "adviser", "guide", "driver", "agent", "barber",
    )
)  # fmt: skip


def is_somebody_else(slot: Slot) -> bool:
    """A name that is not the caller's own but of whom they want to see: by the slot's name, or a title in its description."""
    return not _OTHERS.isdisjoint(slot.words) or re.search(r"\b(?:Dr|Mr|Ms|Prof)\b\.?", slot.description) is not None
