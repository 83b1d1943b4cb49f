"""One call as a state machine without I/O.

Rule 1: nothing here opens, reads, sleeps or looks at a clock. `Call.start()` and `Call.receive(answer)` return what to do next;
`harness.runtime.simulate` does it and brings the answer back.
Rule 2: the order of things is the platform's turn loop: caller, model, tools with their messages, model again, until the model
only speaks. It is written as one generator, so that it reads in that order.
Rule 3: the call does not know which agent, caller or backend it talks to.
"""

from collections.abc import Generator

from msgspec.structs import replace

from harness.contract.model import Squad
from harness.ports import CannotGoOn, HangsUp, KeepsSilent, Reply, Says, ToolCall
from harness.runtime.liquid import is_liquid
from harness.runtime.notices import Notices
from harness.runtime.settings import CallSettings
from harness.runtime.silence import Silence
from harness.runtime.state import CallState
from harness.runtime.step import Answer, AskAgent, AskCaller, Done, Step
from harness.runtime.toolturn import ToolTurn
from harness.runtime.voice import Voice
from harness.trace.events import CallEnded, CallerGaveUp, CallStarted, HarnessWarned
from harness.trace.trace import Trace

__all__ = ["Call"]

_MODEL_GENERATED = "assistant-speaks-first-with-model-generated-message"

_MOST_ROUNDS = 50
"""Messages with nothing but tool calls that a model may send in one turn. The platform has no such limit: it goes on until
maxDurationSeconds, and so does virtual time then."""


class Call:
    """A call between one caller and a squad."""

    def __init__(self, squad: Squad, settings: CallSettings) -> None:
        self._state = CallState(squad, settings)
        self._voice = Voice(self._state)
        self._tools = ToolTurn(self._state, self._voice)
        self._silence = Silence(self._state, self._voice)
        self._notices = Notices(self._state)
        self._script = self._run()

    def start(self) -> Step:
        """Pick up the phone. Call once."""
        return next(self._script)

    def receive(self, answer: Answer) -> Step:
        """Go on with what the last step asked for.

        Raises TypeError for an answer to another question, and StopIteration after `Done`: there is no next step.
        """
        return self._script.send(answer)

    # --- the turn loop ---------------------------------------------------------------------------------------------------

    def _run(self) -> Generator[Step, Answer, None]:
        self._record_start()
        if (refused := self._cannot_start()) is not None:
            self._state.recorder.add(CallEnded, reason=refused)
            yield Done(trace=Trace(events=tuple(self._state.recorder.events)))
            return
        yield from self._notices.status("in-progress")
        if not self._state.squad.is_one_assistant:
            yield from self._notices.started()
        ended = yield from self._open()
        while ended is None:
            ended = self._out_of_time() or (yield from self._caller_turn())
        yield from self._end(ended)
        yield Done(trace=Trace(events=tuple(self._state.recorder.events)))

    def _open(self) -> Generator[Step, Answer, str | None]:
        """What an assistant says when it comes on the line, by its mode. Unset, it waits for the caller; empty, it is silent.

        It is so at every entry: a member that takes the call again greets again.
        """
        assistant = self._state.assistant
        match assistant.first_message_mode:
            case "assistant-speaks-first":
                if assistant.first_message:
                    return self._speak(self._state.render(assistant.first_message), first=True)
            case "assistant-speaks-first-with-model-generated-message":
                return (yield from self._model_turn(first=True))
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
                    return self._out_of_time() or "customer-ended-call"
                if not text.strip():
                    return self._silence.wait(0)
                return self._out_of_time() or (yield from self._model_turn())
            case HangsUp():
                recorder.settle()
                return "customer-ended-call"
            case KeepsSilent(seconds=seconds):
                return self._silence.wait(seconds)
            case CannotGoOn(reason=reason):
                recorder.settle()
                recorder.add(CallerGaveUp, reason=reason)
                return "customer-ended-call"
            case _:
                raise TypeError(f"the caller's answer must be a CallerMove, got {type(move).__name__}")

    def _model_turn(self, *, first: bool = False) -> Generator[Step, Answer, str | None]:
        """Ask the model until it only speaks; the endedReason when the call is over."""
        state = self._state
        for _ in range(_MOST_ROUNDS):
            reply = yield AskAgent(messages=state.history.for_model(state.prompt), tools=state.tools)
            if not isinstance(reply, Reply):
                raise TypeError(f"the agent's answer must be a Reply, got {type(reply).__name__}")
            state.recorder.now += state.settings.pace.thinking_ms if reply.latency_ms is None else reply.latency_ms
            if (late := self._out_of_time()) is not None:
                return late
            if not reply.tool_calls:
                return self._speak(reply.text, first=first)
            calls = [replace(call, id=call.id or state.ids.tool_call()) for call in reply.tool_calls]
            self._record_tool_message(reply.text, calls)
            result = yield from self._tools.run(calls)
            if result.handed_over and result.ends is None:
                if state.assistant.first_message_mode != _MODEL_GENERATED:
                    return (yield from self._open())
                first = True
                continue
            if result.ends is not None or not result.ask_model:
                return result.ends or self._said_goodbye(result.spoken)
        warning = f"the model called tools {_MOST_ROUNDS} times without a word; the rest of the call is taken to be the same"
        state.recorder.add(HarnessWarned, message=warning)
        state.recorder.drop()
        return "exceeded-max-duration"

    # --- speech ----------------------------------------------------------------------------------------------------------

    def _hear(self, text: str) -> None:
        speech = self._state.recorder.caller(text) if text.strip() else None
        if speech is not None:
            self._state.history.caller(speech)

    def _speak(self, text: str, *, first: bool = False) -> str | None:
        self._voice.say(text, first=first)
        return self._said_goodbye(text)

    def _said_goodbye(self, text: str) -> str | None:
        """endCallPhrases: a match in the assistant's speech ends the call."""
        said = text.casefold()
        if said and any(phrase and phrase.casefold() in said for phrase in self._state.assistant.end_call_phrases):
            self._state.recorder.settle()
            return "assistant-said-end-call-phrase"
        return None

    def _record_tool_message(self, text: str, calls: list[ToolCall]) -> None:
        state, name = self._state, self._state.assistant.name
        if text and state.settings.switches.dual_emission_spoken:
            state.recorder.agent(name, text)
        elif text:
            state.recorder.unspoken(name, text)
        state.history.tool_calls(text, calls, state.recorder.now)

    # --- beginning and end -----------------------------------------------------------------------------------------------

    def _out_of_time(self) -> str | None:
        """`exceeded-max-duration` as soon as the longest member's limit is reached; nobody says goodbye then."""
        if not self._state.recorder.is_over:
            return None
        self._state.recorder.drop()
        return "exceeded-max-duration"

    def _cannot_start(self) -> str | None:
        """Two members of one name: the platform refuses the call (`Duplicate Assistant Name`)."""
        names = [assistant.name for assistant in self._state.squad.assistants]
        return None if len(names) == len(set(names)) else "call.start.error-get-resources-validation"

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
        if not is_liquid(state.assistant.prompt):
            message = f"the Liquid in the prompt of {state.assistant.name} does not parse: only plain {{{{names}}}} are filled in"
            state.recorder.add(HarnessWarned, message=message)

    def _end(self, reason: str) -> Generator[Step, Answer, None]:
        recorder = self._state.recorder
        recorder.settle()
        if reason == "assistant-forwarded-call":
            yield from self._notices.status("forwarding")
        yield from self._notices.status("ended", reason)
        yield from self._notices.report(reason)
        recorder.add(CallEnded, reason=reason)
