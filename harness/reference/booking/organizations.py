"""Whose clinic a request is about."""

from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct
from sqlalchemy import Connection, bindparam, select

from harness.reference.booking.tables import organizations
from harness.reference.database.statement import Statement

__all__ = ["Organization", "find_organization"]

_BY_ID = Statement(select(organizations).where(organizations.c.id == bindparam("wanted")))


class Organization(Struct, frozen=True, kw_only=True):
    """A clinic."""

    id: str
    name: str
    timezone: str
    region: str

    def local(self, moment: datetime) -> datetime:
        """What the clock on the clinic's wall shows, without an offset."""
        return moment.astimezone(ZoneInfo(self.timezone)).replace(tzinfo=None)


def find_organization(connection: Connection, org_id: str) -> Organization | None:
    """The clinic with this id; None when there is none."""
    row = _BY_ID.first(connection, {"wanted": org_id})
    return None if row is None else Organization(id=row.id, name=row.name, timezone=row.timezone, region=row.region)
