"""`callproof serve console`: "Save Agent" on a port, with the worker that syncs the tools of what was saved."""

import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from types import FrameType
from uuid import uuid4

from msgspec import Struct

from harness.commands.api import DEFAULT_BASE_URL, api_client
from harness.commands.serve import DEFAULT_HOST, DEFAULT_PORT, listen
from harness.commands.tool_files import tool_definitions
from harness.errors import InputError
from harness.reference.app import ReferenceApp
from harness.reference.clock import Clock, wall_clock
from harness.reference.toolsync.assistants import AssistantManager
from harness.reference.toolsync.console import SAVE_AGENT, SYNC_STATUS, ConsoleSystem
from harness.reference.toolsync.database import ToolDatabase, open_tool_database
from harness.reference.toolsync.fleet import add_organisation, checked_id
from harness.reference.toolsync.jobs import Jobs
from harness.reference.toolsync.outbox import Outbox
from harness.reference.toolsync.service import ToolSyncService
from harness.reference.toolsync.smtp import sender_of_mail
from harness.reference.toolsync.worker import SyncWorker

__all__ = ["ConsoleOptions", "serve_console"]

_WEBHOOK = "/api/vapi/webhook"
_SAVING_RETRIES = 1
"""Somebody waits for the answer to a save; a sync in the background may take its time."""
_SAVING_PATIENCE_SECONDS = 8.0


class ConsoleOptions(Struct, frozen=True, kw_only=True):
    """What the console works with."""

    database: str
    token: str
    """Of the platform."""
    console_token: str
    """What the console's requests carry."""
    org_id: str
    org_name: str = "Demo"
    admin_email: str | None = None
    """Who is written to when a sync fails for good."""
    base_url: str = DEFAULT_BASE_URL
    backend_url: str = f"http://{DEFAULT_HOST}:{DEFAULT_PORT}"
    organisation: str = "callwaiting"
    """The folder below resources/ whose tools everybody gets, or the path of one."""
    smtp: str | None = None
    sender: str = "callproof@localhost"
    scenarios: tuple[Path, ...] = ()


def serve_console(options: ConsoleOptions, *, host: str, port: int, say: Callable[[str], None]) -> None:
    """Answer until Ctrl-C or SIGTERM, then finish the sync that is being done; what waits is done by the next start.

    MachineError for a busy port or a database that does not open, InputError for options that cannot be used.
    """
    if not options.console_token.isprintable() or len(options.console_token) < 8:
        raise InputError("the console's token needs at least eight characters that can be printed; set --console-token")
    with ExitStack() as held:
        database = held.enter_context(closing(open_tool_database(options.database)))
        add_organisation(database, options.org_id, options.org_name, options.admin_email)
        worker, system = _console(options, database, wall_clock, held)
        served = listen(ReferenceApp(system), host, port)
        worker.start()
        with suppress(KeyboardInterrupt), _ended_by_sigterm():
            say(f"The console answers at {served.url}")
            say(f"  POST {SAVE_AGENT}")
            say(f"  GET  {SYNC_STATUS.partition('{')[0]}<agent>/tool-sync")
            say("Ctrl-C ends it.")
            served.run()
        if not worker.stop():
            say("A sync did not end in time; it is done again at the next start.")


def _console(options: ConsoleOptions, database: ToolDatabase, clock: Clock, held: ExitStack) -> tuple[SyncWorker, ConsoleSystem]:
    send = sender_of_mail(options.smtp) if options.smtp else None
    definitions = tool_definitions(options.organisation, options.scenarios, options.backend_url)
    patient = held.enter_context(closing(api_client(options.base_url, options.token)))
    quick = held.enter_context(
        closing(api_client(options.base_url, options.token, retries=_SAVING_RETRIES, timeout_seconds=_SAVING_PATIENCE_SECONDS))
    )
    jobs = Jobs(clock)
    service = ToolSyncService(database, lambda _: patient, definitions, clock, _mark)
    worker = SyncWorker(database, service, jobs, Outbox(database, clock, options.sender, send))
    webhook = options.backend_url.rstrip("/") + _WEBHOOK
    manager = AssistantManager(database, lambda _: quick, clock, _mark, webhook)
    return worker, ConsoleSystem(database, manager, jobs, worker, {options.console_token: checked_id(options.org_id)})


def _mark() -> str:
    return str(uuid4())


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """SIGTERM ends the block as Ctrl-C does; only the main thread may ask for that."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGTERM, stop)
    except ValueError:
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
