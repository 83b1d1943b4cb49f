"""`create_appointment`: one appointment in one open slot, once for one tool call, whoever else wants it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, insert, select

from harness.reference.clinic.availability import VISIT_MODES, wire_time
from harness.reference.clinic.desired import find_slots
from harness.reference.clinic.patients import DEMOGRAPHIC_ID
from harness.reference.clinic.providers import offers, visit_plan
from harness.reference.clinic.results import Booked, Outcome, Refused
from harness.reference.clinic.tables import TO_DO, appointments, providers
from harness.reference.clinic.texts import Recipient, queue_text, was_queued
from harness.reference.clinic.wording import MODES, Said, moment_in_words
from harness.reference.clinic.work import ENDPOINT, Handler, Work, refused
from harness.reference.database.statement import Statement
from harness.reference.declaration import HandlerDeclaration, Parameter

__all__ = ["BOOKING_HANDLERS", "LANGUAGES", "SLOT_REFUSALS", "SMS_CONSENT", "provider_said", "recipient", "wrong_mode"]

LANGUAGES = ("en", "zh")
SMS_CONSENT = Parameter(
    name="smsConsent", description="false when the patient declines text messages", required=False, type="boolean"
)
SLOT_REFUSALS = ("invalid_argument", "past_date", "unknown_provider", "unknown_patient", "slot_unavailable", "slot_taken",
                 "visit_mode_unavailable")  # fmt: skip

_PARAMETERS = (
    DEMOGRAPHIC_ID,
    Parameter(name="providerId", description="Provider ID; any other word is any provider", format="provider"),
    Parameter(name="startTime", description="Local time, YYYY-MM-DDTHH:MM:00", format="date-time"),
    Parameter(name="appointmentType", description="One of the clinic's codes"),
    Parameter(name="reason", description="Reason for the visit"),
    Parameter(name="language", description="Of the caller, and of the text message", enum=LANGUAGES),
    SMS_CONSENT,
    Parameter(name="isVirtual", description="By phone or video", required=False, type="boolean"),
    Parameter(name="visitMode", description="The provider's or the clinic's when left out", required=False, enum=VISIT_MODES),
    Parameter(name="visitReason", description="The provider's or the clinic's when left out", required=False),
    Parameter(name="isNewPatient", description="Whether the patient is new", required=False, type="boolean"),
    Parameter(name="preferredTime", description="The provider's when left out", required=False),
)
_ADD = Statement(insert(appointments))
_EARLIER = Statement(
    select(appointments, providers.c.name, providers.c.name_zh)
    .join(providers, providers.c.id == appointments.c.provider_id)
    .where(appointments.c.tool_call_id == bindparam("call"))
)


def provider_said(provider: Row[Any]) -> Said:
    """The provider's name, both ways."""
    return Said(en=provider.name, zh=provider.name_zh or provider.name)


def recipient(slot: Row[Any], appointment: int, starts_at: str, language: str) -> Recipient:
    """Who is told of an appointment in a slot that was found."""
    return Recipient(
        demographic_id=slot.patient_id,
        phone=slot.phone,
        phone_is_mobile=slot.phone_is_mobile,
        appointment_id=appointment,
        starts_at=starts_at,
        provider=provider_said(slot),
        language=language,
    )


def wrong_mode(provider: Row[Any], mode: str, language: str | None) -> Refused:
    """The refusal of a visit the provider does not offer."""
    said = Said(
        en=f"{provider.name} does not see patients {MODES[mode].en}.",
        zh=f"{provider.name_zh or provider.name}不提供{MODES[mode].zh}。",
    )
    return refused("visit_mode_unavailable", said, language)


def _create(work: Work) -> Outcome:
    told, language = work.arguments, work.language
    code = told.text("appointmentType").upper()
    if code not in work.clinic.types_by_code:
        return _unknown_type(work, code)
    at = work.clinic.local(told.the_moment("startTime"))
    provider, favourite = told.number("providerId"), work.clinic.default_provider_id
    free = find_slots(work, told.number("demographicId"), provider, at, favourite, language)
    if isinstance(free, Refused):
        return free
    plans = [(slot, visit_plan(told, slot, work.clinic)) for slot in free]
    slot, plan = next(((slot, plan) for slot, plan in plans if offers(slot, plan.mode)), plans[0])
    if not offers(slot, plan.mode):
        return wrong_mode(slot, plan.mode, language)
    row = {
        **_placed(work, slot, at, code),
        "visit_mode": plan.mode,
        "visit_reason": plan.reason,
        "is_virtual": plan.mode == "virtual",
        "preferred_time": plan.preferred_time,
    }
    number = _ADD.add(work.connection, row)
    sms_sent = queue_text(work, "booked", recipient(slot, number, row["starts_at"], language))
    return _booked({**row, "id": number}, provider_said(slot), sms_sent)


def _placed(work: Work, slot: Row[Any], at: datetime, code: str) -> dict[str, Any]:
    told = work.arguments
    return {
        "demographic_id": slot.patient_id,
        "provider_id": slot.id,
        "starts_at": at.isoformat(timespec="minutes"),
        "status": TO_DO,
        "appointment_type": code,
        "reason": told.text("reason"),
        "is_new_patient": told.flag("isNewPatient", default=False),
        "language": work.language,
        "tool_call_id": work.tool_call_id,
        "created_at": work.stamp,
    }


def _unknown_type(work: Work, code: str) -> Refused:
    known = ", ".join(f"{known} ({name})" for known, name in work.clinic.types_by_code.items())
    said = Said(
        en=f'appointmentType must be one of {known}; got "{code}"',
        zh=f'appointmentType 必须是其中之一：{known}，收到的是"{code}"',
    )
    return refused("invalid_argument", said, work.language, ("appointmentType",))


def _earlier(work: Work) -> Outcome | None:
    """What this tool call booked before."""
    row = _EARLIER.first(work.connection, {"call": work.tool_call_id})
    return None if row is None else _booked(row._asdict(), provider_said(row), was_queued(work, "booked", row.id))


def _booked(row: Mapping[str, Any], provider: Said, sms_sent: bool) -> Booked:
    when = moment_in_words(row["starts_at"])
    text = Said(en=" A text message is on its way.", zh="短信稍后发出。") if sms_sent else Said(en="", zh="")
    said = Said(
        en=f"The appointment with {provider.en} is booked for {when.en}.{text.en}",
        zh=f"已为您预约好{when.zh}，{provider.zh}。{text.zh}",
    )
    return Booked(
        appointment_id=row["id"],
        demographic_id=row["demographic_id"],
        provider_id=str(row["provider_id"]),
        provider_name=provider.en,
        start_time=wire_time(row["starts_at"]),
        appointment_type=row["appointment_type"],
        visit_mode=row["visit_mode"],
        visit_reason=row["visit_reason"],
        sms_sent=sms_sent,
        message=said.spoken(row["language"]),
    )


BOOKING_HANDLERS = (
    Handler(
        declaration=HandlerDeclaration(
            tool="create_appointment",
            path=f"{ENDPOINT}/create-appointment",
            parameters=_PARAMETERS,
            returns={"booked": Booked, "refused": Refused},
            refusals=SLOT_REFUSALS,
            writes=("appointments", "sms_outbox"),
        ),
        answer=_create,
        earlier=_earlier,
    ),
)
"""`create_appointment`."""
