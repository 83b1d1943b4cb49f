"""Whose clinic a request is about."""

from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct
from sqlalchemy import Connection, bindparam, select

from harness.reference.booking.outcomes import Refused
from harness.reference.booking.tables import organizations
from harness.reference.database.statement import Statement

__all__ = ["Organization", "find_organization", "organization_or_refusal"]

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


def organization_or_refusal(connection: Connection, org_id: str | None) -> Organization | Refused:
    """The same; a refusal says that it is not known, or that none was named."""
    found = None if org_id is None else find_organization(connection, org_id)
    if found is not None:
        return found
    told = "the request names no organization" if org_id is None else "this organization is not known here"
    return Refused(reason="unknown_organization", message=f"The clinic cannot be found: {told}.")
