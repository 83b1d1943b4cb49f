"""A name is told as a whole in Chinese, also to somebody who asks for one part of it."""

from collections.abc import Iterable

from harness.language.chinese.names import names, parts
from harness.language.found import Found
from harness.language.slot import Kind, Slot

__all__ = ["family_beside_given"]

_FAMILY = frozenset({"last", "family", "surname", "lastname"})
_GIVEN = frozenset({"first", "given", "firstname"})


def family_beside_given(slot: Slot, text: str, asked: Iterable[Slot]) -> Found | None:
    """The family name in an answer to a question for the given name: "林" of "林美". None for any other slot or answer."""
    if slot.kind is not Kind.NAME or _FAMILY.isdisjoint(slot.words):
        return None
    if not any(one.kind is Kind.NAME and not _GIVEN.isdisjoint(one.words) for one in asked):
        return None
    for name in names(text, answering=True):
        family, given = parts(name.value)
        if family and given and (at := text.find(family, name.start)) >= 0:
            return Found(kind=Kind.NAME, value=family, text=family, start=at, end=at + len(family))
    return None
