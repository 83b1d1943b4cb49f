"""What one tool call's answer leads to: a record, variables, and words in the model's place or a hint to it."""

from typing import Any

import msgspec
from msgspec import Struct

from harness.contract.model import Tool, ToolMessageKind
from harness.ports import HttpReply, ToolCall
from harness.runtime.delivery import Delivery
from harness.runtime.state import CallState
from harness.runtime.toolspeech import outcome_message
from harness.runtime.voice import Voice
from harness.trace.events import HarnessWarned, ToolReplied
from harness.vapi import ToolAnswer

__all__ = ["Conclusion", "conclude"]

_ASYNC_RESULT = "Request sent."


class Conclusion(Struct, frozen=True, kw_only=True):
    """What is left for the turn loop to do."""

    text: str | None = None
    """What the platform said instead of asking the model; None: the model has to speak."""
    ends_call: bool = False


def conclude(
    state: CallState, voice: Voice, call: ToolCall, tool: Tool | None, answer: ToolAnswer, delivery: Delivery | None = None
) -> Conclusion:
    """Record one answer and speak what is configured for it; without `delivery` the call never left the platform."""
    if tool is not None and tool.is_async and delivery is not None:
        answer = _resolved_at_once(answer)
    reply = delivery.answer if delivery is not None and isinstance(delivery.answer, HttpReply) else None
    state.recorder.add(
        ToolReplied,
        tool=call.name,
        call_id=call.id,
        outcome=answer.outcome,
        text=answer.text,
        problem=answer.problem,
        status=reply.status if reply else None,
        body=reply.body.decode("utf-8", "replace") if reply else None,
        latency_ms=delivery.answered_at - delivery.sent_at if delivery else 0,
    )
    for warning in answer.warnings:
        state.recorder.add(HarnessWarned, message=warning, call_id=call.id)
    state.history.tool_result(call.id, call.name, answer.text, state.recorder.now)
    if tool is None:
        return Conclusion()
    _extract(state, tool, answer)
    return _say_outcome(state, voice, call, tool, answer)


def _resolved_at_once(answer: ToolAnswer) -> ToolAnswer:
    """Nobody waits for an asynchronous tool: whatever its server says, the model hears that it was sent."""
    lost = f"the asynchronous call came to nothing, and nobody on the line learns of it: {answer.problem}"
    return ToolAnswer(outcome="result", text=_ASYNC_RESULT, warnings=(lost,) if answer.problem else ())


def _extract(state: CallState, tool: Tool, answer: ToolAnswer) -> None:
    """Set the tool's aliases from a result that is JSON; `$` is the result, and its top-level properties are there by name."""
    if not tool.aliases or answer.outcome != "result":
        return
    try:
        data = msgspec.json.decode(answer.text)
    except (msgspec.DecodeError, RecursionError):
        return
    more: dict[str, Any] = {**(data if isinstance(data, dict) else {}), "$": data}
    state.set_variables({name: state.render(template, more) for name, template in tool.aliases.items()})


def _say_outcome(state: CallState, voice: Voice, call: ToolCall, tool: Tool, answer: ToolAnswer) -> Conclusion:
    """The reply's own message wins over the tool's; spoken, it takes the model's place, as a hint it does not."""
    if answer.message is not None:
        message, text = answer.message, voice.wording(answer.message)
    else:
        kind: ToolMessageKind = "request-complete" if answer.outcome == "result" else "request-failed"
        configured = None if answer.is_empty else outcome_message(tool, kind, call.arguments, state.ids.choose)
        if configured is None:
            return Conclusion()
        message, text = configured, state.render(voice.wording(configured))
    if message.role == "system":
        state.history.hint(text, state.recorder.now)
        return Conclusion()
    voice.announce(text, message.kind, call.id)
    return Conclusion(text=text, ends_call=message.end_call_after_spoken)
