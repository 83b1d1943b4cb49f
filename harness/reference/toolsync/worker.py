"""Syncs in the background, one after another, until it is told to stop."""

import logging
from threading import Event, Thread

from sqlalchemy.exc import SQLAlchemyError

from harness.reference.toolsync.database import ToolDatabase
from harness.reference.toolsync.failures import told
from harness.reference.toolsync.jobs import Jobs
from harness.reference.toolsync.outbox import Outbox
from harness.reference.toolsync.service import ToolSyncService

__all__ = ["SyncWorker"]

_log = logging.getLogger(__name__)

ATTEMPTS = 4
"""After so many, a sync that fails for a passing reason has failed for good."""
_PATIENCE_SECONDS = 0.5
"""How often it looks for work nobody woke it for: what was put off, and what another process left behind."""


class SyncWorker:
    """One thread. What it was at when its process ended is done again by the next one that starts."""

    def __init__(self, database: ToolDatabase, service: ToolSyncService, jobs: Jobs, outbox: Outbox) -> None:
        self._database = database
        self._service = service
        self._jobs = jobs
        self._outbox = outbox
        self._wanted = Event()
        self._over = Event()
        self._thread = Thread(target=self._run, name="tool sync", daemon=True)

    def start(self) -> None:
        """Begin, with what an earlier process did not finish."""
        with self._database.transaction() as connection:
            again = self._jobs.requeue_interrupted(connection)
        if again:
            _log.warning("%d syncs were cut short and are done again", again)
        self._thread.start()

    def wake(self) -> None:
        """There is work."""
        self._wanted.set()

    def stop(self, patience_seconds: float = 30.0) -> bool:
        """Finish what is being synced and no more. False when that took too long: it is put back into the queue then."""
        self._over.set()
        self._wanted.set()
        if self._thread.ident is None:
            return True
        self._thread.join(patience_seconds)
        if not self._thread.is_alive():
            return True
        with self._database.transaction() as connection:
            self._jobs.requeue_interrupted(connection)
        return False

    def work(self) -> bool:
        """Do one thing that is due; False when there was nothing."""
        with self._database.transaction() as connection:
            job = self._jobs.take(connection)
        if job is None:
            return False
        report = self._service.sync_all_tools_for_assistant(job.org_id, job.assistant_id, skip_if_exists=False)
        reason = "; ".join(report.failures)
        with self._database.transaction() as connection:
            if not reason:
                self._jobs.finish(connection, job)
            elif report.passing and job.attempts + 1 < ATTEMPTS:
                self._jobs.put_off(connection, job, reason)
            else:
                self._jobs.finish(connection, job, reason)
                self._outbox.tell_failure(connection, job, reason)
        return True

    def _run(self) -> None:
        while not self._over.is_set():
            try:
                while not self._over.is_set() and self.work():
                    pass
                self._outbox.deliver()
            except (SQLAlchemyError, OSError) as failure:
                _log.error("the queue of tool syncs: %s", told(failure))
            self._wanted.wait(_PATIENCE_SECONDS)
            self._wanted.clear()
