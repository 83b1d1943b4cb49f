"""Which argument a sender and a reader mean alike though they call it differently."""

import re
from collections.abc import Mapping
from typing import Any

from harness.contract.shapes import kinds, resolved

__all__ = ["counterpart"]

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")
_EMPTY_WORDS = frozenset(
    ("a", "an", "and", "any", "as", "at", "be", "by", "for", "from", "if", "in", "is", "it", "no", "not", "of")
)
_EMPTY_WORDS |= frozenset(("on", "or", "the", "to", "was", "were", "when", "with"))
_ALIKE = 1 / 3
"""Share of common words from which two arguments are taken to mean the same: "Short notes for the desk" and
"notes, for whoever is at the desk" do, "First name of the guest" and "Date of birth of the guest" do not."""


def counterpart(unread: Mapping[str, object], unsent: Mapping[str, object]) -> dict[str, str]:
    """Unread name → unsent name, for pairs whose schemas fit and whose names and descriptions share enough words."""
    ours = {name: resolved(schema, {}) for name, schema in unread.items()}
    theirs = {name: resolved(schema, {}) for name, schema in unsent.items()}
    scored = [(_likeness(here, ours[here], there, theirs[there]), here, there) for here in ours for there in theirs]
    found: dict[str, str] = {}
    for score, here, there in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
        if score >= _ALIKE and here not in found and there not in found.values():
            found[here] = there
    return found


def _likeness(here: str, sent: Mapping[str, Any], there: str, read: Mapping[str, Any]) -> float:
    if kinds(sent, sent) != kinds(read, read) or any(sent.get(key) != read.get(key) for key in ("format", "enum")):
        return 0.0
    ours, theirs = _words(here, sent), _words(there, read)
    return len(ours & theirs) / len(ours | theirs)


def _words(name: str, schema: Mapping[str, Any]) -> frozenset[str]:
    found = _WORD.findall(f"{name} {schema.get('description', '')}")
    return frozenset(word.casefold() for word in found) - _EMPTY_WORDS | {name.casefold()}
