"""What is wrong with a contract as it was written down, and what to do about it."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from msgspec import Struct

from harness.contract.model import Source
from harness.errors import InputError

__all__ = ["ContractProblems", "Problem", "did_you_mean", "listed"]


class Problem(Struct, frozen=True, kw_only=True):
    """One thing that keeps a contract from being read."""

    source: Source
    message: str
    """What is wrong, as a sentence."""
    mend: str
    """What to do, as a sentence."""

    def __str__(self) -> str:
        return f"{self.source}: {self.message} {self.mend}"


class ContractProblems(InputError):
    """A contract could not be read; the author of its files can mend it. Holds every problem found, by file and line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems, key=lambda p: (p.source.file, p.source.line)))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


def listed(names: Iterable[str]) -> str:
    """The names in order, as a person would list them; "none" when there are none."""
    return ", ".join(sorted(names)) or "none"


def did_you_mean(word: str, candidates: Iterable[str], *, among: int = 12) -> str:
    """A sentence with the closest candidate, else one that lists them all (at most `among`), else that there are none."""
    names = sorted(set(candidates))
    folded = {name.casefold(): name for name in names}
    if close := get_close_matches(word.casefold(), folded, n=1, cutoff=0.6):
        return f"Did you mean '{folded[close[0]]}'?"
    if not names:
        return "There are none."
    rest = f" and {len(names) - among} more" if len(names) > among else ""
    return f"There are: {', '.join(names[:among])}{rest}."
