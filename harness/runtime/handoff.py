"""A call passes from one assistant of a squad to another (vendor: https://docs.vapi.ai/squads/handoff).

The order is the platform's: find the destination, speak the request-start in the source's voice, set variables, answer the tool
call, choose what goes along, put the destination on the line. What it says first is the turn loop's affair.
"""

from collections.abc import Generator, Mapping
from typing import Any

from msgspec import Struct

from harness.contract.model import Assistant, Destination, Squad, Tool
from harness.ports import ChatMessage, Reply, SystemMessage, ToolCall, ToolSpec
from harness.runtime.conclusion import conclude
from harness.runtime.destination import chosen
from harness.runtime.notices import Notices
from harness.runtime.question import ask_where
from harness.runtime.state import CallState
from harness.runtime.step import Answer, AskAgent, Step
from harness.runtime.toolspeech import DEFAULT_FILLERS, start_message
from harness.runtime.voice import Voice
from harness.trace.events import FillerSpoken, HandedOff, HarnessWarned, ToolReplied
from harness.vapi import ToolAnswer

__all__ = ["Handoff"]

_NOBODY = "No handoff destination returned"
_EXTRACT = "extract_variables"
_EXTRACTION_ORDER = (
    f"Read the conversation below and call {_EXTRACT} once, with what was said in it. Leave out what was not said. Say nothing."
)


class Handoff:
    """Hands calls on for a call's state."""

    def __init__(self, state: CallState, voice: Voice) -> None:
        self._state = state
        self._voice = voice
        self._notices = Notices(state)

    def run(self, call: ToolCall, tool: Tool) -> Generator[Step, Answer, bool]:
        """Carry out one handoff; False when nobody can take over: the model hears why, and goes on."""
        state = self._state
        destination = chosen(tool, call.arguments, state.squad)
        result = None
        if destination is not None and destination.kind == "dynamic":
            told = yield from ask_where(state, "handoff-destination-request", call, destination.server)
            if told.destination is None:
                return self._refused(call, tool, told.problem or _NOBODY)
            destination, result = told.destination, told.result
        target = self._target(destination)
        if destination is None or target is None:
            return self._refused(call, tool, _NOBODY)
        announced = self._announce(call, tool)
        variables = yield from self._variables(call, destination)
        text = result or tool.default_result or state.settings.switches.handoff_result_text
        state.recorder.add(ToolReplied, tool=call.name, call_id=call.id, outcome="result", text=text)
        state.history.tool_result(call.id, call.name, text, state.recorder.now)
        if announced is not None:
            state.history.announced_by_source(announced)
        yield from self._activate(call, destination, target, variables)
        return True

    def _refused(self, call: ToolCall, tool: Tool, why: str) -> bool:
        answer = ToolAnswer(outcome="error", text=why, problem=why if why != _NOBODY else "nobody in this call can take over")
        conclude(self._state, self._voice, call, tool, answer)
        return False

    # --- who ---------------------------------------------------------------------------------------------------------------

    def _target(self, destination: Destination | None) -> "_Target | None":
        squad = self._state.squad
        if destination is None:
            return None
        if destination.kind == "squad":
            other = next((one for one in squad.siblings if destination.reference in (one.name, one.id)), None)
            if other is None:
                return None
            entry = other.assistant(destination.entry) if destination.entry else other.entry
            return _Target(assistant=entry, squad=other) if entry is not None else None
        named = squad.assistant(destination.name) or next(
            (one for one in squad.assistants if one.id and one.id == destination.reference), None
        )
        assistant = destination.assistant or named
        return _Target(assistant=assistant, squad=squad) if assistant is not None else None

    # --- what is said and set ----------------------------------------------------------------------------------------------

    def _announce(self, call: ToolCall, tool: Tool) -> FillerSpoken | None:
        """The request-start, in the voice of the assistant that hands over."""
        state = self._state
        message = start_message(tool, call.arguments, state.ids.choose)
        if message is not None:
            text = state.render(self._voice.wording(message))
        elif state.settings.switches.handoff_default_filler == "filler" and not tool.messages:
            text = state.ids.choose(DEFAULT_FILLERS)
        else:
            return None
        if not text:
            return None
        spoken = state.recorder.filler(state.assistant.name, text, "request-start", call.id)
        if message is not None and message.blocking:
            state.recorder.settle()
        return spoken

    def _variables(self, call: ToolCall, destination: Destination) -> Generator[Step, Answer, Mapping[str, Any]]:
        """What the handoff sets, in the platform's order; later ones win."""
        state = self._state
        found = {name: value for name, value in call.arguments.items() if name != "destination"}
        if destination.extraction.get("properties"):
            found |= yield from self._extracted(destination.extraction)
        state.set_variables(found)
        aliases = {name: state.render(template) for name, template in destination.aliases.items()}
        last = {**aliases, **destination.variables}
        state.set_variables(last)
        return {**found, **last}

    def _extracted(self, schema: Mapping[str, Any]) -> Generator[Step, Answer, dict[str, Any]]:
        """What the model finds in the conversation; what is no object is dropped, as the platform does."""
        state = self._state
        messages: list[ChatMessage] = [SystemMessage(content=_EXTRACTION_ORDER), *state.history.messages[:-1]]
        wanted = {"type": "object", **{key: value for key, value in schema.items() if key != "type"}}
        reply = yield AskAgent(
            messages=messages, tools=(ToolSpec(name=_EXTRACT, description="Keep what was said.", parameters=wanted),)
        )
        if not isinstance(reply, Reply):
            raise TypeError(f"the agent's answer must be a Reply, got {type(reply).__name__}")
        for call in reply.tool_calls:
            if call.name == _EXTRACT and call.malformed is None:
                return dict(call.arguments)
        names = ", ".join(schema.get("properties", {}))
        state.recorder.add(HarnessWarned, message=f"nothing was extracted from the conversation for {names}")
        return {}

    # --- the change --------------------------------------------------------------------------------------------------------

    def _activate(
        self, call: ToolCall, destination: Destination, target: "_Target", variables: Mapping[str, Any]
    ) -> Generator[Step, Answer, None]:
        state = self._state
        source = state.assistant
        carried = state.history.hand_over(destination.context, call.id, keeps_full_artifact=source.keeps_full_history)
        state.squad = target.squad
        state.activate(target.assistant)
        state.recorder.add(
            HandedOff,
            source=source.name,
            destination=target.assistant.name,
            call_id=call.id,
            plan=destination.context.kind,
            carried=carried,
            variables=dict(variables),
        )
        yield from self._notices.transferred(source)
        yield from self._notices.started()


class _Target(Struct, frozen=True, kw_only=True):
    """Who takes the call, and whose members it can be handed to from there."""

    assistant: Assistant
    squad: Squad
