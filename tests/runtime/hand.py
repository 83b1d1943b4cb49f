"""Drives a call by hand: what the caller does, what the model replies and what servers answer is written down beforehand."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from harness.contract.handoffs import completed
from harness.contract.model import Assistant, Destination, Member, Server, Squad, Tool
from harness.ports import CallerMove, ChatMessage, HangsUp, HttpAnswer, HttpReply, HttpRequest, Reply, ToolCall
from harness.runtime import Call, CallSettings
from harness.runtime.step import Answer, AskAgent, AskCaller, Done, Notify, SendToolCalls, ToolCallsAnswered
from harness.trace.events import FillerSpoken, HandedOff, RowChange, ToolReplied
from harness.trace.trace import Trace

__all__ = [
    "URL",
    "Played",
    "answered",
    "assistant",
    "body_of",
    "called",
    "handoff",
    "house",
    "of_kind",
    "only",
    "play",
    "settings",
    "squad_of",
    "tool",
]

URL = "https://hotel.example.com/tools"
STARTED = datetime(2026, 1, 18, 10, 0, tzinfo=UTC)
Answering = Callable[[HttpRequest], HttpAnswer]
_Event = TypeVar("_Event")


class Played(Struct, frozen=True, kw_only=True):
    """A call that is over, and everything it asked for."""

    trace: Trace
    heard: tuple[tuple[str, ...], ...]
    """What the caller heard before each of its moves."""
    asked: tuple[tuple[ChatMessage, ...], ...]
    """What the model was shown, each time."""
    tools: tuple[Any, ...]
    requests: tuple[HttpRequest, ...]
    """Tool webhooks, in the order they were sent."""
    notices: tuple[dict[str, Any], ...]
    """`message` of each webhook nobody waits for."""

    @property
    def ended(self) -> str:
        assert self.trace.ended is not None
        return self.trace.ended.reason

    @property
    def way(self) -> list[str]:
        """Who was on the line, in order."""
        return [self.trace.started.assistant, *(event.destination for event in of_kind(self.trace, HandedOff))]

    @property
    def fillers(self) -> list[str]:
        return [event.text for event in of_kind(self.trace, FillerSpoken)]

    @property
    def replied(self) -> list[ToolReplied]:
        return of_kind(self.trace, ToolReplied)


def of_kind(trace: Trace, kind: type[_Event]) -> list[_Event]:
    return [event for event in trace.events if isinstance(event, kind)]


def only(trace: Trace, kind: type[_Event]) -> _Event:
    """The one event of that kind."""
    (found,) = of_kind(trace, kind)
    return found


def assistant(*tools: Tool, **fields: Any) -> Assistant:
    written: dict[str, Any] = {"name": "Mia", "prompt": "You are Mia.", "tools": tools}
    return Assistant(**(written | fields))


def tool(name: str = "book", **fields: Any) -> Tool:
    written: dict[str, Any] = {"name": name, "server": Server(url=URL)}
    return Tool(**(written | fields))


def squad_of(one: Assistant) -> Squad:
    return Squad(name=one.name, members=(Member(assistant=one),))


def house(*assistants: Assistant, **fields: Any) -> Squad:
    """A squad of these; the first answers."""
    return Squad(name="House", members=tuple(Member(assistant=one) for one in assistants), **fields)


def handoff(*to: str | Destination, **fields: Any) -> Tool:
    """A tool that hands the call to these, complete as it comes out of a file; a name alone is an assistant."""
    places = tuple(Destination(name=one) if isinstance(one, str) else one for one in to)
    written: dict[str, Any] = {"name": "", "type": "handoff", "is_unnamed": "name" not in fields, "destinations": places}
    return completed([Tool(**(written | fields))])[0]


def settings(**fields: Any) -> CallSettings:
    written: dict[str, Any] = {"started_at": STARTED, "customer_number": "+16045550123"}
    return CallSettings(**(written | fields))


def called(*names: str, text: str = "", **arguments: Any) -> Reply:
    """The model calls these tools, each with the same arguments; ids are call_1, call_2 …"""
    calls = tuple(ToolCall(id=f"call_{n}", name=name, arguments=arguments) for n, name in enumerate(names, start=1))
    return Reply(text=text, tool_calls=calls)


def body_of(request: HttpRequest) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.json.decode(request.body)["message"]
    return found


def answered(
    result: Any = "done", *, latency_ms: int = 100, status: int = 200, fault: str | None = None, **more: Any
) -> Answering:
    """A server that gives every call of the webhook this result."""

    def server(request: HttpRequest) -> HttpAnswer:
        ids = [entry["id"] for entry in msgspec.json.decode(request.body).get("message", {}).get("toolCallList", ())]
        results = [{"toolCallId": one, **({} if result is None else {"result": result}), **more} for one in ids]
        return HttpReply(status=status, body=msgspec.json.encode({"results": results}), latency_ms=latency_ms, fault=fault)

    return server


def play(
    one: Assistant | Squad,
    *,
    caller: Sequence[CallerMove] = (),
    model: Sequence[Reply] = (),
    server: Sequence[Answering | HttpAnswer] | Mapping[str, Answering] = (),
    changes: Sequence[RowChange] = (),
    told: CallSettings | None = None,
) -> Played:
    """A whole call. When a script is over the caller hangs up, the model says "Fine." and servers answer "done"."""
    moves, replies = iter(caller), iter(model)
    servers = iter(()) if isinstance(server, Mapping) else iter(server)
    heard, asked, tools, requests, notices = [], [], [], [], []
    call = Call(one if isinstance(one, Squad) else squad_of(one), told or settings())
    step = call.start()
    while not isinstance(step, Done):
        answer: Answer
        match step:
            case AskCaller():
                heard.append(step.heard)
                answer = next(moves, HangsUp())
            case AskAgent():
                asked.append(tuple(step.messages))
                tools.append(step.tools)
                answer = next(replies, Reply(text="Fine."))
            case SendToolCalls(request=request):
                requests.append(request)
                found = server[request.url] if isinstance(server, Mapping) else next(servers, answered())
                answer = ToolCallsAnswered(answer=found(request) if callable(found) else found, changes=tuple(changes))
            case Notify(request=request):
                notices.append(body_of(request))
                answer = ToolCallsAnswered(answer=HttpReply(status=200, body=b"{}"))
        step = call.receive(answer)
    return Played(
        trace=step.trace,
        heard=tuple(heard),
        asked=tuple(asked),
        tools=tuple(tools),
        requests=tuple(requests),
        notices=tuple(notices),
    )
