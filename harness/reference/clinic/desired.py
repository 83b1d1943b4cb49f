"""Whether one time with one provider can be had, found out in one statement."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, case, literal_column, or_, select

from harness.reference.clinic.results import Refused
from harness.reference.clinic.tables import CANCELLED, appointments, demographics, providers, schedule
from harness.reference.clinic.wording import Said, moment_in_words
from harness.reference.clinic.work import Work, refused
from harness.reference.database.columns import WholeNumber
from harness.reference.database.statement import Statement

__all__ = ["find_slots"]

_ANYBODY = -1
_taken = appointments.alias("taken")
_IS_OPEN = and_(schedule.c.provider_id == providers.c.id, schedule.c.starts_at == bindparam("at"))
_IS_TAKEN = and_(
    _taken.c.provider_id == providers.c.id,
    _taken.c.starts_at == bindparam("at"),
    # Not a bound value: SQLite would plan the statement anew each time, to see whether the partial index serves it.
    _taken.c.status != literal_column(f"'{CANCELLED}'"),
)
_number = bindparam("provider", type_=WholeNumber)
_SLOT = Statement(
    select(
        providers,
        schedule.c.id.label("slot_id"),
        _taken.c.id.label("taken_by"),
        demographics.c.id.label("patient_id"),
        demographics.c.phone,
        demographics.c.phone_is_mobile,
    )
    .select_from(
        providers.outerjoin(schedule, _IS_OPEN)
        .outerjoin(_taken, _IS_TAKEN)
        .outerjoin(demographics, demographics.c.id == bindparam("patient", type_=WholeNumber))
    )
    .where(or_(_number == _ANYBODY, providers.c.id == _number))
    .order_by(case((providers.c.id == bindparam("favourite", type_=WholeNumber), 0), else_=1), providers.c.id)
)


def find_slots(
    work: Work, patient: int | None, provider: int | None, at: datetime, favourite: int | None, language: str | None
) -> tuple[Row[Any], ...] | Refused:
    """Each free provider's columns beside `patient_id`, `phone` and `phone_is_mobile`, at least one; or why it cannot be had.

    `provider` None is any provider, `favourite` first. `language` is the refusal's, None for both.
    """
    when = moment_in_words(at)
    if at < work.wall_clock:
        return refused("past_date", Said(en=f"{when.en} is in the past.", zh=f"{when.zh}已经过去了。"), language)
    told = {"at": at.isoformat(timespec="minutes"), "provider": _ANYBODY if provider is None else provider, "patient": patient}
    rows = _SLOT.all(work.connection, {**told, "favourite": _ANYBODY if favourite is None else favourite})
    if not rows:
        return refused("unknown_provider", Said(en="There is no such provider here.", zh="这里没有这位医生。"), language)
    if rows[0].patient_id is None:
        return refused("unknown_patient", Said(en="There is no patient with this number.", zh="没有这个编号的病人。"), language)
    offered = [row for row in rows if row.slot_id is not None]
    free = tuple(row for row in offered if row.taken_by is None)
    if free:
        return free
    if any(row.taken_by is not None for row in rows):
        return refused("slot_taken", Said(en=f"{when.en} is already taken.", zh=f"{when.zh}已经被预约了。"), language)
    return refused("slot_unavailable", Said(en=f"There is no opening on {when.en}.", zh=f"{when.zh}没有空位。"), language)
