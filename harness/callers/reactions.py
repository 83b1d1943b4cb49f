"""When a caller does something else than a plain one would: which reaction a hearing sets off."""

from collections.abc import Mapping, Sequence

from harness.callers.hearing import Hearing
from harness.callers.offered import heard_too
from harness.callers.profile import Reaction, When, pattern_of
from harness.callers.topics import topic_named

__all__ = ["Reactions"]


class Reactions:
    """The reactions of one caller in one call: counts what happened, and which were used."""

    def __init__(self, reactions: Sequence[Reaction], parts_of_day: Mapping[str, range]) -> None:
        self._reactions = tuple(reactions)
        self._times = [0] * len(self._reactions)
        self._used = [False] * len(self._reactions)
        self._parts_of_day = parts_of_day

    def next(self, hearing: Hearing, *, only: frozenset[When] | None = None) -> Reaction | None:
        """The first reaction, in the order of the file, that waits for this and is not used up; it is used then.

        `only` leaves reactions of every other sort out, uncounted.
        """
        chosen: int | None = None
        for number, reaction in enumerate(self._reactions):
            if (only is not None and reaction.when not in only) or not _happens(reaction, hearing):
                continue
            self._times[number] += 1
            if chosen is None and self._may(number, reaction, hearing):
                chosen = number
        if chosen is None:
            return None
        self._used[chosen] = True
        return self._reactions[chosen]

    def _may(self, number: int, reaction: Reaction, hearing: Hearing) -> bool:
        if self._used[number] and not reaction.every:
            return False
        if reaction.nth is not None and self._times[number] != reaction.nth:
            return False
        return not (reaction.unless and heard_too(reaction.unless, hearing.text, self._parts_of_day))


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
        case When.TOLD_SUCCESS:
            return hearing.success
        case When.TOLD_GOODBYE:
            return hearing.goodbye
        case When.ASKED_FOR:
            return topic_named(reaction.about, hearing.asked) is not None
        case When.HEARS:
            return pattern_of(reaction.about).search(hearing.text) is not None
