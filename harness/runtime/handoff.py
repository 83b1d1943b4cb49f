"""A call passes from one assistant of a squad to another (vendor: https://docs.vapi.ai/squads/handoff).

The order is the platform's, once it is known who takes over and the request-start has been spoken in the source's voice: set
variables, answer the tool call, choose what goes along, put the destination on the line. What it says first is the turn loop's
affair.
"""

from collections.abc import Generator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from harness.contract.model import ContextPlan, Destination
from harness.ports import ChatMessage, Reply, SystemMessage, ToolCall, ToolSpec
from harness.runtime.context import carried
from harness.runtime.destination import Target
from harness.runtime.notices import Notices
from harness.runtime.state import CallState
from harness.runtime.step import Answer, AskAgent, Step
from harness.trace.events import FillerSpoken, HandedOff, HarnessWarned, ToolReplied, ToolRequested

__all__ = ["Handoff", "Passing"]

_TOO_LATE = "Not carried out: the call had already been handed over."
_EXTRACT = "extract_variables"
_EXTRACTION_ORDER = (
    f"Read the conversation below and call {_EXTRACT} once, with what was said in it. Leave out what was not said. Say nothing."
)
_TRANSCRIPT = ContextPlan(kind="userAndAssistantMessages")


class Passing(Struct, frozen=True, kw_only=True):
    """One call on its way to somebody."""

    call: ToolCall
    destination: Destination
    target: Target
    result: str
    """What the model is told of it."""
    announced: FillerSpoken | None = None
    """What was said in the voice of the assistant that hands over."""
    later: Sequence[ToolCall] = ()
    """What the model called in the same message after it: that is not carried out any more."""


class Handoff:
    """Hands calls on for a call's state."""

    def __init__(self, state: CallState) -> None:
        self._state = state
        self._notices = Notices(state)

    def run(self, passing: Passing) -> Generator[Step, Answer, None]:
        """Put somebody else on the line."""
        variables = yield from self._variables(passing.call, passing.destination)
        self._answer(passing.call, "result", passing.result)
        for call in passing.later:
            self._drop(call)
        yield from self._activate(passing, variables)

    # --- variables ---------------------------------------------------------------------------------------------------------

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
        """What a model finds in what was said; what is no object is dropped, as the platform does."""
        state = self._state
        said = carried(state.history.messages, _TRANSCRIPT, on_entry=0, handoff=None)
        messages: list[ChatMessage] = [SystemMessage(content=_EXTRACTION_ORDER), *said]
        wanted = {"type": "object", **{key: value for key, value in schema.items() if key != "type"}}
        reply = yield AskAgent(
            messages=messages, tools=(ToolSpec(name=_EXTRACT, description="Keep what was said.", parameters=wanted),)
        )
        if not isinstance(reply, Reply):
            raise TypeError(f"the agent's answer must be a Reply, got {type(reply).__name__}")
        for call in reply.tool_calls:
            if call.name == _EXTRACT and call.malformed is None:
                return dict(call.arguments)
        names = ", ".join(schema["properties"])
        state.recorder.add(HarnessWarned, message=f"nothing was extracted from the conversation for {names}")
        return {}

    # --- answers -----------------------------------------------------------------------------------------------------------

    def _drop(self, call: ToolCall) -> None:
        """A model of chat completions needs a result for each of its calls, also for one that nobody will make."""
        name = self._state.assistant.name
        self._state.recorder.add(ToolRequested, assistant=name, tool=call.name, call_id=call.id, arguments=call.arguments)
        self._answer(call, "error", _TOO_LATE)

    def _answer(self, call: ToolCall, outcome: str, text: str) -> None:
        state = self._state
        problem = text if outcome == "error" else None
        state.recorder.add(ToolReplied, tool=call.name, call_id=call.id, outcome=outcome, text=text, problem=problem)
        state.history.tool_result(call.id, call.name, text, state.recorder.now)

    # --- the change --------------------------------------------------------------------------------------------------------

    def _activate(self, passing: Passing, variables: Mapping[str, Any]) -> Generator[Step, Answer, None]:
        state, destination, target = self._state, passing.destination, passing.target
        source = state.assistant
        kept = state.history.hand_over(
            destination.context, passing.call.id, prompt=state.prompt, keeps_full_artifact=source.keeps_full_history
        )
        if passing.announced is not None:
            state.history.announced_by_source(passing.announced)
        state.squad = target.squad
        state.activate(target.assistant)
        state.recorder.add(
            HandedOff,
            source=source.name,
            destination=target.assistant.name,
            call_id=passing.call.id,
            plan=destination.context.kind,
            carried=kept,
            variables=dict(variables),
        )
        self._warn_of_overrides(destination, target)
        yield from self._notices.transferred(source)
        yield from self._notices.started()

    def _warn_of_overrides(self, destination: Destination, target: Target) -> None:
        """Overrides of a whole squad, or in a server's answer, meet values that have been read already."""
        as_it_stands = target.assistant is target.squad.assistant(target.assistant.name)
        if destination.overrides and as_it_stands:
            keys = ", ".join(destination.overrides)
            who = destination.name or destination.reference
            message = f"of the overrides for {who} only variableValues are applied here, not {keys}"
            self._state.recorder.add(HarnessWarned, message=message)
