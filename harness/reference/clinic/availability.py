"""When somebody can be seen, and when a patient will be."""

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, literal_column, select

from harness.reference.clinic.patients import DEMOGRAPHIC_ID
from harness.reference.clinic.providers import providers_named
from harness.reference.clinic.results import (
    Appointment,
    Appointments,
    NoSlot,
    Outcome,
    Refused,
    Slot,
    SlotFound,
    Slots,
)
from harness.reference.clinic.slots import Wanted, first_slot, open_slots
from harness.reference.clinic.tables import CANCELLED, appointments, providers
from harness.reference.clinic.wording import MODES, Said, moment_in_words
from harness.reference.clinic.work import ENDPOINT, Handler, Work, refused
from harness.reference.database.statement import Statement
from harness.reference.declaration import HandlerDeclaration, Parameter

__all__ = ["AVAILABILITY_HANDLERS", "VISIT_MODES", "earliest", "list_slots", "upcoming", "wire_time"]

VISIT_MODES = ("in-person", "virtual")
_DEFAULT_RANGE = timedelta(days=30)
_MOST_SLOTS = 10

_FIND_PARAMETERS = (
    Parameter(name="startDate", description="First day, YYYY-MM-DD; today when left out", required=False, format="date"),
    Parameter(name="endDate", description="Last day, YYYY-MM-DD; 30 days later when left out", required=False, format="date"),
    Parameter(name="timeOfDay", description="Before 12:00, or later", required=False, enum=("morning", "afternoon")),
    Parameter(
        name="providerId", description="Numeric provider ID; any other word is any provider", required=False, format="provider"
    ),
    Parameter(name="providerName", description="Name of a doctor", required=False),
    Parameter(name="excludeDates", description="Days to skip, YYYY-MM-DD", required=False, type="array", format="date"),
    Parameter(name="visitMode", description="How the patient is seen", required=False, enum=VISIT_MODES),
)
_CHECK_PARAMETERS = (
    Parameter(name="startDate", description="First day, YYYY-MM-DD", format="date"),
    Parameter(name="endDate", description="Last day, YYYY-MM-DD", format="date"),
    Parameter(
        name="demographicId",
        description="Patient ID, for existing bookings",
        required=False,
        type="integer",
        aliases=DEMOGRAPHIC_ID.aliases,
    ),
    Parameter(name="providerId", description='Provider ID or "any"', required=False, format="provider"),
    Parameter(name="findAvailable", description="Open slots, or a patient's bookings", required=False, type="boolean"),
)

_UPCOMING = Statement(
    select(appointments, providers.c.name.label("provider_name"), providers.c.name_zh.label("provider_name_zh"))
    .join(providers, providers.c.id == appointments.c.provider_id)
    .where(
        appointments.c.demographic_id == bindparam("patient"),
        appointments.c.status != literal_column(f"'{CANCELLED}'"),
        appointments.c.starts_at >= bindparam("since"),
        appointments.c.starts_at < bindparam("until"),
    )
    .order_by(appointments.c.starts_at, appointments.c.id)
)


def earliest(work: Work, wanted: Wanted) -> Outcome:
    """Exactly one slot, or that there is none."""
    row = first_slot(work.connection, wanted)
    if row is None:
        said = Said(en="There is no open appointment that fits.", zh="没有符合条件的空位。")
        return NoSlot(message=said.en, message_zh=said.zh)
    when, mode = moment_in_words(row.starts_at), _mode(work, wanted, row)
    return SlotFound(
        provider_id=str(row.id),
        provider_name=row.name,
        start_time=wire_time(row.starts_at),
        visit_mode=mode,
        message=f"The earliest opening is {when.en} with {row.name}, {MODES[mode].en}.",
        message_zh=f"最早的空位是{when.zh}，{row.name_zh or row.name}，{MODES[mode].zh}。",
    )


def list_slots(work: Work, wanted: Wanted) -> Outcome:
    """The first open slots."""
    rows = open_slots(work.connection, wanted, _MOST_SLOTS)
    slots = tuple(Slot(provider_id=str(row.id), provider_name=row.name, start_time=wire_time(row.starts_at)) for row in rows)
    if not rows:
        en, zh = "There are no open slots between these dates.", "这段时间没有空位。"
    else:
        first = moment_in_words(rows[0].starts_at)
        en = f"There are open slots; the first is {first.en} with {rows[0].name}."
        zh = f"有空位，最早的是{first.zh}，{rows[0].name_zh or rows[0].name}。"
    return Slots(available=bool(slots), slots=slots, message=en, message_zh=zh)


def upcoming(work: Work, patient: int, since: datetime, last_day: date) -> Outcome:
    """The patient's appointments that lie ahead and stand."""
    told = {"patient": patient, "since": since.isoformat(timespec="minutes"), "until": f"{last_day.isoformat()}T24"}
    rows = _UPCOMING.all(work.connection, told)
    said = _upcoming_in_words(rows)
    return Appointments(found=bool(rows), appointments=tuple(map(_appointment, rows)), message=said.en, message_zh=said.zh)


def wire_time(starts_at: str) -> str:
    """A start as the tools write it, with seconds."""
    return f"{starts_at}:00"


def _find_earliest(work: Work) -> Outcome:
    told = work.arguments
    since = _clamped(work, told.day("startDate"))
    last_day = told.day("endDate") or since.date() + _DEFAULT_RANGE
    named = providers_named(work.connection, told.text("providerName")) if told.number("providerId") is None else None
    if named == ():
        name = told.text("providerName")
        said = Said(en=f"Nobody called {name} sees patients here.", zh=f"这里没有叫{name}的医生。")
        return refused("unknown_provider", said)
    return earliest(
        work,
        Wanted(
            since=since,
            last_day=last_day,
            provider_id=told.number("providerId"),
            provider_ids=named or (),
            time_of_day=told.text("timeOfDay"),
            visit_mode=told.text("visitMode"),
            excluded=told.days("excludeDates"),
        ),
    )


def _check(work: Work) -> Outcome:
    told = work.arguments
    first, last, patient = told.day("startDate"), told.day("endDate"), told.number("demographicId")
    if first is not None and last is not None and last < first:
        said = Said(en="endDate must not be before startDate", zh="endDate 不能早于 startDate")
        return refused("invalid_argument", said, parameters=("endDate",))
    since, last_day = _clamped(work, first), last or work.wall_clock.date()
    if told.flag("findAvailable", default=patient is None):
        return list_slots(work, Wanted(since=since, last_day=last_day, provider_id=told.number("providerId")))
    if patient is None:
        said = Said(en="demographicId is missing: whose appointments?", zh="缺少 demographicId：查询谁的预约？")
        return refused("invalid_argument", said, parameters=("demographicId",))
    return upcoming(work, patient, since, last_day)


def _clamped(work: Work, first: date | None) -> datetime:
    """The start of a search: what has passed is never offered."""
    now = work.wall_clock
    return now if first is None else max(datetime.combine(first, time.min), now)


def _mode(work: Work, wanted: Wanted, provider: Row[Any]) -> str:
    if wanted.visit_mode:
        return wanted.visit_mode
    usual: str = provider.default_visit_mode or work.clinic.default_visit_mode
    is_offered = provider.offers_virtual if usual == "virtual" else provider.offers_in_person
    return usual if is_offered else "virtual" if provider.offers_virtual else "in-person"


def _appointment(row: Row[Any]) -> Appointment:
    return Appointment(
        appointment_id=row.id,
        start_time=wire_time(row.starts_at),
        provider_id=str(row.provider_id),
        provider_name=row.provider_name,
        appointment_type=row.appointment_type,
        reason=row.reason,
        visit_mode=row.visit_mode,
        status=row.status,
    )


def _upcoming_in_words(rows: Any) -> Said:
    if not rows:
        return Said(en="There are no upcoming appointments.", zh="没有即将到来的预约。")
    times = [moment_in_words(row.starts_at) for row in rows]
    en = "; ".join(f"{when.en} with {row.provider_name}" for when, row in zip(times, rows, strict=True))
    zh = "、".join(f"{when.zh}{row.provider_name_zh or row.provider_name}" for when, row in zip(times, rows, strict=True))
    some = "1 upcoming appointment" if len(rows) == 1 else f"{len(rows)} upcoming appointments"
    return Said(en=f"There is {some}: {en}." if len(rows) == 1 else f"There are {some}: {en}.", zh=f"有{len(rows)}个预约：{zh}。")


AVAILABILITY_HANDLERS = (
    Handler(
        declaration=HandlerDeclaration(
            tool="find_earliest_appointment",
            path=ENDPOINT,
            parameters=_FIND_PARAMETERS,
            returns={"slot": SlotFound, "none": NoSlot, "refused": Refused},
            refusals=("invalid_argument", "unknown_provider"),
        ),
        answer=_find_earliest,
    ),
    Handler(
        declaration=HandlerDeclaration(
            tool="check_appointments",
            path=f"{ENDPOINT}/check-appointments",
            parameters=_CHECK_PARAMETERS,
            returns={"slots": Slots, "bookings": Appointments, "refused": Refused},
            refusals=("invalid_argument",),
        ),
        answer=_check,
    ),
)
"""`find_earliest_appointment` and `check_appointments`."""
