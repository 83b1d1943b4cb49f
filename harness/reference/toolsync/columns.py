"""Columns of the tables that are shared with the platform, as their migrations make them."""

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Integer, String, Uuid, func

__all__ = ["OrgId", "RowNumber", "organization", "stamps"]

OrgId = Uuid(as_uuid=False).with_variant(String(36), "sqlite")
"""A UUID, as text with its hyphens to whoever reads it."""
RowNumber = BigInteger().with_variant(Integer(), "sqlite")


def organization() -> Column[str]:
    """Whose row it is; it goes when they go."""
    return Column("org_id", OrgId, ForeignKey("organizations.id", ondelete="CASCADE"), nullable=False)


def stamps() -> "tuple[Column[object], Column[object]]":
    """When the row was made and last changed, in UTC."""
    return (
        Column("created_at", DateTime, nullable=False, server_default=func.current_timestamp()),
        Column("updated_at", DateTime, nullable=False, server_default=func.current_timestamp()),
    )
