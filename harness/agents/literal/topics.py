"""Noun phrases of a prompt, and the tool parameters they mean."""

import re
from collections.abc import Sequence
from functools import lru_cache

from harness.agents.literal.chinese.script import has_han
from harness.language.asks import asked_slots
from harness.language.slot import Kind, Slot, slot_of, words_of

__all__ = ["content", "likeness", "parameters_for", "root", "slot_for_topic", "stem", "topics_in"]

_OPENING = re.compile(
    r"^(?:(?:and|or|also|then|for|about|the|a|an|their|his|her|your|its|this|these|those|all|both|any|each|of|"
    r"following|preferred|desired|exact|complete|correct|valid|current|own)\s+|(?:caller|customer|guest|client|user|person|"
    r"member|visitor|passenger|traveller|traveler)s?['’]s?\s+(?=\w))+",
    re.IGNORECASE,
)
_WHETHER = re.compile(
    r"^(?:whether|if)\s+(?:or not\s+)?(?:there (?:is|are)|it is|it's|they (?:have|are|want|need|would like)|"
    r"(?:the )?\w+ (?:has|is|wants|needs|would like))?"
    r"\s*(?:to\s+|any\s+|an?\s+)?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:,?\s*\b(?:one at a time|one by one|in (?:this|that) order|first(?! (?:and last )?names?\b)|again|"
    r"politely|before|so that|so we|so you|"
    r"because|if|when|unless|which|that|who|whom|where|they|he|she|you|we|to reach|for the|for this|for their|on file|"
    r"and nothing else|in full|as well|please|is|are|will|must|should|suits?|works?|at all times|"
    r"the \w+ (?:can|could|may|should|will|must|would|wants?|needs?|likes?|prefers?)|from them|from the|at (?:which|what)|"
    r"on behalf)\b.*)$",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:,|;|/|、|\band\b|\bor\b|\bas well as\b|\bplus\b|&)\s*", re.IGNORECASE)
_QUESTION_WORD = re.compile(r"^(?:what|which|how (?:many|much|long|old|big)|when|where|who)\b", re.IGNORECASE)
_BEFORE_WH = re.compile(
    r"^(?:and\s+)?(?:on|at|in|by|for|from|to|until)\s+(?=(?:what|which|how (?:many|much|long))\b)", re.IGNORECASE
)
_WH_NOUN = re.compile(r"^(?:what|which|how many|how much|what kind of|what type of)\s+", re.IGNORECASE)
_BOTH = re.compile(r"^(?:when|what date and time|(?:what|which)\s+(?:day|date)s?\b.*\btimes?)\b", re.IGNORECASE)
_POINTERS = re.compile(
    r"(?:(?:caller|guest|customer|client|user|person|member|visitor)s?|identity|details?|information|following|these|it|"
    r"them|one|name it|so|everything|anything|something|more|all|nothing|things?|"
    r"questions?|answers?|that|this|twice|again|separately|explicitly|politely|first|not|none|why)",
    re.IGNORECASE,
)
_DISTINGUISHING = """
    first last family given start end arrival departure pickup pick-up dropoff drop-off return check-in checkin
    check-out checkout outbound inbound home work billing shipping delivery old new earliest latest starting ending
"""
_ADJECTIVES = frozenset(_DISTINGUISHING.split())
_HEADS = frozenset({"name", "number", "address", "date", "time", "dates", "times", "names", "city", "day", "place", "location"})
_SAME = tuple(
    frozenset(group.split())
    for group in (
        "arrival checkin check-in start begin from",
        "departure checkout check-out end until",
        "last family surname",
        "first given",
        "people person guest party adult traveler traveller passenger seat size count head group",
        "phone telephone mobile cell callback",
        "reason purpose",
        "zip postal postcode",
        "reference confirmation",
        "kind type category class",
        "note comment remark request",
        "location place",
        "id identifier",
    )
)


def topics_in(phrase: str) -> tuple[str, ...]:
    """The things a noun phrase lists: "the guest's full name, phone number and e-mail, one at a time" → three of them."""
    phrase = re.sub(r"\((?:.*?)\)", "", phrase).strip(" .!?\"'“”:")
    phrase = re.split(r"[;:]|\s[-–—]\s|\.\s", phrase)[0]
    found: list[str] = []
    pieces = [piece for piece in _SPLIT.split(phrase) if piece]
    if _BOTH.match(phrase):
        return ("date", "time")
    for n, piece in enumerate(pieces):
        piece = _BEFORE_WH.sub("", piece)
        topic = _topic(_whole(piece, pieces[n + 1 :]))
        if topic:
            found.append(topic)
    return tuple(dict.fromkeys(found))


def slot_for_topic(topic: str) -> Slot:
    """The slot a topic stands for when no parameter does."""
    return slot_of(_WH_NOUN.sub("", topic))


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A crude common form, so that "seating", "seated" and "seats" meet."""
    word = word.lower()
    endings = (("ies", "y"), ("ations", ""), ("ation", ""), ("ings", ""), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))
    for ending, replacement in endings:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: len(word) - len(ending)] + replacement
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def root(word: str) -> str:
    """A cruder one still, in which "hire" and "hired" meet."""
    return stem(word).rstrip("e")


_FACE_TO_FACE = re.compile(r"\bin[ -]person\b")
"""Says how, and asks for no person."""


@lru_cache(maxsize=4096)
def content(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    if text.isascii() or not has_han(text):
        return frozenset(map(stem, _WORD.findall(_FACE_TO_FACE.sub("inperson", text.lower())))) - _EMPTY
    from harness.agents.literal.chinese.wishes import words_said

    latin = frozenset(map(stem, re.findall("[a-z]+", text.lower()))) - _EMPTY
    return latin | frozenset(map(stem, words_said(text)))


def parameters_for(topic: str, slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """Which of `slots` a topic means: the best one, or every one that it names equally ("dates" and two date parameters)."""
    named = tuple(slot for slot in slots if slot.name == topic)
    if named:
        return named
    if has_han(topic):
        from harness.agents.literal.chinese import topics as chinese

        return chinese.parameters_for(topic, slots)
    if chosen := _choosing(topic, slots):
        return chosen
    if _QUESTION_WORD.match(topic):
        plain = _TAIL.sub("", slot_for_topic(topic).name)
        return asked_slots(f"{topic[:1].upper()}{topic[1:]}?", slots) or (parameters_for(plain, slots) if plain else ())
    scored = [(score, slot) for slot in slots if (score := likeness(topic, slot)) >= 1.0]
    if not scored:
        return asked_slots(f"What is the {topic}?", slots) if len(topic.split()) <= 5 else ()
    best = max(score for score, _ in scored)
    winners = [slot for score, slot in scored if score >= best - 0.01]
    plural = any(word in {"dates", "times", "days", "names", "numbers", "addresses"} for word in topic.split())
    return tuple(winners) if plural else tuple(winners[:1])


def _choosing(topic: str, slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """The slot whose choices a topic speaks of: "mornings" for one that is morning or afternoon."""
    said = {stem(word) for word in topic.lower().split()}
    if len(said) > 6:
        return ()
    found = [slot for slot in slots for choice in slot.choices if choice.isalpha() and stem(choice) in said]
    return tuple(dict.fromkeys(found))[:1]


@lru_cache(maxsize=8192)
def likeness(topic: str, slot: Slot) -> float:
    """How well a topic names a slot: 0 for strangers; 1 for the same kind of thing; more for every word they share."""
    wanted = slot_for_topic(topic)
    asked, named = _common(wanted.words), _common(slot.words)
    described = _common(words_of(re.sub(r"[^\w\s-]", " ", slot.description)))
    if not asked:
        return 0.0
    shared = len(asked & named) / len(asked)
    weight = 1.0 if slot.kind is Kind.TEXT and not named & asked and asked <= described else 0.5
    score = (2.0 if _choosing(topic, (slot,)) else 0.0) + 1.5 * shared + weight * len(asked & described) / len(asked)
    if wanted.kind is slot.kind and wanted.kind is not Kind.TEXT:
        strangers = bool(asked - _GENERIC) and not shared and bool(named - _GENERIC)
        score += 1.0 if not strangers or wanted.kind in _UNIQUE else 0.75
    elif asked & named <= _GENERIC and shared < 1:
        score -= 0.75
    if asked == named:
        score += 1.0  # its very name: a member card type is no member card number
    return score + 0.1 * (len(asked & named) / max(1, len(named)))


def _whole(piece: str, later: Sequence[str]) -> str:
    """ "check-in" of "check-in and check-out dates" with the head it shares."""
    bare = _strip_opening(piece).lower()
    if bare not in _ADJECTIVES:
        return piece
    head = next((words[-1] for other in later if len(words := other.split()) > 1 and words[-1].lower() in _HEADS), "")
    return f"{piece} {re.sub('(?<=[a-z])s$', '', head)}" if head else piece


def _topic(piece: str) -> str:
    if piece.lower().startswith("where"):
        return "place" if len(piece.split()) == 1 else piece.lower()
    if _QUESTION_WORD.match(piece):
        return piece.lower() if len(piece.split()) > 1 else ""
    topic = _TAIL.sub("", re.sub(r"(?<=\w)['’]s?(?=\s)", "", _strip_opening(_WHETHER.sub("", piece)))).strip(" .:!?\"'“”").lower()
    return "" if not topic or _POINTERS.fullmatch(topic) else topic


def _strip_opening(piece: str) -> str:
    previous = None
    while previous != piece:
        previous, piece = piece, _OPENING.sub("", piece.strip())
    return piece


@lru_cache(maxsize=4096)
def _common(words: tuple[str, ...]) -> frozenset[str]:
    """Words in a form in which synonyms meet: "check in" and "arrival", "surname" and "last"."""
    joined = " ".join(words)
    for part in ("time", "part"):
        joined = re.sub(rf"\b{part} day\b", part, joined)  # the time of day is no day
    for pair in ("check in", "check out", "pick up", "drop off"):
        joined = joined.replace(pair, pair.replace(" ", ""))
    found: set[str] = set()
    for word in joined.replace("e mail", "email").split():
        bare = re.sub(r"s$", "", word) if not word.endswith("ss") else word
        group = next((n for n, group in enumerate(_SAME) if word in group or bare in group), None)
        found.add(stem(word) if group is None else f"={group}")
    return frozenset(found)


_GENERIC = frozenset(
    {stem(word) for word in ("name", "number", "address", "date", "time", "code", "full")}
    | _common(("first", "last", "id", "type"))
)
_UNIQUE = frozenset({Kind.PHONE, Kind.EMAIL, Kind.DATE, Kind.TIME, Kind.NAME})
_WORD = re.compile(r"[^\W\d_]+")
_EMPTY_WORDS = """
    hello hey hi the a an is are was were to of in on at for and or it that this they he she you we i if do does be has have had
    there will would can could please my your our their his her with by from as so am s t m re ve ll d
"""
_EMPTY = frozenset(stem(word) for word in _EMPTY_WORDS.split())
