"""Reads facts and goals of a caller file."""

from harness.callers.entries import read_spoken, refuse_other_keys
from harness.callers.profile import EVERYTHING, Goal
from harness.contract.entry import Entry

__all__ = ["GOAL_KEYS", "Known", "read_facts", "read_goals"]

GOAL_KEYS = ("wants", "opening", "knows")

Known = tuple[dict[str, str], dict[str, tuple[str, ...]]]
"""Facts by name, and further choices for some of them."""


def read_facts(entry: Entry, text: str) -> Known:
    """`knows`: words, or a list of a first and further choices, by name. Empty for "everything". `text` is the whole file."""
    if entry.value == EVERYTHING:
        return {}, {}
    knows: dict[str, str] = {}
    alternatives: dict[str, tuple[str, ...]] = {}
    for name in entry.mapping():
        fact = entry.at(name)
        choices = list(fact.entries()) if isinstance(fact.value, list) else [fact]
        said = [value for choice in choices if (value := read_spoken(choice, text)) is not None]
        if not choices:
            fact.refuse(f"{fact.label} says nothing.", "Write the words the caller says, or leave it out.")
        if said:
            knows[name] = said[0]
        if said[1:]:
            alternatives[name] = tuple(said[1:])
    return knows, alternatives


def read_goals(entry: Entry, text: str) -> tuple[Goal, ...]:
    """`then`: what the caller wants afterwards, as words or as an object, one or several."""
    entries = list(entry.entries()) if isinstance(entry.value, list) else [entry] if entry.present else []
    return tuple(goal for one in entries if (goal := _goal(one, text)) is not None)


def _goal(entry: Entry, text: str) -> Goal | None:
    if isinstance(entry.value, str) and entry.value.strip():
        return Goal(wants=entry.value.strip())
    if not isinstance(entry.value, dict):
        entry.refuse(f"{entry.label} wants nothing.", "Write what the caller wants then, or {wants: …, knows: {…}}.")
        return None
    refuse_other_keys(entry, GOAL_KEYS, "a further goal")
    if entry.at("knows").value == EVERYTHING:
        entry.at("knows").refuse(f"{entry.at('knows').label} is everything.", "Name the facts that are different.")
    knows, alternatives = read_facts(entry.at("knows"), text)
    goal = Goal(wants=entry.at("wants").text(), opening=entry.at("opening").text(), knows=knows, alternatives=alternatives)
    if not goal.wants and not goal.opening:
        entry.refuse(f"{entry.label} wants nothing.", "Give it `wants` or an `opening`.")
    return goal
