"""Mail, to a real server on a real port."""

import re
import socket
import ssl
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from sqlalchemy import insert, update

from harness.errors import InputError
from harness.reference.toolsync.database import ToolDatabase
from harness.reference.toolsync.jobs import Jobs
from harness.reference.toolsync.outbox import Outbox, Send
from harness.reference.toolsync.smtp import sender_of_mail
from harness.reference.toolsync.tables import agents, email_outbox, organizations
from tests.reference.toolsync.world import MORNING, NORTH, add_organisation, rows


class Inbox:
    """What the server was handed; it may be told to refuse."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.refusal = ""

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        if self.refusal:
            return self.refusal
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 OK"


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def address(inbox: Inbox) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    server.start()
    yield f"smtp://127.0.0.1:{port}"
    server.stop()


class Clock:
    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def _outbox(database: ToolDatabase, clock: Clock, send: Send | None) -> Outbox:
    return Outbox(database, clock, "callproof@inn.example", send)


def _fail(database: ToolDatabase, clock: Clock, reason: str = "reserve_table: status 400", name: str = "Front desk") -> bool:
    jobs = Jobs(clock)
    with database.transaction() as connection:
        connection.execute(insert(agents).values(org_id=NORTH, name=name, settings="{}"))
        jobs.add(connection, NORTH, 1, "assistant-1")
        job = jobs.take(connection)
        assert job is not None
        return _outbox(database, clock, None).tell_failure(connection, job, reason)


def test_the_administrator_is_written_to(database: ToolDatabase, clock: Clock, inbox: Inbox, address: str) -> None:
    add_organisation(database, NORTH)
    assert _fail(database, clock, "reserve_table: status 400, „nein“")

    assert _outbox(database, clock, sender_of_mail(address)).deliver() == 1

    (message,) = inbox.messages
    assert (message["To"], message["From"]) == ("admin@inn.example", "callproof@inn.example")
    assert message["Subject"] == "The tools of Front desk could not be synced"
    assert "The agent Front desk of Inn 1 was saved" in message.get_content()
    assert "reserve_table: status 400, „nein“" in message.get_content()
    (row,) = rows(database, email_outbox)
    assert (row["state"], row["attempts"]) == ("sent", 1)


def test_what_was_sent_is_not_sent_again(database: ToolDatabase, clock: Clock, inbox: Inbox, address: str) -> None:
    add_organisation(database, NORTH)
    _fail(database, clock)
    outbox = _outbox(database, clock, sender_of_mail(address))

    assert [outbox.deliver(), outbox.deliver()] == [1, 0]
    assert len(inbox.messages) == 1


def test_mail_waits_for_a_server(database: ToolDatabase, clock: Clock, inbox: Inbox, address: str) -> None:
    add_organisation(database, NORTH)
    _fail(database, clock)

    assert _outbox(database, clock, None).deliver() == 0
    assert rows(database, email_outbox)[0]["state"] == "queued"
    assert _outbox(database, clock, sender_of_mail(address)).deliver() == 1


@pytest.mark.parametrize("refusal", ["451 try later", "550 no such mailbox"])
def test_a_refused_message_is_tried_again_ever_later_and_given_up(
    database: ToolDatabase, clock: Clock, inbox: Inbox, address: str, refusal: str
) -> None:
    add_organisation(database, NORTH)
    _fail(database, clock)
    inbox.refusal = refusal
    outbox = _outbox(database, clock, sender_of_mail(address))

    assert [outbox.deliver(), outbox.deliver()] == [0, 0]
    (row,) = rows(database, email_outbox)
    assert (row["state"], row["attempts"]) == ("queued", 1)
    assert refusal[4:] in row["reason"]
    for _ in range(5):
        clock.now += timedelta(hours=1)
        outbox.deliver()

    assert (rows(database, email_outbox)[0]["state"], rows(database, email_outbox)[0]["attempts"]) == ("failed", 6)


def test_a_server_that_is_not_there_is_no_exception(database: ToolDatabase, clock: Clock) -> None:
    add_organisation(database, NORTH)
    _fail(database, clock)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    assert _outbox(database, clock, sender_of_mail(f"smtp://127.0.0.1:{port}")).deliver() == 0
    assert "refused" in rows(database, email_outbox)[0]["reason"]


def test_an_organisation_without_an_administrator_is_told_nothing(database: ToolDatabase, clock: Clock) -> None:
    add_organisation(database, NORTH, email=None)

    assert _fail(database, clock) is False
    assert rows(database, email_outbox) == []


def test_a_name_cannot_add_headers(database: ToolDatabase, clock: Clock, inbox: Inbox, address: str) -> None:
    add_organisation(database, NORTH)
    _fail(database, clock, name="Desk\r\nBcc: spy@evil.example")
    _outbox(database, clock, sender_of_mail(address)).deliver()

    assert inbox.messages[0]["Bcc"] is None


def test_an_address_no_header_can_carry_is_given_up_at_once(
    database: ToolDatabase, clock: Clock, inbox: Inbox, address: str
) -> None:
    add_organisation(database, NORTH)
    with database.transaction() as connection:
        connection.execute(update(organizations).values(admin_email="a@inn.example\nBcc: spy@evil.example"))
    _fail(database, clock)

    assert _outbox(database, clock, sender_of_mail(address)).deliver() == 0
    assert rows(database, email_outbox)[0]["state"] == "failed"
    assert inbox.messages == []


def test_a_password_is_sent_over_tls_alone(inbox: Inbox, tmp_path: Any) -> None:
    """A server that offers no TLS never sees it."""
    seen: list[bytes] = []

    def check(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        seen.append(data.password)
        return AuthResult(success=True)

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(inbox, hostname="127.0.0.1", port=port, authenticator=check, auth_require_tls=False)
    server.start()
    message = EmailMessage()
    message["From"], message["To"] = "a@inn.example", "b@inn.example"

    with pytest.raises((OSError, ssl.SSLError), match="STARTTLS"):
        sender_of_mail(f"smtp://user:geheim@127.0.0.1:{port}")(message)
    server.stop()

    assert seen == []


@pytest.mark.parametrize("address", ["", "mail.example", "http://mail.example", "smtp://", "smtp://host:99999"])
def test_an_address_that_is_none_is_one_sentence(address: str) -> None:
    with pytest.raises(InputError, match=re.escape('a mail server is written as "smtp://host:25"')):
        sender_of_mail(address)
