"""What is free on a day."""

from datetime import date, datetime, time

from sqlalchemy import BindParameter, and_, bindparam, literal_column, or_, select

from harness.reference.booking.arguments import DATE
from harness.reference.booking.desk import ToolHandler, Work
from harness.reference.booking.outcomes import Answer, Declined, FreeTime, Openings, Refused
from harness.reference.booking.requests import ORGANIZATION_AT
from harness.reference.booking.slots import utc_stamp
from harness.reference.booking.tables import BOOKED, HELD, appointments, holds, openings
from harness.reference.database.statement import Statement
from harness.reference.declaration import HandlerDeclaration, Parameter
from harness.reference.wording import day_in_words, time_in_words

__all__ = ["CHECK"]

_TOLD = 3
"""Free times that one sentence names."""
_FIRST: BindParameter[str] = bindparam("first")
_LAST: BindParameter[str] = bindparam("last")
_OPENINGS = Statement(
    select(openings.c.starts_at, openings.c.provider)
    .where(openings.c.org_id == bindparam("org"), openings.c.starts_at.between(_FIRST, _LAST))
    .order_by(openings.c.starts_at, openings.c.id)
)
_LISTS_OPENINGS = Statement(select(openings.c.id).where(openings.c.org_id == bindparam("org")).limit(literal_column("1")))
_BUSY = Statement(
    select(appointments.c.scheduled_at, appointments.c.provider)
    .outerjoin(holds, holds.c.appointment_id == appointments.c.id)
    .where(
        appointments.c.org_id == bindparam("org"),
        appointments.c.scheduled_at.between(_FIRST, _LAST),
        or_(
            appointments.c.status == literal_column(f"'{BOOKED}'"),
            and_(appointments.c.status == literal_column(f"'{HELD}'"), holds.c.expires_at > bindparam("now")),
        ),
    )
    .order_by(appointments.c.scheduled_at, appointments.c.id)
)


def _check(work: Work) -> Answer:
    day, at = work.arguments["appointmentDate"], work.arguments["appointmentTime"]
    local = work.organization.local(work.now)
    if day < local.date() or (at is not None and datetime.combine(day, at) < local):
        when = day_in_words(day) if at is None else f"{day_in_words(day)} at {time_in_words(at)}"
        return Refused(reason="past_date", message=f"{when} is in the past.")
    whole_day = {"org": work.organization.id, "first": f"{day}T00:00", "last": f"{day}T23:59"}
    busy = [(row.scheduled_at, row.provider) for row in _BUSY.all(work.connection, {**whole_day, "now": utc_stamp(work.now)})]
    if _LISTS_OPENINGS.first(work.connection, {"org": work.organization.id}) is None:
        return _any_time(day, at, tuple(dict.fromkeys(moment[11:] for moment, _ in busy)))
    free = tuple(
        FreeTime(time=row.starts_at[11:], provider=row.provider)
        for row in _OPENINGS.all(work.connection, whole_day)
        if not {(row.starts_at, row.provider), (row.starts_at, "")}.intersection(busy)
        and datetime.fromisoformat(row.starts_at) >= local
    )
    return _listed(day, at, free)


def _any_time(day: date, at: time | None, taken: tuple[str, ...]) -> Openings:
    if at is not None:
        free = at.isoformat(timespec="minutes") not in taken
        message = f"{day_in_words(day)} at {time_in_words(at)} is {'free' if free else 'already taken'}."
    else:
        free = True
        but = f", but for {_spoken(taken)}" if taken else ""
        message = f"Any time is free on {day_in_words(day)}{but}."
    return Openings(date=day.isoformat(), available=free, slots=(), any_time=True, taken=taken, message=message)


def _listed(day: date, at: time | None, slots: tuple[FreeTime, ...]) -> Openings:
    times = tuple(dict.fromkeys(slot.time for slot in slots))
    free = bool(times) if at is None else at.isoformat(timespec="minutes") in times
    there_is = f"On {day_in_words(day)} there is {_spoken(times)}." if times else f"Nothing is free on {day_in_words(day)}."
    if at is None:
        message = there_is
    elif free:
        message = f"{day_in_words(day)} at {time_in_words(at)} is free."
    else:
        message = f"{day_in_words(day)} at {time_in_words(at)} is not free. {there_is}"
    return Openings(date=day.isoformat(), available=free, slots=slots, any_time=False, taken=(), message=message)


def _spoken(times: tuple[str, ...]) -> str:
    words = [time_in_words(time.fromisoformat(each)) for each in times[:_TOLD]]
    more = [f"{len(times) - _TOLD} more"] if len(times) > _TOLD else []
    *first, last = [*words, *more]
    return f"{', '.join(first)} and {last}" if first else last


CHECK = ToolHandler(
    declaration=HandlerDeclaration(
        tool="checkCalendar",
        path="/api/vapi/tools/calendar/check",
        parameters=(
            DATE,
            Parameter(name="appointmentTime", description="HH:MM, 24 hours; left out, the whole day is meant", required=False),
        ),
        returns={"openings": Openings, "refused": Declined},
        refusals=("invalid_argument", "unknown_organization", "past_date"),
        organization_at=ORGANIZATION_AT,
    ),
    answer=_check,
    writes=False,
)
