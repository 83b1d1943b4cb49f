"""Reads the reactions of a caller file."""

import re
from typing import Any

from harness.callers.entries import read_duration, read_spoken, refuse_other_keys
from harness.callers.profile import Reaction, When, pattern_of
from harness.contract.entry import Entry
from harness.contract.problems import did_you_mean

__all__ = ["ORDINALS", "REACTION_KEYS", "read_reaction", "read_when"]

_ACTIONS = ("say", "adds", "hang_up", "silent", "corrects", "accepts", "refuses_once", "changes_mind")
REACTION_KEYS = ("when", "if", "unless", "nth", "times", "every", *_ACTIONS)
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_WITH_MORE = (When.ASKED_FOR, When.HEARS)
_SHOWN = (*(str(when) for when in When if when not in _WITH_MORE), "asked for …", "hears …")


def read_reaction(entry: Entry, text: str) -> Reaction | None:
    """One element of `reacts`; None, and reported, when nobody could tell what it waits for. `text` is the whole file."""
    if not isinstance(entry.value, dict):
        entry.refuse(f"{entry.label} is not an object.", "Write {when: …, say: …}.")
        return None
    refuse_other_keys(entry, REACTION_KEYS, "a reaction")
    when = read_when(entry.at("when"))
    if not any(key in entry.value for key in _ACTIONS):
        entry.refuse(f"{entry.label} does nothing.", f"Give it one of: {', '.join(_ACTIONS)}.")
    lines = _lines(entry.at("say"), text)
    reaction: dict[str, Any] = {
        "only_if": _listened_for(entry.at("if"), entry.at("if").text()),
        "unless": _listened_for(entry.at("unless"), entry.at("unless").text()),
        "nth": _count(entry.at("nth")),
        "times": _count(entry.at("times")) or 1,
        "every": entry.at("every").flag(),
        "say": lines[0],
        "then_says": lines[1:],
        "adds": _said(entry.at("adds"), text),
        "hang_up": entry.at("hang_up").flag(),
        "silent": read_duration(entry.at("silent"), 0.0) if entry.at("silent").present else None,
        "corrects": _corrections(entry.at("corrects"), text),
        "accepts": _accepts(entry.at("accepts")),
        "refuses": entry.at("refuses_once").flag(),
        "changes_mind": entry.at("changes_mind").flag(),
    }
    return None if when is None else Reaction(when=when[0], about=when[1], **reaction)


def read_when(entry: Entry) -> tuple[When, str] | None:
    """What a reaction waits for, and the fact or the text after it; None, and reported, when it is none of the known things."""
    words = entry.text().strip()
    if not words:
        entry.refuse(f"{entry.label} is missing.", f"Write one of: {', '.join(_SHOWN)}.")
        return None
    for when in When:
        found = re.fullmatch(rf"{re.escape(when)}(?:\s+(?:the\s+)?(?P<about>.+))?", words, re.IGNORECASE | re.DOTALL)
        if found is not None and (when in _WITH_MORE) == (found["about"] is not None):
            about = (found["about"] or "").strip()
            return (when, _listened_for(entry, about)) if when is When.HEARS else (when, about)
    entry.refuse(f"{entry.label} is {words!r}, which no caller can notice.", did_you_mean(words, _SHOWN, among=20))
    return None


def _listened_for(entry: Entry, about: str) -> str:
    quoted = re.fullmatch(r"[\"'“](.+)[\"'”]", about, re.DOTALL)
    about = quoted[1] if quoted else about
    try:
        pattern_of(about)
    except re.error as error:
        entry.refuse(f"{entry.label} has a broken regular expression: {error}.", "Mend it, or write the text without slashes.")
    return about


def _said(entry: Entry, text: str) -> str:
    return (read_spoken(entry, text) or "") if entry.present else ""


def _lines(entry: Entry, text: str) -> tuple[str, ...]:
    """One line or several; never empty."""
    if not isinstance(entry.value, list):
        return (_said(entry, text),)
    if not entry.value:
        entry.refuse(f"{entry.label} says nothing.", "Write the words the caller says, or leave it out.")
    return tuple(_said(line, text) for line in entry.entries()) or ("",)


def _count(entry: Entry) -> int | None:
    if not entry.present:
        return None
    count = entry.whole(1)
    if count < 1:
        entry.refuse(f"{entry.label} is {count}.", "Count from 1.")
    return count


def _corrections(entry: Entry, text: str) -> dict[str, str]:
    said = {name: read_spoken(entry.at(name), text) for name in entry.mapping()}
    return {name: value for name, value in said.items() if value is not None}


def _accepts(entry: Entry) -> int | None:
    if not entry.present:
        return None
    if isinstance(entry.value, int) and not isinstance(entry.value, bool) and entry.value > 0:
        return entry.value
    if isinstance(entry.value, str) and entry.value.lower() in ORDINALS:
        return ORDINALS[entry.value.lower()]
    entry.refuse(f"{entry.label} is {entry.value!r}, not one of the things offered.", f"Write one of: {', '.join(ORDINALS)}.")
    return None
