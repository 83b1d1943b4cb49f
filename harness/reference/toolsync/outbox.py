"""Mail to an organisation's administrator: written with what it is about, sent when a server takes it."""

import logging
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from msgspec import Struct
from sqlalchemy import Connection, insert, select, update

from harness.reference.clock import Clock
from harness.reference.toolsync.database import ToolDatabase
from harness.reference.toolsync.jobs import Job
from harness.reference.toolsync.registry import stored
from harness.reference.toolsync.tables import agents, email_outbox, organizations

__all__ = ["Outbox", "Send"]

_log = logging.getLogger(__name__)

Send = Callable[[EmailMessage], None]
"""Hands a message to a mail server; raises OSError (smtplib's errors are of that kind) when it is not taken."""

_ATTEMPTS = 6
_FIRST_WAIT_SECONDS = 30


class _Mail(Struct, frozen=True, kw_only=True):
    id: int
    recipient: str
    subject: str
    body: str
    attempts: int


class Outbox:
    """Messages that wait; each is sent once, or twice when the process ends between the sending and the noting."""

    def __init__(self, database: ToolDatabase, clock: Clock, sender: str, send: Send | None) -> None:
        """With no way to `send`, everything waits until there is one."""
        self._database = database
        self._clock = clock
        self._sender = sender
        self._send = send

    def tell_failure(self, connection: Connection, job: Job, reason: str) -> bool:
        """Write to the administrator that an agent's tools could not be synced; False when nobody said who that is."""
        wanted = select(organizations.c.name, organizations.c.admin_email, agents.c.name.label("agent"))
        joined = wanted.join(agents, agents.c.org_id == organizations.c.id).where(agents.c.id == job.agent_id)
        about = connection.execute(joined).first()
        if about is None or not about.admin_email:
            _log.warning("organisation %s has no administrator to write to", job.org_id)
            return False
        now = stored(self._clock())
        mail = {"subject": f"The tools of {about.agent} could not be synced", "recipient": about.admin_email}
        body = (
            f"The agent {about.agent} of {about.name} was saved, but its tools are not all registered after "
            f"{job.attempts + 1} attempts:\n\n{reason}\n\nUntil they are, the agent may not be able to use them in a call. "
            "Save the agent again once the cause is mended.\n"
        )
        row = {**mail, "org_id": job.org_id, "body": body, "state": "queued", "attempts": 0, "due_at": now}
        connection.execute(insert(email_outbox).values(**row, created_at=now, updated_at=now))
        return True

    def deliver(self) -> int:
        """Send what is due; how many were taken."""
        if self._send is None:
            return 0
        with self._database.turn("outbox"):
            return sum(self._deliver(mail, self._send) for mail in self._due())

    def _due(self) -> list[_Mail]:
        due = (email_outbox.c.state == "queued") & (email_outbox.c.due_at <= stored(self._clock()))
        with self._database.transaction() as connection:
            rows = connection.execute(select(email_outbox).where(due).order_by(email_outbox.c.id)).mappings()
            return [_Mail(**{name: row[name] for name in _Mail.__struct_fields__}) for row in rows]

    def _deliver(self, mail: _Mail, send: Send) -> bool:
        try:
            send(self._message(mail))
        except (OSError, ValueError) as refused:  # ValueError: an address or a subject no header can carry
            _log.warning("the mail %d was not taken: %s", mail.id, refused)
            over = mail.attempts + 1 >= _ATTEMPTS or isinstance(refused, ValueError)
            wait = timedelta(seconds=_FIRST_WAIT_SECONDS * 2**mail.attempts)
            told = {"reason": str(refused), "due_at": stored(self._clock() + wait)}
            self._note(mail, state="failed" if over else "queued", attempts=mail.attempts + 1, **told)
            return False
        self._note(mail, state="sent", reason=None, attempts=mail.attempts + 1)
        return True

    def _message(self, mail: _Mail) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"] = self._sender, mail.recipient
        message["Subject"] = " ".join(mail.subject.split())
        message["Date"] = format_datetime(self._clock())
        message["Message-ID"] = f"<callproof-{mail.id}@{self._sender.rpartition('@')[2]}>"  # the same for a second sending
        message.set_content(mail.body)
        return message

    def _note(self, mail: _Mail, **columns: object) -> None:
        with self._database.transaction() as connection:
            changed = {**columns, "updated_at": stored(self._clock())}
            connection.execute(update(email_outbox).where(email_outbox.c.id == mail.id).values(changed))
