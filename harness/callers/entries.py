"""Readings that caller files share: known keys only, durations, values as they are said."""

import re
from collections.abc import Iterable

from harness.contract.entry import Entry
from harness.contract.problems import did_you_mean

__all__ = ["read_duration", "read_spoken", "refuse_other_keys"]

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
    """A value as the caller says it: text, a number, or true and false as yes and no. None, and reported, for anything else.

    `text` is the whole file: a number with leading zeros has lost them in YAML and must be quoted.
    """
    value = entry.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int) and _has_leading_zero(value, text, entry.source.line):
        entry.refuse(f"{entry.label} is a number, so its leading zero is lost.", "Put it in quotes.")
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, str) and value.strip():
        return value.strip()
    entry.refuse(f"{entry.label} says nothing.", "Write the words the caller says, or leave it out.")
    return None


def _has_leading_zero(value: int, text: str, line: int) -> bool:
    lines = text.splitlines()
    return line <= len(lines) and re.search(rf"(?<![\w.])[-+]?0+{abs(value)}\b", lines[line - 1]) is not None and value != 0
