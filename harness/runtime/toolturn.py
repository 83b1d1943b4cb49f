"""The tool calls of one model message: what is spoken, what is sent, what the model hears of it.

The order is the platform's: request-start (before the webhook when it blocks, with it otherwise), delayed messages while the
answer is late, the answer, then the first of: the reply's own message, the tool's request-complete or request-failed, the model.
"""

from collections.abc import Generator, Mapping, Sequence

from msgspec import Struct

from harness.contract.model import Server, Tool, ToolMessage
from harness.ports import ToolCall
from harness.runtime.conclusion import Conclusion, conclude
from harness.runtime.delivery import Delivery, Outgoing, deliver
from harness.runtime.platform import PlatformTools, is_carried_out
from harness.runtime.rejection import REJECTED, is_rejected
from harness.runtime.routes import is_for_a_server, refusal
from harness.runtime.state import CallState
from harness.runtime.step import Answer, Step
from harness.runtime.toolspeech import delayed_messages, start_message
from harness.runtime.voice import Voice
from harness.trace.events import ToolRequested
from harness.vapi import NO_RESULT, ToolAnswer, read_api_reply, read_tool_reply

__all__ = ["ToolTurn", "ToolTurnResult"]

_COOLDOWN_MS = 2500
"""Two delayed messages never begin closer together than this."""


class ToolTurnResult(Struct, frozen=True, kw_only=True):
    """What the turn loop does when the tools have answered."""

    ask_model: bool = True
    """False when configured texts have been spoken in the model's place."""
    spoken: str = ""
    """Those texts."""
    ends: str | None = None
    """endedReason, when the call is over now."""
    handed_over: bool = False
    """Another assistant is on the line: it is its turn."""


class ToolTurn:
    """Runs tool calls for a call's state."""

    def __init__(self, state: CallState, voice: Voice) -> None:
        self._state = state
        self._voice = voice
        self._platform = PlatformTools(state, voice)

    def run(self, calls: Sequence[ToolCall]) -> Generator[Step, Answer, ToolTurnResult]:
        """Carry out `calls` in order. One that ends the call or hands it over waits for those before it; the rest is not made."""
        outgoing: list[Outgoing] = []
        concluded: list[Conclusion] = []
        for place, call in enumerate(calls):
            tool = self._state.assistant.tool(call.name)
            acts = tool is not None and is_carried_out(tool) and call.malformed is None
            if acts and outgoing:
                concluded += self._unfold((yield from deliver(self._state, outgoing)))
                outgoing = []
            is_stopped = tool is not None and self._is_rejected(tool)
            if tool is not None and acts and not is_stopped:
                done = yield from self._carry_out(call, tool, calls[place + 1 :], concluded)
                if done is not None:
                    return done
                continue
            prepared = self._prepare(call, tool, is_stopped=is_stopped)
            if isinstance(prepared, Outgoing):
                outgoing.append(prepared)
            else:
                concluded.append(conclude(self._state, self._voice, call, tool, prepared))
        concluded += self._unfold((yield from deliver(self._state, outgoing)))
        return self._ended(concluded) or self._result(concluded)

    def _carry_out(
        self, call: ToolCall, tool: Tool, later: Sequence[ToolCall], concluded: list[Conclusion]
    ) -> Generator[Step, Answer, ToolTurnResult | None]:
        """Let the platform act, when what went before has not ended the call; None when nothing came of it, and it goes on."""
        recorder = self._state.recorder
        self._record_request(call, None)
        done = self._ended(concluded)
        if done is None:
            did = yield from self._platform.run(call, tool, later)
            if did.refusal is not None:
                concluded.append(did.refusal)
                return None
            ends = "exceeded-max-duration" if recorder.now >= recorder.deadline else did.ends
            done = ToolTurnResult(ask_model=False, ends=ends, handed_over=did.handed_over)
        if not done.handed_over:
            for one in later:
                self._record_request(one, None)
        return done

    # --- before the webhook ---------------------------------------------------------------------------------------------

    def _prepare(self, call: ToolCall, tool: Tool | None, *, is_stopped: bool) -> Outgoing | ToolAnswer:
        """Record the call and speak its request-start; what has to be sent, or why nothing is."""
        state = self._state
        server = state.server_of(tool) if tool is not None else None
        if is_stopped:
            self._record_request(call, None)
            return ToolAnswer(outcome="error", text=REJECTED, problem="the tool's rejectionPlan stopped the call")
        refused = refusal(call, tool, server, state.assistant.server_messages)
        if refused is not None or tool is None or server is None:
            self._record_request(call, None)
            if tool is not None and is_for_a_server(tool) and call.malformed is None:
                self._speak_start(call, tool)
            return refused or ToolAnswer(outcome="no-result", text=NO_RESULT)
        url = self._url(call, tool, server)
        self._record_request(call, url)
        return Outgoing(call=call, tool=tool, server=server, url=url, ready_at=self._speak_start(call, tool))

    def _is_rejected(self, tool: Tool) -> bool:
        state = self._state
        if not tool.rejection:
            return False
        more = {"variables": state.variables}
        return is_rejected(tool.rejection, state.history.for_model(state.prompt), lambda text: state.render(text, more))

    def _url(self, call: ToolCall, tool: Tool, server: Server) -> str:
        """The address with its variables filled in; an apiRequest's may hold the model's arguments too."""
        return self._state.render(server.url, call.arguments if tool.type == "apiRequest" else None)

    def _record_request(self, call: ToolCall, url: str | None) -> None:
        name = self._state.assistant.name
        self._state.recorder.add(
            ToolRequested, assistant=name, tool=call.name, call_id=call.id, arguments=call.arguments, url=url
        )

    def _speak_start(self, call: ToolCall, tool: Tool) -> int:
        """Speak the request-start; when the webhook may leave."""
        recorder = self._state.recorder
        message = start_message(tool, call.arguments, self._state.ids.choose)
        if message is None:
            return recorder.now
        self._announce(message, call)
        return max(recorder.now, recorder.voice_free_at) if message.blocking else recorder.now

    def _announce(self, message: ToolMessage, call: ToolCall, *, at: int | None = None) -> None:
        self._voice.announce(self._state.render(self._voice.wording(message)), message.kind, call.id, at=at)

    # --- while the answers come -----------------------------------------------------------------------------------------

    def _unfold(self, deliveries: Sequence[Delivery]) -> list[Conclusion]:
        """Play delayed messages and answers in the order of their time; what comes after the line is dropped never happens."""
        recorder = self._state.recorder
        concluded: list[Conclusion] = []
        delayed = self._delayed(deliveries)
        quiet_until = 0
        for delivery in sorted(deliveries, key=lambda delivery: delivery.answered_at):
            while delayed and delayed[-1].due < delivery.answered_at:
                late = delayed.pop()
                start = max(late.due, recorder.voice_free_at)
                if quiet_until <= start < late.answered_at:
                    self._announce(late.message, late.call, at=late.due)
                    quiet_until = start + _COOLDOWN_MS
            recorder.now = max(recorder.now, min(delivery.answered_at, recorder.deadline))
            if delivery.answered_at >= recorder.deadline:
                break
            concluded += self._answered(delivery)
        return concluded

    def _delayed(self, deliveries: Sequence[Delivery]) -> list["_Late"]:
        """What is due while the answers are late, the latest first."""
        late = [
            _Late(due=one.sent_at + message.timing_ms, answered_at=one.answered_at, call=out.call, message=message)
            for one in deliveries
            for out in one.batch
            for message in delayed_messages(out.tool, out.call.arguments, one.answered_at - one.sent_at, self._state.ids.choose)
        ]
        return sorted(late, key=lambda one: one.due, reverse=True)

    def _answered(self, delivery: Delivery) -> list[Conclusion]:
        batch, answer = delivery.batch, delivery.answer
        if batch[0].tool.type == "apiRequest":
            answers: Mapping[str, ToolAnswer] = {batch[0].call.id: read_api_reply(answer)}
        else:
            answers = read_tool_reply(answer, [out.call.id for out in batch], self._state.settings.switches)
        return [conclude(self._state, self._voice, out.call, out.tool, answers[out.call.id], delivery) for out in batch]

    # --- afterwards -----------------------------------------------------------------------------------------------------

    def _ended(self, concluded: Sequence[Conclusion]) -> ToolTurnResult | None:
        recorder = self._state.recorder
        if recorder.now >= recorder.deadline:
            return ToolTurnResult(ask_model=False, ends="exceeded-max-duration")
        if any(one.ends_call for one in concluded):
            recorder.settle()
            return ToolTurnResult(ask_model=False, ends="assistant-ended-call-after-message-spoken")
        return None

    @staticmethod
    def _result(concluded: Sequence[Conclusion]) -> ToolTurnResult:
        spoken = [one.text for one in concluded if one.text is not None]
        return ToolTurnResult(ask_model=len(spoken) < len(concluded), spoken=" ".join(spoken))


class _Late(Struct, frozen=True, kw_only=True):
    """A delayed message that is due before its answer comes."""

    due: int
    answered_at: int
    call: ToolCall
    message: ToolMessage
