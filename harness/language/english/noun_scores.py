"""How well a slot fits a noun that was asked for: "what city", "the name of the hotel"."""

from harness.language.english.nouns import NounPhrase
from harness.language.english.profiles import Profile, lean_of
from harness.language.english.question_scores import NAME_PARTS, PERSONAL, SPANS, is_person, length_score, place_score
from harness.language.english.request import Request
from harness.language.english.words import RELATED
from harness.language.slot import Kind, Slot

__all__ = ["noun_score"]

_GENERIC = frozenset({"name", "number", "code", "id", "kind"})
"""Nouns that mean nothing without the word before them."""
_COUNTS = frozenset({"number", "size", "count", "total", "quantity", "length", "amount"})


def noun_score(request: Request, slot: Slot, profile: Profile) -> float:
    noun = request.noun
    if noun is None or noun.head == "go":
        return 0
    if noun.head == "stay":
        return length_score(request, slot, profile)
    if profile.counted:
        return _counted_noun(noun, profile)
    score = _head_score(noun, slot, profile)
    if score <= 0:
        return 0
    modifiers = noun.modifiers - {noun.head}
    fitting = modifiers & profile.words
    described = (modifiers - fitting) & profile.described
    foreign = modifiers - fitting - described
    score += len(fitting) + 0.5 * len(described) - 0.2 * len(profile.modifiers - fitting - {noun.head})
    if foreign:
        score -= _foreign_penalty(noun, profile, foreign, bool(fitting or described))
    if noun.yours and noun.head == "name" and not modifiers:
        entities = profile.modifiers - PERSONAL
        if entities and not any(is_person(entity) for entity in entities):
            score -= 2.5
    return score


def _head_score(noun: NounPhrase, slot: Slot, profile: Profile) -> float:
    head = noun.head
    if head == profile.head and (head != "place" or noun.modifiers & profile.words):
        return 4.0
    if head == "place" and profile.place:
        return place_score(profile)
    if head in _kind_nouns(slot, profile):
        return 3.0
    if head in {"from", "to"} and slot.kind in {Kind.DATE, Kind.TIME, Kind.DATETIME}:
        return 0
    if profile.lean and head != "go" and lean_of(frozenset({head}), place=profile.place) == profile.lean:
        return 2.6 if profile.place else 2.5 if slot.kind is Kind.DATE else 0
    if head == "kind" and profile.head in noun.modifiers:
        return 3.5
    if profile.head == "name" and head in {"to", "from"}:
        return 2.4
    if profile.head in {"name", "kind"} and head in profile.modifiers:
        return 3.5 if profile.head == "name" else 3.4
    if head in profile.leading:
        return 2.5
    if profile.head == "name" and head in profile.described:
        return 2.6
    if head == "city" and profile.place:
        return 2.1 if profile.head == "address" else 2.4
    if profile.head in RELATED.get(head, frozenset()):
        return 2.5
    return 1.5 if head in profile.described and head not in _GENERIC else 0


def _counted_noun(noun: NounPhrase, profile: Profile) -> float:
    if noun.head in _COUNTS:
        if noun.modifiers & profile.words:
            return 4.0
        related = any(RELATED.get(word, frozenset()) & profile.words for word in noun.modifiers)
        return 3.0 if related else 2.5 if noun.modifiers & profile.described else 0
    if noun.head in profile.words and (noun.plural or noun.head not in SPANS):
        return 3.0
    return 2.0 if noun.head in profile.leading else 0


def _kind_nouns(slot: Slot, profile: Profile) -> frozenset[str]:
    named = {
        Kind.DATE: frozenset({"date"}),
        Kind.TIME: frozenset({"time", "date"} if "date" in profile.described else {"time"}),
        Kind.DATETIME: frozenset({"date", "time"}),
        Kind.PHONE: frozenset({"phone", "number", "contact"}),
        Kind.EMAIL: frozenset({"email"}),
        Kind.NAME: frozenset({"name"}),
    }
    return named.get(slot.kind, frozenset())


def _foreign_penalty(noun: NounPhrase, profile: Profile, foreign: frozenset[str], fits_otherwise: bool) -> float:
    if noun.head not in _GENERIC:
        return 0.5
    if noun.head == "name" and foreign <= PERSONAL and not (profile.modifiers & NAME_PARTS):
        return 0.5
    return 0.5 if fits_otherwise or (noun.head == "kind" and not profile.modifiers) else 2.5
