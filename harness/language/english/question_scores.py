"""How well a slot fits a question by its form: where, when, who, how many, how much, whether."""

from harness.language.english.profiles import Profile
from harness.language.english.request import Request
from harness.language.english.words import RELATED
from harness.language.slot import Kind, Slot

__all__ = [
    "NAME_PARTS",
    "PERSONAL",
    "SPANS",
    "WHETHER",
    "choice_score",
    "count_score",
    "is_person",
    "length_score",
    "manner_score",
    "place_score",
    "price_score",
    "verb_score",
    "when_score",
    "where_score",
    "who_score",
    "yes_no_score",
]

# 4 the noun itself, 3 its kind, about 2.5 its description, 2 related at best; less than 2 does not fit.
NAME_PARTS = frozenset({"first", "last", "middle", "family", "maiden", "surname"})
PERSONAL = NAME_PARTS | {"person", "legal", "full", "complete", "whole"}
_NOT_A_PERSON = frozenset({"restaurant", "event", "center", "apartment", "theater", "order", "letter", "airport", "department"})
_PERSON_ENDINGS = ("er", "or", "ent", "ant", "ist", "ian", "ee", "eur")
MONEY = frozenset({"price", "amount", "balance", "money", "deposit", "fee"})
SPANS = frozenset({"date", "night", "stay", "week", "hour", "minute", "month", "duration", "length"})
WHETHER = frozenset({"has", "is", "in", "on", "be", "with", "offer", "serve", "need", "want", "add", "include", "allow", "go"})
"""Words in the name of a yes-or-no slot that say nothing about what it is."""
_COMMON = frozenset({"person", "go", "make", "send", "reserve", "name"})
_EMPTY_VERBS = frozenset(
    {
        *("do", "have", "like", "want", "need", "book", "make", "help", "look", "find", "be", "for", "in", "on", "you"),
        *("i", "with", "at", "by", "name", "go", "number", "reserve"),
    }
)
_HANDED, _RECEIVER = frozenset({"send", "transfer", "wire", "deposit"}), frozenset({"recipient", "account"})
""""Where should I send the money?" asks for whom."""


def where_score(request: Request, slot: Slot, profile: Profile) -> float:
    if request.context & _HANDED and profile.words & _RECEIVER:
        return 3.5 if slot.kind is not Kind.CHOICE else 3.0
    if not profile.place and slot.kind in {Kind.TEXT, Kind.CHOICE} and "place" in profile.leading:
        return 2.2
    if not profile.place or profile.counted or slot.kind in {Kind.NAME, Kind.PHONE, Kind.DATE, Kind.TIME, Kind.CODE}:
        return 0
    return place_score(profile)


def place_score(profile: Profile) -> float:
    if profile.head == "address":
        return 2.1
    return 3.0 if profile.head == "city" else 2.8 if profile.head in {"place", "to", "from", "where"} else 2.3


def when_score(request: Request, slot: Slot, profile: Profile) -> float:
    if slot.kind in {Kind.DATE, Kind.DATETIME} or (profile.head == "date" and not profile.counted):
        return 3.0
    return 2.5 if slot.kind is Kind.TIME or profile.head == "time" else 0


def who_score(request: Request, slot: Slot, profile: Profile) -> float:
    if "title" in slot.words or profile.place or slot.kind in {Kind.DATE, Kind.TIME, Kind.DATETIME}:
        return 0
    if slot.kind is Kind.NAME or profile.head == "name":
        entities = (profile.words if profile.head != "name" else profile.modifiers) - PERSONAL - _EMPTY_VERBS
        if request.context & (entities - _COMMON):
            return 3.5
        if not entities or any(is_person(entity) for entity in entities | profile.leading):
            return 3.0
        return 2.2 if request.context & (entities | profile.described) - _EMPTY_VERBS else 0
    if slot.kind in {Kind.TEXT, Kind.CHOICE} and not profile.counted and is_person(profile.head):
        return 2.8
    if profile.words & MONEY or profile.counted:
        return 0
    return 2.3 if request.context & (profile.words - _EMPTY_VERBS) else 0


def count_score(request: Request, slot: Slot, profile: Profile) -> float:
    if not profile.counted and slot.kind is not Kind.NUMBER:
        if request.noun is not None and {"many", request.noun.head} <= profile.leading:
            return 2.2
        spans = request.noun is not None and request.noun.head in SPANS
        return 2.0 if spans and slot.kind is Kind.DATE and profile.lean == "end" else 0
    if request.noun is None:
        return 3.0 if request.context & profile.words or not request.context else 2.0
    wanted = request.noun.head
    if wanted in profile.words:
        return 4.0
    if wanted in profile.described:
        return 3.0
    return 2.0 if RELATED.get(wanted, frozenset()) & profile.words else 0


def length_score(request: Request, slot: Slot, profile: Profile) -> float:
    if (profile.counted or slot.kind in {Kind.NUMBER, Kind.TEXT}) and profile.words & SPANS and not profile.words & MONEY:
        return 3.0
    return 2.0 if slot.kind is Kind.DATE and profile.lean == "end" else 0


def price_score(request: Request, slot: Slot, profile: Profile) -> float:
    if slot.kind not in {Kind.NAME, Kind.PLACE, Kind.DATE, Kind.TIME} and profile.words & MONEY:
        return 3.0 if profile.head != "balance" else 2.5
    return 0


def verb_score(request: Request, slot: Slot, profile: Profile) -> float:
    said = request.context - _EMPTY_VERBS
    if not profile.counted and ({profile.head} | profile.leading) & said:
        return 2.2
    return manner_score(request, slot, profile)


def manner_score(request: Request, slot: Slot, profile: Profile) -> float:
    fits = slot.kind is Kind.CHOICE and not profile.counted and profile.words & (request.context - _EMPTY_VERBS)
    return 2.0 if fits else 0


def choice_score(request: Request, slot: Slot, profile: Profile) -> float:
    named = sum(1 for choice in profile.choices if choice.search(request.text))
    return named + 1.0 - 0.1 * len(profile.modifiers) if named >= 2 else 0


def yes_no_score(request: Request, slot: Slot, profile: Profile) -> float:
    named = profile.words - WHETHER
    shared = len(named & request.context)
    if not shared:
        told = profile.described - WHETHER - _EMPTY_VERBS
        return 2.0 if len(told & request.context) >= max(2, len(told) / 2) else 0
    if any(character.isdigit() for character in request.text) or ("," in request.text and shared < len(named)):
        return 0  # a name or a time is in it, so the words may be part of that
    return 2.0 + shared if shared and shared * 2 >= len(named) else 0


def is_person(word: str) -> bool:
    return word in {"person", "contact"} or (len(word) > 4 and word.endswith(_PERSON_ENDINGS) and word not in _NOT_A_PERSON)
