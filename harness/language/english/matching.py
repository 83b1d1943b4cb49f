"""Which slot a request means: grammar names a noun, the slots compete for it."""

from collections.abc import Callable, Sequence

from msgspec import structs

from harness.language.english.noun_scores import noun_score
from harness.language.english.nouns import NounPhrase
from harness.language.english.profiles import Profile, lean_of, profile_of
from harness.language.english.question_scores import (
    WHETHER,
    choice_score,
    count_score,
    length_score,
    manner_score,
    price_score,
    verb_score,
    when_score,
    where_score,
    who_score,
    yes_no_score,
)
from harness.language.english.request import Asking, Request
from harness.language.slot import Slot

__all__ = ["slots_meant"]

# Scores: 4 the noun itself, 3 its kind, about 2.5 its description, 2 related at best. The rest settles ties: words in common add
# at most 1.2, the right end of a journey adds 1, the wrong end or a foreign word on a vague noun takes 2.5.
_ENOUGH = 2.0
_STAY, _JOURNEY, _HIRE = frozenset({"checkin", "checkout"}), frozenset({"leave", "return"}), frozenset({"pickup", "dropoff"})
_WISHED = frozenset({"want", "like", "should", "set", "be", "need", "prefer"})
""""What should the address be?" asks for the new one."""
_MOVING = frozenset({"go", "arrive"})


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
        named = profile.words - WHETHER
        return 2.2 if named and named <= request.noun.modifiers | {request.noun.head} else 0
    if profile.yes_no != (request.asking is Asking.YES_NO):
        return 0
    score = _SCORERS[request.asking](request, slot, profile)
    if score <= 0 or request.asking in {Asking.YES_NO, Asking.CHOICE, Asking.LENGTH}:
        return score
    noun: frozenset[str] = frozenset() if request.noun is None else request.noun.modifiers | {request.noun.head}
    if "birth" in profile.words and "birth" not in noun | request.context:
        return 0
    return score + min(_tie_break(request, noun, profile), 1.2)


def _tie_break(request: Request, noun: frozenset[str], profile: Profile) -> float:
    """What the words around the noun add or take."""
    context = request.context - noun
    added = len(context & profile.words) * 0.4 + len(context & profile.described) * 0.2
    if profile.words & _STAY and "leave" in noun | context:  # who leaves ends a stay, and begins a journey
        noun, context = (noun | {"checkout"}) - {"leave"}, context - {"leave"}
    lean = lean_of(noun, place=profile.place) or lean_of(context, place=profile.place)
    if lean and profile.lean and len(request.ends) < 2:
        added += 1.0 if lean == profile.lean else -2.5
    if "new" in profile.words and request.context & _WISHED:
        added += 0.7
    return added


def _both_ends(context: frozenset[str]) -> bool:
    return any(pair <= context for pair in (_STAY, _JOURNEY, _HIRE))


_SCORERS: dict[Asking, Callable[[Request, Slot, Profile], float]] = {
    Asking.WHERE: where_score,
    Asking.WHEN: when_score,
    Asking.WHO: who_score,
    Asking.COUNT: count_score,
    Asking.LENGTH: length_score,
    Asking.PRICE: price_score,
    Asking.NOUN: noun_score,
    Asking.VERB: verb_score,
    Asking.MANNER: manner_score,
    Asking.CHOICE: choice_score,
    Asking.YES_NO: yes_no_score,
}
