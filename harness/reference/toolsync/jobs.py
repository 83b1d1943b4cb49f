"""What is to be synced, and what became of it: the queue behind "Save Agent", and what a console shows."""

from datetime import timedelta
from typing import Literal, cast

from msgspec import Struct
from sqlalchemy import Connection, insert, select, update

from harness.reference.clock import Clock
from harness.reference.toolsync.registry import stored
from harness.reference.toolsync.tables import sync_jobs

__all__ = ["Job", "JobState", "Jobs"]

JobState = Literal["queued", "syncing", "synced", "failed"]
_FIRST_WAIT_SECONDS = 5


class Job(Struct, frozen=True, kw_only=True):
    """One sync of one agent's tools."""

    id: int
    org_id: str
    agent_id: int
    assistant_id: str
    state: JobState
    reason: str | None
    """Why it failed, or why it waits for another attempt."""
    attempts: int
    updated_at: str
    """In UTC."""


class Jobs:
    """The queue, through one connection at a time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def add(self, connection: Connection, org_id: str, agent_id: int, assistant_id: str) -> None:
        """Something to do at once. What still waits for the same agent need not be done any more: it would do the same."""
        now = stored(self._clock())
        waiting = (sync_jobs.c.agent_id == agent_id) & (sync_jobs.c.state == "queued")
        superseded = {"state": "synced", "reason": "a later save took its place", "updated_at": now}
        connection.execute(update(sync_jobs).where(waiting).values(superseded))
        row = {"org_id": org_id, "agent_id": agent_id, "assistant_id": assistant_id, "state": "queued", "due_at": now}
        connection.execute(insert(sync_jobs).values(**row, attempts=0, created_at=now, updated_at=now))

    def latest(self, connection: Connection, org_id: str, agent_id: int) -> Job | None:
        """The newest of an agent; None when nothing was ever to be done."""
        mine = (sync_jobs.c.org_id == org_id) & (sync_jobs.c.agent_id == agent_id)
        return _job(connection.execute(select(sync_jobs).where(mine).order_by(sync_jobs.c.id.desc()).limit(1)).mappings().first())

    def take(self, connection: Connection) -> Job | None:
        """The oldest that is due, now being synced by whoever asked; None when there is nothing to do."""
        now = stored(self._clock())
        due = (sync_jobs.c.state == "queued") & (sync_jobs.c.due_at <= now)
        first = select(sync_jobs).where(due).order_by(sync_jobs.c.id).limit(1).with_for_update(skip_locked=True)
        job = _job(connection.execute(first).mappings().first())
        if job is not None:
            self._set(connection, job, state="syncing", attempts=job.attempts + 1)
        return job

    def finish(self, connection: Connection, job: Job, reason: str | None = None) -> None:
        """It is done; or, with a reason, has failed for good."""
        self._set(connection, job, state="synced" if reason is None else "failed", reason=reason)

    def put_off(self, connection: Connection, job: Job, reason: str) -> None:
        """It waits for another attempt, twice as long each time."""
        wait = timedelta(seconds=_FIRST_WAIT_SECONDS * 2**job.attempts)
        self._set(connection, job, state="queued", reason=reason, due_at=stored(self._clock() + wait))

    def requeue_interrupted(self, connection: Connection) -> int:
        """What was being synced when its process ended is to be done again, which does no harm when it was not: how many."""
        now = stored(self._clock())
        again = update(sync_jobs).where(sync_jobs.c.state == "syncing").values(state="queued", due_at=now, updated_at=now)
        return connection.execute(again).rowcount

    def _set(self, connection: Connection, job: Job, **columns: object) -> None:
        changed = {**columns, "updated_at": stored(self._clock())}
        connection.execute(update(sync_jobs).where(sync_jobs.c.id == job.id).values(changed))


def _job(row: object) -> Job | None:
    if row is None:
        return None
    found = cast("dict[str, object]", row)
    told = {name: found[name] for name in Job.__struct_fields__}
    return Job(**{**told, "updated_at": f"{found['updated_at']}".replace(" ", "T") + "Z"})  # type: ignore[arg-type]
