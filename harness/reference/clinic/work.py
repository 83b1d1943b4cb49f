"""One request to a handler, and the handler itself."""

from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec import UNSET, Struct
from sqlalchemy import Connection

from harness.reference.clinic.arguments import Arguments
from harness.reference.clinic.callnotes import CallNotes
from harness.reference.clinic.results import Outcome, Refused
from harness.reference.clinic.settings import Clinic
from harness.reference.clinic.wording import Said
from harness.reference.declaration import HandlerDeclaration

__all__ = ["ENDPOINT", "Handler", "LostRace", "Work", "refused"]

ENDPOINT = "/api/vapi"
"""Where everything is reached; any one segment may follow it."""


class LostRace(Exception):
    """Somebody else changed the row in the meantime: nothing of this is kept, and looking again will tell."""


class Work(Struct, frozen=True, kw_only=True):
    """Everything a handler may look at."""

    connection: Connection
    """Inside one transaction: all of it happens, or nothing."""
    clinic: Clinic
    arguments: Arguments
    tool_call_id: str
    call_id: str | None
    caller_phone: str | None
    """`call.customer.number` of the request, E.164; None when the number is withheld."""
    now: datetime
    notes: CallNotes

    @property
    def wall_clock(self) -> datetime:
        """The time at the clinic, to the minute, without an offset."""
        return self.clinic.local(self.now).replace(second=0, microsecond=0)

    @property
    def stamp(self) -> str:
        """The time for `created_at`."""
        return self.now.isoformat(timespec="seconds")

    @property
    def language(self) -> str:
        """What this call's arguments say the caller speaks."""
        return self.arguments.language


class Handler(Struct, frozen=True, kw_only=True):
    """One function: what it declares, how it answers, and how it finds what it answered to the very same tool call before."""

    declaration: HandlerDeclaration
    answer: Callable[[Work], Outcome]
    earlier: Callable[[Work], Outcome | None] | None = None
    """None for one that writes nothing, and so may be asked again as often as one likes."""


def refused(reason: str, said: Said, language: str | None = None, parameters: Sequence[str] = ()) -> Refused:
    """A refusal; without a language it is told in both."""
    if language is not None:
        return Refused(reason=reason, message=said.spoken(language), parameters=tuple(parameters) or UNSET)
    return Refused(reason=reason, message=said.en, message_zh=said.zh, parameters=tuple(parameters) or UNSET)
