"""An agent as its organisation configures it, and its row."""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct, field
from sqlalchemy import Connection, insert, select, update

from harness.errors import InputError
from harness.reference.clock import Clock
from harness.reference.toolsync.registry import stored
from harness.reference.toolsync.tables import agents

__all__ = ["AgentRow", "AgentRows", "AgentSettings", "read_settings"]

_LONGEST_NAME = 40
"""The platform's own limit for an assistant that may join a squad."""


class AgentSettings(Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    """What a console lets an organisation decide. None leaves what the assistant has."""

    name: str
    system_prompt: str
    first_message: str | None = None
    language: str | None = None
    """Of the transcriber: "en", "multi" …"""
    voice: Mapping[str, Any] | None = None
    """Provider and voiceId, with whatever else that provider takes."""
    model: Mapping[str, Any] = field(default_factory=dict)
    """Provider, model, temperature …; tools are nothing an agent is saved with."""


class AgentRow(Struct, frozen=True, kw_only=True):
    """A row of agents."""

    id: int
    org_id: str
    name: str
    vapi_assistant_id: str | None
    mark: str | None


def read_settings(body: Any) -> AgentSettings:
    """The settings in a request's JSON. InputError says what cannot be used."""
    try:
        settings = msgspec.convert(body, AgentSettings)
    except msgspec.ValidationError as wrong:
        raise InputError(f"the agent cannot be saved: {wrong}") from wrong
    if not 0 < len(settings.name.strip()) <= _LONGEST_NAME:
        raise InputError(f"the agent cannot be saved: its name must have 1 to {_LONGEST_NAME} characters")
    if not settings.system_prompt.strip():
        raise InputError("the agent cannot be saved: its system prompt is empty")
    if managed := sorted({"toolIds", "tools", "messages"} & set(settings.model)):
        raise InputError(f"the agent cannot be saved: {' and '.join(managed)} of the model are not decided here")
    return settings


class AgentRows:
    """One organisation's agents, through one connection at a time."""

    def __init__(self, org_id: str, clock: Clock) -> None:
        self._org = org_id
        self._clock = clock

    def named(self, connection: Connection, name: str) -> AgentRow | None:
        """The agent of that name; None when there is none."""
        return self._one(connection, agents.c.name == name)

    def numbered(self, connection: Connection, agent_id: int) -> AgentRow | None:
        """The agent with that number; None when there is none, or it is another organisation's."""
        return self._one(connection, agents.c.id == agent_id)

    def save(self, connection: Connection, settings: AgentSettings) -> None:
        """The row of that name, made or changed."""
        row = {"settings": msgspec.json.encode(settings).decode(), "updated_at": stored(self._clock())}
        if self.named(connection, settings.name) is None:
            made = {**row, "org_id": self._org, "name": settings.name, "created_at": row["updated_at"]}
            connection.execute(insert(agents).values(made))
        else:
            connection.execute(self._change(agents.c.name == settings.name).values(row))

    def announce(self, connection: Connection, agent_id: int, mark: str) -> None:
        """Its assistant is about to be made, and will carry this mark."""
        connection.execute(self._change(agents.c.id == agent_id).values(mark=mark, vapi_assistant_id=None))

    def keep(self, connection: Connection, agent_id: int, assistant_id: str) -> None:
        """Its assistant was made."""
        connection.execute(self._change(agents.c.id == agent_id).values(vapi_assistant_id=assistant_id))

    def _change(self, which: Any) -> Any:
        return update(agents).where(agents.c.org_id == self._org, which)

    def _one(self, connection: Connection, which: Any) -> AgentRow | None:
        row = connection.execute(select(agents).where(agents.c.org_id == self._org, which)).mappings().first()
        return None if row is None else AgentRow(**{name: row[name] for name in AgentRow.__struct_fields__})
