"""A caller talked to by hand."""

from collections.abc import Sequence
from datetime import datetime

from harness.callers.cast import caller_for
from harness.callers.profile import CallerProfile
from harness.ports import CallerMove, Says

NOW = datetime(2026, 1, 18, 9, 0)
"""A Sunday."""
GREETING = "Thank you for calling the Harbour Hotel. How can I help you today?"


def moves(profile: CallerProfile, *heard: str, seed: int = 0) -> list[CallerMove]:
    """What the caller does about each thing it hears; "" is silence."""
    caller = caller_for(profile, now=NOW, seed=seed)
    return [caller.answer([text] if text else []) for text in heard]


def answers(profile: CallerProfile, *heard: str, seed: int = 0) -> list[str]:
    """The same as words after the greeting: "…" for silence, "(hangs up)" after the last word, the reason in brackets."""
    return words(moves(profile, GREETING, *heard, seed=seed)[1:])


def words(moved: Sequence[CallerMove]) -> list[str]:
    """Moves as the words that were said."""
    return [_shown(move) for move in moved]


def _shown(move: CallerMove) -> str:
    match move:
        case Says(text=text, then_hangs_up=gone):
            return f"{text} (hangs up)" if gone else text
    return repr(move)
