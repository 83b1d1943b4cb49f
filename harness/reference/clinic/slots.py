"""Open slots: which there are, and whether one time can be had."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    func,
    literal_column,
    select,
)

from harness.reference.clinic.tables import CANCELLED, appointments, providers, schedule
from harness.reference.database.statement import Statement

__all__ = ["Wanted", "first_slot", "open_slots"]

# Not a bound value: SQLite would plan the statement anew each time, to see whether the partial index serves it.
_NOT_CANCELLED: ColumnElement[str] = literal_column(f"'{CANCELLED}'")
_TAKEN = and_(
    appointments.c.provider_id == schedule.c.provider_id,
    appointments.c.starts_at == schedule.c.starts_at,
    appointments.c.status != _NOT_CANCELLED,
)
_day, _hour = func.substr(schedule.c.starts_at, 1, 10), func.substr(schedule.c.starts_at, 12, 2)


class Wanted(Struct, frozen=True, kw_only=True):
    """What a slot must be like. None and empty ask for nothing in particular."""

    since: datetime
    """The earliest start, by the clock on the clinic's wall."""
    last_day: date
    provider_id: int | None = None
    provider_ids: tuple[int, ...] = ()
    """Several providers, when a name fits several."""
    time_of_day: str = ""
    """ "morning" starts before 12:00, "afternoon" at 12:00 or later."""
    visit_mode: str = ""
    excluded: tuple[date, ...] = ()


def first_slot(connection: Connection, wanted: Wanted) -> Row[Any] | None:
    """The earliest open slot with its provider's columns; of several at one time, that of the lowest provider number."""
    return next(iter(open_slots(connection, wanted, 1)), None)


def open_slots(connection: Connection, wanted: Wanted, most: int) -> Sequence[Row[Any]]:
    """Open slots with their providers' columns, earliest first."""
    chosen = (wanted.provider_id,) if wanted.provider_id is not None else wanted.provider_ids
    told: dict[str, Any] = {
        "since": wanted.since.isoformat(timespec="minutes"),
        "until": f"{wanted.last_day.isoformat()}T24",
        "most": most,
    }
    if len(chosen) == 1:
        told["provider"] = chosen[0]
    elif chosen:
        told["chosen"] = list(chosen)
    if wanted.excluded:
        told["excluded"] = [day.isoformat() for day in wanted.excluded]
    if "chosen" in told or "excluded" in told:
        return connection.execute(_question(frozenset(told), wanted.time_of_day, wanted.visit_mode), told).all()
    return _statement(frozenset(told), wanted.time_of_day, wanted.visit_mode).all(connection, told)


@lru_cache(maxsize=64)
def _statement(told: frozenset[str], time_of_day: str, visit_mode: str) -> Statement:
    return Statement(_question(told, time_of_day, visit_mode))


@lru_cache(maxsize=64)
def _question(told: frozenset[str], time_of_day: str, visit_mode: str) -> Select[Any]:
    """One statement for each kind of question, made once."""
    conditions = [
        appointments.c.id.is_(None),
        schedule.c.starts_at >= bindparam("since"),
        schedule.c.starts_at < bindparam("until"),
    ]
    if "provider" in told:
        conditions.append(schedule.c.provider_id == bindparam("provider"))
    if "chosen" in told:
        conditions.append(schedule.c.provider_id.in_(bindparam("chosen", expanding=True)))
    if time_of_day:
        conditions.append(_hour < "12" if time_of_day == "morning" else _hour >= "12")
    if visit_mode:
        conditions.append(providers.c.offers_virtual if visit_mode == "virtual" else providers.c.offers_in_person)
    if "excluded" in told:
        conditions.append(_day.not_in(bindparam("excluded", expanding=True)))
    joined = schedule.join(providers, providers.c.id == schedule.c.provider_id).outerjoin(appointments, _TAKEN)
    return (
        select(schedule.c.starts_at, *providers.c)
        .select_from(joined)
        .where(*conditions)
        .order_by(schedule.c.starts_at, schedule.c.provider_id)
        .limit(bindparam("most", type_=Integer))
    )
