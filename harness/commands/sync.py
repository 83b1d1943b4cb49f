"""`callproof sync`: every organisation's tools registered at the platform, and what became of each."""

import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from uuid import uuid4

from msgspec import Struct

from harness.commands.api import DEFAULT_BASE_URL, api_client

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from harness.reference.toolsync.definitions import ToolDefinition
    from harness.reference.toolsync.fleet import Member, MemberReport
    from harness.reference.toolsync.plan import MemberPlan
    from harness.reference.toolsync.registry import Registered
    from harness.vapi.client import VapiClient

__all__ = ["SyncOptions", "sync"]


class SyncOptions(Struct, frozen=True, kw_only=True):
    """What is synced with what."""

    database: str
    """A SQLite file, a SQLAlchemy URL."""
    token: str
    base_url: str = DEFAULT_BASE_URL
    organisation: str = "callwaiting"
    """The folder below resources/ whose tools everybody gets, or the path of one."""
    backend_url: str | None = None
    """Where the tools' servers are, when not where their files say."""
    org_id: str | None = None
    """One organisation alone."""
    force_update: bool = False
    scenarios: tuple[Path, ...] = ()
    at_once: int = 4


def sync(options: SyncOptions, *, dry_run: bool, out: TextIO) -> int:
    """Do it, or with `dry_run` say what would be done. 0 when every organisation has its tools, 1 when one has not.

    Raises InputError, MachineError and VapiError before anything is begun.
    """
    from harness.commands.tool_files import tool_definitions

    definitions = tool_definitions(options.organisation, options.scenarios, options.backend_url)
    with closing(api_client(options.base_url, options.token)) as client, _quietly():
        client.list("assistant", limit=1)  # a wrong address or token is one sentence, and not one for each tool
        if dry_run:
            return _planned(options, definitions, client, out)
        return _done(options, definitions, client, out)


@contextmanager
def _quietly() -> Iterator[None]:
    """Log lines go where somebody has set up a log, and not over the progress: what matters is in the report."""
    silent, log = logging.NullHandler(), logging.getLogger("harness")
    log.addHandler(silent)
    try:
        yield
    finally:
        log.removeHandler(silent)


def _done(options: SyncOptions, definitions: "Sequence[ToolDefinition]", client: "VapiClient", out: TextIO) -> int:
    from harness.reference.clock import wall_clock
    from harness.reference.toolsync.database import open_tool_database
    from harness.reference.toolsync.fleet import members, sync_fleet
    from harness.reference.toolsync.service import ToolSyncService

    with closing(open_tool_database(options.database)) as database:
        with database.transaction() as connection:
            fleet = members(connection, options.org_id)
        service = ToolSyncService(database, lambda _: client, definitions, wall_clock, lambda: str(uuid4()))
        with _progress(len(fleet), out) as bar:
            reports = sync_fleet(service, fleet, force_update=options.force_update, at_once=options.at_once, done=bar.advance)
    _say(out, *_told(reports, definitions))
    return 0 if all(report.succeeded for report in reports) else 1


def _planned(options: SyncOptions, definitions: "Sequence[ToolDefinition]", client: "VapiClient", out: TextIO) -> int:
    from harness.reference.clock import wall_clock
    from harness.reference.toolsync.database import peek
    from harness.reference.toolsync.fleet import members
    from harness.reference.toolsync.plan import plan_for
    from harness.reference.toolsync.registry import Registry

    def read(connection: "Connection", pending: tuple[str, ...]) -> "tuple[dict[Member, dict[str, Registered]], tuple[str, ...]]":
        fleet = members(connection, options.org_id)
        return {member: Registry(member.org_id, wall_clock).tools(connection) for member in fleet}, pending

    rows, pending = peek(options.database, read)
    if pending:
        _say(out, f"The database would be migrated: {', '.join(pending)}.")
    plans = [plan_for(client, member, rows[member], definitions, force_update=options.force_update) for member in rows]
    _say(out, *_told_plans(plans))
    return 1 if any(plan.trouble for plan in plans) else 0


def _told(reports: "Sequence[MemberReport]", definitions: "Sequence[ToolDefinition]") -> Iterator[str]:
    for report in reports:
        yield f"{_name(report.member)}  {_did(report)}"
        yield from (f"    {failure}" for failure in report.failures)
        yield from (f"    still to be removed: {left}" for each in report.reports for left in each.leftovers)
    failed = sum(not report.succeeded for report in reports)
    assistants = sum(len(report.member.assistants) for report in reports)
    yield f"{_count(assistants, 'assistant')}, {_count(len(definitions), 'tool')} each."
    yield f"{_count(len(reports), 'organisation')} processed, {len(reports) - failed} succeeded, {failed} failed."


def _did(report: "MemberReport") -> str:
    if not report.member.assistants:
        return "no assistant yet, nothing to do"
    first = report.reports[0].tools if report.reports else ()
    states = Counter(tool.state for tool in first)
    told = ", ".join(f"{count} {state}" for state, count in states.items())
    return ("" if report.succeeded else "FAILED  ") + told


def _told_plans(plans: "Sequence[MemberPlan]") -> Iterator[str]:
    for plan in plans:
        parts: Mapping[str, Sequence[str]] = {
            "register": plan.register,
            "replace": plan.replace,
            "keep": plan.keep,
            "link": plan.link,
        }
        told = "; ".join(f"would {verb} {', '.join(names)}" for verb, names in parts.items() if names)
        yield f"{_name(plan.member)}  {told or 'no assistant yet, nothing to do'}"
        yield from (f"    {trouble}" for trouble in plan.trouble)
    troubled = sum(bool(plan.trouble) for plan in plans)
    failing = f", {troubled} of them in vain" if troubled else ""
    yield f"{_count(len(plans), 'organisation')} would be processed{failing}. Nothing was changed."


def _name(member: "Member") -> str:
    return f"{member.name} ({member.org_id})"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _say(out: TextIO, *lines: str) -> None:
    for line in lines:
        print(line, file=out, flush=True)


class _Silent:
    def advance(self, _report: object) -> None:
        """Nobody watches."""


@contextmanager
def _progress(total: int, out: TextIO) -> "Iterator[_Silent]":
    if not out.isatty():
        yield _Silent()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("organisations"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[bad]}"),
    )
    with Progress(*columns, console=Console(file=out), transient=True) as progress:
        yield _Bar(progress, total)


class _Bar(_Silent):
    def __init__(self, progress: "object", total: int) -> None:
        from rich.progress import Progress

        assert isinstance(progress, Progress)
        self._progress = progress
        self._failed = 0
        self._task = progress.add_task("", total=total, bad="")

    def advance(self, report: object) -> None:
        """One more is done, well or badly."""
        self._failed += not getattr(report, "succeeded", True)
        self._progress.update(self._task, advance=1, bad=f"{self._failed} failed" if self._failed else "")
