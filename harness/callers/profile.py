"""Who phones, what they know and how they behave: one caller file as a value."""

import re
from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from harness.ports import HangsUp, KeepsSilent, Says

__all__ = ["EVERYTHING", "CallerProfile", "Goal", "Line", "Patience", "Persona", "Reaction", "When", "pattern_of"]

EVERYTHING = "everything"
"""Stands for all facts, in `knows`, `volunteers` and `lacks`."""

Line = Says | HangsUp | KeepsSilent
"""What a scripted caller can do with its turn."""


class When(StrEnum):
    """What a reaction waits for, in the words of the caller file."""

    OFFERED = "offered"
    """Something concrete is proposed: a time, a room, a table."""
    ASKED_TO_CONFIRM = "asked to confirm"
    ASKED_FOR_MORE = "asked for more"
    """"Is there anything else?\""""
    TOLD_TROUBLE = "told trouble"
    TOLD_UNAVAILABLE = "told unavailable"
    """What it wants is not to be had."""
    TOLD_SUCCESS = "told success"
    TOLD_GOODBYE = "told goodbye"
    ASKED_FOR = "asked for"
    """Followed by the name of a fact."""
    HEARS = "hears"
    """Followed by a text, or by a regular expression between slashes."""


class Reaction(Struct, frozen=True, kw_only=True):
    """One thing the caller does differently from a plain, helpful caller. Used once unless `every`."""

    when: When
    about: str = ""
    """The fact's name for ASKED_FOR; the text, or /regular expression/, for HEARS; empty otherwise."""
    only_if: str = ""
    """Waits for this in the same speech, and counts nothing else: a word, a day, a time, a part of the day ("afternoon" is heard
    in "2 PM"), a phone number, or a regular expression between slashes."""
    unless: str = ""
    """Stays out of it when such a thing was heard too."""
    nth: int | None = None
    """Only from the nth time it happens, counted from 1; None: from the first time the rest fits."""
    times: int = 1
    """How often it is used."""
    every: bool = False
    say: str = ""
    then_says: tuple[str, ...] = ()
    """What is said instead of `say` the second and further times; it is used at least as often as there are lines."""
    adds: str = ""
    """Said beside whatever else the caller answers: after it, but before a goodbye."""
    hang_up: bool = False
    """After `say`, or without a word when there is none."""
    silent: float | None = None
    """Seconds of silence instead of an answer."""
    corrects: Mapping[str, str] = field(default_factory=dict)
    """Facts that are different from now on."""
    accepts: int | None = None
    """Which of the offered things to take, from 1; -1 is the last."""
    refuses: bool = False
    """Turns the offer down, in the caller's own words."""
    changes_mind: bool = False
    """Says no to what it asked for itself, in the caller's own words."""

    @property
    def replaces(self) -> bool:
        """It is said instead of an ordinary answer, not beside it."""
        acts = (self.say, self.hang_up, self.silent is not None, self.corrects, self.accepts, self.refuses, self.changes_mind)
        return any(acts)

    @property
    def uses(self) -> int:
        """How often it is used, unless `every`."""
        return max(self.times, 1 + len(self.then_says))

    def line(self, use: int) -> str:
        """What is said at a use, counted from 0; the last line again when there are no more."""
        return (self.say, *self.then_says)[min(use, len(self.then_says))]


class Goal(Struct, frozen=True, kw_only=True):
    """A further thing the caller wants in the same call."""

    wants: str = ""
    opening: str = ""
    """How it is said; made from `wants` when empty."""
    knows: Mapping[str, str] = field(default_factory=dict)
    """Facts that are different for this: another day, another name."""
    alternatives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Persona(Struct, frozen=True, kw_only=True):
    """An invented person; see `harness.callers.personas`."""

    seed: int | None = None
    """None: the seed of the run."""
    locale: str = "en_CA"


class Patience(Struct, frozen=True, kw_only=True):
    """How much the caller puts up with."""

    turns: int = 20
    """Answers it gives before the call is going nowhere."""
    silence: float = 15.0
    """Seconds it waits when it hears nothing, before it hangs up."""


class CallerProfile(Struct, frozen=True, kw_only=True):
    """One caller. With `lines` it is scripted and says just these; else it follows its goal."""

    name: str = "the caller"
    """For reports: "Jane, in a hurry"."""
    language: str = "en"
    number: str | None = None
    """The number it phones from; None: withheld."""
    wants: str = ""
    """The goal in words: "to book a table"."""
    opening: str = ""
    """First thing said; made from `wants` when empty."""
    knows: Mapping[str, str] = field(default_factory=dict)
    """Facts by name, as the caller says them; told only when asked for."""
    alternatives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Second and further choices for a fact of `knows`, used when the one before is not to be had."""
    knows_everything: bool = False
    """What `knows` leaves out comes from the persona and from everyday defaults."""
    persona: Persona | None = None
    """Where facts that `knows` leaves out come from; None: nowhere, unless it knows everything."""
    volunteers: tuple[str, ...] = ()
    """Facts told in the opening; "everything" stands for all of `knows`."""
    refuses: tuple[str, ...] = ()
    """Facts it will not tell."""
    lacks: tuple[str, ...] = ()
    """Things it does not have, and says so as often as it is asked; "everything" stands for all it does not know."""
    then: tuple[Goal, ...] = ()
    """What else it wants, one after the other, once it has what it wanted first."""
    reacts: tuple[Reaction, ...] = ()
    patience: Patience = Patience()
    lines: tuple[Line, ...] = ()


def pattern_of(about: str) -> re.Pattern[str]:
    """What `hears` listens for: a text, letter case and spacing ignored, or a regular expression between slashes.

    Raises re.error for a broken expression.
    """
    if len(about) > 2 and about.startswith("/") and about.endswith("/"):
        return re.compile(about[1:-1], re.IGNORECASE)
    return re.compile(r"\s+".join(map(re.escape, about.split())), re.IGNORECASE)
