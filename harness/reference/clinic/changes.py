"""`update_appointment` and `cancel_appointment`.

A move books the new time first and only then cancels the old one, so that a patient who cannot have the
new time keeps what they had.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, bindparam, insert, literal_column, select, update

from harness.reference.clinic.availability import wire_time
from harness.reference.clinic.booking import LANGUAGES, SLOT_REFUSALS, SMS_CONSENT, provider_said, recipient, wrong_mode
from harness.reference.clinic.desired import find_slots
from harness.reference.clinic.providers import offers
from harness.reference.clinic.results import Cancelled, Outcome, Refused, Rescheduled
from harness.reference.clinic.tables import CANCELLED, TO_DO, appointments, demographics, providers
from harness.reference.clinic.texts import queue_text, was_queued
from harness.reference.clinic.wording import Said, moment_in_words
from harness.reference.clinic.work import ENDPOINT, Handler, LostRace, Work, refused
from harness.reference.database.statement import Statement
from harness.reference.declaration import HandlerDeclaration, Parameter

__all__ = ["CHANGE_HANDLERS"]

_APPOINTMENT_ID = Parameter(name="appointmentId", description="Existing appointment ID", type="integer")
_UPDATE_PARAMETERS = (
    _APPOINTMENT_ID,
    Parameter(name="newStartTime", description="Local time, YYYY-MM-DDTHH:MM:00", format="date-time"),
    Parameter(
        name="newProviderId", description="The same provider when left out; any for a word", required=False, format="provider"
    ),
    Parameter(name="demographicId", description="Patient ID; must be the appointment's", required=False, aliases=("patientId",)),
    SMS_CONSENT,
)
_CANCEL_PARAMETERS = (
    _APPOINTMENT_ID,
    Parameter(name="reason", description="Reason for cancelling", required=False),
    Parameter(
        name="language", description="Of the text message; the appointment's when left out", required=False, enum=LANGUAGES
    ),
    SMS_CONSENT,
)
_NOT_HERE = ("invalid_argument", "unknown_appointment", "already_cancelled", "past_appointment")

_WITH_PATIENT = (
    select(
        appointments,
        demographics.c.phone,
        demographics.c.phone_is_mobile,
        demographics.c.id.label("patient_id"),
        providers.c.name,
        providers.c.name_zh,
    )
    .join(demographics, demographics.c.id == appointments.c.demographic_id)
    .join(providers, providers.c.id == appointments.c.provider_id)
)
_BY_ID = Statement(_WITH_PATIENT.where(appointments.c.id == bindparam("number")))
_BY_TOOL_CALL = Statement(_WITH_PATIENT.where(appointments.c.tool_call_id == bindparam("call")))
_ADD = Statement(insert(appointments))
# Still standing when the statement runs: whoever loses a race changes no row, and is told so.
_CANCEL = Statement(
    update(appointments)
    .where(appointments.c.id == bindparam("number"), appointments.c.status != literal_column(f"'{CANCELLED}'"))
    .values(status=CANCELLED, cancel_reason=bindparam("why"), cancelled_by=bindparam("call"))
)
_KEPT = ("demographic_id", "appointment_type", "reason", "visit_mode", "visit_reason", "is_virtual", "is_new_patient",
         "preferred_time", "language")  # fmt: skip
_MOVED = "moved"
"""`cancel_reason` of an appointment that was moved."""


def _reschedule(work: Work) -> Outcome:
    told = work.arguments
    old = _standing(work, None)
    if isinstance(old, Refused):
        return old
    if told.text("demographicId") not in ("", str(old.demographic_id)):
        said = Said(en="This appointment belongs to another patient.", zh="这个预约属于另一位病人。")
        return refused("unknown_appointment", said)
    at = work.clinic.local(told.the_moment("newStartTime"))
    provider = told.number("newProviderId") if "newProviderId" in told else old.provider_id
    free = find_slots(work, old.demographic_id, provider, at, old.provider_id, None)
    if isinstance(free, Refused):
        return free
    slot = next((slot for slot in free if offers(slot, old.visit_mode)), None)
    if slot is None:
        return wrong_mode(free[0], old.visit_mode, None)
    row = {
        **{name: getattr(old, name) for name in _KEPT},
        "provider_id": slot.id,
        "starts_at": at.isoformat(timespec="minutes"),
        "status": TO_DO,
        "replaces_id": old.id,
        "tool_call_id": work.tool_call_id,
        "created_at": work.stamp,
    }
    number = _ADD.add(work.connection, row)
    if not _cancel_row(work, old.id, _MOVED):
        raise LostRace
    sms_sent = queue_text(work, "rescheduled", recipient(slot, number, row["starts_at"], old.language))
    return _rescheduled({**row, "id": number}, provider_said(slot), sms_sent)


def _cancel(work: Work) -> Outcome:
    told = work.arguments
    language = told.text("language") or None
    old = _standing(work, language)
    if isinstance(old, Refused):
        return old
    if not _cancel_row(work, old.id, told.text("reason") or None):
        raise LostRace
    to = recipient(old, old.id, old.starts_at, language or old.language)
    return _cancelled(old, language, queue_text(work, "cancelled", to))


def _standing(work: Work, language: str | None) -> Row[Any] | Refused:
    """The appointment, when it can still be changed."""
    row: Row[Any] | None = _BY_ID.first(work.connection, {"number": work.arguments.the_number("appointmentId")})
    if row is None:
        return refused("unknown_appointment", Said(en="There is no such appointment.", zh="没有这个预约。"), language)
    if row.status == CANCELLED:
        said = Said(en="This appointment is already cancelled.", zh="这个预约已经取消了。")
        return refused("already_cancelled", said, language)
    if row.starts_at < work.wall_clock.isoformat(timespec="minutes"):
        return refused("past_appointment", Said(en="This appointment is over.", zh="这个预约已经过去了。"), language)
    return row


def _cancel_row(work: Work, number: int, why: str | None) -> bool:
    return _CANCEL.change(work.connection, {"number": number, "why": why, "call": work.tool_call_id}) == 1


def _rescheduled_earlier(work: Work) -> Outcome | None:
    row = _BY_TOOL_CALL.first(work.connection, {"call": work.tool_call_id})
    if row is None:
        return None
    return _rescheduled(row._asdict(), provider_said(row), was_queued(work, "rescheduled", row.id))


def _cancelled_earlier(work: Work) -> Outcome | None:
    row = _BY_ID.first(work.connection, {"number": work.arguments.the_number("appointmentId")})
    if row is None or row.cancelled_by != work.tool_call_id:
        return None
    return _cancelled(row, work.arguments.text("language") or None, was_queued(work, "cancelled", row.id))


def _rescheduled(row: Mapping[str, Any], provider: Said, sms_sent: bool) -> Rescheduled:
    when = moment_in_words(row["starts_at"])
    return Rescheduled(
        appointment_id=row["id"],
        previous_appointment_id=row["replaces_id"],
        provider_id=str(row["provider_id"]),
        provider_name=provider.en,
        start_time=wire_time(row["starts_at"]),
        visit_mode=row["visit_mode"],
        sms_sent=sms_sent,
        message=f"The appointment is moved to {when.en} with {provider.en}.",
        message_zh=f"已为您把预约改到{when.zh}，{provider.zh}。",
    )


def _cancelled(row: Row[Any], language: str | None, sms_sent: bool) -> Cancelled:
    when, provider = moment_in_words(row.starts_at), provider_said(row)
    said = Said(
        en=f"The appointment on {when.en} with {provider.en} is cancelled.", zh=f"已为您取消{when.zh}与{provider.zh}的预约。"
    )
    return Cancelled(
        appointment_id=row.id,
        start_time=wire_time(row.starts_at),
        sms_sent=sms_sent,
        message=said.spoken(language or row.language),
    )


CHANGE_HANDLERS = (
    Handler(
        declaration=HandlerDeclaration(
            tool="update_appointment",
            path=f"{ENDPOINT}/update-appointment",
            parameters=_UPDATE_PARAMETERS,
            returns={"rescheduled": Rescheduled, "refused": Refused},
            refusals=(*_NOT_HERE, *(reason for reason in SLOT_REFUSALS if reason not in _NOT_HERE)),
            writes=("appointments", "sms_outbox"),
        ),
        answer=_reschedule,
        earlier=_rescheduled_earlier,
    ),
    Handler(
        declaration=HandlerDeclaration(
            tool="cancel_appointment",
            path=f"{ENDPOINT}/cancel-appointment",
            parameters=_CANCEL_PARAMETERS,
            returns={"cancelled": Cancelled, "refused": Refused},
            refusals=_NOT_HERE,
            writes=("appointments", "sms_outbox"),
        ),
        answer=_cancel,
        earlier=_cancelled_earlier,
    ),
)
"""`update_appointment` and `cancel_appointment`."""
