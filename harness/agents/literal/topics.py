"""Noun phrases of a prompt, and the tool parameters they mean."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from harness.language.slot import Kind, Slot, slot_of, words_of
from harness.ports import ToolSpec

__all__ = ["parameter_slots", "parameters_for", "slot_for_topic", "stem", "topics_in"]

_OPENING = re.compile(
    r"^(?:(?:and|or|also|then|for|about|the|a|an|their|his|her|your|its|this|these|those|all|both|any|each|of|"
    r"following|preferred|desired|exact|complete|correct|valid|current|own)\s+|(?:the\s+)?\w+['’]s?\s+(?=\w))+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:\(.*?\)|,?\s*\b(?:one at a time|one by one|in (?:this|that) order|first|again|politely|before|so that|so we|so you|"
    r"because|if|when|unless|which|that|who|whom|where|they|he|she|you|we|to reach|for the|for this|for their|on file|"
    r"and nothing else|in full|as well|please|is|are|the \w+ (?:can|could|may|should|will|must|would|wants?|needs?|likes?)|from them|from the|at (?:which|what))\b.*)$",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:,|;|/|、|\band\b|\bor\b|\bas well as\b|\bplus\b|&)\s*", re.IGNORECASE)
_WH = (
    (re.compile(r"^(?:when|what date and time)\b", re.IGNORECASE), ("date", "time")),
    (re.compile(r"^(?:what|which)\s+(?:day|date)s?\b.*\btimes?\b", re.IGNORECASE), ("date", "time")),
    (re.compile(r"^where\b", re.IGNORECASE), ("place",)),
    (re.compile(r"^who\b", re.IGNORECASE), ("name",)),
)
_WH_NOUN = re.compile(r"^(?:what|which|how many|how much|what kind of|what type of)\s+", re.IGNORECASE)
_JOINERS = frozenset({"name", "number", "address", "date", "time"})


def topics_in(phrase: str) -> tuple[str, ...]:
    """The things a noun phrase lists: "the guest's full name, phone number and e-mail, one at a time" → three of them."""
    phrase = re.split(r"[;:]|\s[-–—]\s", re.sub(r"\((?:.*?)\)", "", phrase))[0].strip(" .!?\"'")
    found: list[str] = []
    for piece in _SPLIT.split(phrase):
        meant = next((topics for pattern, topics in _WH if pattern.match(piece)), ())
        if meant:
            found += meant
            continue
        piece = _WH_NOUN.sub("", piece)
        whole = _TAIL.sub("", _strip_opening(piece)).strip(" .:!?\"'")
        if whole and not re.fullmatch(r"(?:details|information|following|these|it|them|one|name it|so)", whole, re.IGNORECASE):
            found.append(whole.lower())
    return tuple(dict.fromkeys(found))


def slot_for_topic(topic: str) -> Slot:
    """The slot a topic stands for when no parameter does."""
    return slot_of(topic)


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A crude common form, so that "booking", "booked" and "books" meet."""
    word = word.lower()
    for ending, replacement in (("ies", "y"), ("ations", ""), ("ation", ""), ("ings", ""), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: len(word) - len(ending)] + replacement
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def parameter_slots(tool: ToolSpec) -> tuple[Slot, ...]:
    """A slot for each parameter, in the schema's order."""
    properties: dict[str, Any] = tool.parameters.get("properties") or {}
    return tuple(_parameter_slot(name, schema if isinstance(schema, dict) else {}) for name, schema in properties.items())


def parameters_for(topic: str, slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """Which of `slots` a topic means: the best one, or every one that it names equally ("dates" and two date parameters)."""
    wanted = slot_for_topic(topic)
    scored = [(score, slot) for slot in slots if (score := _likeness(wanted, slot)) >= 1.0]
    if not scored:
        return ()
    best = max(score for score, _ in scored)
    winners = [slot for score, slot in scored if score >= best - 0.01]
    return tuple(winners) if topic.endswith("s") and not topic.endswith("ss") else tuple(winners[:1])


def _strip_opening(piece: str) -> str:
    previous = None
    while previous != piece:
        previous, piece = piece, _OPENING.sub("", piece.strip())
    return piece


def _parameter_slot(name: str, schema: dict[str, Any]) -> Slot:
    kind = schema.get("type", "string")
    choices = tuple(str(value) for value in schema.get("enum", ()) if value is not None)
    return slot_of(
        name,
        description=str(schema.get("description", "")),
        choices=choices,
        json_type=kind if isinstance(kind, str) else "string",
        json_format=schema.get("format"),
    )


def _likeness(wanted: Slot, slot: Slot) -> float:
    """0 for strangers; 1 for the same kind of thing; more for every word they share."""
    asked, named = {stem(w) for w in wanted.words}, {stem(w) for w in slot.words}
    described = {stem(w) for w in words_of(re.sub(r"[^\w\s-]", " ", slot.description))}
    if not asked:
        return 0.0
    shared = len(asked & named) / len(asked)
    score = 1.5 * shared + 0.5 * len(asked & described) / len(asked)
    if wanted.kind is slot.kind and wanted.kind is not Kind.TEXT:
        score += 1.0 if not (asked - _GENERIC) or shared or not (named - _GENERIC) or wanted.kind in _UNIQUE else 0.75
    elif asked & named <= _GENERIC and shared < 1:
        score -= 0.75
    return score + 0.1 * (len(asked & named) / max(1, len(named)))


_GENERIC = frozenset(stem(word) for word in ("name", "number", "address", "date", "time", "id", "code", "type", "full", "first", "last"))
_UNIQUE = frozenset({Kind.PHONE, Kind.EMAIL, Kind.DATE, Kind.TIME, Kind.NAME})
