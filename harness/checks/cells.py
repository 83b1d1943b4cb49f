"""One expected value against one actual value.

Expected values come from two places. A table in a feature holds text: `cell` turns it into `Written`, `Anything`, `Absent` or
`Alike`. Code holds plain JSON values: they are compared as they are, except that 25 equals 25.0; text never equals a number,
and true never equals 1.
"""

import json
import math
import re
from datetime import datetime
from typing import Any

from msgspec import Struct

from harness.trace.transcript import shown_value

__all__ = ["MISSING", "Absent", "Alike", "Anything", "Missing", "Written", "agrees", "cell", "shown"]


class Missing(Struct, frozen=True):
    """The actual side has no such key."""


MISSING = Missing()


class Anything(Struct, frozen=True):
    """Any value, but there must be one."""


class Absent(Struct, frozen=True):
    """No such key at all."""


class Written(Struct, frozen=True):
    """A value as someone wrote it down: `25` agrees with 25, 25.0 and "25"; `true` with true; `null` with nothing.

    A date and time written to the minute agrees with the same minute written with seconds, or with a blank for the T.
    """

    text: str


class Alike(Struct, frozen=True):
    """The same up to layout: letter case, blanks and punctuation do not count, nor does the country code of a phone number."""

    text: str


def cell(text: str) -> Any:
    """What a table cell expects: `*` or `any` is anything, an empty cell is absent, a leading `~` compares up to layout."""
    trimmed = text.strip()
    if trimmed in {"*", "any"}:
        return Anything()
    if not trimmed:
        return Absent()
    return Alike(trimmed[1:].strip()) if trimmed.startswith("~") else Written(trimmed)


def agrees(expected: Any, actual: Any) -> bool:
    """Whether the actual value is what was expected; `MISSING` agrees with `Absent` only."""
    match expected:
        case Absent():
            return actual is MISSING
        case _ if actual is MISSING:
            return False
        case Anything():
            return True
        case Written(text):
            return _agrees_in_writing(text, actual)
        case Alike(text):
            return _bare(text) == _bare(_as_written(actual)) or _same_phone(text, _as_written(actual))
        case _:
            return _same_json(expected, actual)


def shown(expected: Any) -> str:
    """An expected value in a sentence."""
    match expected:
        case Anything():
            return "anything"
        case Absent() | Missing():
            return "absent"
        case Written(text):
            return f'"{text}"'
        case Alike(text):
            return f'something like "{text}"'
        case _:
            return shown_value(expected)


def _agrees_in_writing(text: str, actual: Any) -> bool:
    if isinstance(actual, str):
        return text == actual or _same_moment(text, actual)
    if actual is None:
        return text.lower() in {"null", "none", "nothing"}
    if isinstance(actual, bool):
        return text.lower() in ({"true", "yes", "1"} if actual else {"false", "no", "0"})
    try:
        written = json.loads(text)
    except ValueError:
        return text == str(actual) or _same_moment(text, str(actual))
    return _same_json(written, actual)


def _same_json(expected: Any, actual: Any) -> bool:
    if isinstance(expected, bool) or isinstance(actual, bool):
        return expected is actual
    if isinstance(expected, int | float) and isinstance(actual, int | float):
        return expected == actual or (isinstance(expected, float) and math.isclose(expected, actual, rel_tol=1e-12))
    if isinstance(expected, dict) and isinstance(actual, dict):
        return expected.keys() == actual.keys() and all(_same_json(value, actual[key]) for key, value in expected.items())
    if isinstance(expected, list | tuple) and isinstance(actual, list | tuple):
        return len(expected) == len(actual) and all(map(_same_json, expected, actual))
    return type(expected) is type(actual) and bool(expected == actual)


_TO_THE_MINUTE = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")


def _same_moment(text: str, actual: str) -> bool:
    """A moment without an offset is compared with the clock time the other shows, whatever its offset."""
    if not (_TO_THE_MINUTE.match(text) and _TO_THE_MINUTE.match(actual)):
        return False
    try:
        wanted, found = datetime.fromisoformat(text), datetime.fromisoformat(actual)
    except ValueError:
        return False
    if wanted.tzinfo is None or found.tzinfo is None:
        wanted, found = wanted.replace(tzinfo=None), found.replace(tzinfo=None)
    return wanted == found


def _as_written(actual: Any) -> str:
    return actual if isinstance(actual, str) else shown_value(actual)


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _same_phone(text: str, actual: str) -> bool:
    """Both are digits and layout only, at least seven digits, and the shorter is how the longer ends."""
    wanted, found = (re.sub(r"[\s().+-]", "", side) for side in (text, actual))
    if not (wanted.isdigit() and found.isdigit() and min(len(wanted), len(found)) >= 7):
        return False
    return wanted.endswith(found) or found.endswith(wanted)
