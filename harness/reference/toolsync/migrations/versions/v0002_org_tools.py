"""Which tool of the platform is whose, each organisation seeing its own alone."""

import sqlalchemy as sa
from alembic import op

from harness.reference.toolsync.columns import OrgId, RowNumber, stamps
from harness.reference.toolsync.roles import grant_service, guard_rows, make_roles

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """The table, its two indexes, and on PostgreSQL the roles and the policies."""
    op.create_table(
        "org_tools",
        sa.Column("id", RowNumber, primary_key=True),
        sa.Column("org_id", OrgId, sa.ForeignKey("organizations.id", ondelete="CASCADE"), nullable=False),
        sa.Column("tool_name", sa.String(255), nullable=False),
        sa.Column("vapi_tool_id", sa.String(255), nullable=False),
        sa.Column("description", sa.Text),
        sa.Column("enabled", sa.Boolean, nullable=False, server_default=sa.true()),
        *stamps(),
        sa.UniqueConstraint("org_id", "tool_name"),
    )
    op.create_index("idx_org_tools_org_id", "org_tools", ["org_id"])
    op.create_index("idx_org_tools_enabled", "org_tools", ["enabled"])
    if op.get_bind().dialect.name == "postgresql":
        granted = grant_service("organizations", "agents", "org_tools", numbered=("agents", "org_tools"))
        for statement in (*make_roles(), *granted, *guard_rows("org_tools")):
            op.execute(statement)


def downgrade() -> None:
    """Without the table; the roles stay, because other databases of the server may use them."""
    op.drop_table("org_tools")
