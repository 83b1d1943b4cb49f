"""When a caller does something else than a plain one would: which reaction a hearing sets off."""

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from harness.callers.hearing import Hearing
from harness.callers.phrases import book_for
from harness.callers.profile import Reaction, When, pattern_of
from harness.callers.topics import topic_named
from harness.language.dates import dates
from harness.language.phones import phones
from harness.language.times import times

__all__ = ["Reactions"]


class Reactions:
    """The reactions of one caller in one call: counts what happened, and which were used."""

    def __init__(self, reactions: Sequence[Reaction], *, now: datetime) -> None:
        """`now` is the caller's clock, for "unless: Tuesday"."""
        self._reactions = tuple(reactions)
        self._times = [0] * len(self._reactions)
        self._uses = [0] * len(self._reactions)
        self._now = now

    def next(self, hearing: Hearing, *, only: frozenset[When] | None = None) -> Reaction | None:
        """The first reaction, in the order of the file, that waits for this and is not used up; it is used then.

        It comes with the line that is its turn. `only` leaves reactions of every other sort out, uncounted.
        """
        chosen: int | None = None
        for number, reaction in enumerate(self._reactions):
            if (only is not None and reaction.when not in only) or not _happens(reaction, hearing):
                continue
            if reaction.only_if and not _heard_too(reaction.only_if, hearing, self._now):
                continue
            self._times[number] += 1
            if chosen is None and self._may(number, reaction, hearing):
                chosen = number
        if chosen is None:
            return None
        reaction = self._reactions[chosen]
        self._uses[chosen] += 1
        return replace(reaction, say=reaction.line(self._uses[chosen] - 1)) if reaction.then_says else reaction

    def _may(self, number: int, reaction: Reaction, hearing: Hearing) -> bool:
        if self._uses[number] >= reaction.uses and not reaction.every:
            return False
        if reaction.nth is not None and not reaction.nth <= self._times[number] < reaction.nth + reaction.uses:
            return False
        return not (reaction.unless and _heard_too(reaction.unless, hearing, self._now))


def _happens(reaction: Reaction, hearing: Hearing) -> bool:
    match reaction.when:
        case When.OFFERED:
            return hearing.offers
        case When.ASKED_TO_CONFIRM:
            return hearing.confirms
        case When.ASKED_FOR_MORE:
            return hearing.more
        case When.TOLD_TROUBLE:
            return hearing.trouble
        case When.TOLD_UNAVAILABLE:
            return hearing.unavailable
        case When.TOLD_SUCCESS:
            return hearing.success
        case When.TOLD_GOODBYE:
            return hearing.goodbye
        case When.ASKED_FOR:
            return topic_named(reaction.about, hearing.asked) is not None
        case When.HEARS:
            return pattern_of(reaction.about).search(hearing.text) is not None


def _heard_too(what: str, hearing: Hearing, now: datetime) -> bool:
    """`what` was said: the words themselves, a time in that part of the day, or the same day, time or phone number in other
    words."""
    if pattern_of(what).search(hearing.text) is not None:
        return True
    hours = book_for(hearing.language).parts_of_day.get(what.strip().casefold())
    if hours is not None:
        return any(int(found.value[:2]) in hours for found in times(hearing.text, language=hearing.language))
    wanted, values = (_values(text, hearing.language, now) for text in (what, hearing.text))
    return not wanted.isdisjoint(values)


def _values(text: str, language: str, now: datetime) -> frozenset[str]:
    found = (*dates(text, now, language), *times(text, language=language), *phones(text, language=language))
    return frozenset(one.value for one in found)
