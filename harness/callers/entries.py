"""Readings that caller files share: known keys only, durations, values as they are said."""

import re
from collections.abc import Iterable

from harness.contract.entry import Entry
from harness.contract.problems import did_you_mean
from harness.contract.yaml12 import scalar

__all__ = ["read_duration", "read_spoken", "refuse_other_keys"]

_NUMBER = re.compile(r"(?<![\w.])[-+]?[\w.]*\d[\w.]*")
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(s|sec|seconds?|m|min|minutes?)?")


def refuse_other_keys(entry: Entry, known: Iterable[str], whole: str) -> None:
    """Reports every key of the object that is not among the known ones; `whole` is what the object is: "a caller"."""
    names = tuple(known)
    for key in entry.mapping():
        if key not in names:
            Entry(entry.document, entry.problems, (*entry.path, key)).refuse(
                f"`{key}` is not a key of {whole}.", did_you_mean(key, names, among=20)
            )


def read_duration(entry: Entry, default: float) -> float:
    """Seconds: 15, 15s, 1.5s or 2m."""
    if not entry.present:
        return default
    found = _DURATION.fullmatch(str(entry.value).strip())
    if found is None or isinstance(entry.value, bool):
        entry.refuse(f"{entry.label} is {entry.value!r}, not a duration.", "Write seconds or minutes: 15s, 1.5s, 2m.")
        return default
    return float(found[1]) * (60 if (found[2] or "s").startswith("m") else 1)


def read_spoken(entry: Entry, text: str) -> str | None:
    """A value as the caller says it: text, a number as it is written, or true and false as yes and no.

    None, and reported, for anything else. `text` is the whole file.
    """
    value = entry.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _as_written(value, text, entry.source.line)
    if isinstance(value, str) and value.strip():
        return value.strip()
    entry.refuse(f"{entry.label} says nothing.", "Write the words the caller says, or leave it out.")
    return None


def _as_written(value: float, text: str, line: int) -> str:
    """YAML reads 0123 and +16045550123 as numbers, but a caller says the zero and the plus too."""
    lines = text.splitlines()
    words = _NUMBER.findall(lines[line - 1]) if line <= len(lines) else []
    return next((word for word in words if scalar(word) == value), str(value))
