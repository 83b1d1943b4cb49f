"""What an utterance means, in the language it is in.

A call may change its language half-way, so every utterance is read in its own, told by its script; an answer of digits or signs
alone is read in the language of what it answers.
"""

from collections.abc import Sequence
from datetime import datetime

from harness.checks.tongues import tongue_of
from harness.language import acts, answers, asks, claims, confirmations, values
from harness.language.found import Found
from harness.language.slot import Kind, Slot

__all__ = [
    "asked_slots",
    "asks_anything",
    "asks_to_confirm",
    "claims_success",
    "claims_trouble",
    "names",
    "says_goodbye",
    "says_no",
    "says_yes",
    "told",
]


def says_yes(answer: str, question: str = "") -> bool:
    """Whether the answer is yes, and is not taken back in the same breath."""
    return answers.affirms(answer, language=tongue_of(answer, tongue_of(question)))


def says_no(answer: str, question: str = "") -> bool:
    """Whether the answer is no, or corrects what was said."""
    return answers.denies(answer, language=tongue_of(answer, tongue_of(question)))


def asks_to_confirm(text: str) -> bool:
    """Whether it repeats what was understood, or what will be done, and wants a yes."""
    return confirmations.asks_to_confirm(text, language=tongue_of(text))


def asked_slots(text: str, slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """Those of the slots that it asks its listener to tell."""
    return asks.asked_slots(text, slots, language=tongue_of(text))


def told(slot: Slot, text: str, now: datetime, *, answering: bool = False) -> Found | None:
    """The value for the slot in what somebody said; None when there is none, or it was refused."""
    return values.extract(slot, text, now, answering=answering, language=tongue_of(text))


def asks_anything(text: str) -> bool:
    """Whether it wants an answer."""
    return acts.is_question(text, language=tongue_of(text))


def names(speech: str, value: str, *, kind: Kind | None, now: datetime) -> bool:
    """Whether the speech says the value, in whatever form."""
    return values.mentions(speech, value, kind=kind, now=now, language=tongue_of(speech))


def says_goodbye(text: str) -> bool:
    """Whether it takes leave."""
    return claims.says_goodbye(text, language=tongue_of(text))


def claims_success(text: str) -> bool:
    """Whether it says that something has been done."""
    return claims.claims_success(text, language=tongue_of(text))


def claims_trouble(text: str) -> bool:
    """Whether it says that something technical went wrong."""
    return claims.claims_trouble(text, language=tongue_of(text))
