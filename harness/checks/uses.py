"""Which calls of a tool count, and how a finding speaks of them."""

from collections.abc import Sequence
from typing import Literal

from harness.checks.base import Owner
from harness.checks.wording import counted
from harness.trace.trace import ToolUse, Trace

__all__ = ["Counting", "effective", "failure_of", "failures_in_words", "numbers", "owner_of_failures"]

Counting = Literal["attempts", "effective"]
"""`attempts`: every call the model made. `effective`: see `effective`."""


def effective(trace: Trace, tool: str) -> tuple[ToolUse, ...]:
    """The calls of a tool that did what they were for.

    When any successful call of this tool changed rows, the tool writes, and only those calls are effective: an attempt that
    failed, and a repetition that changed nothing, do not count. When none did (a tool that reads, a backend whose database
    cannot be seen, a repetition after an answer that was lost), every successful call is effective.
    """
    successful = tuple(use for use in trace.uses_of(tool) if use.succeeded)
    return tuple(use for use in successful if use.is_write) or successful


def failure_of(use: ToolUse) -> str:
    """Why a call came to nothing, as a clause: `it was refused: guestPhone is missing`; "" for a successful call."""
    if use.reply is None:
        return "the call ended before an answer came"
    result = use.result
    if result.succeeded:
        return ""
    if not result.answered:
        return f"there was no result: {use.reply.problem or use.reply.text}"
    return f"it was refused: {(result.message or use.reply.text).strip()}"


def failures_in_words(uses: Sequence[ToolUse]) -> str:
    """A sentence about the attempts that failed, with the last one's reason; "" when none did."""
    failed = [use for use in uses if not use.succeeded]
    if not failed:
        return ""
    reason = failure_of(failed[-1]).rstrip(".")
    return f" {counted(len(failed), 'attempt').capitalize()} failed; {'the last time ' if len(failed) > 1 else ''}{reason}."


def owner_of_failures(uses: Sequence[ToolUse]) -> Owner:
    """Whose fault it is that nothing came of these attempts: the backend's when it gave no usable answer, else the agent's."""
    return "backend" if uses and all(not use.result.answered for use in uses) else "agent"


def numbers(uses: Sequence[ToolUse]) -> tuple[int, ...]:
    """Numbers of the events that show these calls, answers included."""
    return tuple(n for use in uses for n in (use.request.n, use.reply.n if use.reply else None) if n is not None)
