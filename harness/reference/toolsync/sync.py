"""One organisation's tools brought to what they are defined as.

What may be cut short at any point is written down before it is begun, so that the next sync can finish it:

    announce · POST /tool · keep (the row, and what it replaces is to go) · PATCH /assistant · DELETE /tool · removed

An announcement that is still there says that the platform may have a tool nobody noted: it is found by its mark.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from harness.reference.toolsync.database import ToolDatabase, Turn
from harness.reference.toolsync.definitions import ToolDefinition
from harness.reference.toolsync.failures import EXPECTED, failed, is_passing, not_linked, told
from harness.reference.toolsync.linking import link
from harness.reference.toolsync.marks import marked_tool, tool_mark
from harness.reference.toolsync.outcomes import LinkOutcome, SyncReport, ToolOutcome, ToolState
from harness.reference.toolsync.registry import Registered, Registry
from harness.vapi.client import VapiClient
from harness.vapi.errors import NotFound, Refused, Unauthorized

__all__ = ["OrganisationSync"]

_log = logging.getLogger(__name__)

_NOT_MADE = (Refused, Unauthorized, NotFound)
"""After these the platform has surely not made what was asked."""


class OrganisationSync:
    """While nobody else syncs this organisation. Raises what can go wrong outside, unless a method says otherwise."""

    def __init__(
        self,
        org_id: str,
        database: ToolDatabase,
        turn: Turn,
        client: VapiClient,
        registry: Registry,
        marks: Callable[[], str],
    ) -> None:
        self._org = org_id
        self._database = database
        self._turn = turn
        self._client = client
        self._registry = registry
        self._marks = marks

    def everything(
        self, definitions: Sequence[ToolDefinition], assistant_id: str, *, skip_if_exists: bool, force_update: bool
    ) -> SyncReport:
        """Every tool, linked to the assistant; one tool's failure is in the report and stops no other."""
        self.recover(definitions)
        outcomes, passing = [], True
        for definition in definitions:
            try:
                outcomes.append(self.tool(definition, skip_if_exists=skip_if_exists, force_update=force_update))
            except EXPECTED as failure:
                outcomes.append(failed(self._org, definition.name, failure))
                passing = passing and is_passing(failure)
        linked = self._link(assistant_id)
        passing = passing and (linked.reason is None or linked.passing)
        leftovers = self._remove_retired(assistant_id) if linked.reason is None else ()
        return SyncReport(
            org_id=self._org,
            assistant_id=assistant_id,
            tools=tuple(outcomes),
            link=linked,
            leftovers=tuple(leftovers),
            passing=passing,
        )

    def recover(self, definitions: Sequence[ToolDefinition]) -> None:
        """What an earlier sync announced is kept when it was made and is still wanted, and is to go when it was made in vain."""
        with self._turn.transaction() as connection:
            registrations = self._registry.registrations(connection)
        if not registrations:
            return
        made: defaultdict[str | None, list[str]] = defaultdict(list)
        for tool in self._client.list("tool"):
            made[tool_mark(tool)].append(str(tool["id"]))
        wanted = {definition.name: definition for definition in definitions}
        for registration in registrations:
            name, found = registration.tool_name, made[registration.mark]
            _log.warning("tool %s of organisation %s: finishing what was cut short, %d made", name, self._org, len(found))
            with self._turn.transaction() as connection:
                definition = wanted.get(name)
                if found and definition is not None and definition.hash == registration.definition_hash:
                    self._registry.keep(connection, definition, found.pop(0), registration.mark)
                self._registry.withdraw(connection, registration.mark)
                for extra in found:
                    self._registry.retire(connection, extra, name)

    def tool(self, definition: ToolDefinition, *, skip_if_exists: bool, force_update: bool) -> ToolOutcome:
        """One tool at the platform with its row, linked to nothing yet."""
        with self._turn.transaction() as connection:
            known = self._registry.tools(connection).get(definition.name)
        if known is not None and not force_update and (skip_if_exists or self._is_as_defined(known, definition)):
            return ToolOutcome(name=definition.name, state="kept", vapi_tool_id=known.vapi_tool_id)
        made = self._register(definition)
        state: ToolState = "registered" if known is None else "replaced"
        _log.info("tool %s of organisation %s: %s as %s", definition.name, self._org, state, made)
        return ToolOutcome(name=definition.name, state=state, vapi_tool_id=made)

    def _is_as_defined(self, known: Registered, definition: ToolDefinition) -> bool:
        if known.definition_hash != definition.hash:
            return False
        try:
            self._client.get("tool", known.vapi_tool_id)
        except NotFound:
            return False
        return True

    def _register(self, definition: ToolDefinition) -> str:
        mark = self._marks()
        with self._turn.transaction() as connection:
            self._registry.announce(connection, definition, mark)
        try:
            made = str(self._client.create("tool", marked_tool(definition.body, mark))["id"])
        except _NOT_MADE:
            with self._turn.transaction() as connection:
                self._registry.withdraw(connection, mark)
            raise
        with self._turn.transaction() as connection:
            self._registry.keep(connection, definition, made, mark)
        return made

    def _link(self, assistant_id: str) -> LinkOutcome:
        try:
            with self._turn.transaction() as connection:
                tools, retired = self._registry.tools(connection), self._registry.retirements(connection)
            current = _enabled(tools)
            gone = {*retired, *(tool.vapi_tool_id for tool in tools.values() if not tool.enabled)}
            wanted = list(current.values())
            has, changed = link(self._database, self._client, assistant_id, wanted, retired=gone, names=current)
        except EXPECTED as failure:
            return not_linked(self._org, assistant_id, failure)
        return LinkOutcome(assistant_id=assistant_id, tool_ids=has, changed=changed)

    def _remove_retired(self, assistant_id: str) -> Iterator[str]:
        """Take what was replaced from every other assistant, then from the platform; yields why something is still there."""
        with self._turn.transaction() as connection:
            retired, tools = self._registry.retirements(connection), self._registry.tools(connection)
            others = [each for each in self._registry.assistants(connection) if each != assistant_id]
        try:
            for other in others if retired else ():
                self._exchange(other, retired, _enabled(tools))
        except EXPECTED as failure:
            yield f"{', '.join(retired)}: {told(failure)}"
            return
        for tool_id in retired:
            try:
                self._remove(tool_id)
            except EXPECTED as failure:
                _log.warning("tool %s of organisation %s is not removed: %s", tool_id, self._org, told(failure))
                yield f"{tool_id}: {told(failure)}"

    def _exchange(self, assistant_id: str, retired: dict[str, str], current: dict[str, str]) -> None:
        try:
            has = _tool_ids(self._client, assistant_id)
            instead = [current[name] for old, name in retired.items() if old in has and name in current]
            link(self._database, self._client, assistant_id, instead, retired=retired)
        except NotFound:
            _log.warning("assistant %s of organisation %s is not at the platform any more", assistant_id, self._org)

    def _remove(self, tool_id: str) -> None:
        try:
            self._client.delete("tool", tool_id)
        except NotFound:
            _log.info("tool %s of organisation %s is gone already", tool_id, self._org)
        with self._turn.transaction() as connection:
            self._registry.removed(connection, tool_id)


def _enabled(tools: Mapping[str, Registered]) -> dict[str, str]:
    return {name: tool.vapi_tool_id for name, tool in tools.items() if tool.enabled}


def _tool_ids(client: VapiClient, assistant_id: str) -> tuple[str, ...]:
    model = client.get("assistant", assistant_id).get("model")
    return tuple(model.get("toolIds") or ()) if isinstance(model, dict) else ()
