"""Telling the code of a hold: right and in time, its appointment stands.

A try is counted before the code is looked at, in one statement that locks the row: no number of callers at once gets more tries.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, literal_column, select, update

from harness.reference.booking.codes import is_code
from harness.reference.booking.desk import ToolHandler, Work
from harness.reference.booking.notices import sync_calendar
from harness.reference.booking.outcomes import Answer, Confirmed, Declined
from harness.reference.booking.requests import ORGANIZATION_AT
from harness.reference.booking.slots import utc_stamp
from harness.reference.booking.tables import BOOKED, EXPIRED, HELD, appointments, holds
from harness.reference.database.statement import Statement
from harness.reference.declaration import HandlerDeclaration, Parameter
from harness.reference.wording import in_words

__all__ = ["TRIES", "VERIFY"]

TRIES = 5
"""Wrong codes end a hold: with a million codes, five guesses find one in two hundred thousand."""

_MINE = (holds.c.org_id == bindparam("org"), holds.c.id == bindparam("hold"))
_TRY = Statement(
    update(holds)
    .where(*_MINE, holds.c.tries < literal_column(str(TRIES)), holds.c.used_at.is_(None), holds.c.expires_at > bindparam("now"))
    .values(tries=holds.c.tries + literal_column("1"))
)
_HOLD = Statement(
    select(
        holds.c.appointment_id, holds.c.code_hash, holds.c.tries, holds.c.used_at,
        appointments.c.contact_id, appointments.c.provider, appointments.c.scheduled_at,
    )
    .join(appointments, appointments.c.id == holds.c.appointment_id)
    .where(*_MINE)
)  # fmt: skip
_USE = Statement(update(holds).where(holds.c.id == bindparam("hold")))
_SETTLE = Statement(
    update(appointments).where(
        appointments.c.id == bindparam("appointment"), appointments.c.status == literal_column(f"'{HELD}'")
    )
)


def _verify(work: Work) -> Answer:
    hold_id, now = work.arguments["holdId"], utc_stamp(work.now)
    sought = {"org": work.organization.id, "hold": hold_id}
    is_open = _TRY.change(work.connection, {**sought, "now": now})
    hold = _HOLD.first(work.connection, sought)
    if hold is None:
        return Declined(reason="unknown_hold", message="There is no such hold.")
    if not is_open:
        return _closed(work.connection, hold)
    if not is_code(work.arguments["code"], hold.appointment_id, hold.code_hash):
        return _wrong(work.connection, hold)
    if not _settle(work.connection, hold, BOOKED):
        return _closed(work.connection, hold)
    _USE.change(work.connection, {"hold": hold_id, "used_at": now})
    sync_calendar(work.connection, work.organization.id, hold.appointment_id, work.stamp)
    when = datetime.fromisoformat(hold.scheduled_at)
    seen_by = f" with {hold.provider}" if hold.provider else ""
    return Confirmed(
        hold_id=hold_id,
        appointment_id=hold.appointment_id,
        scheduled_at=hold.scheduled_at,
        provider=hold.provider,
        contact_id=hold.contact_id,
        calendar_synced=False,
        message=f"Your appointment{seen_by} is confirmed for {in_words(when)}.",
    )


def _closed(connection: Connection, hold: Any) -> Declined:
    """Why it takes no code any more."""
    if hold.used_at is not None:
        return Declined(reason="code_used", message="This code has been used already.")
    if hold.tries >= TRIES:
        return _ended()
    _settle(connection, hold, EXPIRED)
    return Declined(reason="hold_expired", message="The hold has expired and the time is free for others again.")


def _wrong(connection: Connection, hold: Any) -> Declined:
    if hold.tries >= TRIES:
        _settle(connection, hold, EXPIRED)
        return _ended()
    left = TRIES - hold.tries
    return Declined(reason="wrong_code", message=f"This is not the code. {left} {'try is' if left == 1 else 'tries are'} left.")


def _ended() -> Declined:
    return Declined(reason="too_many_tries", message="The code was wrong too often, and the hold has ended.")


def _settle(connection: Connection, hold: Any, status: str) -> int:
    return _SETTLE.change(connection, {"appointment": hold.appointment_id, "status": status})


VERIFY = ToolHandler(
    declaration=HandlerDeclaration(
        tool="verifyOtp",
        path="/api/vapi/tools/booking/verify-otp",
        parameters=(
            Parameter(name="holdId", description="Number of the hold, as reserveAtomic returned it", type="integer"),
            Parameter(name="code", description="The six digits the patient was texted"),
        ),
        returns={"confirmed": Confirmed, "refused": Declined},
        refusals=(
            "invalid_argument", "unknown_organization", "unknown_hold", "wrong_code", "code_used", "hold_expired",
            "too_many_tries",
        ),
        organization_at=ORGANIZATION_AT,
        writes=("holds", "appointments", "calendar_sync"),
    ),
    answer=_verify,
)  # fmt: skip
