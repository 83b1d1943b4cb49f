"""What a sync is in the middle of, its queue, and the mail about those that failed."""

import sqlalchemy as sa
from alembic import op

from harness.reference.toolsync.columns import RowNumber, organization, stamps
from harness.reference.toolsync.roles import grant_service

revision = "0004"
down_revision = "0003"

_TABLES = ("tool_registrations", "tool_retirements", "sync_jobs", "email_outbox")


def upgrade() -> None:
    """Four tables, and the mark by which an agent's assistant is found again."""
    op.add_column("agents", sa.Column("mark", sa.String(36)))
    op.create_table(
        "tool_registrations",
        sa.Column("mark", sa.String(36), primary_key=True),
        organization(),
        sa.Column("tool_name", sa.String(255), nullable=False),
        sa.Column("definition_hash", sa.String(64), nullable=False),
        *stamps(),
        sa.UniqueConstraint("org_id", "tool_name"),
    )
    op.create_table(
        "tool_retirements",
        sa.Column("vapi_tool_id", sa.String(255), primary_key=True),
        organization(),
        sa.Column("tool_name", sa.String(255), nullable=False),
        *stamps(),
    )
    op.create_table(
        "sync_jobs",
        sa.Column("id", RowNumber, primary_key=True),
        organization(),
        sa.Column("agent_id", RowNumber, sa.ForeignKey("agents.id", ondelete="CASCADE"), nullable=False),
        sa.Column("assistant_id", sa.String(255), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("due_at", sa.DateTime, nullable=False),
        *stamps(),
    )
    op.create_index("idx_sync_jobs_due", "sync_jobs", ["state", "due_at"])
    op.create_table(
        "email_outbox",
        sa.Column("id", RowNumber, primary_key=True),
        organization(),
        sa.Column("recipient", sa.String(255), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("due_at", sa.DateTime, nullable=False),
        *stamps(),
    )
    if op.get_bind().dialect.name == "postgresql":
        for statement in grant_service(*_TABLES, numbered=("sync_jobs", "email_outbox")):
            op.execute(statement)


def downgrade() -> None:
    """Without them."""
    for table in reversed(_TABLES):
        op.drop_table(table)
    with op.batch_alter_table("agents") as agents:
        agents.drop_column("mark")
