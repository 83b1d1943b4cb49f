"""Which pieces of information an utterance asks its listener to tell."""

from collections.abc import Sequence
from functools import lru_cache

from harness.language.english.matching import slots_meant
from harness.language.english.request import Asking
from harness.language.english.requests import requests_in
from harness.language.slot import Slot

__all__ = ["asked_slots", "asks_for", "asks_for_a_fact"]


def asked_slots(text: str, slots: Sequence[Slot], language: str = "en") -> tuple[Slot, ...]:
    """The slots the utterance asks for, in the order of `slots`. They compete: "what city?" asks for one city.

    A statement, an offer ("there is a table at six"), a guess ("will that be on Monday?") and a read-back ("a table at six, is
    that right?") ask for none.
    Raises ValueError for a language whose questions are not known.
    """
    if language == "zh":
        from harness.language.chinese import asks as chinese  # loaded by those who hear it

        return chinese.asked_slots(text, tuple(slots))
    if language != "en":
        raise ValueError(f"no questions are known in the language {language!r}; known: 'en', 'zh'")
    return _asked(text, tuple(slots))


def asks_for(text: str, slot: Slot, language: str = "en") -> bool:
    """Whether the utterance asks for this slot, with no other slots known. Raises ValueError as `asked_slots` does."""
    return bool(asked_slots(text, (slot,), language))


def asks_for_a_fact(text: str, language: str = "en") -> bool:
    """Whether the utterance names something it wants to be told: "What is your date of birth?"; not "What can I do for you?".

    Raises ValueError as `asked_slots` does.
    """
    if language == "zh":
        from harness.language.chinese import requests as chinese  # loaded by those who hear it

        return bool(chinese.requests_in(text))
    if language != "en":
        raise ValueError(f"no questions are known in the language {language!r}; known: 'en', 'zh'")
    return any(request.asking is Asking.NOUN for request in requests_in(text))


@lru_cache(maxsize=4096)
def _asked(text: str, slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    meant = {slot for request in requests_in(text) for slot in slots_meant(request, slots)}
    return tuple(slot for slot in slots if slot in meant)
