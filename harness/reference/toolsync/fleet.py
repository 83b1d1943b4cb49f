"""Every organisation brought up to date, for those who were there before their tools were: one's failure stops no other."""

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Connection, insert, select, update

from harness.errors import InputError
from harness.reference.toolsync.database import ToolDatabase
from harness.reference.toolsync.outcomes import SyncReport
from harness.reference.toolsync.service import ToolSyncService
from harness.reference.toolsync.tables import agents, organizations

__all__ = ["Member", "MemberReport", "add_organisation", "checked_id", "members", "sync_fleet"]

_log = logging.getLogger(__name__)


class Member(Struct, frozen=True, kw_only=True):
    """An organisation and the assistants of its agents."""

    org_id: str
    name: str
    assistants: tuple[str, ...]


class MemberReport(Struct, frozen=True, kw_only=True):
    """What became of one organisation."""

    member: Member
    reports: tuple[SyncReport, ...] = ()
    """One for each assistant."""
    trouble: str | None = None
    """What stopped the whole of it."""

    @property
    def failures(self) -> tuple[str, ...]:
        """What went wrong; none when every assistant has every tool."""
        found = [failure for report in self.reports for failure in report.failures]
        return tuple(dict.fromkeys([*found, *([] if self.trouble is None else [self.trouble])]))

    @property
    def succeeded(self) -> bool:
        """Every assistant has every tool."""
        return not self.failures


def members(connection: Connection, org_id: str | None = None) -> tuple[Member, ...]:
    """All organisations by name, or the one with this id. InputError when there is none of that id."""
    wanted = select(organizations.c.id, organizations.c.name).order_by(organizations.c.name, organizations.c.id)
    if org_id is not None:
        wanted = wanted.where(organizations.c.id == checked_id(org_id))
    found = connection.execute(wanted).all()
    if org_id is not None and not found:
        raise InputError(f"there is no organisation {org_id} in the database")
    having = select(agents.c.org_id, agents.c.vapi_assistant_id).where(agents.c.vapi_assistant_id.is_not(None))
    pairs = connection.execute(having.order_by(agents.c.id)).all()
    return tuple(
        Member(org_id=row.id, name=row.name, assistants=tuple(id_ for org, id_ in pairs if org == row.id)) for row in found
    )


def add_organisation(database: ToolDatabase, org_id: str, name: str, admin_email: str | None) -> None:
    """Its row, when there is none; the administrator is changed when one is given. InputError for an id that is no UUID."""
    known = organizations.c.id == checked_id(org_id)
    with database.turn("organizations") as turn, turn.transaction() as connection:
        if connection.execute(select(organizations.c.id).where(known)).first() is None:
            connection.execute(insert(organizations).values(id=checked_id(org_id), name=name, admin_email=admin_email))
        elif admin_email is not None:
            connection.execute(update(organizations).where(known).values(admin_email=admin_email))


def checked_id(org_id: str) -> str:
    """The id of an organisation as the tables hold it. InputError for what is none."""
    try:
        return str(UUID(org_id))
    except ValueError as wrong:
        raise InputError(
            f"an organisation's id is a UUID such as 46cf2995-2bee-44e3-838b-24151486fe4e; got {org_id!r}"
        ) from wrong


def sync_fleet(
    service: ToolSyncService,
    fleet: Sequence[Member],
    *,
    force_update: bool = False,
    at_once: int = 4,
    done: Callable[[MemberReport], object] = lambda _: None,
) -> tuple[MemberReport, ...]:
    """What became of each, in the order given; `done` is told as they end. Ctrl-C lets those in work end, and begins no other."""
    reports: dict[str, MemberReport] = {}
    with ThreadPoolExecutor(at_once, thread_name_prefix="tool sync") as pool:
        begun = {pool.submit(_sync, service, member, force_update): member for member in fleet}
        try:
            for future in as_completed(begun):
                report = _report(future, begun[future])
                reports[report.member.org_id] = report
                done(report)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return tuple(reports[member.org_id] for member in fleet)


def _sync(service: ToolSyncService, member: Member, force_update: bool) -> MemberReport:
    return MemberReport(member=member, reports=tuple(_synced(service, member, force_update)))


def _synced(service: ToolSyncService, member: Member, force_update: bool) -> Iterator[SyncReport]:
    for number, assistant in enumerate(member.assistants):
        first = number == 0  # the organisation's tools are made anew once, and then linked to the others
        yield service.sync_all_tools_for_assistant(
            member.org_id, assistant, skip_if_exists=False, force_update=force_update and first
        )


def _report(future: "Future[MemberReport]", member: Member) -> MemberReport:
    bug = future.exception()
    if bug is None:
        return future.result()
    _log.error("organisation %s", member.org_id, exc_info=bug)
    return MemberReport(member=member, trouble=f"a bug of the harness: {type(bug).__name__}: {bug}")
