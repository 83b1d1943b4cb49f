"""The tool calls of one model message: what is spoken, what is sent, what the model hears of it.

The order is the platform's: request-start (before the webhook when it blocks, with it otherwise), delayed messages while the answer
is late, the answer, then the first of: the reply's own message, the tool's request-complete or request-failed, the model.
"""

from collections.abc import Generator, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

from harness.contract.model import BackoffPlan, Server, Tool, ToolMessage
from harness.ports import HttpAnswer, HttpReply, HttpRequest, ToolCall
from harness.runtime.state import CallState
from harness.runtime.step import Answer, SendToolCalls, Step, ToolCallsAnswered
from harness.runtime.toolspeech import delayed_messages, eligible, spoken_text, start_message
from harness.trace.events import FaultInjected, HarnessWarned, RowsChanged, ToolReplied, ToolRequested
from harness.trace.outcome import outcome_of_text
from harness.vapi import NO_RESULT, ToolAnswer, WireCall, read_tool_reply, tool_calls
from harness.vapi.webhook import headers_for

__all__ = ["ToolTurn", "ToolTurnResult"]

_ASYNC_RESULT = "Request sent."


class ToolTurnResult(Struct, frozen=True, kw_only=True):
    """What the turn loop does when the tools have answered."""

    ask_model: bool = True
    """False when configured texts have been spoken in the model's place."""
    ends: str | None = None
    """endedReason, when the call is over now."""


class _Pending(Struct, frozen=True, kw_only=True):
    """One call that a server has to answer."""

    call: ToolCall
    tool: Tool
    server: Server


class ToolTurn:
    """Runs tool calls for a call's state."""

    def __init__(self, state: CallState) -> None:
        self._state = state

    def run(self, calls: Sequence[ToolCall]) -> Generator[Step, Answer, ToolTurnResult]:
        """Carry out `calls` in order; those for one URL travel in one webhook unless the switch says otherwise."""
        pending: list[_Pending] = []
        spoken_for: list[bool] = []
        for call in calls:
            tool = self._state.assistant.tool(call.name)
            server = self._state.server_of(tool) if tool and tool.type not in _PLATFORM_TOOLS else None
            url = self._state.render(server.url) if server else None
            self._record_request(call, url)
            if tool is not None and tool.type in _PLATFORM_TOOLS:
                return self._platform_tool(call, tool)
            refusal = _refusal(call, tool, server)
            if tool is None or server is None or refusal is not None:
                answer = refusal or ToolAnswer(outcome="no-result", text=NO_RESULT)
                spoken_for.append(self._conclude(call, tool, answer, latency_ms=0, answered=None))
                continue
            self._speak_start(call, tool)
            pending.append(_Pending(call=call, tool=tool, server=server))
        ends: str | None = None
        recorder = self._state.recorder
        sent_at = answered_at = recorder.now
        for batch in _batches(pending, self._state.settings.switches.parallel_tool_webhooks):
            recorder.now = sent_at
            outcomes, ended = yield from self._deliver(batch)
            answered_at = max(answered_at, recorder.now)
            spoken_for += outcomes
            ends = ends or ended
        recorder.now = answered_at
        return ToolTurnResult(ask_model=not all(spoken_for), ends=ends)

    # --- before the webhook ---------------------------------------------------------------------------------------------

    def _record_request(self, call: ToolCall, url: str | None) -> None:
        self._state.recorder.add(
            ToolRequested, assistant=self._state.assistant.name, tool=call.name, call_id=call.id, arguments=call.arguments, url=url
        )

    def _speak_start(self, call: ToolCall, tool: Tool) -> None:
        message = start_message(tool, call.arguments, self._state.ids.choose)
        if message is not None:
            self._speak(message, "request-start", call.id)
            if message.blocking:
                self._state.recorder.settle()

    def _speak(self, message: ToolMessage, kind: Any, call_id: str | None, *, at: int | None = None) -> None:
        state = self._state
        text = state.render(spoken_text(message, state.assistant.language))
        if text:
            start = state.recorder.filler(state.assistant.name, text, kind, call_id, at=at)
            state.history.assistant(text, start, speaker=state.assistant.name)

    def _platform_tool(self, call: ToolCall, tool: Tool) -> ToolTurnResult:
        """endCall and transferCall: the platform itself acts, no server is asked."""
        state = self._state
        for message in eligible(tool.messages, "request-start", call.arguments)[:1]:
            self._speak(message, "transfer" if tool.type == "transferCall" else "end-call", call.id)
        if tool.type == "transferCall" and not tool.messages:
            text = "Transferring the call now."
            state.recorder.filler(state.assistant.name, text, "transfer", call.id)
        state.recorder.settle()
        return ToolTurnResult(ask_model=False, ends=_PLATFORM_TOOLS[tool.type])

    # --- the webhook ----------------------------------------------------------------------------------------------------

    def _deliver(self, batch: Sequence[_Pending]) -> Generator[Step, Answer, tuple[list[bool], str | None]]:
        """Send one webhook, again as the server's backoff plan allows, and conclude each call in it."""
        state, server = self._state, batch[0].server
        request = self._request(batch, server)
        began, retries = state.recorder.now, 0
        while True:
            reached = yield SendToolCalls(request=request)
            if not isinstance(reached, ToolCallsAnswered):
                raise TypeError(f"a tool webhook wants ToolCallsAnswered, got {type(reached).__name__}")
            self._record_effects(batch, reached)
            state.recorder.now += reached.answer.latency_ms
            delay = _retry_delay(server.backoff, reached.answer, retries)
            if delay is None:
                break
            retries += 1
            state.recorder.now += delay
        latency = state.recorder.now - began
        self._speak_delayed(batch, began, latency)
        answers = read_tool_reply(reached.answer, [pending.call.id for pending in batch], state.settings.switches)
        spoken = [
            self._conclude(p.call, p.tool, answers[p.call.id], latency_ms=latency, answered=reached.answer) for p in batch
        ]
        return spoken, self._ending(batch, answers)

    def _request(self, batch: Sequence[_Pending], server: Server) -> HttpRequest:
        state = self._state
        calls = [
            WireCall(id=p.call.id, tool=p.tool, arguments={**p.call.arguments, **self._static(p.tool)}) for p in batch
        ]
        body = tool_calls(
            state.facts, state.recorder.now, state.assistant, calls, state.history.artifact(state.variables),
            state.settings.switches,
        )
        return HttpRequest(
            url=state.render(server.url),
            headers=headers_for({k: state.render(v) for k, v in server.headers.items()}, server.secret),
            body=body,
            timeout_seconds=server.timeout_seconds,
        )

    def _static(self, tool: Tool) -> dict[str, Any]:
        return {k: self._state.render(v) if isinstance(v, str) else v for k, v in tool.static_parameters.items()}

    def _record_effects(self, batch: Sequence[_Pending], reached: ToolCallsAnswered) -> None:
        recorder, call_id = self._state.recorder, batch[0].call.id
        if reached.answer.fault is not None:
            recorder.add(FaultInjected, fault=reached.answer.fault, call_id=call_id)
        if reached.changes:
            others = tuple(pending.call.id for pending in batch[1:])
            recorder.add(RowsChanged, call_id=call_id, changes=reached.changes, shared_with=others)

    def _speak_delayed(self, batch: Sequence[_Pending], began: int, latency: int) -> None:
        for pending in batch:
            for message in delayed_messages(pending.tool, pending.call.arguments, latency):
                if self._state.recorder.voice_free_at >= began + latency:
                    break  # the answer is there before the voice is free
                self._speak(message, "request-response-delayed", pending.call.id, at=began + message.timing_ms)

    # --- after the webhook ----------------------------------------------------------------------------------------------

    def _conclude(
        self, call: ToolCall, tool: Tool | None, answer: ToolAnswer, *, latency_ms: int, answered: HttpAnswer | None
    ) -> bool:
        """Record one answer and speak what is configured for it; True when nothing is left for the model to say."""
        state = self._state
        if tool is not None and tool.is_async:
            answer = ToolAnswer(outcome="result", text=_ASYNC_RESULT)
        reply = answered if isinstance(answered, HttpReply) else None
        state.recorder.add(
            ToolReplied, tool=call.name, call_id=call.id, outcome=answer.outcome, text=answer.text, problem=answer.problem,
            status=reply.status if reply else None,
            body=reply.body.decode("utf-8", "replace") if reply else None,
            latency_ms=latency_ms,
        )
        if answer.warning:
            state.recorder.add(HarnessWarned, message=answer.warning, call_id=call.id)
        state.history.tool_result(call.id, call.name, answer.text, state.recorder.now)
        if tool is None:
            return False
        self._extract(tool, answer)
        return self._say_outcome(call, tool, answer)

    def _extract(self, tool: Tool, answer: ToolAnswer) -> None:
        if tool.aliases and answer.outcome == "result":
            data = outcome_of_text(answer.text).data
            spread = data if isinstance(data, Mapping) else {}
            self._state.set_variables(
                {name: self._state.render(template, **{**spread, "$": data}) for name, template in tool.aliases.items()}
            )

    def _say_outcome(self, call: ToolCall, tool: Tool, answer: ToolAnswer) -> bool:
        kind: Literal["request-complete", "request-failed"] = (
            "request-complete" if answer.outcome == "result" else "request-failed"
        )
        if answer.spoken is not None:
            self._speak(ToolMessage(kind=kind, content=answer.spoken), kind, call.id)
            return True
        if answer.hint is not None:
            self._state.history.hint(answer.hint)
            return False
        for message in eligible(tool.messages, kind, call.arguments)[:1]:
            if message.role == "system":
                self._state.history.hint(self._state.render(spoken_text(message, self._state.assistant.language)))
                return False
            self._speak(message, kind, call.id)
            return True
        return False

    def _ending(self, batch: Sequence[_Pending], answers: Mapping[str, ToolAnswer]) -> str | None:
        for pending in batch:
            answer = answers[pending.call.id]
            kind = "request-complete" if answer.outcome == "result" else "request-failed"
            configured = eligible(pending.tool.messages, kind, pending.call.arguments)[:1]  # type: ignore[arg-type]
            if answer.ends_call or any(m.end_call_after_spoken and m.role == "assistant" for m in configured):
                self._state.recorder.settle()
                return "assistant-ended-call-after-message-spoken"
        return None


_PLATFORM_TOOLS = {"endCall": "assistant-ended-call", "transferCall": "assistant-forwarded-call", "voicemail": "voicemail"}
"""Tool types the platform carries out itself, and the endedReason they lead to."""


def _refusal(call: ToolCall, tool: Tool | None, server: Server | None) -> ToolAnswer | None:
    """Why a call never leaves the platform; None when it does."""
    if tool is None:
        return ToolAnswer(outcome="error", text=f"Tool {call.name} does not exist.", problem="the assistant has no such tool")
    if call.malformed is not None:
        return ToolAnswer(outcome="error", text="The arguments are not valid JSON.", problem="the arguments are not a JSON object")
    if server is None:
        return ToolAnswer(outcome="no-result", text=NO_RESULT, problem="neither the tool nor its assistant has a server URL")
    return None


def _batches(pending: Sequence[_Pending], mode: str) -> list[list[_Pending]]:
    if mode == "per_tool":
        return [[one] for one in pending]
    by_url: dict[str, list[_Pending]] = {}
    for one in pending:
        by_url.setdefault(one.server.url, []).append(one)
    return list(by_url.values())


def _retry_delay(plan: BackoffPlan | None, answer: HttpAnswer, retries: int) -> int | None:
    """Milliseconds to wait before sending again; None when this answer stands."""
    if plan is None or retries >= plan.max_retries:
        return None
    if isinstance(answer, HttpReply) and (200 <= answer.status < 300 or answer.status in plan.excluded_status_codes):
        return None
    factor = 2**retries if plan.kind == "exponential" else 1
    return round(plan.base_delay_seconds * 1000 * factor)
