"""Parameters that take an account of what the caller said: a reason, a summary, a note."""

from harness.language.slot import Kind, Slot

__all__ = ["is_account"]

_WORDS = frozenset(
    [
        "reason",
        "summary",
        "notes",
        "note",
        "intent",
        "request",
        "topic",
        "issue",
        "context",
        "message",
        "purpose",
        "question",
        "concern",
        "enquiry",
        "inquiry",
        "problem",
    ]
)


def is_account(slot: Slot) -> bool:
    """It is filled with words about the call, not with a value the caller is asked for."""
    return slot.kind is Kind.TEXT and bool(_WORDS & set(slot.words)) and not slot.choices
