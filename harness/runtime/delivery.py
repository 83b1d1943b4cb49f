"""Tool calls on their way to a server and back: which travel together, when they leave, how often they are repeated.

Webhooks to different URLs leave at once and are answered side by side; virtual time says in which order, whatever the order in
which they are really sent.
"""

from collections.abc import Generator, Sequence
from typing import Any, Literal

from msgspec import Struct

from harness.contract.model import BackoffPlan, Server, Tool
from harness.ports import HttpAnswer, HttpFailure, HttpReply, HttpRequest, ToolCall
from harness.runtime.state import CallState
from harness.runtime.step import Answer, SendToolCalls, Step, ToolCallsAnswered
from harness.trace.events import FaultInjected, RowsChanged
from harness.vapi import WireCall, api_request

__all__ = ["Delivery", "Outgoing", "deliver"]

_MOST_RETRIES = 10
"""Vapi: backoffPlan.maxRetries."""


class Outgoing(Struct, frozen=True, kw_only=True):
    """One call that a server has to answer."""

    call: ToolCall
    tool: Tool
    server: Server
    url: str
    """The server's address with its variables filled in."""
    ready_at: int
    """When it may leave: at once, or when a blocking request-start has been spoken."""


class Delivery(Struct, frozen=True, kw_only=True):
    """One request and what came of it."""

    batch: tuple[Outgoing, ...]
    answer: HttpAnswer
    """The last one, when it was sent again."""
    sent_at: int
    answered_at: int
    """`sent_at` for asynchronous tools: nobody waits for them."""


def deliver(state: CallState, outgoing: Sequence[Outgoing]) -> Generator[Step, Answer, list[Delivery]]:
    """Send what has to be sent; effects on the database are recorded as they happen."""
    deliveries = []
    for batch in _batches(outgoing, state.settings.switches.parallel_tool_webhooks):
        sent_at = max(one.ready_at for one in batch)
        answer, answered_at = yield from _send(state, batch, sent_at)
        deliveries.append(
            Delivery(batch=batch, answer=answer, sent_at=sent_at, answered_at=sent_at if batch[0].tool.is_async else answered_at)
        )
    return deliveries


def _batches(outgoing: Sequence[Outgoing], mode: Literal["one", "per_tool"]) -> list[tuple[Outgoing, ...]]:
    """Calls to one URL travel in one webhook; an apiRequest is a request of its own, asynchronous tools are apart."""
    grouped: dict[tuple[object, ...], list[Outgoing]] = {}
    for place, one in enumerate(outgoing):
        alone = mode == "per_tool" or one.tool.type == "apiRequest"
        grouped.setdefault((place,) if alone else (one.url, one.tool.is_async), []).append(one)
    return [tuple(batch) for batch in grouped.values()]


def _send(state: CallState, batch: tuple[Outgoing, ...], sent_at: int) -> Generator[Step, Answer, tuple[HttpAnswer, int]]:
    """Send one request, again as the server's backoff plan allows; the answer that stands, and when it came."""
    server, request, now = batch[0].server, _request(state, batch, sent_at), sent_at
    retries = 0
    while True:
        reached = yield SendToolCalls(request=request)
        if not isinstance(reached, ToolCallsAnswered):
            raise TypeError(f"a tool webhook wants ToolCallsAnswered, got {type(reached).__name__}")
        answer = _in_time(reached.answer, server)
        now += answer.latency_ms
        _record_effects(state, batch, reached, sent_at if batch[0].tool.is_async else now)
        delay = _retry_delay(server.backoff, answer, retries)
        if delay is None:
            return answer, now
        retries += 1
        now += delay


def _request(state: CallState, batch: tuple[Outgoing, ...], at: int) -> HttpRequest:
    first = batch[0]
    calls = [
        WireCall(id=one.call.id, tool=one.tool, arguments={**one.call.arguments, **_static(state, one.tool)}) for one in batch
    ]
    if first.tool.type == "apiRequest":
        body = api_request(calls[0].arguments)
    else:
        artifact = state.history.artifact.content(state.variables)
        body = state.webhooks.tool_calls(at, state.assistant, calls, artifact)
    return state.request(first.server, first.url, body)


def _static(state: CallState, tool: Tool) -> dict[str, Any]:
    """Parameters the model never sees; they win over its own (https://docs.vapi.ai/tools/static-variables-and-aliases)."""
    return {name: _filled(state, value) for name, value in tool.static_parameters.items()}


def _filled(state: CallState, value: Any) -> Any:
    if isinstance(value, str):
        return state.render(value)
    if isinstance(value, dict):
        return {name: _filled(state, inner) for name, inner in value.items()}
    return [_filled(state, inner) for inner in value] if isinstance(value, list) else value


def _in_time(answer: HttpAnswer, server: Server) -> HttpAnswer:
    """The answer, unless it came too late to be one."""
    limit = round(server.timeout_seconds * 1000)
    if isinstance(answer, HttpFailure) or answer.latency_ms <= limit:
        return answer
    return HttpFailure(reason=f"timeout of {limit}ms exceeded", latency_ms=limit, fault=answer.fault)


def _record_effects(state: CallState, batch: tuple[Outgoing, ...], reached: ToolCallsAnswered, at: int) -> None:
    if reached.answer.fault is not None:
        for one in batch:
            state.recorder.add(FaultInjected, at=at, fault=reached.answer.fault, call_id=one.call.id)
    if reached.changes:
        others = tuple(one.call.id for one in batch[1:])
        state.recorder.add(RowsChanged, at=at, call_id=batch[0].call.id, changes=reached.changes, shared_with=others)


def _retry_delay(plan: BackoffPlan | None, answer: HttpAnswer, retries: int) -> int | None:
    """Milliseconds to wait before sending again; None when this answer stands."""
    if plan is None or retries >= min(plan.max_retries, _MOST_RETRIES):
        return None
    if isinstance(answer, HttpReply) and (200 <= answer.status < 300 or answer.status in plan.excluded_status_codes):
        return None
    factor = 2**retries if plan.kind == "exponential" else 1
    return round(plan.base_delay_seconds * 1000 * factor)
