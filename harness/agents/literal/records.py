"""Several records in an answer, and which of them the caller means."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from harness.language.dates import dates
from harness.language.mentions import mentions
from harness.language.slot import Kind, slot_of, words_of
from harness.language.times import times

__all__ = ["Record", "meant", "person_in", "records_in", "records_of", "telling_pairs"]

Record = Mapping[str, Any]
_TELLING = frozenset({Kind.DATE, Kind.TIME, Kind.DATETIME, Kind.NAME})
_SHAPES = {
    Kind.DATETIME: re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?"),
    Kind.DATE: re.compile(r"\d{4}-\d{2}-\d{2}"),
    Kind.TIME: re.compile(r"\d{2}:\d{2}"),
}
_DEEPEST = 3
_NOT_OF_A_PERSON = frozenset({"type", "status"})
_WHOLE = (("name",), ("full", "name"), ("display", "name"))
_FIRST_LAST = (("first", "name"), ("last", "name"))


_ORDINAL = re.compile(r"\bthe (?P<nth>first|second|third|fourth|last)(?: (?:one|option|\w+))?\b(?!\s+of\b)", re.IGNORECASE)


def records_in(data: Any, name: str) -> tuple[Record, ...]:
    """The objects of an answer that have a value called `name`: the elements of a list, or one alone; none when none has."""
    words = words_of(name)
    return tuple(record for record in _objects(data) if any(words_of(str(key)) == words for key in record))


def records_of(data: Any) -> tuple[Record, ...]:
    """Every object in an answer, the outermost first."""
    return tuple(_objects(data))


def telling_pairs(record: Record) -> Iterator[tuple[str, str, Kind]]:
    """What tells a person which record it is: its dates, times and names, each with its key and its kind."""
    told = []
    for key, value in record.items():
        kind = _kind(str(key), value)
        if kind in _TELLING and not _NOT_OF_A_PERSON & set(words_of(str(key))):
            told.append((str(key), str(value), kind))
    yield from sorted(told, key=lambda one: one[2] is Kind.NAME)


def meant(records: Sequence[Record], text: str, now: datetime, language: str = "en") -> tuple[Record, ...]:
    """Those of the records that the words speak of most; none when they speak of none.

    A day tells more than a time, and that more than the names in a record, of which every part that is said counts.
    """
    if (nth := _ORDINAL.search(text)) is not None and len(records) > 1:
        place = ("first", "second", "third", "fourth", "last").index(nth["nth"].lower())
        if place == 4 or place < len(records):
            return (records[-1 if place == 4 else place],)
    scores = [_spoken_of(record, text, now, language) for record in records]
    best = max(scores, default=0)
    return tuple(record for record, score in zip(records, scores, strict=True) if best and score == best)


def _spoken_of(record: Record, text: str, now: datetime, language: str) -> int:
    pairs = tuple(telling_pairs(record))
    days = {value[:10] for _, value, kind in pairs if kind in (Kind.DATE, Kind.DATETIME)}
    clocks = {value.partition("T")[2][:5] or value[:5] for _, value, kind in pairs if kind in (Kind.TIME, Kind.DATETIME)}
    if said := {found.value for found in dates(text, now, language=language)}:
        return len(said & days)
    if said := {found.value for found in times(text, language=language)}:
        return len(said & clocks)
    coded = sum(
        _is_said(text, value) for value in record.values() if isinstance(value, str | int) and not isinstance(value, bool)
    )
    return coded + sum(_said_parts(text, value, now, language) for _, value, kind in pairs if kind is Kind.NAME)


def _is_said(text: str, value: str | int) -> bool:
    """A number or a code of the record is said as it is written: the last four digits of a card."""
    written = str(value)
    return len(written) > 2 and any(c.isdigit() for c in written) and written.lower() in re.findall(r"[\w-]+", text.lower())


def person_in(record: Record) -> str:
    """The whole name in a record; empty when there is none."""
    by_words = {words_of(str(key)): str(value) for key, value in record.items() if isinstance(value, str)}
    whole = [by_words[words] for words in _FIRST_LAST if by_words.get(words)]
    if whole:
        return " ".join(whole)
    return next((value for words, value in by_words.items() if words in _WHOLE and value), "")


def _kind(key: str, value: Any) -> Kind | None:
    """By the look of a day or a time, whatever it is called; a name by what it is called."""
    if not isinstance(value, str) or not value:
        return None
    shape = next((kind for kind, form in _SHAPES.items() if form.fullmatch(value)), None)
    return shape or (Kind.NAME if slot_of(key).kind is Kind.NAME else None)


def _said_parts(text: str, name: str, now: datetime, language: str) -> int:
    parts = [part for part in name.split() if len(part) > 2 or not part.isascii()]
    return sum(mentions(text, part, kind=Kind.NAME, now=now, language=language) for part in parts)


def _objects(data: Any, depth: int = 0) -> Iterator[Record]:
    """Answers are parsed JSON: plain dicts and lists, whose exact types are the quickest to tell."""
    if type(data) is dict:
        yield data
        if depth < _DEEPEST:
            for value in data.values():
                if type(value) in (dict, list):
                    yield from _objects(value, depth + 1)
    elif type(data) is list:
        for item in data:
            yield from _objects(item, depth + 1)
