"""A platform, a database and a service between them."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import httpx
from sqlalchemy import insert

from harness.reference.toolsync.database import ToolDatabase
from harness.reference.toolsync.definitions import ToolDefinition, read_definition
from harness.reference.toolsync.service import ToolSyncService
from harness.reference.toolsync.tables import agents, org_tools, organizations, tool_registrations, tool_retirements
from harness.vapi.client import VapiClient
from tests.vapi.api import TOKEN, Api

NORTH = "11111111-1111-4111-8111-111111111111"
SOUTH = "22222222-2222-4222-8222-222222222222"
MORNING = datetime(2026, 1, 18, 10, tzinfo=UTC)
_MARKS = itertools.count(1)
Row = dict[str, Any]


def morning() -> datetime:
    return MORNING


def definition(name: str, told: str = "Reserves a table.", **properties: Any) -> ToolDefinition:
    parameters = {"type": "object", "properties": {"guestName": {"type": "string"}, **properties}, "required": ["guestName"]}
    function = {"name": name, "description": told, "parameters": parameters}
    server = {"url": f"https://inn.example/api/tools/{name}", "timeoutSeconds": 20}
    return read_definition({"type": "function", "function": function, "server": server})


RESERVE, CANCEL = definition("reserve_table"), definition("cancel_table")


@contextmanager
def client_of(platform: Any, waits: list[float] | None = None, retries: int = 5, **options: Any) -> Iterator[VapiClient]:
    """A client whose requests reach the application without a port."""
    sleep: Callable[[float], None] = (waits if waits is not None else []).append
    with httpx.Client(transport=httpx.WSGITransport(app=platform), **options) as http:
        yield VapiClient(base_url="http://platform", token=TOKEN, http=http, sleep=sleep, jitter=abs, retries=retries)


def service(database: ToolDatabase, client: VapiClient, *definitions: ToolDefinition) -> ToolSyncService:
    return ToolSyncService(database, lambda _: client, definitions or (RESERVE, CANCEL), morning, lambda: f"mark-{next(_MARKS)}")


def add_organisation(database: ToolDatabase, org_id: str, *assistants: str, email: str | None = "admin@inn.example") -> None:
    with database.transaction() as connection:
        connection.execute(insert(organizations).values(id=org_id, name=f"Inn {org_id[0]}", admin_email=email))
        for number, assistant in enumerate(assistants):
            row = {"org_id": org_id, "name": f"desk {number}", "settings": "{}", "vapi_assistant_id": assistant}
            connection.execute(insert(agents).values(row))


def add_assistant(api: Api, *tool_ids: str, **model: Any) -> str:
    """An assistant of the platform with everything a sync must not lose."""
    model = {
        "provider": "openai",
        "model": "gpt-4o",
        "temperature": 0.3,
        "messages": [{"role": "system", "content": "Hi"}],
        **model,
    }
    kept = api.resources.setdefault("assistant", {})
    assistant = f"assistant-{len(kept) + 1}"
    made = {
        "id": assistant,
        "createdAt": "2026-01-18T09:00:00.000Z",
        "model": {**model, "toolIds": list(tool_ids)},
        "voice": {"voiceId": "Savannah"},
    }
    kept[assistant] = made
    return assistant


def rows(database: ToolDatabase, table: Any = org_tools) -> list[Row]:
    with database.transaction() as connection:
        return [dict(row) for row in connection.execute(table.select()).mappings()]


def linked(api: Api, assistant: str) -> list[str]:
    found: list[str] = api.resources["assistant"][assistant]["model"]["toolIds"]
    return found


def is_settled(api: Api, database: ToolDatabase, *assistants: str) -> bool:
    """Each tool of the platform has its row and each row its tool; every assistant has them all; nothing is left to do."""
    ids = sorted(row["vapi_tool_id"] for row in rows(database))
    at_platform = sorted(tool["id"] for tool in api.made("tool"))
    have_all = all(sorted(linked(api, assistant)) == ids for assistant in assistants)
    return ids == at_platform and have_all and not rows(database, tool_registrations) and not rows(database, tool_retirements)
