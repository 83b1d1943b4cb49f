"""What was known at one moment of a call, and whether a value can come from it."""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from harness.checks.heard import names, told
from harness.checks.tongues import tongue_of
from harness.contract.model import Assistant, Tool
from harness.language.slot import Kind, Slot, words_of
from harness.language.values import corrected
from harness.trace.events import CallerSpoke, Event, HandedOff, ToolReplied
from harness.trace.trace import Trace

__all__ = ["Known", "choices_of", "contract_text"]

_SHORT_NUMBER = 3
"""A number of so few digits is found inside dates and phone numbers, so it must stand alone."""
_FEWEST_PHONE_DIGITS = 7
_CODE = re.compile(r"\+?\d[\d\s().:/-]{2,}\d")
_NOT_A_DIGIT = re.compile(r"[^0-9]+")
_FREE_TEXT_WORDS = 4
_FREE_TEXT_SHARE = 0.6
_SMALL_WORDS = frozenset({"the", "and", "for", "with", "that", "was", "has", "have", "who", "wants", "would", "caller", "their"})


class Known:
    """Grows as the call goes on: `hear` each event, then ask whether a value `accounts_for` itself."""

    def __init__(self, trace: Trace) -> None:
        self._now = trace.now
        started = trace.started
        self._number = _digits(started.customer_number or "")
        self._platform = f"{trace.now:%Y-%m-%d} {trace.now:%H:%M} {started.call_id} {started.customer_number or ''}".casefold()
        self._said: list[str] = []
        self._said_text = ""
        self._results: list[str] = []
        self._results_text = ""

    def hear(self, event: Event) -> None:
        """Take in what an event tells the assistant."""
        if isinstance(event, CallerSpoke):
            self._said.append(event.text)
            self._said_text = f"{self._said_text}. {event.text.casefold()}"
        elif isinstance(event, ToolReplied):
            self._results.append(event.text)
            self._results_text = f"{self._results_text}. {event.text.casefold()}"
        elif isinstance(event, HandedOff):
            self._results_text = ". ".join([self._results_text, *(str(value).casefold() for value in event.variables.values())])

    def accounts_for(self, value: str, slot: Slot, contract: str) -> bool:
        """Whether the value is in what the caller said, a tool answered, the contract or the platform supplies, in any form.

        Cheapest proof first; only a value with no literal trace is looked for in other words. Free text (four words or more) is
        accounted for when most of its words are.
        """
        literal = value.casefold().strip()
        sources = (self._said_text, self._results_text, contract, self._platform)
        if any(_holds(text, literal) for text in sources):
            return True
        if self._is_known_phone(literal):
            return True
        for text in (*reversed(self._said), *reversed(self._results)):  # a value is used soon after it was given
            if self._is_mentioned(text, value, slot):
                return True
        if len(self._said) > 1 and self._is_mentioned(". ".join(self._said), value, slot):
            return True
        if self._is_mended(value, slot):
            return True
        return _is_mostly_in(literal, sources) or names(contract, value, kind=slot.kind, now=self._now)

    def _is_mentioned(self, text: str, value: str, slot: Slot) -> bool:
        text = _without_codes(text, value)
        return any(_mentions(text, value, kind, self._now) for kind in _kinds(slot))

    def _is_known_phone(self, literal: str) -> bool:
        if not (literal[:1] in "+(0123456789" and set(literal) <= set("+0123456789 ().-")):
            return False
        digits = _digits(literal)
        if len(digits) < _FEWEST_PHONE_DIGITS:
            return False
        national = digits[-10:]
        return self._number.endswith(national) or any(national in _digits(text) for text in (*self._said, *self._results))

    def _is_mended(self, value: str, slot: Slot) -> bool:
        """The caller corrected a part of an earlier value: "0124 at the end"."""
        for place, text in enumerate(self._said):
            found = told(slot, text, self._now, answering=True)
            current = found.value if found else None
            for later in self._said[place + 1 :]:
                current = (corrected(current, later, slot, language=tongue_of(later)) or current) if current else None
                if current and _digits(current) and _digits(current)[-10:] == _digits(value)[-10:]:
                    return True
        return False


def contract_text(assistant: Assistant | None, tool: Tool | None) -> str:
    """The text of the contract that values may be taken from, in small letters. Parameter descriptions are not among it: an
    example in one is exactly what must not be sent as a value."""
    parts: list[str] = []
    if assistant is not None:
        parts += [_folded(assistant.prompt), (assistant.first_message or "").casefold()]
        parts += [str(value).casefold() for value in assistant.variables.values()]
    if tool is not None:
        parts.append(tool.description.casefold())
    return "\n".join(parts)


@lru_cache(maxsize=256)
def _folded(text: str) -> str:
    return text.casefold()


@lru_cache(maxsize=4096)
def _mentions(text: str, value: str, kind: Kind | None, now: datetime) -> bool:
    """Remembered, because callers of one scenario say the same things in each of its calls."""
    return names(text, value, kind=kind, now=now)


def _kinds(slot: Slot) -> tuple[Kind | None, ...]:
    return (slot.kind, None) if slot.kind in {Kind.TEXT, Kind.CHOICE, Kind.CODE} else (slot.kind,)


def _digits(text: str) -> str:
    return _NOT_A_DIGIT.sub("", text)


def _holds(text: str, value: str) -> bool:
    """Whether the value stands in the text, not as a part of a longer word or number."""
    place = text.find(value) if value else -1
    while place >= 0:
        end = place + len(value)
        before = text[place - 1] if place else " "
        after = text[end] if end < len(text) else " "
        if not (_continues(before, value[0]) or _continues(value[-1], after) or _is_within(value, before, after)):
            return True
        place = text.find(value, place + 1)
    return False


def _continues(left: str, right: str) -> bool:
    return (left.isalpha() and right.isalpha()) or (left.isdigit() and right.isdigit())


def _is_within(value: str, before: str, after: str) -> bool:
    return len(value) <= _SHORT_NUMBER and value.isdigit() and (before in "-+:/" or after in "-:/")


def _without_codes(text: str, value: str) -> str:
    """For a short number: the text without the dates, times and phone numbers it could be a part of."""
    return _CODE.sub(" ", text) if len(value) <= _SHORT_NUMBER and value.isdigit() else text


def _is_mostly_in(literal: str, sources: tuple[str, ...]) -> bool:
    words = words_of("".join(c if c.isalnum() else " " for c in literal))
    if len(words) < _FREE_TEXT_WORDS:
        return False
    content = [word for word in words if len(word) > 2 and word not in _SMALL_WORDS]
    found = [word for word in content if any(_holds(text, word) for text in sources)]
    return bool(content) and len(found) >= _FREE_TEXT_SHARE * len(content)


def choices_of(schema: Mapping[str, Any]) -> tuple[Any, ...]:
    """The values a parameter's schema itself supplies."""
    enum = schema.get("enum", ())
    supplied = [schema[key] for key in ("const", "default") if key in schema]
    return (*(enum if isinstance(enum, list | tuple) else ()), *supplied)
