"""`callproof serve`: a reference backend on a port, for a tunnel, a colleague or curl."""

import errno
import logging
import socket
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness.errors import InputError, MachineError

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from harness.reference.app import ReferenceSystem
    from harness.reference.clock import Clock

__all__ = ["DEFAULT_HOST", "DEFAULT_PORT", "REAL_TIME", "Served", "clock_of", "listen", "serve_booking", "serve_clinic"]

DEFAULT_HOST = "127.0.0.1"
"""Nobody else on the network unless asked for: the backend knows no passwords."""
DEFAULT_PORT = 3001
REAL_TIME = "real"
"""The clock of the machine, in place of a moment at which time stands still."""
_LARGEST_BUFFER = 8 * 1024 * 1024
"""Bytes a client may make the server keep before the application has its say about the size."""


class Served:
    """An application behind a bound port: connections wait until `run`."""

    def __init__(self, application: "WSGIApplication", listener: socket.socket, url: str) -> None:
        # That a request waits for a thread is no news for whoever reads the terminal.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
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
        # First those who answer: each wakes the loop when it is done, through a socket that is closed below.
        self._server.task_dispatcher.shutdown()
        for connection in list(self._sockets.values()):
            connection.close()


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
    from harness.reference.booking import BOOKING_STORE, BookingSystem
    from harness.reference.booking.store import SUNRISE
    from harness.reference.clock import wall_clock
    from harness.reference.database import open_database

    with closing(open_database(database, BOOKING_STORE)) as kept:
        _serve("booking", BookingSystem(kept, wall_clock, default_organization or SUNRISE), host, port, say)


def serve_clinic(
    *,
    host: str = DEFAULT_HOST,
    port: int = DEFAULT_PORT,
    database: str = ":memory:",
    rows: Path | None = None,
    now: str = REAL_TIME,
    say: Callable[[str], None] = print,
) -> None:
    """Answer the clinic's functions until Ctrl-C; `host`, `port`, `database` and what is raised are as for bookings.

    `rows` is the file of a clinic to start with, for a database that holds none yet; None is the embedded one. `now` is the
    moment at which time stands still for the clinic, "2026-01-18T10:00:00-08:00", or "real". InputError for any other.
    """
    from harness.embedded import folder
    from harness.reference.clinic import CLINIC_STORE, ClinicSystem
    from harness.reference.database import open_database, read_seed

    clock, seed = clock_of(now), read_seed(rows or folder("scenarios") / "clinics" / "vitara.yml")
    with closing(open_database(database, CLINIC_STORE)) as kept:
        if not kept.rows("clinic_settings"):
            kept.plant(seed)
        note = "The clinic keeps real time." if now == REAL_TIME else f"For the clinic it is {now}."
        _serve("clinic", ClinicSystem(kept, clock), host, port, say, note)


def clock_of(now: str) -> "Clock":
    """The clock that stands still at this moment, or the real one. InputError for what is neither."""
    from harness.reference.clock import CallClock, wall_clock

    if now == REAL_TIME:
        return wall_clock
    try:
        return CallClock(datetime.fromisoformat(now))
    except ValueError as wrong:
        raise InputError(f'--now is a moment such as "2026-01-18T10:00:00-08:00", or real; got {now!r}') from wrong


def _serve(name: str, system: "ReferenceSystem", host: str, port: int, say: Callable[[str], None], note: str = "") -> None:
    from harness.reference.app import ReferenceApp

    served = listen(ReferenceApp(system), host, port)
    with suppress(KeyboardInterrupt):
        say(f"The {name} backend answers at {served.url}")
        for path in system.routes:
            say(f"  POST {path}")
        say("  GET  /contract")
        say("  GET  /health")
        say(f"{note} Ctrl-C ends it.".lstrip())
        served.run()


def listen(application: "WSGIApplication", host: str, port: int) -> Served:
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
