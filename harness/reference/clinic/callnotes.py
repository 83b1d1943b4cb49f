"""What the assistants noted about calls that are still going on."""

from collections import OrderedDict
from threading import Lock

from msgspec import Struct

__all__ = ["CallNote", "CallNotes"]


class CallNote(Struct, frozen=True, kw_only=True):
    """What `log_call_metadata` said about one call."""

    language: str
    outcome: str
    appointment_id: int | None = None
    demographic_id: int | None = None


class CallNotes:
    """Kept in memory by call id, as documented: a backend that restarts forgets them. Safe to share between threads."""

    def __init__(self, most: int = 1000) -> None:
        """The oldest note is dropped when there are more than `most`: not every call's end is reported."""
        self._most = most
        self._notes: OrderedDict[str, CallNote] = OrderedDict()
        self._turn = Lock()

    def keep(self, call_id: str, note: CallNote) -> None:
        """Remember; a later note of the same call replaces an earlier one."""
        with self._turn:
            self._notes.pop(call_id, None)
            self._notes[call_id] = note
            while len(self._notes) > self._most:
                self._notes.popitem(last=False)

    def get(self, call_id: str) -> CallNote | None:
        """The note of a call; None when there is none."""
        with self._turn:
            return self._notes.get(call_id)

    def forget(self, call_id: str) -> None:
        """The call has ended and is logged, or has only just begun."""
        with self._turn:
            self._notes.pop(call_id, None)
