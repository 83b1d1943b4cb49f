"""What a caller wants in one call, one thing after the other, and how it says so."""

import re

from harness.callers.phrases import PhraseBook
from harness.callers.profile import CallerProfile, Goal

__all__ = ["Wishes"]

OFTEN = 3
"""How often it says one wish. Whoever takes a call over may ask again; the third time nobody has understood."""
_WORD = re.compile(r"[a-z]{4,}")
_TWO_CHARACTERS = re.compile(r"(?=([一-鿿]{2}))")
_SAID_WITH_ANY_WISH = frozenset({"like", "would", "want", "need", "have", "please", "hello", "with", "some"})


class Wishes:
    """The goals of a profile, in their order."""

    def __init__(self, profile: CallerProfile, book: PhraseBook) -> None:
        self._line = profile.opening or book.wish(profile.wants)
        self._wanted = profile.wants or profile.opening
        self._rest = list(profile.then)
        self._book = book
        self._said = 0

    @property
    def unsaid(self) -> bool:
        """Nothing has been said yet."""
        return self._said == 0

    @property
    def are_more(self) -> bool:
        """There is something else to ask for."""
        return bool(self._rest)

    def say(self) -> str:
        """The wish of the moment; empty when it was said too often."""
        self._said += 1
        return self._line if self._said <= OFTEN else ""

    def shares_a_word(self, text: str) -> bool:
        """A longer word of the wish of the moment is in the text, or two Chinese characters in a row."""
        return not _words(self._wanted).isdisjoint(_words(text))

    def turn_to_next(self) -> tuple[Goal, str]:
        """The next goal and the words for it. Raises IndexError when there is none."""
        goal = self._rest.pop(0)
        self._line = goal.opening or self._book.wish(goal.wants)
        self._wanted = goal.wants or goal.opening
        self._said = 1
        return goal, goal.opening or self._book.further_wish(goal.wants)


def _words(text: str) -> frozenset[str]:
    return frozenset((*_WORD.findall(text.lower()), *_TWO_CHARACTERS.findall(text))) - _SAID_WITH_ANY_WISH
