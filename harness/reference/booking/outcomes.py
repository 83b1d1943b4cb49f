"""What a booking comes to. Field names are sent in camel case; the JSON is one line, as the platform wants it."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

__all__ = ["REASONS", "Booked", "Outcome", "Reason", "Refused"]

Reason = Literal["invalid_argument", "unknown_organization", "past_date", "slot_unavailable", "slot_taken"]
REASONS: tuple[Reason, ...] = ("invalid_argument", "unknown_organization", "past_date", "slot_unavailable", "slot_taken")


class Booked(Struct, frozen=True, kw_only=True, rename="camel"):
    """The appointment stands."""

    success: Literal[True] = True
    appointment_id: Annotated[int, Meta(description="Number of the appointment")]
    scheduled_at: Annotated[str, Meta(description="Local date and time, YYYY-MM-DDTHH:MM")]
    provider: Annotated[str, Meta(description="Who sees the patient; empty when the clinic lists no providers")]
    contact_id: Annotated[int, Meta(description="Number of the patient's contact record")]
    sms_sent: Annotated[bool, Meta(description="Whether a text message left; never without an SMS provider")]
    sms_status: Annotated[str, Meta(description="What became of the text message")]
    calendar_synced: Annotated[bool, Meta(description="Whether the calendar has it; a failure does not undo the booking")]
    message: Annotated[str, Meta(description="One sentence for the patient")]


class Refused(Struct, frozen=True, kw_only=True, rename="camel"):
    """Nothing was changed."""

    success: Literal[False] = False
    reason: Reason
    message: Annotated[str, Meta(description="Why, in one sentence")]
    parameters: Annotated[tuple[str, ...], Meta(description="Arguments to mend, for invalid_argument")] = ()


Outcome = Booked | Refused
