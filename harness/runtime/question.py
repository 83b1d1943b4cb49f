"""Asks a server where a call should go, and waits for the answer."""

from collections.abc import Generator

from harness.contract.model import Server
from harness.ports import HttpFailure, ToolCall
from harness.runtime.state import CallState
from harness.runtime.step import Answer, SendToolCalls, Step, ToolCallsAnswered
from harness.trace.events import FaultInjected, RowsChanged
from harness.vapi import DestinationAnswer, read_destination_reply
from harness.vapi.webhook import DestinationRequest

__all__ = ["ask_where"]


def ask_where(
    state: CallState, kind: DestinationRequest, call: ToolCall, server: Server | None
) -> Generator[Step, Answer, DestinationAnswer]:
    """The answer of `server`, or of the assistant's own; time passes meanwhile. Without any server there is no destination."""
    where = server or state.server
    if where is None:
        return DestinationAnswer(problem="neither the destination nor the assistant has a server URL")
    listed = state.assistant.server_messages
    if listed is not None and kind not in listed:
        return DestinationAnswer(problem=f"the assistant's serverMessages do not list {kind}, so nobody is asked")
    artifact = state.history.artifact.content(state.variables)
    body = state.webhooks.destination_request(kind, state.recorder.now, state.assistant, call.arguments, artifact)
    reached = yield SendToolCalls(request=state.request(where, state.render(where.url), body))
    if not isinstance(reached, ToolCallsAnswered):
        raise TypeError(f"a webhook wants ToolCallsAnswered, got {type(reached).__name__}")
    limit = round(where.timeout_seconds * 1000)
    state.recorder.now += min(reached.answer.latency_ms, limit)
    if reached.answer.fault is not None:
        state.recorder.add(FaultInjected, fault=reached.answer.fault, call_id=call.id)
    if reached.changes:
        state.recorder.add(RowsChanged, call_id=call.id, changes=reached.changes)
    answer = reached.answer
    if answer.latency_ms > limit and not isinstance(answer, HttpFailure):
        answer = HttpFailure(reason=f"timeout of {limit}ms exceeded", latency_ms=limit)
    known = {one.slug: one for assistant in state.squad.assistants for one in assistant.tools if one.slug}
    return read_destination_reply(answer, known)
