"""One call as a state machine without I/O.

Rule 1: nothing here opens, reads, sleeps or looks at a clock. `Call.start()` and `Call.receive(answer)` return what to do next;
`harness.runtime.simulate` does it and brings the answer back.
Rule 2: the order of things is the platform's turn loop: caller, model, tools with their messages, model again, until the model
only speaks. It is written as one generator, so that it reads in that order.
Rule 3: the call does not know which agent, caller or backend it talks to.

Squads with handoffs take their place in `_model_turn`, between the tool calls and the next question to the model.
"""

from collections.abc import Generator

from msgspec.structs import replace

from harness.contract.model import Squad
from harness.ports import CannotGoOn, HangsUp, HttpRequest, KeepsSilent, Reply, Says, ToolCall
from harness.runtime.settings import CallSettings
from harness.runtime.state import CallState
from harness.runtime.step import Answer, AskAgent, AskCaller, Done, Notify, Step, ToolCallsAnswered
from harness.runtime.toolturn import ToolTurn
from harness.trace.events import AgentSpoke, CallEnded, CallerGaveUp, CallStarted, RowsChanged
from harness.trace.trace import Trace
from harness.vapi import end_of_call_report, status_update
from harness.vapi.webhook import headers_for

__all__ = ["Call"]


class Call:
    """A call between one caller and a squad."""

    def __init__(self, squad: Squad, settings: CallSettings) -> None:
        self._state = CallState(squad, settings)
        self._tools = ToolTurn(self._state)
        self._script = self._run()

    def start(self) -> Step:
        """Pick up the phone. Call once."""
        return next(self._script)

    def receive(self, answer: Answer) -> Step:
        """Go on with what the last step asked for. Raises TypeError for an answer to another question."""
        return self._script.send(answer)

    # --- the turn loop ---------------------------------------------------------------------------------------------------

    def _run(self) -> Generator[Step, Answer, None]:
        state = self._state
        self._record_start()
        yield from self._notify_status("in-progress", None)
        ended = yield from self._open()
        while ended is None:
            ended = self._out_of_time() or (yield from self._caller_turn())
        yield from self._end(ended)
        yield Done(trace=Trace(events=tuple(state.recorder.events)))

    def _open(self) -> Generator[Step, Answer, str | None]:
        """The first message, by its mode. Unset, it waits for the caller like assistant-waits-for-user."""
        assistant = self._state.assistant
        match assistant.first_message_mode:
            case "assistant-speaks-first":
                if assistant.first_message:
                    return self._speak(self._state.render(assistant.first_message), first=True)
            case "assistant-speaks-first-with-model-generated-message":
                return (yield from self._model_turn())
            case "assistant-waits-for-user":
                pass
        return None

    def _caller_turn(self) -> Generator[Step, Answer, str | None]:
        """One move of the caller and what it leads to; the endedReason when the call is over."""
        recorder = self._state.recorder
        move = yield AskCaller(heard=recorder.newly_heard())
        match move:
            case Says(text=text):
                self._hear(text)
                if move.then_hangs_up:
                    return "customer-ended-call"
                return self._out_of_time() or (yield from self._model_turn())
            case HangsUp():
                recorder.settle()
                return "customer-ended-call"
            case KeepsSilent(seconds=seconds):
                return self._wait(seconds)
            case CannotGoOn(reason=reason):
                recorder.settle()
                recorder.add(CallerGaveUp, reason=reason)
                return "customer-ended-call"
            case _:
                raise TypeError(f"the caller's answer must be a CallerMove, got {type(move).__name__}")

    def _model_turn(self) -> Generator[Step, Answer, str | None]:
        """Ask the model until it only speaks; the endedReason when the call is over."""
        state = self._state
        while True:
            reply = yield AskAgent(messages=state.history.for_model(state.prompt), tools=state.tools)
            if not isinstance(reply, Reply):
                raise TypeError(f"the agent's answer must be a Reply, got {type(reply).__name__}")
            state.recorder.now += state.settings.pace.thinking_ms if reply.latency_ms is None else reply.latency_ms
            if (late := self._out_of_time()) is not None:
                return late
            if not reply.tool_calls:
                return self._speak(reply.text)
            calls = [replace(call, id=call.id or state.ids.tool_call()) for call in reply.tool_calls]
            self._record_tool_message(reply.text, calls)
            result = yield from self._tools.run(calls)
            if result.ends is not None or not result.ask_model:
                return result.ends or self._said_goodbye(state.recorder.events[-1])

    # --- speech ----------------------------------------------------------------------------------------------------------

    def _hear(self, text: str) -> None:
        state = self._state
        state.recorder.caller(text)
        event = state.recorder.events[-1]
        state.history.caller(text, event.at, state.recorder.now)

    def _speak(self, text: str, *, first: bool = False) -> str | None:
        state = self._state
        start = state.recorder.agent(state.assistant.name, text, first=first)
        if text:
            state.history.assistant(text, start, speaker=state.assistant.name)
        return self._said_goodbye(state.recorder.events[-1])

    def _said_goodbye(self, event: object) -> str | None:
        """endCallPhrases: a match in the assistant's own speech ends the call."""
        text = getattr(event, "text", "").casefold() if isinstance(event, AgentSpoke) else ""
        if text and any(phrase.casefold() in text for phrase in self._state.assistant.end_call_phrases):
            self._state.recorder.settle()
            return "assistant-said-end-call-phrase"
        return None

    def _record_tool_message(self, text: str, calls: list[ToolCall]) -> None:
        state = self._state
        if text:
            if state.settings.switches.dual_emission_spoken:
                state.recorder.agent(state.assistant.name, text)
            else:
                now = state.recorder.now
                state.recorder.add(AgentSpoke, assistant=state.assistant.name, text=text, until=now, spoken=False)
        state.history.tool_calls(text, calls, state.recorder.now)

    # --- time ------------------------------------------------------------------------------------------------------------

    def _wait(self, seconds: float) -> str | None:
        """The caller says nothing: idle messages are spoken, and at the silence limit the line is dropped."""
        state, assistant = self._state, self._state.assistant
        state.recorder.settle()
        began = state.recorder.now
        limit = max(assistant.silence_timeout_seconds, float(state.settings.switches.silence_min))
        patience = min(seconds, limit)
        if assistant.idle_messages:
            for nth in range(1, assistant.idle_max_count + 1):
                if nth * assistant.idle_timeout_seconds >= patience:
                    break
                text = assistant.idle_messages[(nth - 1) % len(assistant.idle_messages)]
                moment = began + round(nth * assistant.idle_timeout_seconds * 1000)
                start = state.recorder.filler(assistant.name, state.render(text), "idle", None, at=moment)
                state.history.assistant(text, start, speaker=assistant.name)
        state.recorder.now = began + round(patience * 1000)
        return "silence-timed-out" if seconds >= limit else None

    def _out_of_time(self) -> str | None:
        """`exceeded-max-duration` as soon as the longest member's limit is reached; nobody says goodbye then."""
        state = self._state
        limit = round(max(a.max_duration_seconds for a in state.squad.assistants) * 1000)
        if max(state.recorder.now, state.recorder.voice_free_at) < limit:
            return None
        state.recorder.now = state.recorder.voice_free_at = limit
        return "exceeded-max-duration"

    # --- beginning and end -----------------------------------------------------------------------------------------------

    def _record_start(self) -> None:
        state, settings = self._state, self._state.settings
        state.recorder.add(
            CallStarted,
            call_id=state.facts.call_id,
            squad=state.squad.name,
            assistant=state.assistant.name,
            started_at=settings.started_at.isoformat(),
            customer_number=settings.customer_number,
            language=state.assistant.language,
            seed=settings.seed,
            agent=settings.agent,
        )

    def _end(self, reason: str) -> Generator[Step, Answer, None]:
        state = self._state
        assistant = state.assistant
        if assistant.end_call_message and reason.startswith("assistant-ended-call"):
            state.recorder.filler(assistant.name, state.render(assistant.end_call_message), "end-call", None)
        state.recorder.settle()
        state.recorder.add(CallEnded, reason=reason)
        yield from self._notify_status("ended", reason)
        if "end-of-call-report" in state.settings.server_events:
            artifact = {**state.history.artifact(state.variables), "transcript": state.history.transcript()}
            body = end_of_call_report(
                state.facts, state.recorder.now, assistant, reason, artifact, state.settings.switches
            )
            yield from self._notify("end-of-call-report", body)

    def _notify_status(self, status: str, reason: str | None) -> Generator[Step, Answer, None]:
        state = self._state
        if "status-update" in state.settings.server_events and state.assistant.server is not None:
            body = status_update(
                state.facts, state.recorder.now, state.assistant, status, reason, state.history.artifact({}), state.settings.switches
            )
            yield from self._notify("status-update", body)

    def _notify(self, kind: str, body: bytes) -> Generator[Step, Answer, None]:
        """Send an event nobody waits for. `serverMessages`, when set, lists the only ones that are sent."""
        server, wanted = self._state.assistant.server, self._state.assistant.server_messages
        if server is None or (wanted is not None and kind not in wanted):
            return
        request = HttpRequest(
            url=self._state.render(server.url),
            headers=headers_for(server.headers, server.secret),
            body=body,
            timeout_seconds=server.timeout_seconds,
        )
        reached = yield Notify(request=request)
        if isinstance(reached, ToolCallsAnswered) and reached.changes:
            self._state.recorder.add(RowsChanged, call_id=None, changes=reached.changes)
