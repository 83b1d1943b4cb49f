"""What was said: recognisers over one utterance, pure functions of its text."""

from harness.language.acts import asks_yes_no, is_question, offers, offers_more
from harness.language.answers import affirms, denies
from harness.language.asks import asked_slots, asks_for
from harness.language.claims import apologises, claims_success, claims_trouble, greets, promises, says_goodbye
from harness.language.confirmations import asks_to_confirm
from harness.language.slot import Kind, Slot, slot_of, words_of
from harness.language.tongue import spoken_language

__all__ = [
    "Kind",
    "Slot",
    "affirms",
    "apologises",
    "asked_slots",
    "asks_for",
    "asks_to_confirm",
    "asks_yes_no",
    "claims_success",
    "claims_trouble",
    "denies",
    "greets",
    "is_question",
    "offers",
    "offers_more",
    "promises",
    "says_goodbye",
    "slot_of",
    "spoken_language",
    "words_of",
]
