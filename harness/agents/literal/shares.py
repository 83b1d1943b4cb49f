"""Which words of an utterance are about which slot, when it tells several things at once."""

import re
from collections.abc import Sequence
from functools import lru_cache

from harness.agents.literal.topics import parameters_for
from harness.language.slot import Slot

__all__ = ["Clause", "Span", "clauses_for", "clauses_in", "meets", "only"]

Span = tuple[int, int]
Clause = tuple[int, int, str | None]
"""Where it begins and ends, and the name of the slot that it says it is about: "The car is …"."""

_CLAUSE = re.compile(r"[^.!?;\s](?:[^.!?;]|[.!?;](?!\s|$))*[.!?;]*")
_LABELLED = re.compile(
    r"(?:(?:and|my|the|our|his|her|their|its)\s+)+(?P<label>[a-z][\w' -]{1,30}?)\s+(?:is|are|was|would be|will be)\s+(?=\S)",
    re.IGNORECASE,
)


@lru_cache(maxsize=2048)
def clauses_in(text: str, slots: tuple[Slot, ...]) -> tuple[Clause, ...]:
    """The sentences of what was said; "My name is Jane. Two." says of one of its two sentences which slot it fills."""
    return tuple((match.start(), match.end(), _owner(match.group(), slots)) for match in _CLAUSE.finditer(text))


def clauses_for(slot: Slot, clauses: Sequence[Clause]) -> list[Clause]:
    """Those that name the slot, else those that name none."""
    own = [clause for clause in clauses if clause[2] == slot.name]
    return own or [clause for clause in clauses if clause[2] is None]


def only(text: str, clauses: Sequence[Clause], claimed: Sequence[Span] = ()) -> str:
    """The text with everything else blanked; every character keeps its place."""
    kept = [" "] * len(text)
    for start, end, _ in clauses:
        kept[start:end] = text[start:end]
    for start, end in claimed:
        kept[start:end] = " " * (end - start)
    return "".join(kept)


def meets(span: Span, claimed: Sequence[Span]) -> bool:
    """It shares a letter with what is claimed."""
    return any(span[0] < end and start < span[1] for start, end in claimed)


def _owner(clause: str, slots: tuple[Slot, ...]) -> str | None:
    match = _LABELLED.match(clause)
    found = parameters_for(match["label"].lower(), slots) if match else ()
    return found[0].name if found else None
