"""Somebody else changes the database in the middle of a call: two callers want one table.

It happens just before a tool call reaches the backend, after everything the assistant could have looked up. Whoever makes the
change keeps it out of the ledger, so that it is nobody's tool call that did it.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from harness.ports import HttpAnswer, HttpRequest, ToolBackend
from harness.runtime.faults import calls_in

__all__ = ["Insert", "Interference", "InterferingBackend"]

Insert = Callable[[str, Sequence[Mapping[str, str]]], None]
"""(table, rows) → they are there."""


class Interference(Struct, frozen=True, kw_only=True):
    """Rows somebody else adds just before a tool is called."""

    tool: str
    table: str
    rows: tuple[Mapping[str, str], ...]
    nth: int = 1
    """Before the nth call of the tool, from 1."""

    def __str__(self) -> str:
        when = "" if self.nth == 1 else f" for time {self.nth}"
        return f'somebody else adds rows to "{self.table}" just before "{self.tool}" is called{when}'


class InterferingBackend:
    """A backend that somebody else uses as well. Satisfies `harness.ports.ToolBackend`."""

    def __init__(self, backend: ToolBackend, interferences: Sequence[Interference], insert: Insert) -> None:
        self._backend = backend
        self._interferences = tuple(interferences)
        self._insert = insert
        self._calls: Counter[str] = Counter()

    def send(self, request: HttpRequest) -> HttpAnswer:
        """The backend's answer, after what somebody else did; the answer says that it was done."""
        due: list[Interference] = []
        for name, _ in calls_in(request):
            self._calls[name] += 1
            due += [one for one in self._interferences if (one.tool, one.nth) == (name, self._calls[name])]
        for one in due:
            self._insert(one.table, one.rows)
        answer = self._backend.send(request)
        if not due:
            return answer
        return replace(answer, fault="; ".join([*map(str, due), *([answer.fault] if answer.fault else [])]))
