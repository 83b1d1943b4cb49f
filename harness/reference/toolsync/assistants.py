"""Assistants as the console makes and changes them: without tools, which are the sync's alone.

A creation sends `toolIds: []` and no tool written out; a change sends the model as it is read, but for what was decided, so that
what the sync linked stays linked.
"""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from harness.reference.clock import Clock
from harness.reference.toolsync.agents import AgentRow, AgentRows, AgentSettings
from harness.reference.toolsync.database import ToolDatabase, Turn
from harness.reference.toolsync.linking import alone_with
from harness.reference.toolsync.marks import assistant_mark, marked_assistant
from harness.vapi.client import VapiClient
from harness.vapi.errors import NotFound

__all__ = ["AssistantManager", "EnsuredAssistant"]

_log = logging.getLogger(__name__)

_DEFAULT_MODEL: Mapping[str, Any] = {"provider": "openai", "model": "gpt-4o", "temperature": 0.3}
_DEFAULT_TRANSCRIBER: Mapping[str, Any] = {"provider": "deepgram", "model": "nova-2-phonecall"}


class EnsuredAssistant(Struct, frozen=True, kw_only=True):
    """The assistant of an agent, as the agent is configured."""

    agent_id: int
    assistant_id: str
    created: bool


class AssistantManager:
    """Safe to share between threads, and with other processes on the same database."""

    def __init__(
        self,
        database: ToolDatabase,
        platform: Callable[[str], VapiClient],
        clock: Clock,
        marks: Callable[[], str],
        server_url: str,
    ) -> None:
        """`server_url` is where an assistant's own events go; `platform` and `marks` are as for `ToolSyncService`."""
        self._database = database
        self._platform = platform
        self._clock = clock
        self._marks = marks
        self._server_url = server_url

    def ensure_assistant(self, org_id: str, settings: AgentSettings) -> EnsuredAssistant:
        """The agent's assistant, made when there is none, changed when there is. Raises VapiError, and SQLAlchemy's errors."""
        rows = AgentRows(org_id, self._clock)
        with self._database.turn(f"agent {org_id} {settings.name}") as turn:
            with turn.transaction() as connection:
                rows.save(connection, settings)
                agent = rows.named(connection, settings.name)
            if agent is None:
                raise RuntimeError("the agent that was just saved is not there")
            client = self._platform(org_id)
            known = agent.vapi_assistant_id or self._cut_short(client, agent)
            if known is not None and self._change(client, known, settings):
                if known != agent.vapi_assistant_id:
                    with turn.transaction() as connection:
                        rows.keep(connection, agent.id, known)
                return EnsuredAssistant(agent_id=agent.id, assistant_id=known, created=False)
            made = self._make(client, turn, rows, agent, settings)
            return EnsuredAssistant(agent_id=agent.id, assistant_id=made, created=True)

    def _cut_short(self, client: VapiClient, agent: AgentRow) -> str | None:
        """The assistant of a creation that was announced and never noted, when the platform has it."""
        if agent.mark is None:
            return None
        found = [str(each["id"]) for each in client.list("assistant") if assistant_mark(each) == agent.mark]
        return found[0] if found else None

    def _make(self, client: VapiClient, turn: Turn, rows: AgentRows, agent: AgentRow, settings: AgentSettings) -> str:
        mark = self._marks()
        with turn.transaction() as connection:
            rows.announce(connection, agent.id, mark)
        made = str(client.create("assistant", marked_assistant(self._new(settings), mark))["id"])
        with turn.transaction() as connection:
            rows.keep(connection, agent.id, made)
        _log.info("agent %s of organisation %s: assistant %s", agent.name, agent.org_id, made)
        return made

    def _change(self, client: VapiClient, assistant_id: str, settings: AgentSettings) -> bool:
        """False when the platform has no such assistant any more."""
        with self._database.turn(alone_with(assistant_id)):
            try:
                client.update("assistant", assistant_id, _changes(client.get("assistant", assistant_id), settings))
            except NotFound:
                _log.warning("assistant %s is not at the platform any more", assistant_id)
                return False
        return True

    def _new(self, settings: AgentSettings) -> dict[str, Any]:
        model = {**_DEFAULT_MODEL, **settings.model, "messages": [_prompt(settings)], "toolIds": []}
        body = {"name": settings.name, "model": model, "server": {"url": self._server_url, "timeoutSeconds": 20}}
        if settings.first_message is not None:
            body["firstMessage"] = settings.first_message
        if settings.voice is not None:
            body["voice"] = dict(settings.voice)
        if settings.language is not None:
            body["transcriber"] = {**_DEFAULT_TRANSCRIBER, "language": settings.language}
        return body


def _changes(assistant: Mapping[str, Any], settings: AgentSettings) -> dict[str, Any]:
    """Whole top-level keys, because that is what a PATCH replaces, each with everything in it that was not decided here."""
    model = assistant.get("model") or {}
    others = [each for each in model.get("messages") or () if each.get("role") != "system"]
    body: dict[str, Any] = {"model": {**model, **settings.model, "messages": [_prompt(settings), *others]}}
    if settings.first_message is not None:
        body["firstMessage"] = settings.first_message
    if settings.voice is not None:
        body["voice"] = _merged(assistant.get("voice"), settings.voice)
    if settings.language is not None:
        body["transcriber"] = {**(assistant.get("transcriber") or _DEFAULT_TRANSCRIBER), "language": settings.language}
    return body


def _merged(before: Mapping[str, Any] | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """Another provider takes other keys, so nothing of the first one's is kept."""
    same = before is not None and given.get("provider", before.get("provider")) == before.get("provider")
    return {**before, **given} if before is not None and same else dict(given)


def _prompt(settings: AgentSettings) -> dict[str, str]:
    return {"role": "system", "content": settings.system_prompt}
