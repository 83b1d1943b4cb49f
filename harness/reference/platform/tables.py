"""What the stand-in keeps: every resource is a row, its body as JSON."""

from sqlalchemy import Column, Index, MetaData, String, Table

from harness.reference.database.columns import WholeNumber

__all__ = ["metadata", "resources"]

metadata = MetaData()

resources = Table(
    "resources",
    metadata,
    Column("n", WholeNumber, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("org_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("body", String, nullable=False),
    Column("kept", String, nullable=False, default="{}"),
    Column("created_at", String, nullable=False),
    Column("updated_at", String, nullable=False),
    Column("version", WholeNumber, nullable=False, default=1),
    Index("resources_of_an_organisation", "org_id", "kind"),
)
"""`kept` is what the platform knows of a resource and nobody is shown; times are ISO texts in UTC, so that they sort."""
