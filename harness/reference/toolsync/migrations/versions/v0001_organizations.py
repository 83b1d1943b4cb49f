"""Organisations, and the agents they have configured."""

import sqlalchemy as sa
from alembic import op

from harness.reference.toolsync.columns import OrgId, RowNumber, organization, stamps

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Both tables, empty."""
    op.create_table(
        "organizations",
        sa.Column("id", OrgId, primary_key=True),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("admin_email", sa.String(255)),
        *stamps(),
    )
    op.create_table(
        "agents",
        sa.Column("id", RowNumber, primary_key=True),
        organization(),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("settings", sa.Text, nullable=False, server_default="{}"),
        sa.Column("vapi_assistant_id", sa.String(255)),
        *stamps(),
        sa.UniqueConstraint("org_id", "name"),
    )


def downgrade() -> None:
    """As it was before."""
    op.drop_table("agents")
    op.drop_table("organizations")
