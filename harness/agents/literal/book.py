"""How the agent says things, in the language its prompt orders: one book a language, every one of this form.

Every sentence the agent makes by itself comes from its book, so that it knows its own questions again.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol

from harness.language.slot import Slot
from harness.trace.outcome import Outcome

__all__ = ["PhraseBook", "book_of", "is_put", "joined", "length"]

_HAN = re.compile(r"[\u3400-\u9fff]")
_NO_GAP = re.compile(r"[。！？；：，]$")


class PhraseBook(Protocol):
    """What can be said; sentences end as sentences of the language do."""

    HELP: str
    ANYTHING_ELSE: str
    CHECK: str
    IS_THAT_IT: str
    WHAT_TO_CHANGE: str
    WHICH: str
    CLOSING: str
    ALL_RIGHT: str
    UNDERSTOOD: str
    GIVING_UP: str
    NOT_CAUGHT: str
    FULL_DATE: str
    NOT_DONE: str
    NOT_FOUND: str
    """Begins the sentence of `not_found`."""
    SORRY: str
    PUT_THROUGH: str

    def noun(self, slot: Slot) -> str:
        """A slot as one says it."""

    def question(self, slot: Slot) -> str:
        """The one question that asks for a slot."""

    def as_question(self, topic: str) -> str:
        """A question about something a prompt names; a question stays as it is."""

    def there_is(self, slot: Slot, options: Sequence[str], now: datetime) -> str:
        """What there is to choose from."""

    def without(self, slot: Slot) -> str:
        """Nothing is done without this."""

    def sorry_that(self, saying: str) -> str:
        """A sentence with an apology before it."""

    def unfit(self, slot: Slot) -> str:
        """What was said is no such thing."""

    def not_found(self, slot: Slot) -> str:
        """Nobody has found this out."""

    def read_back(self, values: Sequence[tuple[Slot, Any]], now: datetime) -> str:
        """The details, said back for approval."""

    def check_deed(self, tool: str, description: str, values: Sequence[tuple[Slot, Any]], now: datetime) -> str:
        """What is about to be done, said for approval, when the deed says more than its details."""

    def check_record(
        self, tool: str, description: str, record: Mapping[str, Any], values: Sequence[tuple[Slot, Any]], now: datetime
    ) -> str:
        """A deed about something that was found, said for approval."""

    def once_more(self, tool: str, description: str, details: str = "") -> str:
        """The second time of asking for approval."""

    def described(self, record: Mapping[str, Any], now: datetime) -> str:
        """A record as one tells it from others."""

    def which(self, records: Sequence[Mapping[str, Any]], now: datetime) -> str:
        """Several records, for the caller to choose."""

    def recognise(self, name: str) -> str:
        """A name that was found, for the caller to recognise; empty: a record without a name."""

    def looked_up(self, data: Mapping[str, Any]) -> str:
        """The honest report of a look-up."""

    def acted(self, tool: str, values: Mapping[str, tuple[Slot, Any]], now: datetime) -> str:
        """The honest report of a tool that succeeded and sent no sentence of its own."""

    def told(self, topic: str, value: Any) -> str:
        """One value of an answer under the prompt's name for it."""

    def deed(self, tool: str, description: str) -> str:
        """What a tool does, as something to offer."""

    def menu(self, deeds: Sequence[str], *, again: bool) -> str:
        """What the line is for; `again`: it has been said before, to no avail."""

    def message_of(self, outcome: Outcome) -> str:
        """The sentence an answer has for the caller, in this language; empty when it has none that can be spoken."""

    def stated(self, condition: str) -> str:
        """A condition of the prompt as a sentence; empty for one that is not told as it stands."""

    def says_farewell(self, text: str) -> bool:
        """The call is over after these words."""


@lru_cache(maxsize=16)
def book_of(language: str) -> PhraseBook:
    """The book of a language; the English one where there is none."""
    if language == "zh":
        from harness.agents.literal.chinese import phrases as chinese  # needed in Chinese calls only

        return chinese
    from harness.agents.literal import phrases

    return phrases


def is_put(text: str) -> bool:
    """The words end in a question."""
    return text.endswith(("?", "？"))


def length(text: str) -> int:
    """How many words were said; two Chinese characters are a word."""
    return len(text.split()) if text.isascii() else len(_HAN.sub(" ", text).split()) + (len(_HAN.findall(text)) + 1) // 2


def joined(*parts: str) -> str:
    """Sentences one after the other, with a space between them where the script of the first has one."""
    said = ""
    for part in parts:
        gap = "" if not said or not part or _NO_GAP.search(said) else " "
        said = f"{said}{gap}{part}"
    return said.strip()
