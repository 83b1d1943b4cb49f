"""Tool calls and the handlers that answer them: in one transaction, once for each tool call; who loses a race looks again.

`harness.reference.booking.handler` does the same for the documented booking, which finds its earlier answer in its own rows.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, cast

from msgspec import Struct, json
from sqlalchemy import Connection, bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from harness.reference.booking.arguments import read_values
from harness.reference.booking.codes import CodeSource
from harness.reference.booking.organizations import Organization, organization_or_refusal
from harness.reference.booking.outcomes import Answer, Declined, Refused
from harness.reference.booking.tables import tool_answers
from harness.reference.clock import Clock
from harness.reference.database.database import Database
from harness.reference.database.statement import Statement
from harness.reference.declaration import HandlerDeclaration
from harness.reference.toolcalls import ToolRequest

__all__ = ["Desk", "ToolHandler", "Work"]

_LOOKS = 8
"""Races that may be lost before it is called a bug."""
_ADD = Statement(insert(tool_answers))
_EARLIER = Statement(
    select(tool_answers.c.answer).where(
        tool_answers.c.org_id == bindparam("org"),
        tool_answers.c.tool == bindparam("name"),
        tool_answers.c.tool_call_id == bindparam("call"),
    )
)


class Work(Struct, frozen=True, kw_only=True):
    """One tool call that could be read, and all it takes to answer it."""

    connection: Connection
    organization: Organization
    arguments: Mapping[str, Any]
    """A value for each declared parameter; None for one that was left out."""
    tool_call_id: str | None
    now: datetime
    code: CodeSource

    @property
    def stamp(self) -> str:
        """The moment as rows keep it."""
        return self.now.isoformat(timespec="seconds")


class ToolHandler(Struct, frozen=True, kw_only=True):
    """One tool."""

    declaration: HandlerDeclaration
    answer: Callable[[Work], Answer]
    writes: bool = True
    """Its answers are kept, so that a tool call that is sent twice is carried out once."""


class Desk:
    """Answers for every handler."""

    def __init__(self, database: Database, clock: Clock, default_organization: str | None, code: CodeSource) -> None:
        """`default_organization` answers for a request that names none; with None such a request is refused."""
        self._database = database
        self._clock = clock
        self._default_organization = default_organization
        self._code = code

    def answer(self, handler: ToolHandler, request: ToolRequest, org_id: str | None) -> Answer:
        """What it comes to, now or when this very tool call came before."""
        asked_for = self._default_organization if org_id is None else org_id
        for _ in range(_LOOKS - 1):
            with suppress(IntegrityError), self._database.transaction() as connection:
                return self._answer(connection, handler, request, asked_for)
        with self._database.transaction() as connection:
            return self._answer(connection, handler, request, asked_for)

    def _answer(self, connection: Connection, handler: ToolHandler, request: ToolRequest, org_id: str | None) -> Answer:
        organization = organization_or_refusal(connection, org_id)
        if isinstance(organization, Refused):
            return organization
        arguments = read_values(handler.declaration.parameters, request.arguments, organization.region)
        if isinstance(arguments, Refused):
            return arguments
        earlier = _earlier(connection, handler, request, organization)
        if earlier is not None:
            return earlier
        work = Work(
            connection=connection,
            organization=organization,
            arguments=arguments,
            tool_call_id=request.tool_call_id,
            now=self._clock(),
            code=self._code,
        )
        answer = handler.answer(work)
        if handler.writes and work.tool_call_id is not None:
            row = {"org_id": organization.id, "tool": handler.declaration.tool, "tool_call_id": work.tool_call_id}
            _ADD.add(connection, {**row, "answer": json.encode(answer).decode(), "created_at": work.stamp})
        return answer


def _earlier(connection: Connection, handler: ToolHandler, request: ToolRequest, organization: Organization) -> Answer | None:
    if not handler.writes or request.tool_call_id is None:
        return None
    sought = {"org": organization.id, "name": handler.declaration.tool, "call": request.tool_call_id}
    row = _EARLIER.first(connection, sought)
    if row is None:
        return None
    kept = json.decode(row.answer)
    done = next(kind for kind in handler.declaration.returns.values() if kind is not Declined)
    return cast(Answer, json.decode(row.answer, type=done if kept["success"] else Declined))
