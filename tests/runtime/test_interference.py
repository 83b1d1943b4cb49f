"""Somebody else changes the database just before a tool call reaches the backend."""

from collections.abc import Mapping, Sequence

import msgspec

from harness.ports import HttpAnswer, HttpReply, HttpRequest
from harness.runtime.faults import Fault, FaultyBackend
from harness.runtime.interference import Interference, InterferingBackend

TAKEN = Interference(tool="bookTable", table="tables", rows=({"seats": "2"},))
SECOND = Interference(tool="bookTable", table="tables", rows=({"seats": "4"},), nth=2)


class Backend:
    """Answers, and remembers what had been inserted by then."""

    def __init__(self) -> None:
        self.rows: list[str] = []
        self.seen: list[list[str]] = []

    def insert(self, table: str, rows: Sequence[Mapping[str, str]]) -> None:
        self.rows += [f"{table}:{row['seats']}" for row in rows]

    def send(self, request: HttpRequest) -> HttpAnswer:
        self.seen.append(list(self.rows))
        return HttpReply(status=200, body=b'{"results": []}')


def request(tool: str) -> HttpRequest:
    listed = [{"id": "1", "function": {"name": tool, "arguments": {}}}]
    body = msgspec.json.encode({"message": {"type": "tool-calls", "toolCallList": listed}})
    return HttpRequest(url="https://tables.example.com", headers={}, body=body)


def test_the_rows_are_there_when_the_call_arrives() -> None:
    backend = Backend()
    shared = InterferingBackend(backend, [TAKEN, SECOND], backend.insert)

    answers = [shared.send(request(tool)) for tool in ("findTables", "bookTable", "bookTable", "bookTable")]

    assert backend.seen == [[], ["tables:2"], ["tables:2", "tables:4"], ["tables:2", "tables:4"]]
    assert [answer.fault for answer in answers] == [None, str(TAKEN), str(SECOND), None]


def test_a_fault_of_the_backend_is_told_as_well() -> None:
    backend = Backend()
    fault = Fault(kind="times out", tool="bookTable")
    shared = InterferingBackend(FaultyBackend(backend, [fault]), [TAKEN], backend.insert)

    told = shared.send(request("bookTable")).fault

    assert told == f"{TAKEN}; {fault}"
    assert str(fault) == '"bookTable" times out'


def test_other_messages_pass_untouched() -> None:
    backend = Backend()
    report = HttpRequest(url="https://x.example", headers={}, body=b'{"message": {"type": "status-update"}}')

    answer = InterferingBackend(backend, [TAKEN], backend.insert).send(report)

    assert (answer.fault, backend.rows) == (None, [])
