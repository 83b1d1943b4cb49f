"""What tools answered: which values it yields, and which argument a refusal is about."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from harness.agents.literal.needs import Need
from harness.agents.literal.records import Record, records_in
from harness.agents.literal.topics import stem
from harness.language.slot import Kind, Slot, words_of
from harness.ports import ToolCall
from harness.trace.outcome import Outcome, outcome_of_text
from harness.vapi import NO_RESULT

__all__ = ["Produced", "Used", "blamed", "names_arguments", "outcome_for", "reason_of"]

_VAGUE = frozenset({"name", "number", "id", "type", "code", "new", "start", "end", "date", "time"})
_PAST = re.compile(r"\b(?:in the past|has passed|already over)\b", re.IGNORECASE)
_SHAPES = {Kind.TIME: re.compile(r"\d{1,2}:\d{2}(?::\d{2})?"), Kind.DATE: re.compile(r"\d{4}-\d{2}-\d{2}")}
_THERE = frozenset(
    ["available", "found", "exists", "is_available", "isavailable", "verified", "is_verified", "isverified", "identified"]
) | {"authenticated", "matched", "match"}


class Used(Struct, frozen=True, kw_only=True):
    """One tool call and its outcome."""

    call: ToolCall
    outcome: Outcome
    batch: int = 0
    """Calls of one message have the same number; later ones a higher."""


def outcome_for(text: str, *, looks_up: bool) -> Outcome:
    """What an answer came to. A look-up that found nothing is a refusal, whatever it calls itself."""
    if text == NO_RESULT:
        return Outcome(succeeded=False, answered=False)
    outcome = outcome_of_text(text)
    if outcome.succeeded and looks_up and _is_empty(outcome.data):
        return replace(outcome, succeeded=False, answered=True)
    return outcome


def reason_of(outcome: Outcome) -> str:
    """Everything a refusal says, as words."""
    data = outcome.data
    told = [str(data[key]) for key in ("reason", "code", "field") if data.get(key)] if isinstance(data, Mapping) else []
    empty = ["no none nobody nothing not found available"] if _is_empty(data) else []
    return " ".join((outcome.message, *(text.replace("_", " ") for text in told), *empty)).strip()


def names_arguments(use: Used) -> bool:
    """Whether a refusal says in a list which arguments are at fault."""
    data = use.outcome.data
    named = data.get("parameters") if isinstance(data, Mapping) else None
    return isinstance(named, list) and bool(named)


def blamed(use: Used, needs: Sequence[Need]) -> tuple[Slot, ...]:
    """Which of a refused call's values the refusal is about: named outright, else by the kind of thing it speaks of."""
    told = f"{use.outcome.message} {reason_of(use.outcome)}"
    wanted = [need.slot for need in needs if need.slot.name.split(".")[0] in use.call.arguments and not need.producer]
    named = tuple(slot for slot in wanted if re.search(rf"\b{re.escape(slot.name)}\b", told))
    if named and any(not slot.name.islower() or "_" in slot.name for slot in named):
        return named
    said = {stem(word) for word in re.findall(r"[a-z]+", told.lower())}
    whole = tuple(slot for slot in wanted if len(slot.words) > 1 and {stem(w) for w in slot.words} <= said)
    own = whole or tuple(slot for slot in wanted if {stem(w) for w in slot.words if w not in _VAGUE} & said) or named
    if not whole and (said & {"day", "date"} or _PAST.search(told)) and not said & {"time", "slot"}:
        own = tuple(slot for slot in wanted if slot.kind in (Kind.DATE, Kind.DATETIME)) or own
    elif not own and said & {"slot", "time", "taken", "available", "availabl", "full"}:
        own = tuple(slot for slot in wanted if slot.kind in (Kind.TIME, Kind.DATETIME)) or own
    return own


class Produced:
    """Values found in tools' answers, by what they are called there."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, ...], tuple[str, Any]] = {}
        self._lists: list[tuple[tuple[str, ...], list[Any]]] = []
        self._answers: list[tuple[str, Any]] = []

    def learn(self, tool: str, data: Any) -> None:
        """Take in an answer; a later one replaces an earlier one."""
        self._answers.append((tool, data))
        for path, value in _flattened(data):
            self._found[path] = (tool, value)
        self._lists = list(_lists_in(data))

    def get(self, slot: Slot) -> Any:
        """The value a slot wants: under its own name, its own words, or as the id of what its tool looks up. None when there
        is none."""
        words = tuple(slot.words)
        for path, (_, value) in reversed(self._found.items()):
            flat = tuple(word for key in path for word in words_of(key))
            if words_of(path[-1]) == words or flat[-len(words) :] == words or _singular(flat)[-len(words) :] == words:
                return value
        if words[-1:] == ("id",):
            for path, (tool, value) in reversed(self._found.items()):
                if words_of(path[-1]) == ("id",) and set(words[:-1]) <= set(words_of(tool)):
                    return value
        return None

    def records(self, name: str) -> tuple[Record, ...]:
        """The objects with a value called `name` in the latest answer that has any."""
        return next((found for _, data in reversed(self._answers) if (found := records_in(data, name))), ())

    def people(self) -> tuple[Record, ...]:
        """The records of persons in the latest answer that has any."""
        for _, data in reversed(self._answers):
            for name in ("firstName", "lastName", "fullName", "name"):
                if found := records_in(data, name):
                    return found
        return ()

    def latest(self, tool: str) -> Any:
        """What this tool answered last; None when it has not."""
        return next((data for name, data in reversed(self._answers) if name == tool), None)

    def options(self, slot: Slot) -> tuple[str, ...]:
        """What the last answer lists for a slot to choose from: plain values of its kind, or those under a key of its name."""
        words = {stem(word) for word in slot.words}
        for path, items in self._lists:
            plain = [item for item in items if isinstance(item, str)]
            shape = _SHAPES.get(slot.kind)
            if plain and (
                (shape and all(shape.fullmatch(item) for item in plain))
                or (path and words & {stem(w) for w in words_of(path[-1])})
            ):
                return tuple(plain)
            named = [
                str(v)
                for i in items
                if isinstance(i, Mapping)
                for k, v in i.items()
                if {stem(w) for w in words_of(str(k))} == words
            ]
            if named:
                return tuple(dict.fromkeys(named))
        return ()

    def telling(self, words: Sequence[str]) -> Any:
        """The value whose name shares most with these words; None when none does."""
        wanted = {stem(word) for word in words} - {stem("number"), stem("name")}
        best = max(
            ((len(wanted & {stem(w) for key in path for w in words_of(key)}), value) for path, (_, value) in self._found.items()),
            key=lambda pair: pair[0],
            default=(0, None),
        )
        return best[1] if best[0] and best[0] >= len(wanted) else None


def _flattened(data: Any, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Any]]:
    """Every plain value with the keys that lead to it; the first of a list speaks for the list."""
    if isinstance(data, Mapping) and len(path) < 5:
        return [pair for key, value in data.items() for pair in _flattened(value, (*path, str(key)))]
    if isinstance(data, list):
        return _flattened(data[0], path) if data else []
    return [(path, data)] if path and isinstance(data, str | int | float) else []


def _lists_in(data: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], list[Any]]]:
    if isinstance(data, list) and data:
        yield path, data
    elif isinstance(data, Mapping) and len(path) < 3:
        for key, value in data.items():
            yield from _lists_in(value, (*path, str(key)))


def _singular(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(re.sub(r"(?<=[a-z]{2})s$", "", word) if not word.endswith("ss") else word for word in words)


def _is_empty(data: Any) -> bool:
    if isinstance(data, list):
        return not data
    if not isinstance(data, Mapping):
        return False
    if any(key.lower() in _THERE and value is False for key, value in data.items()):
        return True
    lists = [value for value in data.values() if isinstance(value, list)]
    return bool(lists) and not any(lists)
