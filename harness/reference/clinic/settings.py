"""The clinic itself: one row of settings, read again for every request."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct
from sqlalchemy import Connection, select

from harness.reference.clinic.tables import clinic_settings
from harness.reference.database.statement import Statement

__all__ = ["Clinic", "find_clinic", "listed"]

_SETTINGS = Statement(select(clinic_settings).order_by(clinic_settings.c.id))


class Clinic(Struct, frozen=True, kw_only=True):
    """Who answers, and by which rules. Fields are the columns."""

    id: int
    name: str
    name_zh: str
    address: str
    phone: str
    hours: str
    hours_zh: str
    timezone: str
    accepting_new_patients: bool
    custom_greeting: str
    custom_greeting_zh: str
    default_provider_id: int | None
    supported_languages: str
    appointment_types: str
    """Name and code of each: "B=General Visit; 2=Follow-up"."""
    default_visit_mode: str
    default_visit_reason: str

    @property
    def types_by_code(self) -> Mapping[str, str]:
        """Code → name of every appointment type that can be booked."""
        pairs = (pair.partition("=") for pair in self.appointment_types.split(";"))
        return {code.strip(): name.strip() or code.strip() for code, _, name in pairs if code.strip()}

    def local(self, moment: datetime) -> datetime:
        """What the clock on the clinic's wall shows, without an offset; a moment without one is taken to be just that."""
        return moment if moment.tzinfo is None else moment.astimezone(ZoneInfo(self.timezone)).replace(tzinfo=None)


def find_clinic(connection: Connection) -> Clinic | None:
    """The clinic; None while nobody has entered its settings."""
    row = _SETTINGS.first(connection, {})
    return None if row is None else Clinic(**row._asdict())


def listed(text: str) -> tuple[str, ...]:
    """The items of a comma-separated cell."""
    return tuple(part.strip() for part in text.split(",") if part.strip())
