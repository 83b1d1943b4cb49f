"""How often something should happen."""

from msgspec import Struct

from harness.checks.wording import counted, many_times
from harness.errors import InputError

__all__ = ["Count", "at_least", "at_most", "exactly"]


class Count(Struct, frozen=True, kw_only=True):
    """A range of counts, both ends included. Raises InputError when no count is in it."""

    least: int = 0
    most: int | None = None
    """None: no upper end."""

    def __post_init__(self) -> None:
        if self.least < 0 or (self.most is not None and self.most < self.least):
            raise InputError(f"no count is at least {self.least} and at most {self.most}")

    def allows(self, count: int) -> bool:
        """Whether this many is right."""
        return self.least <= count and (self.most is None or count <= self.most)

    def in_words(self) -> str:
        """As an adverb: "once", "at least twice", "between 2 and 4 times"."""
        if self.most is None:
            return f"at least {many_times(self.least)}" if self.least else "any number of times"
        if self.least == self.most:
            return many_times(self.least)
        return f"at most {many_times(self.most)}" if self.least == 0 else f"between {self.least} and {self.most} times"

    def of(self, thing: str, things: str | None = None) -> str:
        """As an amount: "one row", "at least 2 rows"."""
        if self.most is None:
            return f"at least {counted(self.least, thing, things)}"
        if self.least == self.most:
            return counted(self.least, thing, things)
        return f"between {self.least} and {counted(self.most, thing, things)}"


def exactly(count: int) -> Count:
    """This many, no more and no fewer."""
    return Count(least=count, most=count)


def at_least(count: int) -> Count:
    """This many or more."""
    return Count(least=count)


def at_most(count: int) -> Count:
    """This many or fewer."""
    return Count(least=0, most=count)
