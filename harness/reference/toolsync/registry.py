"""Rows of one organisation's tools: those that are, those about to be, and those that are to go."""

from datetime import UTC, datetime
from typing import Any, TypeVar

from msgspec import Struct
from sqlalchemy import Connection, delete, insert, select, update

from harness.reference.clock import Clock
from harness.reference.toolsync.definitions import ToolDefinition
from harness.reference.toolsync.tables import agents, org_tools, tool_registrations, tool_retirements

__all__ = ["Registered", "Registration", "Registry", "stored"]

_Row = TypeVar("_Row", bound=Struct)


class Registered(Struct, frozen=True, kw_only=True):
    """A row of org_tools."""

    tool_name: str
    vapi_tool_id: str
    enabled: bool
    definition_hash: str | None


class Registration(Struct, frozen=True, kw_only=True):
    """A tool that was about to be made: the platform may have it or not."""

    mark: str
    tool_name: str
    definition_hash: str


def stored(moment: datetime) -> datetime:
    """A moment as the tables hold it: in UTC, without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)


class Registry:
    """One organisation's rows, through one connection at a time."""

    def __init__(self, org_id: str, clock: Clock) -> None:
        self._org = org_id
        self._clock = clock

    def tools(self, connection: Connection) -> dict[str, Registered]:
        """By name, in the order they came."""
        rows = connection.execute(select(org_tools).where(org_tools.c.org_id == self._org).order_by(org_tools.c.id)).mappings()
        return {row["tool_name"]: _read(Registered, row) for row in rows}

    def assistants(self, connection: Connection) -> tuple[str, ...]:
        """Every assistant the organisation's agents have."""
        wanted = select(agents.c.vapi_assistant_id).where(agents.c.org_id == self._org).order_by(agents.c.id)
        return tuple(each for (each,) in connection.execute(wanted) if each)

    def registrations(self, connection: Connection) -> tuple[Registration, ...]:
        """Those that an earlier sync did not live to finish."""
        mine = select(tool_registrations).where(tool_registrations.c.org_id == self._org)
        return tuple(_read(Registration, row) for row in connection.execute(mine).mappings())

    def retirements(self, connection: Connection) -> dict[str, str]:
        """Id → name of the tools that are to be removed."""
        mine = select(tool_retirements).where(tool_retirements.c.org_id == self._org).order_by(tool_retirements.c.created_at)
        return {row["vapi_tool_id"]: row["tool_name"] for row in connection.execute(mine).mappings()}

    def announce(self, connection: Connection, definition: ToolDefinition, mark: str) -> None:
        """A tool is about to be made, and will carry this mark."""
        row = {"mark": mark, "tool_name": definition.name, "definition_hash": definition.hash}
        connection.execute(insert(tool_registrations).values(self._stamped(row)))

    def withdraw(self, connection: Connection, mark: str) -> None:
        """It was not made after all."""
        connection.execute(delete(tool_registrations).where(tool_registrations.c.mark == mark))

    def keep(self, connection: Connection, definition: ToolDefinition, vapi_tool_id: str, mark: str) -> str | None:
        """It was made: its row is added or changed, and the tool that was there before, whose id is returned, is to go."""
        self.withdraw(connection, mark)
        before = self.tools(connection).get(definition.name)
        row = {"vapi_tool_id": vapi_tool_id, "description": definition.description, "definition_hash": definition.hash}
        if before is None:
            connection.execute(insert(org_tools).values(self._stamped(row | {"tool_name": definition.name})))
            return None
        mine = (org_tools.c.org_id == self._org) & (org_tools.c.tool_name == definition.name)
        connection.execute(update(org_tools).where(mine).values(**row, updated_at=stored(self._clock())))
        self.retire(connection, before.vapi_tool_id, definition.name)
        return before.vapi_tool_id

    def retire(self, connection: Connection, vapi_tool_id: str, tool_name: str) -> None:
        """A tool at the platform is to go."""
        connection.execute(insert(tool_retirements).values(self._stamped({"vapi_tool_id": vapi_tool_id, "tool_name": tool_name})))

    def removed(self, connection: Connection, vapi_tool_id: str) -> None:
        """It is gone."""
        connection.execute(delete(tool_retirements).where(tool_retirements.c.vapi_tool_id == vapi_tool_id))

    def _stamped(self, row: dict[str, Any]) -> dict[str, Any]:
        now = stored(self._clock())
        return {"org_id": self._org, "created_at": now, "updated_at": now, **row}


def _read(kind: type[_Row], row: Any) -> _Row:
    return kind(**{name: row[name] for name in kind.__struct_fields__})
