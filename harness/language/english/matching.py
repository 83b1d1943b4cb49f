"""Which slot a request means: grammar names a noun, the slots compete for it."""

from collections.abc import Callable, Sequence

from msgspec import structs

from harness.language.english.nouns import NounPhrase
from harness.language.english.profiles import Profile, lean_of, profile_of
from harness.language.english.request import Asking, Request
from harness.language.english.words import RELATED
from harness.language.slot import Kind, Slot

__all__ = ["slots_meant"]

# Scores: 4 the noun itself, 3 its kind, about 2.5 its description, 2 related at best. The rest settles ties: words in common add
# at most 1.2, the right end of a journey adds 1, the wrong end or a foreign word on a vague noun takes 2.5.
_ENOUGH = 2.0
_STAY, _JOURNEY, _HIRE = frozenset({"checkin", "checkout"}), frozenset({"leave", "return"}), frozenset({"pickup", "dropoff"})
_GENERIC = frozenset({"name", "number", "code", "id", "kind"})
"""Nouns that mean nothing without the word before them."""
_NAME_PARTS = frozenset({"first", "last", "middle", "family", "maiden", "surname"})
_PERSONAL = _NAME_PARTS | {"person", "legal", "full", "complete", "whole"}
_NOT_A_PERSON = frozenset({"restaurant", "event", "center", "apartment", "theater", "order", "letter", "airport", "department"})
_PERSON_ENDINGS = ("er", "or", "ent", "ant", "ist", "ian", "ee", "eur")
_MONEY = frozenset({"price", "amount", "balance", "money", "deposit", "fee"})
_SPANS = frozenset({"date", "night", "stay", "week", "hour", "minute", "month", "duration", "length"})
_COUNTS = frozenset({"number", "size", "count", "total", "quantity", "length", "amount"})
_WHETHER = frozenset({"has", "is", "in", "on", "be", "with", "offer", "serve", "need", "want", "add", "include", "allow", "go"})
"""Words in the name of a yes-or-no slot that say nothing about what it is."""
_HANDED, _RECEIVER = frozenset({"send", "transfer", "wire", "deposit"}), frozenset({"recipient", "account"})
""""Where should I send the money?" asks for whom."""
_WISHED = frozenset({"want", "like", "should", "set", "be", "need", "prefer"})
""""What should the address be?" asks for the new one."""
_MOVING = frozenset({"go", "arrive"})
_COMMON = frozenset({"person", "go", "make", "send", "reserve", "name"})
_EMPTY_VERBS = frozenset(
    {
        *("do", "have", "like", "want", "need", "book", "make", "help", "look", "find", "be", "for", "in", "on", "you"),
        *("i", "with", "at", "by", "name", "go", "number", "reserve"),
    }
)


def slots_meant(request: Request, slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """The slots this request asks for: the best one; several when it names their choices or is a plural that fits several."""
    noun = request.noun
    several = noun is not None and noun.plural and noun.head in {"date", "time"}
    if several:
        request = structs.replace(request, context=request.context - _MOVING)
    scored = [(score, slot) for slot in slots if (score := _score(request, slot)) >= _ENOUGH]
    if not scored and noun is not None and noun.owner:
        return slots_meant(structs.replace(request, noun=NounPhrase(head=noun.owner)), slots)
    if not scored:
        return ()
    best = max(score for score, _ in scored)
    if len(request.ends) > 1 and any(lean not in {profile_of(slot).lean for _, slot in scored} for lean in request.ends):
        request = structs.replace(request, ends=frozenset())
    if len(request.ends) > 1:
        return _at_ends(scored, request.ends)
    if request.asking is Asking.WHEN and _both_ends(request.context):
        return tuple(slot for score, slot in scored if profile_of(slot).lean and score >= best - 0.5)
    if several and not lean_of(request.context, place=False):
        return tuple(slot for score, slot in scored if score >= best - 1.5)
    if request.asking in {Asking.YES_NO, Asking.CHOICE}:
        return tuple(slot for score, slot in scored if score >= best)
    return (next(slot for score, slot in scored if score >= best),)


def _at_ends(scored: Sequence[tuple[float, Slot]], ends: frozenset[str]) -> tuple[Slot, ...]:
    """The best slot at each end."""
    chosen = []
    for end in ends:
        there = [(score, slot) for score, slot in scored if profile_of(slot).lean == end]
        best = max(score for score, _ in there)
        chosen.append(next(slot for score, slot in there if score >= best))
    return tuple(chosen)


def _score(request: Request, slot: Slot) -> float:
    profile = profile_of(slot)
    if profile.yes_no and request.asking is Asking.NOUN and request.noun is not None:
        named = profile.words - _WHETHER
        return 2.2 if named and named <= request.noun.modifiers | {request.noun.head} else 0
    if profile.yes_no != (request.asking is Asking.YES_NO):
        return 0
    score = _SCORERS[request.asking](request, slot, profile)
    if score <= 0 or request.asking in {Asking.YES_NO, Asking.CHOICE, Asking.LENGTH}:
        return score
    noun: frozenset[str] = frozenset() if request.noun is None else request.noun.modifiers | {request.noun.head}
    if "birth" in profile.words and "birth" not in noun | request.context:
        return 0
    context = request.context - noun
    shared = len(context & profile.words) * 0.4 + len(context & profile.described) * 0.2
    if profile.words & _STAY:  # who leaves ends a stay, and begins a journey
        noun, context = noun - {"leave"}, request.context - noun
        leaving = "leave" in request.context or (request.noun is not None and "leave" in request.noun.modifiers)
        noun, context = (noun | {"checkout"}, context - {"leave"}) if leaving else (noun, context)
    lean = lean_of(noun, place=profile.place) or lean_of(context, place=profile.place)
    if lean and profile.lean and len(request.ends) < 2:
        shared += 1.0 if lean == profile.lean else -2.5
    if "new" in profile.words and request.context & _WISHED:
        shared += 0.7
    return score + min(shared, 1.2)


def _both_ends(context: frozenset[str]) -> bool:
    return any(pair <= context for pair in (_STAY, _JOURNEY, _HIRE))


def _where(request: Request, slot: Slot, profile: Profile) -> float:
    if request.context & _HANDED:
        if profile.words & _RECEIVER:
            return 3.5 if slot.kind is not Kind.CHOICE else 3.0
    if not profile.place and slot.kind in {Kind.TEXT, Kind.CHOICE} and "place" in profile.leading:
        return 2.2
    if not profile.place or profile.counted or slot.kind in {Kind.NAME, Kind.PHONE, Kind.DATE, Kind.TIME, Kind.CODE}:
        return 0
    return _where_of(profile)


def _where_of(profile: Profile) -> float:
    if profile.head == "address":
        return 2.1
    return 3.0 if profile.head == "city" else 2.8 if profile.head in {"place", "to", "from", "where"} else 2.3


def _when(request: Request, slot: Slot, profile: Profile) -> float:
    if slot.kind in {Kind.DATE, Kind.DATETIME} or (profile.head == "date" and not profile.counted):
        return 3.0
    return 2.5 if slot.kind is Kind.TIME or profile.head == "time" else 0


def _who(request: Request, slot: Slot, profile: Profile) -> float:
    if "title" in slot.words or profile.place or slot.kind in {Kind.DATE, Kind.TIME, Kind.DATETIME}:
        return 0
    if slot.kind is Kind.NAME or profile.head == "name":
        entities = (profile.words if profile.head != "name" else profile.modifiers) - _PERSONAL - _EMPTY_VERBS
        if request.context & (entities - _COMMON):
            return 3.5
        if not entities or any(_is_person(entity) for entity in entities | profile.leading):
            return 3.0
        return 2.2 if request.context & (entities | profile.described) - _EMPTY_VERBS else 0
    if slot.kind in {Kind.TEXT, Kind.CHOICE} and not profile.counted and _is_person(profile.head):
        return 2.8
    return 2.3 if request.context & (profile.words - _EMPTY_VERBS) else 0


def _count(request: Request, slot: Slot, profile: Profile) -> float:
    if not profile.counted and slot.kind is not Kind.NUMBER:
        if request.noun is not None and {"many", request.noun.head} <= profile.leading:
            return 2.2
        spans = request.noun is not None and request.noun.head in _SPANS
        return 2.0 if spans and slot.kind is Kind.DATE and profile.lean == "end" else 0
    if request.noun is None:
        return 3.0 if request.context & profile.words or not request.context else 2.0
    wanted = request.noun.head
    if wanted in profile.words:
        return 4.0
    if wanted in profile.described:
        return 3.0
    return 2.0 if RELATED.get(wanted, frozenset()) & profile.words else 0


def _length(request: Request, slot: Slot, profile: Profile) -> float:
    if (profile.counted or slot.kind in {Kind.NUMBER, Kind.TEXT}) and profile.words & _SPANS and not profile.words & _MONEY:
        return 3.0
    return 2.0 if slot.kind is Kind.DATE and profile.lean == "end" else 0


def _price(request: Request, slot: Slot, profile: Profile) -> float:
    if slot.kind not in {Kind.NAME, Kind.PLACE, Kind.DATE, Kind.TIME} and profile.words & _MONEY:
        return 3.0 if profile.head != "balance" else 2.5
    return 0


def _noun(request: Request, slot: Slot, profile: Profile) -> float:
    noun = request.noun
    if noun is None or noun.head == "go":
        return 0
    if noun.head == "stay":
        return _length(request, slot, profile)
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
        entities = profile.modifiers - _PERSONAL
        if entities and not any(_is_person(entity) for entity in entities):
            score -= 2.5
    return score


def _head_score(noun: NounPhrase, slot: Slot, profile: Profile) -> float:
    head = noun.head
    if head == profile.head and (head != "place" or noun.modifiers & profile.words):
        return 4.0
    if head == "place" and profile.place:
        return _where_of(profile)
    if head in _kind_nouns(slot, profile):
        return 3.0
    if head in {"from", "to"} and not profile.place and profile.head != "name":
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
    if noun.head in profile.words and (noun.plural or noun.head not in _SPANS):
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
    if noun.head == "name" and foreign <= _PERSONAL and not (profile.modifiers & _NAME_PARTS):
        return 0.5
    return 0.5 if fits_otherwise or (noun.head == "kind" and not profile.modifiers) else 2.5


def _verb(request: Request, slot: Slot, profile: Profile) -> float:
    return 2.2 if not profile.counted and ({profile.head} | profile.leading) & (request.context - _EMPTY_VERBS) else 0


def _manner(request: Request, slot: Slot, profile: Profile) -> float:
    fits = slot.kind is Kind.CHOICE and not profile.counted and profile.words & (request.context - _EMPTY_VERBS)
    return 2.0 if fits else 0


def _choice(request: Request, slot: Slot, profile: Profile) -> float:
    named = sum(1 for choice in profile.choices if choice.search(request.text))
    return named + 1.0 - 0.1 * len(profile.modifiers) if named >= 2 else 0


def _yes_no(request: Request, slot: Slot, profile: Profile) -> float:
    named = profile.words - _WHETHER
    shared = len(named & request.context)
    if not shared:
        told = profile.described - _WHETHER - _EMPTY_VERBS
        return 2.0 if len(told & request.context) >= max(2, len(told) / 2) else 0
    if any(character.isdigit() for character in request.text) or ("," in request.text and shared < len(named)):
        return 0  # a name or a time is in it, so the words may be part of that
    return 2.0 + shared if shared and shared * 2 >= len(named) else 0


def _is_person(word: str) -> bool:
    return word in {"person", "contact"} or (len(word) > 4 and word.endswith(_PERSON_ENDINGS) and word not in _NOT_A_PERSON)


_SCORERS: dict[Asking, Callable[[Request, Slot, Profile], float]] = {
    Asking.WHERE: _where,
    Asking.WHEN: _when,
    Asking.WHO: _who,
    Asking.COUNT: _count,
    Asking.LENGTH: _length,
    Asking.PRICE: _price,
    Asking.NOUN: _noun,
    Asking.VERB: _verb,
    Asking.MANNER: _manner,
    Asking.CHOICE: _choice,
    Asking.YES_NO: _yes_no,
}
