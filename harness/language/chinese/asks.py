"""Which slots a Chinese utterance asks for, whatever language the slots are named in."""

import re
from collections.abc import Sequence
from functools import lru_cache

from harness.language.chinese.choices import choices
from harness.language.chinese.heard import HAN
from harness.language.chinese.options import options_of
from harness.language.chinese.requests import Wanted, requests_in
from harness.language.english.matching import slots_meant
from harness.language.english.profiles import profile_of
from harness.language.english.question_scores import NAME_PARTS, is_person
from harness.language.slot import Kind, Slot

__all__ = ["asked_slots"]

_OWNERS = frozenset(
    {
        *("person", "contact", "customer", "client", "caller", "user", "member", "visitor", "passenger", "traveler", "traveller"),
        *(
            "recipient",
            "guest",
            "owner",
            "renter",
            "tenant",
            "holder",
            "parent",
            "sender",
            "number",
            "gender",
            "order",
            "payment",
        ),
        *("document", "department", "treatment", "letter", "water", "other", "color"),
    }
)
"""Those who are served, and words with the ending of a person."""
_HAN = re.compile(f"[{HAN}]")


@lru_cache(maxsize=4096)
def asked_slots(text: str, slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """The slots the utterance asks for, in the order of `slots`."""
    asked: set[Slot] = set()
    for wanted in requests_in(text, _own_nouns(slots)):
        asked.update(_meant(wanted, slots))
    return tuple(slot for slot in slots if slot in asked)


def _meant(wanted: Wanted, slots: tuple[Slot, ...]) -> Sequence[Slot]:
    if wanted.choices:
        return [slot for slot in slots if len({found.value for found in choices(wanted.choices, options_of(slot))}) >= 2]
    if wanted.serving:
        return _serving(slots)
    for reading in wanted.readings:
        if meant := slots_meant(reading, slots):
            return _parts_of_name(meant, slots) if wanted.whole_name else meant
    return ()


def _parts_of_name(meant: Sequence[Slot], slots: tuple[Slot, ...]) -> Sequence[Slot]:
    """姓名 is a family name and a given name: where a tool takes the two apart, both are asked for."""
    if len(meant) != 1 or not NAME_PARTS & profile_of(meant[0]).words:
        return meant
    rest = profile_of(meant[0]).words - NAME_PARTS
    return [slot for slot in slots if NAME_PARTS & profile_of(slot).words and profile_of(slot).words - NAME_PARTS == rest]


def _serving(slots: tuple[Slot, ...]) -> Sequence[Slot]:
    """The slot for somebody who serves: technicianName before technicianId."""
    of_persons = [slot for slot in slots if any(is_person(word) for word in profile_of(slot).words - _OWNERS)]
    by_kind = sorted(of_persons, key=lambda slot: (slot.kind is not Kind.NAME, slot.kind not in {Kind.TEXT, Kind.CHOICE}))
    return by_kind[:1]


@lru_cache(maxsize=256)
def _own_nouns(slots: tuple[Slot, ...]) -> frozenset[str]:
    """Chinese words in the slots' names that are in no vocabulary."""
    return frozenset(word for slot in slots for word in slot.words if _HAN.search(word))
