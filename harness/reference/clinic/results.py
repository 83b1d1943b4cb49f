"""What the handlers answer. Field names are sent in camel case, by the names that the next tool's parameters have.

`message` is one sentence for the caller, in the language the call names. Where no argument says the language, it is English and
`messageZh` is the same in Chinese, as the clinic's greeting comes in both.
"""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

__all__ = [
    "Appointment", "Appointments", "Booked", "CallNoted", "Cancelled", "ClinicInfo", "Message", "MessageZh", "NewPatients",
    "NoSlot", "Outcome", "Patient", "PatientFound", "PatientNotFound", "PatientRecord", "PatientsFound", "Provider", "Providers",
    "Refused", "Registered", "Rescheduled", "Slot", "SlotFound", "Slots", "TextNotSent", "Transferred", "Waitlisted",
]  # fmt: skip

Message = Annotated[str, Meta(description="One sentence for the caller")]
MessageZh = Annotated[str, Meta(description="The same sentence in Chinese")] | UnsetType
_SmsSent = Annotated[bool, Meta(description="Whether a text message was really queued")]


class Outcome(Struct, frozen=True, kw_only=True, rename="camel"):
    """Anything a handler answers."""


class Refused(Outcome, frozen=True, kw_only=True):
    """Nothing was changed."""

    success: Literal[False] = False
    reason: Annotated[str, Meta(description="Why, in a word")]
    message: Message
    message_zh: MessageZh = UNSET
    parameters: Annotated[tuple[str, ...], Meta(description="Arguments to mend, for invalid_argument")] | UnsetType = UNSET


class PatientFound(Outcome, frozen=True, kw_only=True):
    """Exactly one patient."""

    success: Literal[True] = True
    found: Literal[True] = True
    demographic_id: int
    first_name: str
    last_name: str
    message: Message
    message_zh: MessageZh = UNSET


class Patient(Outcome, frozen=True, kw_only=True):
    """One of several."""

    demographic_id: int
    first_name: str
    last_name: str
    date_of_birth: str | None


class PatientsFound(Outcome, frozen=True, kw_only=True):
    """Several patients; which one is meant has to be asked."""

    success: Literal[True] = True
    found: Literal[True] = True
    multiple: Literal[True] = True
    patients: tuple[Patient, ...]
    message: Message
    message_zh: MessageZh = UNSET


class PatientNotFound(Outcome, frozen=True, kw_only=True):
    """The search went well, and there is nobody."""

    success: Literal[True] = True
    found: Literal[False] = False
    message: Message
    message_zh: MessageZh = UNSET


class PatientRecord(Outcome, frozen=True, kw_only=True):
    """One patient's record."""

    success: Literal[True] = True
    found: Literal[True] = True
    demographic_id: int
    first_name: str
    last_name: str
    date_of_birth: str | None
    gender: str | None
    phone: str
    email: str | None
    language: str
    message: Message
    message_zh: MessageZh = UNSET


class ClinicInfo(Outcome, frozen=True, kw_only=True):
    """The clinic."""

    success: Literal[True] = True
    clinic_name: str
    address: str
    phone: str
    hours: str
    accepting_new_patients: bool
    custom_greeting: str
    custom_greeting_zh: str
    default_provider_id: str | None
    supported_languages: tuple[str, ...]
    appointment_type_mappings: Annotated[dict[str, str], Meta(description="Name of a type → its code")]
    message: Message
    message_zh: MessageZh = UNSET


class Provider(Outcome, frozen=True, kw_only=True):
    """Somebody who sees patients, with what is configured for them or inherited from the clinic."""

    provider_id: str
    provider_name: str
    provider_name_zh: str
    specialty: str
    languages: tuple[str, ...]
    accepts_new_patients: bool
    visit_modes: tuple[str, ...]
    default_visit_mode: str
    default_visit_reason: str
    preferred_time: str | None


class Providers(Outcome, frozen=True, kw_only=True):
    """Who sees patients here."""

    success: Literal[True] = True
    providers: tuple[Provider, ...]
    message: Message
    message_zh: MessageZh = UNSET


class SlotFound(Outcome, frozen=True, kw_only=True):
    """The earliest open slot that fits."""

    success: Literal[True] = True
    available: Literal[True] = True
    provider_id: str
    provider_name: str
    start_time: Annotated[str, Meta(description="Local time, YYYY-MM-DDTHH:MM:00")]
    visit_mode: str
    message: Message
    message_zh: MessageZh = UNSET


class NoSlot(Outcome, frozen=True, kw_only=True):
    """The search went well, and nothing is open."""

    success: Literal[True] = True
    available: Literal[False] = False
    message: Message
    message_zh: MessageZh = UNSET


class Slot(Outcome, frozen=True, kw_only=True):
    """One open slot."""

    provider_id: str
    provider_name: str
    start_time: str


class Slots(Outcome, frozen=True, kw_only=True):
    """Open slots, earliest first, at most ten."""

    success: Literal[True] = True
    available: bool
    slots: tuple[Slot, ...]
    message: Message
    message_zh: MessageZh = UNSET


class Appointment(Outcome, frozen=True, kw_only=True):
    """One appointment of a patient."""

    appointment_id: int
    start_time: str
    provider_id: str
    provider_name: str
    appointment_type: str
    reason: str
    visit_mode: str
    status: str


class Appointments(Outcome, frozen=True, kw_only=True):
    """A patient's appointments that lie ahead, earliest first."""

    success: Literal[True] = True
    found: bool
    appointments: tuple[Appointment, ...]
    message: Message
    message_zh: MessageZh = UNSET


class Booked(Outcome, frozen=True, kw_only=True):
    """The appointment stands."""

    success: Literal[True] = True
    appointment_id: int
    demographic_id: int
    provider_id: str
    provider_name: str
    start_time: str
    appointment_type: str
    visit_mode: str
    visit_reason: str
    sms_sent: _SmsSent
    message: Message


class Rescheduled(Outcome, frozen=True, kw_only=True):
    """The new appointment stands and the old one is cancelled."""

    success: Literal[True] = True
    appointment_id: Annotated[int, Meta(description="Number of the new appointment")]
    previous_appointment_id: int
    provider_id: str
    provider_name: str
    start_time: str
    visit_mode: str
    sms_sent: _SmsSent
    message: Message
    message_zh: MessageZh = UNSET


class Cancelled(Outcome, frozen=True, kw_only=True):
    """The appointment is cancelled, its slot open again."""

    success: Literal[True] = True
    appointment_id: int
    start_time: str
    sms_sent: _SmsSent
    message: Message


class Registered(Outcome, frozen=True, kw_only=True):
    """The patient has a record now."""

    success: Literal[True] = True
    demographic_id: int
    first_name: str
    last_name: str
    is_new_patient: Literal[True] = True
    message: Message


class Waitlisted(Outcome, frozen=True, kw_only=True):
    """The caller is on the waiting list."""

    success: Literal[True] = True
    waitlist_id: int
    message: Message
    message_zh: MessageZh = UNSET


class Transferred(Outcome, frozen=True, kw_only=True):
    """The staff know that a call is coming."""

    success: Literal[True] = True
    reason: str
    transfer_to: Annotated[str, Meta(description="Number of the clinic's front desk")]
    message: Message
    message_zh: MessageZh = UNSET


class CallNoted(Outcome, frozen=True, kw_only=True):
    """Kept until the call ends, then part of the call's log."""

    success: Literal[True] = True
    message: Message


class NewPatients(Outcome, frozen=True, kw_only=True):
    """Whether the clinic takes new patients."""

    success: Literal[True] = True
    accepting_new_patients: bool
    message: Message
    message_zh: MessageZh = UNSET


class TextNotSent(Outcome, frozen=True, kw_only=True):
    """What the old stub says: nothing leaves from here."""

    success: Literal[True] = True
    sms_sent: Literal[False] = False
    message: Message
    message_zh: MessageZh = UNSET
