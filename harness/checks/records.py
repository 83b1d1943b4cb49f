"""The thing a tool call is about: what earlier answers said of the record that one of its arguments points at."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from harness.checks.heard import names
from harness.language.slot import Kind, words_of
from harness.trace.trace import ToolUse, Trace

__all__ = ["Named", "Record", "named_in", "record_of"]

_KEYS = frozenset({"id", "ids", "key", "number", "no", "code", "ref", "reference", "uuid"})
"""Last words of parameters and columns that point at a record."""
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d\d?:\d\d(:\d\d)?")
_SHORTEST = 3
"""Signs of a value that somebody can be said to have named; codes such as "t" are in every sentence."""
_LONGEST = 60
"""Longer texts are sentences about the record, not values of it."""


class Named(Struct, frozen=True):
    """One thing by which a record can be named: its date, its time, a person, a place."""

    text: str
    kind: Kind | None = None

    def is_said(self, speech: str, now: datetime) -> bool:
        """Whether the speech says it, in whatever form; of a person the last name is enough."""
        if names(speech, self.text, kind=self.kind, now=now):
            return True
        return self.kind is Kind.NAME and names(speech, self.text.split()[-1], kind=Kind.NAME, now=now)


class Record(Struct, frozen=True, kw_only=True):
    """What is known about the thing, and about others of its kind."""

    values: frozenset[Named] = frozenset()
    others: tuple[frozenset[Named], ...] = ()
    """Each other record that the same answers told of, by its own values."""

    @property
    def telling(self) -> frozenset[Named]:
        """The values that no other record has; all of them when it has none of its own."""
        return (self.values - frozenset[Named]().union(*self.others)) or self.values

    @property
    def misleading(self) -> frozenset[Named]:
        """Values of other records that this one does not have."""
        return frozenset[Named]().union(*self.others) - self.values

    def in_words(self) -> str:
        """The values as a list: "2026-01-20, 14:00, Ann Lee"."""
        return ", ".join(sorted(value.text for value in self.telling))


def record_of(trace: Trace, call: ToolUse) -> Record:
    """The record a call points at, from the answers before it; its own other arguments are values too.

    A record is a JSON object in an answer that has the argument's value under the argument's name, or under `id`.
    """
    own: set[Named] = set()
    others: dict[str, set[Named]] = {}
    for name, value in call.arguments.items():
        if not _is_key(name):
            own.update(_named(name, value))
            continue
        for found in _objects_before(trace, call):
            key = _key_in(found, name)
            if key is None:
                continue
            values = {one for column, each in found.items() for one in _named(column, each)}
            if str(found[key]) == str(value):
                own.update(values)
            else:
                others.setdefault(str(found[key]), set()).update(values)
    return Record(values=frozenset(own), others=tuple(frozenset(values) for values in others.values()))


def named_in(values: frozenset[Named], speech: str, now: datetime) -> tuple[Named, ...]:
    """Those of the values that the speech says."""
    return tuple(value for value in sorted(values, key=lambda one: one.text) if value.is_said(speech, now))


def _objects_before(trace: Trace, call: ToolUse) -> Iterator[Mapping[str, Any]]:
    for use in trace.tool_uses:
        if use.reply is not None and use.reply.n < call.request.n:
            yield from _objects_in(use.result.data)


def _objects_in(data: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, Mapping):
        yield data
        for value in data.values():
            yield from _objects_in(value)
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for value in data:
            yield from _objects_in(value)


def _key_in(found: Mapping[str, Any], name: str) -> str | None:
    wanted = words_of(name)
    return next((key for key in found if words_of(key) == wanted), None) or ("id" if "id" in found else None)


def _is_key(name: str) -> bool:
    words = words_of(name)
    return bool(words) and words[-1] in _KEYS


def _named(column: str, value: Any) -> Iterator[Named]:
    """What a column's value can be named by; a moment is its day and its time."""
    if isinstance(value, bool) or not isinstance(value, str | int | float) or _is_key(column) or "message" in words_of(column):
        return
    text = str(value).strip()
    if moment := _MOMENT.match(text):
        yield Named(moment[1], Kind.DATE)
        yield Named(moment[2], Kind.TIME)
    elif _DATE.fullmatch(text):
        yield Named(text, Kind.DATE)
    elif _TIME.fullmatch(text):
        yield Named(text[:5], Kind.TIME)
    elif isinstance(value, str) and len(text) <= _LONGEST and (len(text) >= _SHORTEST or not text.isascii()):
        yield Named(text, Kind.NAME if "name" in words_of(column) else None)
