"""The tables of the booking backend, in SQL that SQLite and PostgreSQL both understand.

Local times are text, "2026-01-20T14:00", in the organisation's own time zone: a clinic's calendar has no offset. `info["format"]`
names what a text column holds, so that rows written by a scenario are checked; `info["label"]` names a readable column of the row
that a foreign key points at, which the ledger shows beside the number. `UNWATCHED` marks a table the ledger leaves out.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Index, MetaData, String, Table, UniqueConstraint, literal_column

from harness.reference.database.columns import WholeNumber
from harness.reference.database.ledger import UNWATCHED

__all__ = [
    "BOOKED",
    "EXPIRED",
    "HELD",
    "KEEPS_ITS_SLOT",
    "SEEDED_AT",
    "appointments",
    "calendar_sync",
    "call_records",
    "contacts",
    "holds",
    "metadata",
    "openings",
    "organizations",
    "sms_outbox",
    "tool_answers",
]

BOOKED = "booked"
"""Status of an appointment that stands."""
HELD = "held"
"""Status of one that keeps its slot until its hold expires, and stands once its code is told."""
EXPIRED = "expired"
"""Status of one whose code was not told in time, or was guessed at too often; its slot is free again."""
SEEDED_AT = "2000-01-01T00:00:00+00:00"
"""`created_at` of a row that was there before anybody phoned."""

metadata = MetaData()


def _organization() -> Column[str]:
    return Column("org_id", String, ForeignKey("organizations.id"), nullable=False)


def _contact() -> Column[int]:
    label = ("contact", "contacts", "name")
    return Column("contact_id", WholeNumber, ForeignKey("contacts.id"), nullable=False, info={"label": label})


def _stamp(name: str) -> Column[str]:
    return Column(name, String, nullable=False, default=SEEDED_AT)


organizations = Table(
    "organizations",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("timezone", String, nullable=False, default="America/Vancouver", info={"format": "timezone"}),
    Column("region", String, nullable=False, default="CA", info={"format": "region"}),
)

contacts = Table(
    "contacts",
    metadata,
    Column("id", WholeNumber, primary_key=True),
    _organization(),
    Column("name", String, nullable=False),
    Column("phone", String, nullable=False, info={"format": "phone"}),
    Column("email", String),
    Column("sms_consent", Boolean, nullable=False, default=True),
    _stamp("created_at"),
    _stamp("updated_at"),
    UniqueConstraint("org_id", "phone"),
)

openings = Table(
    "openings",
    metadata,
    Column("id", WholeNumber, primary_key=True),
    _organization(),
    Column("provider", String, nullable=False, default=""),
    Column("starts_at", String, nullable=False, info={"format": "local time"}),
    UniqueConstraint("org_id", "starts_at", "provider"),
)

appointments = Table(
    "appointments",
    metadata,
    Column("id", WholeNumber, primary_key=True),
    _organization(),
    _contact(),
    # Never null: two nulls are different to a unique index, and the slot of a clinic without providers could be sold twice.
    Column("provider", String, nullable=False, default=""),
    Column("scheduled_at", String, nullable=False, info={"format": "local time"}),
    Column("status", String, nullable=False, default=BOOKED),
    Column("source", String, nullable=False, default="clinic"),
    Column("tool_call_id", String),
    _stamp("created_at"),
    UniqueConstraint("org_id", "tool_call_id"),
)

# Not bound values: SQLite would plan each statement anew, to see whether the partial index serves it.
KEEPS_ITS_SLOT = appointments.c.status.in_([literal_column(f"'{BOOKED}'"), literal_column(f"'{HELD}'")])
Index(
    "one_patient_a_slot",
    appointments.c.org_id,
    appointments.c.scheduled_at,
    appointments.c.provider,
    unique=True,
    sqlite_where=KEEPS_ITS_SLOT,
    postgresql_where=KEEPS_ITS_SLOT,
)

holds = Table(
    "holds",
    metadata,
    Column("id", WholeNumber, primary_key=True),
    _organization(),
    Column("appointment_id", WholeNumber, ForeignKey("appointments.id"), nullable=False, unique=True),
    # The code itself is in the text message alone.
    Column("code_hash", String, nullable=False),
    Column("tries", WholeNumber, nullable=False, default=0),
    # In UTC, to the second, so that texts compare as moments do.
    Column("expires_at", String, nullable=False),
    Column("used_at", String),
    _stamp("created_at"),
)

sms_outbox = Table(
    "sms_outbox",
    metadata,
    Column("id", WholeNumber, primary_key=True),
    _organization(),
    _contact(),
    Column("appointment_id", WholeNumber, ForeignKey("appointments.id")),
    Column("body", String, nullable=False),
    Column("status", String, nullable=False),
    _stamp("created_at"),
)

calendar_sync = Table(
    "calendar_sync",
    metadata,
    Column("id", WholeNumber, primary_key=True),
    _organization(),
    Column("appointment_id", WholeNumber, ForeignKey("appointments.id"), nullable=False),
    Column("status", String, nullable=False),
    Column("error", String),
    _stamp("created_at"),
)

# What the platform told about a call is no deed of the call: "nothing changes" is said of the clinic's own books.
call_records = Table(
    "call_records",
    metadata,
    Column("id", WholeNumber, primary_key=True),
    Column("call_id", String, nullable=False, unique=True),
    Column("org_id", String, ForeignKey("organizations.id")),
    Column("assistant", String),
    Column("phone", String),
    Column("status", String, nullable=False),
    Column("ended_reason", String),
    Column("started_at", String),
    Column("ended_at", String),
    Column("summary", String),
    Column("transcript", String),
    _stamp("created_at"),
    _stamp("updated_at"),
    info={UNWATCHED: True},
)

# What a tool call was answered, for the platform that sends it again.
tool_answers = Table(
    "tool_answers",
    metadata,
    Column("id", WholeNumber, primary_key=True),
    _organization(),
    Column("tool", String, nullable=False),
    Column("tool_call_id", String, nullable=False),
    Column("answer", String, nullable=False),
    _stamp("created_at"),
    UniqueConstraint("org_id", "tool", "tool_call_id"),
    info={UNWATCHED: True},
)
