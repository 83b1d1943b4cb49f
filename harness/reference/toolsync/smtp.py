"""A mail server by its address."""

import smtplib
from collections.abc import Callable
from email.message import EmailMessage
from ssl import create_default_context
from urllib.parse import unquote, urlsplit

from harness.errors import InputError

__all__ = ["sender_of_mail"]

_PATIENCE_SECONDS = 20.0
_PORTS = {"smtp": 25, "smtps": 465}


def sender_of_mail(address: str) -> Callable[[EmailMessage], None]:
    """What hands a message to the server at `smtp://[user:password@]host[:port]`; `smtps://` speaks TLS from the start.

    With a user, the connection must become secure before the password is sent. The password is in no message of ours.
    InputError for an address that is none. What is returned raises OSError when a message is not taken.
    """
    try:
        parts = urlsplit(address)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        parts, port = urlsplit(""), 0
    host, user, password = parts.hostname, parts.username, unquote(parts.password or "")
    if host is None or parts.scheme not in _PORTS:
        raise InputError('a mail server is written as "smtp://host:25" or "smtps://user:password@host"')
    secure = parts.scheme == "smtps"

    def send(message: EmailMessage) -> None:
        context = create_default_context()
        with (
            smtplib.SMTP_SSL(host, port, timeout=_PATIENCE_SECONDS, context=context)
            if secure
            else smtplib.SMTP(host, port, timeout=_PATIENCE_SECONDS) as server
        ):
            if user is not None:
                if not secure:
                    server.starttls(context=context)
                server.login(unquote(user), password)
            server.send_message(message)

    return send
