"""The reference systems a run may need, each made when a scenario first needs it."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from harness.contract.problems import did_you_mean
from harness.errors import InputError
from harness.reference.app import ReferenceApp, ReferenceSystem
from harness.reference.clock import CallClock
from harness.reference.database import CallDatabase, Store
from harness.reference.inprocess import InProcessBackend

__all__ = ["SYSTEMS", "PlayedSystem", "SystemKind", "Systems"]


class SystemKind(Struct, frozen=True, kw_only=True):
    """How one reference system is made."""

    store: Callable[[], Store]
    system: Callable[[CallDatabase, CallClock], ReferenceSystem]


class PlayedSystem(Struct, frozen=True, kw_only=True):
    """A reference system ready for calls."""

    name: str
    database: CallDatabase
    app: ReferenceApp
    backend: InProcessBackend


def _booking_store() -> Store:
    from harness.reference.booking import BOOKING_STORE

    return BOOKING_STORE


def _booking(database: CallDatabase, clock: CallClock) -> ReferenceSystem:
    from harness.reference.booking import BookingSystem
    from harness.reference.booking.codes import repeatable_code

    return BookingSystem(database, clock, code=repeatable_code)


def _clinic_store() -> Store:
    from harness.reference.clinic import CLINIC_STORE

    return CLINIC_STORE


def _clinic(database: CallDatabase, clock: CallClock) -> ReferenceSystem:
    from harness.reference.clinic import ClinicSystem

    return ClinicSystem(database, clock)


SYSTEMS: Mapping[str, SystemKind] = {
    "booking": SystemKind(store=_booking_store, system=_booking),
    "clinic": SystemKind(store=_clinic_store, system=_clinic),
}


class Systems:
    """The systems of one run by name; one that no scenario names is never made."""

    def __init__(self, clock: CallClock, open_for: Callable[[Store], CallDatabase]) -> None:
        self._clock = clock
        self._open_for = open_for
        self._made: dict[str, PlayedSystem] = {}

    def named(self, name: str) -> PlayedSystem:
        """The system of that name. Raises InputError when there is none, MachineError when its database does not open."""
        if name not in self._made:
            if name not in SYSTEMS:
                raise InputError(f"there is no reference system '{name}'. {did_you_mean(name, sorted(SYSTEMS))}")
            kind = SYSTEMS[name]
            database = self._open_for(kind.store())
            app = ReferenceApp(kind.system(database, self._clock))
            self._made[name] = PlayedSystem(name=name, database=database, app=app, backend=InProcessBackend(app))
        return self._made[name]

    def close(self) -> None:
        """Let go of their databases; none can be used afterwards."""
        while self._made:
            self._made.popitem()[1].database.close()
