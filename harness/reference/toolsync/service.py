"""Each organisation has each tool at the platform once, as it is defined, and its assistants have all of them.

What can go wrong outside becomes part of the answer: nobody who saves an agent is stopped by it.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from harness.reference.clock import Clock
from harness.reference.toolsync.database import ToolDatabase
from harness.reference.toolsync.definitions import ToolDefinition
from harness.reference.toolsync.failures import EXPECTED, failed, is_passing, not_linked, told
from harness.reference.toolsync.linking import link
from harness.reference.toolsync.outcomes import LinkOutcome, SyncReport, ToolOutcome
from harness.reference.toolsync.registry import Registry
from harness.reference.toolsync.sync import OrganisationSync
from harness.vapi.client import VapiClient

__all__ = ["ToolSyncService"]

_log = logging.getLogger(__name__)


class ToolSyncService:
    """Safe to share between threads, and with other processes on the same database. No method raises for a failure outside."""

    def __init__(
        self,
        database: ToolDatabase,
        platform: Callable[[str], VapiClient],
        definitions: Sequence[ToolDefinition],
        clock: Clock,
        marks: Callable[[], str],
    ) -> None:
        """`platform` says through which client an organisation is reached; `marks` makes one nobody else has, such as a UUID."""
        self.definitions = tuple(definitions)
        self._database = database
        self._platform = platform
        self._clock = clock
        self._marks = marks

    def sync_single_tool(
        self, org_id: str, definition: ToolDefinition, *, skip_if_exists: bool = True, force_update: bool = False
    ) -> ToolOutcome:
        """The tool at the platform and its row, made where they are missing.

        `skip_if_exists` leaves one that has a row as it is; else it is made anew when its definition has changed, or when it is
        no longer at the platform. `force_update` makes it anew in any case.
        """
        try:
            with self._alone(org_id) as sync:
                sync.recover((*self.definitions, definition))
                return sync.tool(definition, skip_if_exists=skip_if_exists, force_update=force_update)
        except EXPECTED as failure:
            return failed(org_id, definition.name, failure)

    def link_tools_to_assistant(self, org_id: str, assistant_id: str, tool_ids: Sequence[str]) -> LinkOutcome:
        """The assistant with these tools beside those it has."""
        try:
            has, changed = link(self._database, self._platform(org_id), assistant_id, tool_ids)
        except EXPECTED as failure:
            return not_linked(org_id, assistant_id, failure)
        return LinkOutcome(assistant_id=assistant_id, tool_ids=has, changed=changed)

    def sync_all_tools_for_assistant(
        self, org_id: str, assistant_id: str, *, skip_if_exists: bool = True, force_update: bool = False
    ) -> SyncReport:
        """Every defined tool, linked to the assistant; what earlier syncs left undone is done. One failure stops no other."""
        try:
            with self._alone(org_id) as sync:
                return sync.everything(self.definitions, assistant_id, skip_if_exists=skip_if_exists, force_update=force_update)
        except EXPECTED as failure:
            _log.error("tools of organisation %s, assistant %s: %s", org_id, assistant_id, told(failure))
            passing = is_passing(failure)
            return SyncReport(org_id=org_id, assistant_id=assistant_id, trouble=told(failure), passing=passing)

    @contextmanager
    def _alone(self, org_id: str) -> "Iterator[OrganisationSync]":
        with self._database.turn(f"tools {org_id}") as turn:
            yield OrganisationSync(
                org_id, self._database, turn, self._platform(org_id), Registry(org_id, self._clock), self._marks
            )
