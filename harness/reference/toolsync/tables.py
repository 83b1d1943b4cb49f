"""The tables as the newest migration leaves them."""

from sqlalchemy import Boolean, Column, DateTime, ForeignKey, Integer, MetaData, String, Table, Text

from harness.reference.toolsync.columns import OrgId, RowNumber, organization, stamps

__all__ = [
    "agents",
    "email_outbox",
    "metadata",
    "org_tools",
    "organizations",
    "sync_jobs",
    "tool_registrations",
    "tool_retirements",
]

metadata = MetaData()

organizations = Table(
    "organizations",
    metadata,
    Column("id", OrgId, primary_key=True),
    Column("name", String(255), nullable=False),
    Column("admin_email", String(255)),
    *stamps(),
)

agents = Table(
    "agents",
    metadata,
    Column("id", RowNumber, primary_key=True),
    organization(),
    Column("name", String(40), nullable=False),
    Column("settings", Text, nullable=False),
    Column("vapi_assistant_id", String(255)),
    Column("mark", String(36)),
    *stamps(),
)
"""`mark` is in the metadata of the assistant, and is written here before the assistant is made."""

org_tools = Table(
    "org_tools",
    metadata,
    Column("id", RowNumber, primary_key=True),
    organization(),
    Column("tool_name", String(255), nullable=False),
    Column("vapi_tool_id", String(255), nullable=False),
    Column("description", Text),
    Column("enabled", Boolean, nullable=False, default=True),
    Column("definition_hash", String(64)),
    *stamps(),
)

tool_registrations = Table(
    "tool_registrations",
    metadata,
    Column("mark", String(36), primary_key=True),
    organization(),
    Column("tool_name", String(255), nullable=False),
    Column("definition_hash", String(64), nullable=False),
    *stamps(),
)
"""Tools that are about to be made: written before the request, gone with the row in org_tools."""

tool_retirements = Table(
    "tool_retirements",
    metadata,
    Column("vapi_tool_id", String(255), primary_key=True),
    organization(),
    Column("tool_name", String(255), nullable=False),
    *stamps(),
)
"""Tools nobody needs any more: written with the row that replaces them, gone once the platform has removed them."""

sync_jobs = Table(
    "sync_jobs",
    metadata,
    Column("id", RowNumber, primary_key=True),
    organization(),
    Column("agent_id", RowNumber, ForeignKey("agents.id"), nullable=False),
    Column("assistant_id", String(255), nullable=False),
    Column("state", String(16), nullable=False),
    Column("reason", Text),
    Column("attempts", Integer, nullable=False, default=0),
    Column("due_at", DateTime, nullable=False),
    *stamps(),
)

email_outbox = Table(
    "email_outbox",
    metadata,
    Column("id", RowNumber, primary_key=True),
    organization(),
    Column("recipient", String(255), nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("reason", Text),
    Column("attempts", Integer, nullable=False, default=0),
    Column("due_at", DateTime, nullable=False),
    *stamps(),
)
