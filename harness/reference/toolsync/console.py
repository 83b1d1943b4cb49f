"""The console's side: "Save Agent", which answers at once, and how the sync of its tools is getting on."""

import hmac
import logging
from collections.abc import Mapping, Sequence
from typing import Any

import falcon
from msgspec import DecodeError, json
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from harness.errors import InputError
from harness.reference.body import read_body
from harness.reference.declaration import HandlerDeclaration
from harness.reference.toolsync.agents import read_settings
from harness.reference.toolsync.assistants import AssistantManager
from harness.reference.toolsync.database import ToolDatabase
from harness.reference.toolsync.failures import told
from harness.reference.toolsync.jobs import Job, Jobs, JobState
from harness.reference.toolsync.worker import SyncWorker
from harness.vapi.errors import VapiError

__all__ = ["SAVE_AGENT", "SYNC_STATUS", "ConsoleSystem"]

_log = logging.getLogger(__name__)

SAVE_AGENT = "/api/founder-console/agents"
SYNC_STATUS = "/api/founder-console/agents/{agent_id:int(min=1, max=9007199254740991)}/tool-sync"

_SAID: Mapping[JobState, str] = {
    "queued": "Tools are waiting to be synced",
    "syncing": "Tools are being synced",
    "synced": "Tools are synced",
    "failed": "Tools could not be synced",
}


class ConsoleSystem:
    """Satisfies `harness.reference.app.ReferenceSystem`. Whoever asks says with a bearer token which organisation they are."""

    def __init__(
        self,
        database: ToolDatabase,
        manager: AssistantManager,
        jobs: Jobs,
        worker: SyncWorker,
        organisations: Mapping[str, str],
    ) -> None:
        """`organisations` is token → id."""
        doors = _Doors(organisations)
        self._routes = {
            SAVE_AGENT: _SaveAgent(database, manager, jobs, worker, doors),
            SYNC_STATUS: _Status(database, jobs, doors),
        }

    @property
    def handlers(self) -> Sequence[HandlerDeclaration]:
        """None: no tool is answered here."""
        return ()

    @property
    def routes(self) -> Mapping[str, object]:
        """Path → falcon resource."""
        return self._routes


class _Doors:
    def __init__(self, organisations: Mapping[str, str]) -> None:
        self._organisations = organisations

    def organisation(self, request: falcon.Request) -> str:
        """Whose token it is. HTTP 401 for nobody's."""
        kind, _, token = (request.get_header("Authorization") or "").partition(" ")
        given = token.strip().encode()
        # Every token is compared, each in constant time: how long it takes says nothing about any of them.
        found = [org for known, org in self._organisations.items() if hmac.compare_digest(known.encode(), given)]
        if kind.lower() != "bearer" or not found:
            raise falcon.HTTPUnauthorized(title="Unauthorized", description="send the console's token as a bearer token")
        return found[0]


class _SaveAgent:
    def __init__(self, database: ToolDatabase, manager: AssistantManager, jobs: Jobs, worker: SyncWorker, doors: _Doors) -> None:
        self._database = database
        self._manager = manager
        self._jobs = jobs
        self._worker = worker
        self._doors = doors

    def on_post(self, request: falcon.Request, response: falcon.Response) -> None:
        org_id = self._doors.organisation(request)
        try:
            settings = read_settings(_content(request))
            ensured = self._manager.ensure_assistant(org_id, settings)
            with self._database.transaction() as connection:
                self._jobs.add(connection, org_id, ensured.agent_id, ensured.assistant_id)
        except InputError as wrong:
            raise falcon.HTTPBadRequest(title="Bad request", description=str(wrong)) from wrong
        except IntegrityError as unknown:
            raise falcon.HTTPNotFound(title="Not found", description="there is no such organisation") from unknown
        except VapiError as failure:
            _log.error("agent of organisation %s: %s", org_id, told(failure))
            raise falcon.HTTPBadGateway(title="The platform did not take it", description=told(failure)) from failure
        except (SQLAlchemyError, OSError) as failure:
            _log.error("agent of organisation %s: %s", org_id, told(failure))
            raise falcon.HTTPServiceUnavailable(title="Not saved", description="the database is out of order") from failure
        self._worker.wake()
        response.data = json.encode(
            {
                "success": True,
                "agentId": ensured.agent_id,
                "assistantId": ensured.assistant_id,
                "toolSyncTriggered": True,
                "message": "Assistant saved and tools are being synced in background",
            }
        )


class _Status:
    def __init__(self, database: ToolDatabase, jobs: Jobs, doors: _Doors) -> None:
        self._database = database
        self._jobs = jobs
        self._doors = doors

    def on_get(self, request: falcon.Request, response: falcon.Response, agent_id: int) -> None:
        org_id = self._doors.organisation(request)
        with self._database.transaction() as connection:
            job = self._jobs.latest(connection, org_id, agent_id)
        if job is None:
            raise falcon.HTTPNotFound(title="Not found", description="there is no such agent, or it was never saved")
        response.data = json.encode(_shown(job))


def _shown(job: Job) -> dict[str, Any]:
    return {
        "agentId": job.agent_id,
        "assistantId": job.assistant_id,
        "status": job.state,
        "reason": job.reason,
        "attempts": job.attempts,
        "updatedAt": job.updated_at,
        "message": _SAID[job.state],
    }


def _content(request: falcon.Request) -> Any:
    try:
        return json.decode(read_body(request))
    except (DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise InputError("the body is not JSON") from wrong
