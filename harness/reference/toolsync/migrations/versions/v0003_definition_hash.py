"""What a tool was registered with, so that a change of its definition is seen."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """The column, empty: what was registered before is registered again at the next sync."""
    op.add_column("org_tools", sa.Column("definition_hash", sa.String(64)))


def downgrade() -> None:
    """Without the column."""
    with op.batch_alter_table("org_tools") as table:
        table.drop_column("definition_hash")
