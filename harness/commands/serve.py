"""`callproof serve`: a reference backend on a port, for a tunnel, a colleague or curl."""

import errno
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from harness.errors import InputError, MachineError

if TYPE_CHECKING:
    from harness.reference.app import ReferenceApp

__all__ = ["DEFAULT_HOST", "DEFAULT_PORT", "Served", "listen", "serve_booking"]

DEFAULT_HOST = "127.0.0.1"
"""Nobody else on the network unless asked for: the backend knows no passwords."""
DEFAULT_PORT = 3001
_LARGEST_BUFFER = 8 * 1024 * 1024
"""Bytes a client may make the server keep before the application has its say about the size."""


class Served:
    """An application behind a bound port: connections wait until `run`."""

    def __init__(self, application: "ReferenceApp", listener: socket.socket, url: str) -> None:
        from waitress.server import create_server  # type: ignore[import-untyped,unused-ignore]

        self.url = url
        self._sockets: dict[int, Any] = {}
        self._server = create_server(
            application, map=self._sockets, sockets=[listener], max_request_body_size=_LARGEST_BUFFER, ident="callproof"
        )

    def run(self) -> None:
        """Answer until Ctrl-C, or until another thread says `stop`."""
        self._server.run()
        self._close()

    def stop(self) -> None:
        """End `run` from another thread."""
        # Closing a socket under the loop that selects on it is an error there, so the loop is asked to do it.
        self._server.trigger.pull_trigger(self._close)

    def _close(self) -> None:
        for connection in list(self._sockets.values()):
            connection.close()
        self._server.task_dispatcher.shutdown()


def serve_booking(
    *,
    host: str = DEFAULT_HOST,
    port: int = DEFAULT_PORT,
    database: str = ":memory:",
    default_organization: str | None = None,
    say: Callable[[str], None] = print,
) -> None:
    """Answer bookings until Ctrl-C. `database` is a SQLAlchemy URL, a SQLite file or :memory:, which is forgotten at the end.

    `default_organization` answers for requests that name none; None is the seeded clinic. A port of 0 takes any free one.
    MachineError for a busy port or a database that does not open, InputError for a host or database that cannot be.
    """
    from harness.reference.app import ReferenceApp
    from harness.reference.booking import BookingSystem
    from harness.reference.clock import wall_clock
    from harness.reference.database import open_database
    from harness.reference.database.seed import SUNRISE

    kept = open_database(database)
    try:
        system = BookingSystem(kept, wall_clock, default_organization or SUNRISE)
        served = listen(ReferenceApp(system), host, port)
        with suppress(KeyboardInterrupt):
            say(f"The booking backend answers at {served.url}")
            for handler in system.handlers:
                say(f"  POST {handler.path}")
            say("  GET  /contract")
            say("  GET  /health")
            say("Ctrl-C ends it.")
            served.run()
    finally:
        kept.close()


def listen(application: "ReferenceApp", host: str, port: int) -> Served:
    """Bind the port; 0 is any free one. MachineError when it is taken, InputError for an address that cannot be."""
    listener = _bind(host, port)
    shown = f"[{host}]" if ":" in host else host
    return Served(application, listener, f"http://{shown}:{listener.getsockname()[1]}")


def _bind(host: str, port: int) -> socket.socket:
    if not 0 <= port <= 65535:
        raise InputError(f"a port is a number from 0 to 65535; got {port}")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.getaddrinfo(host, None, family)
    except (socket.gaierror, UnicodeError) as unknown:
        raise InputError(f"there is no host {host!r} here; try --host {DEFAULT_HOST}") from unknown
    try:
        return socket.create_server((host, port), family=family)
    except OSError as refused:
        if refused.errno == errno.EADDRINUSE:
            raise MachineError(f"port {port} of {host} is busy; choose another with --port") from refused
        raise MachineError(f"port {port} of {host} does not open: {refused.strerror}; choose another with --port") from refused
