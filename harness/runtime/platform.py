"""Tools the platform carries out itself: hand over, forward, hang up, leave it to the voicemail."""

from collections.abc import Generator

from msgspec import Struct

from harness.contract.model import Destination, Tool
from harness.ports import ToolCall
from harness.runtime.conclusion import conclude
from harness.runtime.destination import chosen
from harness.runtime.handoff import Handoff
from harness.runtime.question import ask_where
from harness.runtime.routes import PLATFORM_TOOLS
from harness.runtime.state import CallState
from harness.runtime.step import Answer, Step
from harness.runtime.toolspeech import start_message
from harness.runtime.voice import Voice
from harness.trace.events import FillerKind
from harness.vapi import ToolAnswer

__all__ = ["CarriedOut", "PlatformTools", "is_carried_out"]

_TRANSFERRING = "Transferring the call now"
_NOWHERE = "No transfer destination returned"


class CarriedOut(Struct, frozen=True, kw_only=True):
    """What became of it. With neither, the model hears why not and goes on."""

    ends: str | None = None
    """endedReason, when the call is over."""
    handed_over: bool = False


def is_carried_out(tool: Tool) -> bool:
    """Whether the platform itself acts on calls of this tool."""
    return tool.type == "handoff" or tool.type in PLATFORM_TOOLS


class PlatformTools:
    """Acts for a call's state."""

    def __init__(self, state: CallState, voice: Voice) -> None:
        self._state = state
        self._voice = voice
        self._handoff = Handoff(state, voice)

    def run(self, call: ToolCall, tool: Tool) -> Generator[Step, Answer, CarriedOut]:
        """Carry out one call."""
        if tool.type == "handoff":
            return CarriedOut(handed_over=(yield from self._handoff.run(call, tool)))
        if tool.type == "transferCall" and (tool.destinations or self._state.assistant.server is not None):
            return (yield from self._transfer(call, tool))
        return self._finish(call, tool, self._state.assistant.end_call_message if tool.type == "endCall" else None)

    def _transfer(self, call: ToolCall, tool: Tool) -> Generator[Step, Answer, CarriedOut]:
        """Forward to a number; a destination that is an assistant is a handoff in an older form."""
        destination = chosen(tool, call.arguments, self._state.squad)
        message = None if destination is None else destination.message
        if not tool.destinations:
            told = yield from ask_where(self._state, "transfer-destination-request", call, None)
            destination, message = told.destination, told.message
            if destination is None:
                return self._refused(call, tool, told.problem or _NOWHERE)
        if destination is None:
            return self._refused(call, tool, f"No destination is called {call.arguments.get('destination')!r}.")
        return (yield from self._forward(call, tool, destination, message))

    def _forward(
        self, call: ToolCall, tool: Tool, destination: Destination, message: str | None
    ) -> Generator[Step, Answer, CarriedOut]:
        if destination.kind in ("number", "sip"):
            return self._finish(call, tool, message)
        self._announce(call, tool, message)
        return CarriedOut(handed_over=(yield from self._handoff.run(call, tool)))

    def _refused(self, call: ToolCall, tool: Tool, why: str) -> CarriedOut:
        conclude(self._state, self._voice, call, tool, ToolAnswer(outcome="error", text=why, problem=why))
        return CarriedOut()

    def _finish(self, call: ToolCall, tool: Tool, message: str | None) -> CarriedOut:
        self._announce(call, tool, message)
        self._state.recorder.settle()
        return CarriedOut(ends=PLATFORM_TOOLS[tool.type])

    def _announce(self, call: ToolCall, tool: Tool, message: str | None) -> None:
        """The tool's own request-start, else `message`, else the platform's text; an empty one is silence."""
        configured = start_message(tool, call.arguments, self._state.ids.choose)
        if configured is not None:
            text = self._voice.wording(configured)
        elif any(one.kind == "request-start" for one in tool.messages):
            text = ""
        else:
            text = (_TRANSFERRING if tool.type == "transferCall" else "") if message is None else message
        kind: FillerKind = "transfer" if tool.type == "transferCall" else "end-call"
        self._voice.announce(self._state.render(text), kind, call.id)
