"""How the agent says things, in English. Every question it can ask is made here, so that it knows its own questions again."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from harness.language.slot import Kind, Slot, words_of
from harness.language.spoken import spoken

__all__ = ["ANYTHING_ELSE", "CHECK", "CLOSING", "HELP", "WHAT_TO_CHANGE", "acted", "deed", "is_presentable", "noun", "question", "read_back"]

HELP = "How can I help you?"
ANYTHING_ELSE = "Is there anything else I can help you with?"
CHECK = "Is that correct?"
WHAT_TO_CHANGE = "What should I change?"
CLOSING = "Thank you for calling. Goodbye."

_OWNERS = frozenset({"caller", "customer", "guest", "client", "user", "member", "visitor", "person", "contact", "passenger", "traveller", "traveler"})
_PAST = {
    "book": "booked", "reserve": "reserved", "schedule": "scheduled", "create": "created", "make": "made", "cancel": "cancelled",
    "update": "updated", "change": "changed", "reschedule": "rescheduled", "move": "moved", "modify": "changed", "register": "registered",
    "add": "added", "send": "sent", "order": "ordered", "buy": "bought", "purchase": "purchased", "pay": "paid", "transfer": "transferred",
    "delete": "deleted", "remove": "removed", "confirm": "confirmed", "submit": "submitted", "save": "saved", "log": "logged",
}


def noun(slot: Slot) -> str:
    """A slot as one says it: guestPhone → "phone number"."""
    words = [word for word in slot.words if word not in _OWNERS] or list(slot.words)
    match slot.kind:
        case Kind.PHONE:
            return "phone number"
        case Kind.EMAIL:
            return "e-mail address"
        case Kind.NAME if set(words) <= {"name", "full"} or len(words) < len(slot.words) and words == ["name"]:
            return "full name"
        case Kind.NAME if words[-1] == "name" and not {"first", "last", "middle", "family"} & set(words) and _is_owner(slot):
            return "full name"
        case _:
            return " ".join(words)


def question(slot: Slot) -> str:
    """The one question that asks for a slot."""
    said = noun(slot)
    match slot.kind:
        case Kind.NAME | Kind.PHONE | Kind.EMAIL:
            return f"May I have your {said}, please?" if _is_owner(slot) else f"What is the {said}?"
        case Kind.DATE:
            return f"What {_plain(slot, 'date', 'day')} would you like?" if len(slot.words) < 2 or _is_plain(slot) else f"What is the {said}?"
        case Kind.TIME:
            return "What time would you like?" if _is_plain(slot) else f"What is the {said}?"
        case Kind.DATETIME:
            return "What day and time would you like?"
        case Kind.NUMBER:
            return f"What is the {said}?" if said.endswith(("number", "size", "age", "count")) else f"How many {re.sub('^(?:number|count) ', '', said)}?"
        case Kind.CHOICE:
            return f"Which {said} would you like: {_or(slot.choices)}?"
        case Kind.BOOLEAN:
            return f"Would you like {said}, yes or no?"
        case _:
            return f"What is the {said}?"


def read_back(values: Sequence[tuple[Slot, str]], now: datetime) -> str:
    """The details, said back for approval."""
    said = ", ".join(f"{_label(slot)} {spoken(value, slot.kind, now)}" for slot, value in values)
    return f"Let me read that back: {said}. {CHECK}"


def _label(slot: Slot) -> str:
    return slot.kind.value if slot.kind in (Kind.DATE, Kind.TIME) and _is_plain(slot) else noun(slot)


def acted(tool: str, values: Mapping[str, tuple[Slot, str]], now: datetime) -> str:
    """The honest report of a tool that succeeded and sent no sentence of its own."""
    words = [word for word in words_of(tool)]
    past = _PAST.get(words[0]) if words else None
    if past is None:
        return "That is done."
    thing = " ".join(words[1:]) or "request"
    kinds = {slot.kind: value for slot, value in values.values()}
    when = f" for {spoken(kinds[Kind.DATE], Kind.DATE, now)}" if Kind.DATE in kinds else ""
    at = f" at {spoken(kinds[Kind.TIME], Kind.TIME, now)}" if Kind.TIME in kinds else ""
    return f"Your {thing} is {past}{when}{at}."


def deed(tool: str, description: str) -> str:
    """What a tool does, as something to offer: "book a table"."""
    first = re.split(r"(?<=[.!?])\s", description.strip())[0].rstrip(".").strip()
    words = first.split()
    if len(words) >= 2 and len(words) <= 9:
        verb = re.sub(r"(?<=[^s])s$", "", words[0].lower())
        return " ".join([verb, *words[1:]])
    return " ".join(words_of(tool))


def is_presentable(text: str) -> bool:
    """A sentence for people, not an identifier, a JSON text or a stack trace."""
    return bool(re.match(r"^[A-Z\u00c0-\u00de\u4e00-\u9fff]", text)) and " " in text and not re.search(r"[a-z][A-Z]|[_{}<>\[\]]|\w\.\w+\(", text)


def _is_owner(slot: Slot) -> bool:
    """The thing is the caller's own, by its name or its description."""
    rest = set(slot.words) - {"name", "full", "first", "last", "family", "middle", "phone", "number", "email", "e", "mail", "address", "contact", "callback", "telephone", "mobile", "cell", "sur", "surname"}
    if not rest or rest & _OWNERS:
        return True
    return bool(re.search(r"\b(?:caller|guest|customer|client|person|their)\b", slot.description, re.IGNORECASE)) or slot.kind in (Kind.PHONE, Kind.EMAIL) or slot.words[0] + "'s" in slot.description.lower()


def _is_plain(slot: Slot) -> bool:
    """No word in the name tells this date or time from another one of its kind."""
    return not set(slot.words) & {"in", "out", "start", "end", "from", "to", "until", "arrival", "departure", "pickup", "dropoff", "return", "birth", "birthdate", "dob", "leaving", "check", "pick", "drop", "due", "expiry", "first", "last", "new", "old"}


def _plain(slot: Slot, word: str, instead: str) -> str:
    return instead if word in slot.words else word


def _or(choices: Sequence[str]) -> str:
    shown = [choice.replace("_", " ").replace("-", " ") for choice in choices]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"
