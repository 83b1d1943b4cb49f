"""Tools the platform carries out itself: hand over, forward, hang up, leave it to the voicemail."""

from collections.abc import Generator, Sequence
from typing import Literal

from msgspec import Struct

from harness.contract.model import Destination, Tool
from harness.ports import ToolCall
from harness.runtime.conclusion import Conclusion, conclude
from harness.runtime.destination import chosen, target_of
from harness.runtime.handoff import Handoff, Passing
from harness.runtime.question import ask_where
from harness.runtime.routes import PLATFORM_TOOLS
from harness.runtime.state import CallState
from harness.runtime.step import Answer, Step
from harness.runtime.toolspeech import DEFAULT_FILLERS, start_message
from harness.runtime.voice import Voice
from harness.trace.events import FillerSpoken
from harness.vapi import DestinationAnswer, ToolAnswer

__all__ = ["CarriedOut", "PlatformTools", "is_carried_out"]

_TRANSFERRING = "Transferring the call now"
_NOBODY = {"handoff": "No handoff destination returned", "transferCall": "No transfer destination returned"}
_QUESTION: dict[str, Literal["handoff-destination-request", "transfer-destination-request"]] = {
    "handoff": "handoff-destination-request",
    "transferCall": "transfer-destination-request",
}


class CarriedOut(Struct, frozen=True, kw_only=True):
    """What became of it."""

    ends: str | None = None
    """endedReason, when the call is over."""
    handed_over: bool = False
    refusal: Conclusion | None = None
    """Nothing was done: the model has been told why, and what that led to."""


def is_carried_out(tool: Tool) -> bool:
    """Whether the platform itself acts on calls of this tool."""
    return tool.type == "handoff" or tool.type in PLATFORM_TOOLS


class PlatformTools:
    """Acts for a call's state."""

    def __init__(self, state: CallState, voice: Voice) -> None:
        self._state = state
        self._voice = voice
        self._handoff = Handoff(state)

    def run(self, call: ToolCall, tool: Tool, later: Sequence[ToolCall]) -> Generator[Step, Answer, CarriedOut]:
        """Carry out one call; `later` are those the model made after it in the same message."""
        if tool.type not in _QUESTION:
            return self._finish(call, tool, self._state.assistant.end_call_message if tool.type == "endCall" else None)
        destination = chosen(tool, call.arguments, self._state.squad)
        if not self._asks_a_server(tool, destination):
            return (yield from self._pass_on(call, tool, DestinationAnswer(destination=destination), None, later))
        # A handoff's request-start covers the wait, as a function's does; what a transfer says comes with the answer.
        announced = self._announce(call, tool, None) if tool.type == "handoff" else None
        told = yield from ask_where(self._state, _QUESTION[tool.type], call, destination.server if destination else None)
        if self._state.recorder.now >= self._state.recorder.deadline:
            return CarriedOut(ends="exceeded-max-duration")
        return (yield from self._pass_on(call, tool, told, announced, later))

    def _asks_a_server(self, tool: Tool, destination: Destination | None) -> bool:
        if tool.destinations or tool.type == "handoff":
            return destination is not None and destination.kind == "dynamic"
        return destination is None or self._state.server is not None

    def _pass_on(
        self, call: ToolCall, tool: Tool, where: DestinationAnswer, announced: FillerSpoken | None, later: Sequence[ToolCall]
    ) -> Generator[Step, Answer, CarriedOut]:
        """To a number the call is forwarded, to an assistant it is handed over."""
        state, destination = self._state, where.destination
        message = where.message if destination is None or where.message is not None else destination.message
        if destination is not None and destination.kind in ("number", "sip"):
            return self._finish(call, tool, message, announced)
        target = target_of(destination, state.squad, state.squads) if destination is not None else None
        if destination is None or target is None:
            return self._refused(call, tool, where.problem, announced)
        result = where.result or tool.default_result or state.settings.switches.handoff_result_text
        if announced is None:
            announced = self._announce(call, tool, message)
        passing = Passing(
            call=call, destination=destination, target=target, result=result, announced=announced, later=tuple(later)
        )
        yield from self._handoff.run(passing)
        return CarriedOut(handed_over=True)

    def _refused(self, call: ToolCall, tool: Tool, problem: str | None, announced: FillerSpoken | None) -> CarriedOut:
        """The model hears why; what has been said meanwhile stays with the assistant that said it."""
        if announced is not None:
            self._state.history.assistant(announced)
        answer = ToolAnswer(
            outcome="error", text=problem or _NOBODY[tool.type], problem=problem or "nobody in this call can take over"
        )
        return CarriedOut(refusal=conclude(self._state, self._voice, call, tool, answer))

    def _finish(self, call: ToolCall, tool: Tool, message: str | None, announced: FillerSpoken | None = None) -> CarriedOut:
        text = self._opening(call, tool, message)[0] if announced is None else ""
        if announced is not None:
            self._state.history.assistant(announced)
        ends = PLATFORM_TOOLS.get(tool.type, PLATFORM_TOOLS["transferCall"])
        kind: Literal["end-call", "transfer"] = "transfer" if ends == PLATFORM_TOOLS["transferCall"] else "end-call"
        self._voice.announce(text, kind, call.id)
        self._state.recorder.settle()
        return CarriedOut(ends=ends)

    # --- what is said ------------------------------------------------------------------------------------------------------

    def _announce(self, call: ToolCall, tool: Tool, message: str | None) -> FillerSpoken | None:
        """Said by the assistant that hands over, and no part of what the next one sees."""
        text, is_blocking = self._opening(call, tool, message)
        if not text:
            return None
        recorder = self._state.recorder
        kind: Literal["request-start", "transfer"] = "transfer" if tool.type == "transferCall" else "request-start"
        spoken = recorder.filler(self._state.assistant.name, text, kind, call.id)
        if is_blocking:
            recorder.settle()
        return spoken

    def _opening(self, call: ToolCall, tool: Tool, message: str | None) -> tuple[str, bool]:
        """The tool's own request-start, else `message`, else the platform's text; and whether it is waited for."""
        state = self._state
        configured = start_message(tool, call.arguments, state.ids.choose)
        if configured is not None:
            return state.render(self._voice.wording(configured)), configured.blocking
        if any(one.kind == "request-start" for one in tool.messages):
            return "", False
        if tool.type == "handoff" and not tool.messages and state.settings.switches.handoff_default_filler == "filler":
            return state.ids.choose(DEFAULT_FILLERS), False
        default = _TRANSFERRING if tool.type == "transferCall" else ""
        return state.render(default if message is None else message), False
