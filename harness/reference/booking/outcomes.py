"""What a tool call comes to. Field names are sent in camel case; the JSON is one line, as the platform wants it."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

__all__ = [
    "REASONS", "Answer", "Booked", "Confirmed", "Declined", "FreeTime", "Held", "Openings", "Outcome", "Queued", "Reason",
    "Refused", "Reserved",
]  # fmt: skip

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
"""Of a booking."""

_APPOINTMENT = Meta(description="Number of the appointment")
_SCHEDULED = Meta(description="Local date and time, YYYY-MM-DDTHH:MM")
_PROVIDER = Meta(description="Who sees the patient; empty when the clinic lists no providers")
_CONTACT = Meta(description="Number of the patient's contact record")
_SYNCED = Meta(description="Whether the calendar has it; a failure does not undo the booking")
_MESSAGE = Meta(description="One sentence for the patient")


class FreeTime(Struct, frozen=True, kw_only=True, rename="camel"):
    """Somebody can see a patient then."""

    time: Annotated[str, Meta(description="Local time, HH:MM")]
    provider: Annotated[str, _PROVIDER]


class Openings(Struct, frozen=True, kw_only=True, rename="camel"):
    """What is free on a day."""

    success: Literal[True] = True
    date: Annotated[str, Meta(description="YYYY-MM-DD")]
    available: Annotated[bool, Meta(description="Whether the time that was asked for is free; without one, whether anything is")]
    slots: Annotated[tuple[FreeTime, ...], Meta(description="The free openings; none when the clinic lists no openings")]
    any_time: Annotated[bool, Meta(description="The clinic lists no openings: any time is free that is not taken")]
    taken: Annotated[tuple[str, ...], Meta(description="Taken times, HH:MM, of a clinic that lists no openings")]
    message: Annotated[str, _MESSAGE]


class Reserved(Struct, frozen=True, kw_only=True, rename="camel"):
    """The appointment stands; no text message is queued."""

    success: Literal[True] = True
    appointment_id: Annotated[int, _APPOINTMENT]
    scheduled_at: Annotated[str, _SCHEDULED]
    provider: Annotated[str, _PROVIDER]
    contact_id: Annotated[int, _CONTACT]
    calendar_synced: Annotated[bool, _SYNCED]
    message: Annotated[str, _MESSAGE]


class Held(Struct, frozen=True, kw_only=True, rename="camel"):
    """Nobody else gets the slot until the hold expires; a code is queued for the patient's phone."""

    success: Literal[True] = True
    hold_id: Annotated[int, Meta(description="Number of the hold, for verifying its code")]
    appointment_id: Annotated[int, _APPOINTMENT]
    scheduled_at: Annotated[str, _SCHEDULED]
    provider: Annotated[str, _PROVIDER]
    expires_at: Annotated[str, Meta(description="When the slot is let go unless the code is told, in UTC")]
    sms_status: Annotated[str, Meta(description="What became of the text message with the code")]
    message: Annotated[str, _MESSAGE]


class Confirmed(Struct, frozen=True, kw_only=True, rename="camel"):
    """The code was right: the held appointment stands."""

    success: Literal[True] = True
    hold_id: Annotated[int, Meta(description="Number of the hold")]
    appointment_id: Annotated[int, _APPOINTMENT]
    scheduled_at: Annotated[str, _SCHEDULED]
    provider: Annotated[str, _PROVIDER]
    contact_id: Annotated[int, _CONTACT]
    calendar_synced: Annotated[bool, _SYNCED]
    message: Annotated[str, _MESSAGE]


class Queued(Struct, frozen=True, kw_only=True, rename="camel"):
    """A text message waits for a provider."""

    success: Literal[True] = True
    sms_sent: Annotated[bool, Meta(description="Whether it left; never without an SMS provider")]
    sms_status: Annotated[str, Meta(description="What became of it")]
    message: Annotated[str, _MESSAGE]


class Declined(Struct, frozen=True, kw_only=True, rename="camel"):
    """It was not done. Tries at a code are counted all the same."""

    success: Literal[False] = False
    reason: Literal[
        Reason, "no_consent", "unknown_hold", "wrong_code", "code_used", "hold_expired", "too_many_tries", "too_many_codes",
        "unknown_appointment",
    ]  # fmt: skip
    message: Annotated[str, Meta(description="Why, in one sentence")]
    parameters: Annotated[tuple[str, ...], Meta(description="Arguments to mend, for invalid_argument")] = ()


Answer = Outcome | Openings | Reserved | Held | Confirmed | Queued | Declined
"""Of any tool."""
