"""How the agent says things, in English. Every question it can ask is made here, so that it knows its own questions again."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from harness.agents.literal.records import person_in, telling_pairs
from harness.agents.literal.topics import stem
from harness.language.slot import Kind, Slot, words_of
from harness.language.spoken import spoken
from harness.trace.outcome import Outcome

__all__ = [
    "ALL_RIGHT", "ANYTHING_ELSE", "CHECK", "CLOSING", "FULL_DATE", "GIVING_UP", "HELP", "IS_THAT_IT", "NOT_CAUGHT", "NOT_DONE",
    "NOT_FOUND", "PUT_THROUGH", "SORRY", "UNDERSTOOD", "WHAT_TO_CHANGE", "WHICH",
    "acted", "as_question", "check_deed", "check_record", "deed", "described", "looked_up", "menu", "message_of", "not_found",
    "noun", "once_more", "question", "read_back", "recognise", "says_farewell", "sorry_that", "stated", "the", "there_is", "told",
    "unfit", "which", "without",
]  # fmt: skip

HELP = "How can I help you?"
ANYTHING_ELSE = "Is there anything else I can help you with?"
CHECK = "Is that correct?"
IS_THAT_IT = "Is that what you would like?"
WHAT_TO_CHANGE = "What should I change?"
CLOSING = "Thank you for calling. Goodbye."
ALL_RIGHT = "All right."
UNDERSTOOD = "I understand."
GIVING_UP = "I'm sorry that I could not help you."
NOT_CAUGHT = "Sorry, I did not catch that."
FULL_DATE = "I need the full date, with the year."
NOT_DONE = "I was not able to do that."
NOT_FOUND = "I was not able to find"
SORRY = "I'm sorry."
WHICH = "Which one do you mean?"
PUT_THROUGH = "I am putting you through now."

_OWNERS = frozenset((
    "caller", "customer", "guest", "client", "user", "member", "visitor", "person", "contact", "passenger", "traveller",
    "traveler",
))  # fmt: skip
_OWN_WORDS = frozenset((
    "name", "full", "first", "last", "family", "middle", "phone", "number", "email", "e", "mail", "address", "contact",
    "callback", "telephone", "mobile", "cell", "sur", "surname",
))  # fmt: skip
_ROLES = frozenset((
    "in", "out", "start", "end", "from", "to", "until", "arrival", "departure", "pickup", "dropoff", "return", "birth",
    "birthdate", "dob", "leaving", "check", "pick", "drop", "due", "expiry", "first", "last", "new", "old",
    "incident", "accident", "loss", "purchase", "invoice", "payment", "issue", "expiration", "transaction", "event", "hire",
))  # fmt: skip
_GIVEN = frozenset(
    {"reason", "cause", "species", "gender", "sex", "status", "relationship", "grade", "severity", "urgency", "state"}
)
"""What is as it is: one does not ask which one would be liked."""
_REGULAR = frozenset({"block", "unblock", "lock", "unlock", "collect", "enter", "renew", "enroll", "record", "request"})
_TOLD = 4
"""How many values of a look-up are told."""
_UNITS = frozenset({"kg", "kgs", "lb", "lbs", "km", "cm", "min", "mins", "usd", "cad", "eur"})
_PAST = {
    "book": "booked", "reserve": "reserved", "schedule": "scheduled", "create": "created", "make": "made", "cancel": "cancelled",
    "update": "updated", "change": "changed", "reschedule": "rescheduled", "move": "moved", "modify": "changed",
    "register": "registered", "add": "added", "send": "sent", "order": "ordered", "buy": "bought", "purchase": "purchased",
    "pay": "paid", "delete": "deleted", "remove": "removed", "confirm": "confirmed", "submit": "submitted", "save": "saved",
    "log": "logged", "rent": "rented", "hire": "hired", "extend": "extended", "report": "reported", "file": "filed",
}  # fmt: skip


@lru_cache(maxsize=2048)
def noun(slot: Slot) -> str:
    """A slot as one says it: guestPhone → "phone number"."""
    words = [word for word in slot.words if word not in _OWNERS] or list(slot.words)
    if len(words) == 1 and words[0] in {"number", "id", "code", "reference", "type"} and slot.kind is not Kind.PHONE:
        words = list(slot.words)  # of many numbers, whose it is says which
    if words[-1] == "day" and words[0] in {"time", "part"} and len(words) == 2:
        return f"{words[0]} of day"
    if slot.kind in (Kind.CODE, Kind.TEXT, Kind.NUMBER) and (described := _described(slot)):
        return described
    if slot.kind is Kind.DATE and words == ["date", "birth"]:
        return "date of birth"
    match slot.kind:
        case Kind.PHONE:
            return "phone number"
        case Kind.EMAIL:
            return "e-mail address"
        case Kind.NAME if set(words) <= {"name", "full"} or set(words) <= _OWNERS:
            return "full name"
        case Kind.NAME if words[-1] == "name" and not {"first", "last", "middle", "family"} & set(words):
            return "full name" if _is_owner(slot) else f"{' '.join(words[:-1])}'s name"
        case Kind.BOOLEAN if len(words) > 1 and words[0] in {"is", "are", "has", "have", "wants", "needs"}:
            return " ".join(words[1:])
        case Kind.NUMBER if words[-1] == "age" and len(words) > 1:
            return f"{' '.join(words[:-1])}'s age"
        case Kind.DATE | Kind.TIME if words[:2] in (["check", "in"], ["check", "out"], ["pick", "up"], ["drop", "off"]):
            return " ".join([f"{words[0]}-{words[1]}", *(words[2:] or [slot.kind.value])])
        case _:
            return " ".join(words)


def _described(slot: Slot) -> str:
    """The description, where it is only the name said in full: last_four → "last four digits of the card"."""
    described = slot.description.strip().rstrip(".").lower()
    words = re.sub(r"^(?:the|a|an) ", "", described).split()
    named = [word for word in slot.words if word not in _UNITS]
    if not 2 < len(words) <= 7 or len(words) <= len(named) or not re.fullmatch(r"[a-z' -]+", described):
        return ""
    vague = set(named) <= {"last", "first", "four", "six", "digits"} or len(named) < len(slot.words)
    return " ".join(words) if vague and words[: len(named)] == named else ""


def the(slot: Slot) -> str:
    """The same with its article."""
    said = noun(slot)
    return f"your {said}" if said == "full name" else f"the {said}"


@lru_cache(maxsize=2048)
def question(slot: Slot) -> str:
    """The one question that asks for a slot."""
    said = noun(slot)
    match slot.kind:
        case Kind.NAME | Kind.PHONE | Kind.EMAIL:
            return f"May I have your {said}, please?" if _is_owner(slot) else f"What is the {said}?"
        case Kind.DATE:
            plain = len(slot.words) < 2 or _is_plain(slot)
            return f"What {'date' if 'date' in slot.words else 'day'} would you like?" if plain else f"What is the {said}?"
        case Kind.TIME:
            return "What time would you like?" if _is_plain(slot) else f"What is the {said}?"
        case Kind.DATETIME:
            return "What day and time would you like?"
        case Kind.NUMBER:
            counted = re.sub(r"^(?:number|count) (?:of )?| count$", "", said)
            if counted != said and counted not in {"", "number"} and not said.endswith("number"):
                return f"How many {counted if _is_plural(counted) or counted == 'people' else f'{counted}s'}?"
            return f"How many {said}?" if _is_plural(said) or said in {"people", "children"} else f"What is the {said}?"
        case _ if slot.choices and slot.words[-1] in _GIVEN:
            return f"What is the {said}: {_or(slot.choices)}?"
        case Kind.CHOICE:
            return f"Which {said} would you like: {_or(slot.choices)}?"
        case Kind.BOOLEAN:
            return _whether(slot)
        case _ if slot.choices:
            return f"Which {said} would you like: {_or(slot.choices)}?"
        case _:
            return f"What {'are' if _is_plural(said) else 'is'} the {said}?"


def as_question(topic: str) -> str:
    """A question about something a prompt names: "another time" → "What is another time?"; a question stays as it is."""
    return topic if topic.endswith("?") else f"What is {topic}?"


def there_is(slot: Slot, options: Sequence[str], now: datetime) -> str:
    """What there is to choose from, at most four of it."""
    return f"I can offer {_or([spoken(option, slot.kind, now) for option in options[:4]])}."


def without(slot: Slot) -> str:
    """Nothing is done without this."""
    return f"I can't go on without {the(slot)}."


def sorry_that(saying: str) -> str:
    """A sentence with an apology before it."""
    return f"I'm sorry, {saying}"


def unfit(slot: Slot) -> str:
    """What was said is no such thing."""
    return f"I'm sorry, that {noun(slot)} does not look right."


def not_found(slot: Slot) -> str:
    """Nobody has found this out."""
    return f"{NOT_FOUND} {the(slot)}."


def read_back(values: Sequence[tuple[Slot, Any]], now: datetime) -> str:
    """The details, said back for approval."""
    return f"Let me read that back: {_details(values, now)}. {CHECK}"


def check_deed(tool: str, description: str, values: Sequence[tuple[Slot, Any]], now: datetime) -> str:
    """What is about to be done, said for approval, when the deed says more than its details."""
    details = f": {_details(values, now)}" if values else ""
    return f"You would like me to {deed(tool, description)}{details}. {CHECK}"


def once_more(tool: str, description: str, details: str = "") -> str:
    """The second time of asking for approval."""
    about = f": {details}" if details else ""
    return f"Just to be sure, once more: I will now {deed(tool, description)}{about}. {CHECK}"


def check_record(
    tool: str, description: str, record: Mapping[str, Any], values: Sequence[tuple[Slot, Any]], now: datetime
) -> str:
    """A deed about something that was found, said for approval: what was found, then what the caller said."""
    details = ", ".join(part for part in (described(record, now), _details(values, now)) if part)
    return f"You would like me to {deed(tool, description)}: {details}. {CHECK}"


def described(record: Mapping[str, Any], now: datetime) -> str:
    """A record as one tells it from others: its day, its time, the names in it."""
    said: list[str] = []
    for _, value, kind in telling_pairs(record):
        said.append(f"with {value}" if kind is Kind.NAME and said else spoken(value, kind, now))
    return ", ".join(dict.fromkeys(said))


def which(records: Sequence[Mapping[str, Any]], now: datetime) -> str:
    """Several records, for the caller to choose."""
    told = [person_in(record) or described(record, now) for record in records[:_TOLD]]
    return f"I have found {len(records)}: {'; '.join(told[:-1])}; and {told[-1]}. {WHICH}"


def recognise(name: str) -> str:
    """A name that was found, for the caller to recognise."""
    return f"I have the record of {name}. {CHECK}" if name else f"I have found your record. {CHECK}"


def looked_up(data: Mapping[str, Any]) -> str:
    """The honest report of a look-up: the first few plain values of its answer, under their own names."""
    plain = [(key, value) for key, value in data.items() if isinstance(value, str | int | float) and not isinstance(value, bool)]
    said = ", ".join(f"{' '.join(words_of(key))} {value}" for key, value in plain[:_TOLD] if str(value).strip())
    return f"Here is what I found: {said}." if said else "I have looked that up."


def acted(tool: str, values: Mapping[str, tuple[Slot, Any]], now: datetime) -> str:
    """The honest report of a tool that succeeded and sent no sentence of its own."""
    words = list(words_of(tool))
    past = _past(words[0]) if words else None
    if past is None:
        return "That is done."
    thing = " ".join(words[1:]) or "request"
    kinds = {slot.kind: value for slot, value in reversed(list(values.values()))}
    when = f" for {spoken(kinds[Kind.DATE], Kind.DATE, now)}" if Kind.DATE in kinds else ""
    at = f" at {spoken(kinds[Kind.TIME], Kind.TIME, now)}" if Kind.TIME in kinds else ""
    if past == "cancelled":
        return f"Your {thing}{when}{at} is cancelled."
    done = "has been" if past.endswith("scheduled") else "is"  # "is scheduled" would ask whether that is right
    return f"Your {thing} {done} {past}{when}{at}."


def told(topic: str, value: Any) -> str:
    """One value of an answer under the prompt's name for it."""
    return f"The {topic} is {value}."


def menu(deeds: Sequence[str], *, again: bool) -> str:
    """What the line is for; `again`: it has been said before, to no avail."""
    sorry = f"{SORRY} " if again else ""
    if len(deeds) == 1:
        return f"{sorry}I can help you to {deeds[0]}. {IS_THAT_IT}"
    return f"{sorry}I can help you to {', '.join(deeds[:-1])} or {deeds[-1]}. {HELP}"


def _past(verb: str) -> str | None:
    """ "blocked" of "block"; None for a word that is not known to be a deed."""
    again = f"re{_PAST[verb[2:]]}" if verb.startswith("re") and verb[2:] in _PAST else None
    return _PAST.get(verb) or again or (f"{verb}ed" if verb in _REGULAR else None)


def deed(tool: str, description: str) -> str:
    """What a tool does, as something to offer: "reserve a table"."""
    first = re.split(r"(?<=[.!?])\s", description.strip())[0].rstrip(".").strip()
    first = re.split(r"\s+(?:that|which|for an?|by its|by the|and returns?|to a|the caller)\b|[,:;(]", first)[0]
    words = first.split()
    own = {stem(word) for word in words_of(tool)}
    if 2 <= len(words) <= 9 and (stem(words[0]) in own or re.fullmatch(r"[A-Z][a-z]+s", words[0])):
        return " ".join([_base(words[0].lower()), *words[1:]])
    return " ".join(words_of(tool))


def message_of(outcome: Outcome) -> str:
    """The sentence an answer has for the caller; empty when it has none that can be spoken."""
    return outcome.message if _is_presentable(outcome.message) else ""


def stated(condition: str) -> str:
    """ "no seats are found" as a sentence; empty for a condition that is not told as it stands."""
    plain = re.fullmatch(r"(?:there (?:is|are) )?(?:no|nobody|nothing)\b[\w ]+", condition)
    return f"{condition[:1].upper()}{condition[1:]}." if plain else ""


def _is_presentable(text: str) -> bool:
    """A sentence for people, not an identifier, a JSON text or a stack trace."""
    starts = re.match(r"^[A-Z\u00c0-\u00de\u4e00-\u9fff]", text) is not None
    return starts and " " in text and not re.search(r"[a-z][A-Z]|[_{}<>\[\]]|\w\.\w+\(", text)


def says_farewell(text: str) -> bool:
    """The call is over after these words."""
    return text.endswith(CLOSING)


def _details(values: Sequence[tuple[Slot, Any]], now: datetime) -> str:
    return ", ".join(f"{_label(slot)} {_said(value, slot, now)}" for slot, value in values)


def _label(slot: Slot) -> str:
    return slot.kind.value if slot.kind in (Kind.DATE, Kind.TIME) and _is_plain(slot) else noun(slot)


def _said(value: Any, slot: Slot, now: datetime) -> str:
    if isinstance(value, tuple):
        return " and ".join(_said(item, slot, now) for item in value)
    if slot.choices:
        return str(value).replace("_", " ")
    return spoken(str(value), slot.kind, now)


def _whether(slot: Slot) -> str:
    """A yes-or-no question, from the description's own "whether …" when it has one."""
    described = re.match(
        r"^(?:whether(?: or not)?|true (?:if|when)|set (?:to true )?if|is true if)\s+(?P<what>[^.;(]+)",
        slot.description,
        re.IGNORECASE,
    )
    if described:
        return _inverted(described["what"].strip())
    words = list(slot.words)
    if words[0] in {"is", "are"}:
        return f"Is it {' '.join(words[1:])}, yes or no?"
    if words[0] in {"has", "have"}:
        return f"Do you have {' '.join(words[1:])}, yes or no?"
    said = " ".join(words[1:] if words[0] in {"wants", "want", "needs", "need", "with", "include"} else words)
    return f"Would you like {said}, yes or no?"


def _inverted(statement: str) -> str:
    match = re.match(
        r"^(?P<who>there|it|they|the \w+(?: \w+)?|a \w+)\s+(?P<verb>is|are|was|has|have|wants?|needs?|can|will|would|"
        r"should)\s+(?P<rest>.+)$",
        statement,
    )
    if match is None:
        return f"Is it so that {statement}, yes or no?"
    who, verb, rest = match["who"], match["verb"], match["rest"]
    you = who == "they" or any(word in _OWNERS for word in who.split())
    subject = "you" if you else who
    if verb in {"has", "have", "want", "wants", "need", "needs"}:
        return f"{'Do' if you else 'Does'} {subject} {verb.rstrip('s') if verb not in {'has'} else 'have'} {rest}?"
    return f"{'Are' if you and verb in {'is', 'are'} else verb.capitalize()} {subject} {rest}?"


@lru_cache(maxsize=2048)
def _is_owner(slot: Slot) -> bool:
    """The thing is the caller's own, by its name or its description."""
    rest = set(slot.words) - _OWN_WORDS
    if not rest or rest & _OWNERS or slot.kind in (Kind.PHONE, Kind.EMAIL):
        return True
    described = re.search(r"\b(?:caller|guest|customer|client|person|their)\b", slot.description, re.IGNORECASE)
    return bool(described) or f"{slot.words[0]}'s" in slot.description.lower()


def _is_plain(slot: Slot) -> bool:
    """No word in the name tells this date or time from another one of its kind."""
    return not set(slot.words) & _ROLES


def _is_plural(said: str) -> bool:
    said = re.split(r" (?:of|in) ", said)[0]
    return said.endswith("s") and not said.endswith(("ss", "us", "is", "address"))


def _base(verb: str) -> str:
    """ "searches" → "search", "tries" → "try", "moves" → "move"."""
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    if verb.endswith(("ches", "shes", "sses", "xes", "zes")):
        return verb[:-2]
    return verb[:-1] if verb.endswith("s") and not verb.endswith("ss") else verb


def _or(choices: Sequence[str]) -> str:
    shown = [re.sub(r"(?<=[a-z])(?=[A-Z])", " ", choice).replace("_", " ").replace("-", " ") for choice in choices]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"
