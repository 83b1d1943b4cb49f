"""What the clinic's backend keeps, and how a seed becomes rows of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import IntegrityError

from harness.errors import InputError
from harness.reference.clinic.periods import is_period, slots_of
from harness.reference.clinic.tables import clinic_settings, metadata, schedule
from harness.reference.database.rows import insert_rows
from harness.reference.database.seed import Seed
from harness.reference.database.store import Store

__all__ = ["CLINIC_STORE"]

_SLOT = insert(schedule)


def _plant(connection: Connection, seed: Seed) -> None:
    """Rows in the seed's order.

    There is one row of settings: a later seed changes the columns it names. A row of the schedule is one slot, or working hours
    as `periods` reads them.
    """
    for table, rows in seed.tables.items():
        if table == clinic_settings.name:
            _keep_settings(connection, rows)
        elif table == schedule.name:
            insert_rows(connection, metadata, table, [row for row in rows if not is_period(row)])
            _add_slots(connection, [slot for row in rows if is_period(row) for slot in slots_of(row)])
        else:
            insert_rows(connection, metadata, table, rows)


def _keep_settings(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    for row in rows:
        known = connection.execute(select(clinic_settings)).mappings().first()
        connection.execute(delete(clinic_settings))
        insert_rows(connection, metadata, clinic_settings.name, [{"id": 1, **(known or {}), **row}])


def _add_slots(connection: Connection, slots: Sequence[Mapping[str, Any]]) -> None:
    if not slots:
        return
    try:
        connection.execute(_SLOT, slots)
    except IntegrityError as clash:
        raise InputError(
            f"schedule: working hours cannot be added: {clash.orig}; do two overlap, or is a provider missing?"
        ) from clash


CLINIC_STORE = Store(name="clinic", metadata=metadata, plant=_plant)
