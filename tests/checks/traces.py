"""Calls written down as they are told: `call(caller("…"), agent("…"), tool("bookTable", {…}, result={…}, rows=[…]))`.

The builder numbers and times the events; a second is said in about two and a half words.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from harness.checks.base import Evidence, Finding, NotApplicable, judge
from harness.contract.model import Assistant, Member, Server, Source, Squad, Tool
from harness.trace.events import (
    AgentSpoke,
    CallEnded,
    CallerGaveUp,
    CallerSpoke,
    CallStarted,
    Event,
    FaultInjected,
    FillerKind,
    FillerSpoken,
    HandedOff,
    RowChange,
    RowsChanged,
    ToolReplied,
    ToolRequested,
)
from harness.trace.trace import Trace

SUNDAY = "2026-01-18T10:00:00-08:00"
URL = "https://tables.example.com/book"


class Recorder:
    """Gives each event its number and its time."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.clock = 0
        self.calls = 0

    @property
    def n(self) -> int:
        return len(self.events) + 1

    def speech(self, text: str) -> int:
        return self.clock + 400 * max(len(text.split()), 1)


Part = Callable[[Recorder], None]


def caller(text: str) -> Part:
    """The caller says it."""

    def play(to: Recorder) -> None:
        until = to.speech(text)
        to.events.append(CallerSpoke(n=to.n, at=to.clock, text=text, until=until))
        to.clock = until

    return play


def agent(text: str, *, spoken: bool = True, by: str = "Mia", first: bool = False) -> Part:
    """The assistant says it."""

    def play(to: Recorder) -> None:
        until = to.speech(text) if spoken else to.clock
        to.events.append(AgentSpoke(n=to.n, at=to.clock, assistant=by, text=text, until=until, spoken=spoken, first=first))
        to.clock = until

    return play


def pause(seconds: float) -> Part:
    """Nobody says anything."""

    def play(to: Recorder) -> None:
        to.clock += round(seconds * 1000)

    return play


def tool(
    name: str,
    arguments: Mapping[str, Any] | None = None,
    *,
    result: Any = None,
    error: str | None = None,
    problem: str | None = None,
    status: int | None = 200,
    rows: Sequence[RowChange] = (),
    filler: str | None = None,
    fault: str | None = None,
    seconds: float = 0.2,
    url: str | None = URL,
    answered: bool = True,
    by: str = "Mia",
) -> Part:
    """The assistant calls a tool; `result`, else `error`, else `problem` (no result) is what came of it."""

    def play(to: Recorder) -> None:
        to.calls += 1
        call_id = f"call_{to.calls}"
        to.events.append(
            ToolRequested(n=to.n, at=to.clock, assistant=by, tool=name, call_id=call_id, arguments=arguments or {}, url=url)
        )
        if filler is not None:
            spoken(filler, call_id=call_id)(to)
        if fault is not None:
            to.events.append(FaultInjected(n=to.n, at=to.clock, fault=fault, call_id=call_id))
        to.clock += round(seconds * 1000)
        if answered:
            to.events.append(_reply(to, name, call_id, result, error, problem, status, round(seconds * 1000)))
        if rows:
            to.events.append(RowsChanged(n=to.n, at=to.clock, call_id=call_id, changes=tuple(rows)))

    return play


def together(*parts: tuple[str, Mapping[str, Any]]) -> Part:
    """Several tools called in one turn: all requests leave before any answer comes."""

    def play(to: Recorder) -> None:
        for place, (name, arguments) in enumerate(parts):
            call_id = f"both_{place}"
            to.events.append(
                ToolRequested(n=to.n, at=to.clock, assistant="Mia", tool=name, call_id=call_id, arguments=arguments, url=URL)
            )
        for place, (name, _) in enumerate(parts):
            to.events.append(_reply(to, name, f"both_{place}", {"success": True}, None, None, 200, 0))

    return play


def spoken(text: str, *, kind: FillerKind = "request-start", call_id: str | None = None, by: str = "Mia") -> Part:
    """The platform says a configured sentence."""

    def play(to: Recorder) -> None:
        until = to.speech(text)
        to.events.append(FillerSpoken(n=to.n, at=to.clock, assistant=by, text=text, until=until, kind=kind, call_id=call_id))
        to.clock = until

    return play


def hands_over(
    source: str, destination: str, *, asked: bool = True, carried: int = 4, variables: Mapping[str, Any] | None = None
) -> Part:
    """One assistant hands the call to another, with a tool call of its own unless `asked` is False."""

    def play(to: Recorder) -> None:
        name = f"handoff_to_{destination}"
        call_id = None
        if asked:
            tool(name, {"destination": destination}, result="Handoff initiated", url=None, seconds=0, by=source)(to)
            call_id = f"call_{to.calls}"
        to.events.append(
            HandedOff(
                n=to.n,
                at=to.clock,
                source=source,
                destination=destination,
                call_id=call_id,
                carried=carried,
                variables=variables or {},
            )
        )

    return play


def reported(*rows: RowChange) -> Part:
    """The report on the call changes rows; no tool call explains them."""
    return lambda to: to.events.append(RowsChanged(n=to.n, at=to.clock, call_id=None, changes=rows))


def gives_up(reason: str) -> Part:
    """The caller cannot go on."""
    return lambda to: to.events.append(CallerGaveUp(n=to.n, at=to.clock, reason=reason))


def call(*parts: Part, ended: str | None = "assistant-ended-call", number: str | None = None) -> Trace:
    """The whole call, phoned to Mia at ten on Sunday 18 January 2026; `ended` None leaves the end out."""
    to = Recorder()
    to.events.append(
        CallStarted(n=1, at=0, call_id="5f0c", squad="Harbour", assistant="Mia", started_at=SUNDAY, customer_number=number)
    )
    for part in parts:
        part(to)
    if ended is not None:
        to.events.append(CallEnded(n=to.n, at=to.clock, reason=ended))
    return Trace(events=tuple(to.events))


def added(table: str, **cells: Any) -> RowChange:
    """A row that was not there before."""
    return RowChange(table=table, after=cells)


def changed(table: str, before: Mapping[str, Any], **cells: Any) -> RowChange:
    """A row of which these cells are new."""
    return RowChange(table=table, before=before, after={**before, **cells})


def removed(table: str, **cells: Any) -> RowChange:
    """A row that is gone."""
    return RowChange(table=table, before=cells)


BOOK_TABLE = Tool(
    name="bookTable",
    description="Books a table in the restaurant.",
    parameters={
        "type": "object",
        "properties": {
            "guestName": {"type": "string", "description": "Full name of the guest"},
            "guestPhone": {"type": "string", "description": "REQUIRED. The guest's phone number"},
            "tableDate": {"type": "string", "description": "Day of the visit, YYYY-MM-DD"},
            "tableTime": {"type": "string", "description": "Time of the visit, HH:MM"},
            "seats": {"type": "integer"},
            "area": {"type": "string", "enum": ["terrace", "inside"]},
        },
        "required": ["guestName", "guestPhone", "tableDate", "tableTime"],
    },
    server=Server(url=URL),
    source=Source(file="tools/book-table.yml", line=2),
    lines={"required": 21, "server.url": 30, "parameters.guestPhone": 11},
)
FIND_TABLES = Tool(
    name="findTables",
    description="Looks up free tables.",
    parameters={"type": "object", "properties": {"tableDate": {"type": "string"}}, "required": ["tableDate"]},
    server=Server(url=URL),
    source=Source(file="tools/find-tables.yml"),
)
SEND_CARD = Tool(
    name="sendCard",
    description="Sends the menu.",
    server=Server(url=URL),
    parameters={"type": "object", "properties": {"note": {"type": "string"}}},
    source=Source(file="tools/send-card.yml"),
)
PROMPT = """You are Mia, who answers the phone of the Harbour restaurant.
Ask for the guest's full name.
Ask for the phone number.
A table is kept for 15 minutes."""


def harbour(*, tools: Sequence[Tool] = (BOOK_TABLE, FIND_TABLES, SEND_CARD), prompt: str = PROMPT) -> Squad:
    """A squad of one: Mia of the Harbour restaurant."""
    mia = Assistant(
        name="Mia",
        prompt=prompt,
        prompt_source=Source(file="assistants/mia.md", line=12),
        first_message="Harbour restaurant, this is Mia.",
        tools=tuple(tools),
        source=Source(file="assistants/mia.md"),
    )
    return Squad(name="Harbour", members=(Member(assistant=mia),))


CANCEL_TABLE = Tool(
    name="cancelTable",
    description="Cancels a reservation.",
    parameters={"type": "object", "properties": {"reservationId": {"type": "integer"}}, "required": ["reservationId"]},
    server=Server(url=URL),
    source=Source(file="tools/cancel-table.yml"),
    lines={"description": 4},
)


def house() -> Squad:
    """A squad of three: Mia answers and looks up, Ben books, Lin cancels; each can hand over to the others."""
    tools = {"Mia": (FIND_TABLES,), "Ben": (FIND_TABLES, BOOK_TABLE), "Lin": (FIND_TABLES, CANCEL_TABLE)}
    members = tuple(
        Member(
            assistant=Assistant(name=name, tools=owned, source=Source(file=f"assistants/{name.lower()}.md")),
            destinations=tuple(other for other in tools if other != name),
        )
        for name, owned in tools.items()
    )
    return Squad(name="Harbour", members=members, source=Source(file="squads/harbour.yml"))


def findings(check: Any, trace: Trace, squad: Squad | None = None) -> Sequence[Finding]:
    """What the check found; fails the test when the check crashed or had nothing to judge."""
    judgement = judge(check, Evidence(trace=trace, squad=squad or harbour()))
    assert judgement.verdict in {"passed", "failed"}, judgement.reason
    return judgement.findings


def passes(check: Any, trace: Trace, squad: Squad | None = None) -> bool:
    """Whether the check found nothing wrong, and had something to judge."""
    return not findings(check, trace, squad)


def message(check: Any, trace: Trace, squad: Squad | None = None) -> str:
    """The message of the one finding."""
    (finding,) = findings(check, trace, squad)
    return finding.message


def not_applicable(check: Any, trace: Trace, squad: Squad | None = None) -> str:
    """Why there was nothing to judge."""
    outcome = check.examine(Evidence(trace=trace, squad=squad or harbour()))
    assert isinstance(outcome, NotApplicable), outcome
    return outcome.reason


def _reply(
    to: Recorder, name: str, call_id: str, result: Any, error: str | None, problem: str | None, status: int | None, latency: int
) -> ToolReplied:
    outcome: Literal["result", "error", "no-result"] = "no-result"
    text = "No result returned."
    if result is not None:
        outcome, text, status = "result", result if isinstance(result, str) else json.dumps(result), 200
    elif error is not None:
        outcome, text, status = "error", error, 200
    return ToolReplied(
        n=to.n,
        at=to.clock,
        tool=name,
        call_id=call_id,
        outcome=outcome,
        text=text,
        status=status,
        problem=problem if outcome == "no-result" else None,
        latency_ms=latency,
    )
