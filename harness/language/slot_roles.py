"""What the words of a slot's name say about its part in a whole: which end of a range, which person, whose name."""

from harness.language.slot import Slot

__all__ = ["ENDS", "OTHERS", "STARTS", "same_role"]

_OTHER_NAMES = """
    restaurant hotel place business company movie song event street city bank property theater theatre attraction
    stylist therapist provider staff artist director track album show pet file plan product venue airline airport
    station account service room item user_name username domain
"""
OTHERS = frozenset(_OTHER_NAMES.split())
"""A name of one of these is not the speaker's own, so "I'm Jane" says nothing about it."""
STARTS = frozenset(
    ("start", "in", "from", "leaving", "departure", "pickup", "pick", "begin", "beginning", "outbound", "checkin", "onward")
)
ENDS = frozenset(("end", "out", "to", "return", "returning", "until", "dropoff", "drop", "checkout", "inbound", "back"))


def same_role(one: Slot, other: Slot) -> bool:
    """Whether both are the beginning, or both the end: a day of arrival may be called the check-in elsewhere."""
    mine, its = set(one.words), set(other.words)
    return any(mine & role and its & role for role in (STARTS, ENDS))
