"""The tables of the clinic, in SQL that SQLite and PostgreSQL both understand.

Local times are text, "2026-01-20T14:00", in the clinic's own time zone: its calendar has no offset. `info["format"]` names what a
text column holds, so that rows written by a scenario are checked; `info["label"]` names a readable column of the row that a
number points at, which the ledger shows beside it.
"""

from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Index, MetaData, String, Table, UniqueConstraint

from harness.reference.clinic.names import displayed_name
from harness.reference.database.columns import WholeNumber

__all__ = [
    "CANCELLED",
    "SEEDED_AT",
    "TO_DO",
    "appointments",
    "call_logs",
    "clinic_settings",
    "demographics",
    "metadata",
    "providers",
    "schedule",
    "sms_outbox",
    "transfers",
    "waitlist",
]

TO_DO = "t"
"""OSCAR's status of an appointment that lies ahead."""
CANCELLED = "C"
"""OSCAR's status of an appointment that gave its slot back."""
SEEDED_AT = "2000-01-01T00:00:00+00:00"
"""`created_at` of a row that was there before anybody phoned."""

metadata = MetaData()


def _id() -> Column[int]:
    return Column("id", WholeNumber, primary_key=True)


def _patient(*, known: bool = True) -> Column[int]:
    """`known`: the number was looked up; else it is what somebody said, and may be nobody's."""
    keys = (ForeignKey("demographics.id"),) if known else ()
    return Column("demographic_id", WholeNumber, *keys, nullable=not known, info={"label": ("patient", "demographics", "name")})


def _provider() -> Column[int]:
    label = ("provider", "providers", "name")
    return Column("provider_id", WholeNumber, ForeignKey("providers.id"), nullable=False, info={"label": label})


def _text(name: str, *, default: str = "", form: str | None = None) -> Column[str]:
    return Column(name, String, nullable=False, default=default, info={"format": form} if form else {})


def _optional(name: str, form: str | None = None) -> Column[str]:
    return Column(name, String, info={"format": form} if form else {})


def _needed(name: str, form: str | None = None) -> Column[str]:
    return Column(name, String, nullable=False, info={"format": form} if form else {})


def _flag(name: str, *, default: bool) -> Column[bool]:
    return Column(name, Boolean, nullable=False, default=default)


def _tool_call() -> Column[str]:
    return Column("tool_call_id", String, unique=True)


def _stamp(name: str) -> Column[str]:
    return Column(name, String, nullable=False, default=SEEDED_AT)


def _name_of(context: Any) -> str:
    row = context.get_current_parameters()
    return displayed_name(row["first_name"], row["last_name"], row.get("chinese_name"), row.get("language"))


clinic_settings = Table(
    "clinic_settings",
    metadata,
    _id(),
    _needed("name"),
    _text("name_zh"),
    _text("address"),
    _text("phone"),
    _text("hours"),
    _text("hours_zh"),
    _text("timezone", default="America/Vancouver", form="timezone"),
    _flag("accepting_new_patients", default=True),
    _text("custom_greeting"),
    _text("custom_greeting_zh"),
    # Not a foreign key: the settings are written before the providers.
    Column("default_provider_id", WholeNumber),
    _text("supported_languages", default="en"),
    _text("appointment_types", default="B=General Visit"),
    _text("default_visit_mode", default="in-person"),
    _text("default_visit_reason", default="General Visit"),
)

providers = Table(
    "providers",
    metadata,
    _id(),
    _needed("name"),
    _text("name_zh"),
    _text("specialty", default="Family Medicine"),
    _text("languages", default="en"),
    _flag("offers_in_person", default=True),
    _flag("offers_virtual", default=True),
    _flag("accepts_new_patients", default=True),
    _optional("default_visit_mode"),
    _optional("default_visit_reason"),
    _optional("preferred_time"),
)

demographics = Table(
    "demographics",
    metadata,
    _id(),
    Column("name", String, nullable=False, default=_name_of),
    _needed("first_name"),
    _needed("last_name"),
    _optional("chinese_name"),
    _optional("date_of_birth"),
    _optional("gender"),
    _needed("phone", "phone"),
    _flag("phone_is_mobile", default=True),
    _optional("email"),
    _optional("address"),
    _optional("city"),
    _text("province", default="BC"),
    _optional("postal_code"),
    _optional("health_card_type"),
    _optional("health_card_number"),
    _text("language", default="en"),
    _tool_call(),
    _stamp("created_at"),
    UniqueConstraint("health_card_type", "province", "health_card_number"),
)
Index("patients_by_phone", demographics.c.phone)

schedule = Table(
    "schedule",
    metadata,
    _id(),
    _provider(),
    _needed("starts_at", "local time"),
    # The time first: the question is who is free earliest.
    UniqueConstraint("starts_at", "provider_id"),
)

appointments = Table(
    "appointments",
    metadata,
    _id(),
    _patient(),
    _provider(),
    _needed("starts_at", "local time"),
    _text("status", default=TO_DO),
    _text("appointment_type", default="B"),
    _text("reason"),
    _text("visit_mode", default="in-person"),
    _text("visit_reason", default="General Visit"),
    _flag("is_virtual", default=False),
    _flag("is_new_patient", default=False),
    _optional("preferred_time"),
    _text("language", default="en"),
    _optional("cancel_reason"),
    Column("replaces_id", WholeNumber, ForeignKey("appointments.id")),
    _tool_call(),
    _optional("cancelled_by"),
    _stamp("created_at"),
)
_holds_its_slot = appointments.c.status != CANCELLED
Index(
    "one_patient_a_slot",
    appointments.c.provider_id,
    appointments.c.starts_at,
    unique=True,
    sqlite_where=_holds_its_slot,
    postgresql_where=_holds_its_slot,
)
Index("appointments_of_a_patient", appointments.c.demographic_id)

waitlist = Table(
    "waitlist",
    metadata,
    _id(),
    _needed("first_name"),
    _needed("last_name"),
    _needed("phone", "phone"),
    _text("notes"),
    _tool_call(),
    _stamp("created_at"),
)

sms_outbox = Table(
    "sms_outbox",
    metadata,
    _id(),
    _patient(),
    Column("appointment_id", WholeNumber, ForeignKey("appointments.id"), nullable=False),
    _needed("phone", "phone"),
    _needed("template"),
    _needed("language"),
    _needed("body"),
    _text("status", default="queued"),
    _stamp("created_at"),
    UniqueConstraint("appointment_id", "template"),
)

call_logs = Table(
    "call_logs",
    metadata,
    _id(),
    Column("call_id", String, nullable=False, unique=True),
    _optional("phone"),
    _optional("language"),
    _optional("outcome"),
    _patient(known=False),
    Column("appointment_id", WholeNumber),
    _optional("ended_reason"),
    _optional("started_at"),
    _optional("ended_at"),
)

transfers = Table(
    "transfers",
    metadata,
    _id(),
    _optional("call_id"),
    _optional("phone"),
    _needed("reason"),
    _optional("notes"),
    _tool_call(),
    _stamp("created_at"),
)
