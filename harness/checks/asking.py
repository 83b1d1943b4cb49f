"""What the assistant asks the caller for."""

from collections.abc import Sequence

from msgspec import Struct

from harness.checks.base import Evidence, Finding, NotApplicable, Owner
from harness.checks.heard import asked_slots
from harness.checks.parameters import Demand, Parameter, demand_for, parameter_meant, parameters_of, tools_of
from harness.checks.speakers import heard_from, name_of
from harness.checks.wording import many_times, quoted
from harness.contract.model import Assistant, Source
from harness.language.slot import Slot, slot_of
from harness.trace.trace import Heard
from harness.trace.transcript import shown_value

__all__ = ["AsksFor", "NeverAsks", "Question", "question_about"]


class Question(Struct, frozen=True, kw_only=True):
    """A piece of information, with what is needed to notice that someone asks for it."""

    what: str
    """As a person says it: "the phone number"."""
    parameter: Parameter | None
    """The tool parameter it fills, when one can be told."""
    rivals: tuple[Parameter, ...]
    """Everything the assistant may ask for: two dates compete for "what day?"."""

    @property
    def slot(self) -> Slot:
        """The slot of the person's words."""
        return slot_of(self.what)

    def is_put_by(self, text: str) -> bool:
        """Whether the utterance asks for it."""
        if self.parameter is None:
            return bool(asked_slots(text, (self.slot,)))
        slots = tuple(dict.fromkeys(rival.slot for rival in self.rivals))
        return self.parameter.slot in asked_slots(text, slots)


def question_about(what: str, evidence: Evidence, *, assistant: str | None, tool: str | None) -> Question:
    """The question, read against the parameters of `tool`, or of all tools when none is given or it does not exist."""
    tools = tools_of(evidence.squad, assistant) or tools_of(evidence.squad, None)
    rivals = parameters_of([each for each in tools if each.name == tool] or tools)
    return Question(what=what, parameter=parameter_meant(what, rivals), rivals=rivals)


class AsksFor(Struct, frozen=True, kw_only=True):
    """The assistant asks for something; when `before` is given, before the first call of that tool."""

    what: str
    """As a person says it: "the phone number"."""
    before: str | None = None
    """A tool. When it was never called, the question must have been asked all the same."""
    assistant: str | None = None
    """Only this assistant's words count; None: anyone's."""
    speaker: str | None = None
    """What the assistant is called in sentences; None: its name."""

    @property
    def title(self) -> str:
        """The promise in words."""
        asks = f"{self.speaker or self.assistant or 'the assistant'} asks for {self.what}"
        return f'{asks} before calling "{self.before}"' if self.before else asks

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """One finding, with the cause when the contract itself never asks."""
        question = question_about(self.what, evidence, assistant=self.assistant, tool=self.before)
        call = next(iter(evidence.trace.uses_of(self.before)), None) if self.before else None
        asked = [event for event in heard_from(evidence.trace, self.assistant) if question.is_put_by(event.text)]
        if asked and (call is None or asked[0].n < call.request.n):
            return []
        who = name_of(evidence, self.speaker, self.assistant)
        message = f"{who} never asked for {self.what}"
        if asked and call:
            message = f"{who} asked for {self.what} only after calling {call.name}"
        elif call:
            name = question.parameter.name if question.parameter else ""
            had = f" with {name}={shown_value(call.arguments[name])} all the same" if name in call.arguments else " without it"
            message += f", and called {call.name}{had}"
        demand = demand_for(self.what, question.parameter, _assistants(evidence, self.assistant))
        owner, why, source = self._cause(question, demand, who)
        numbers = (*((call.request.n,) if call else ()), *(event.n for event in asked[:1]))
        return [Finding(check=self.title, message=f"{message}.", owner=owner, events=numbers, why=why, source=source)]

    def _cause(self, question: Question, demand: Demand, who: str) -> tuple[Owner, str, Source | None]:
        parameter = question.parameter
        if demand.required_by:
            place = demand.required_by.tool.line_of("required")
            demanded = f"{demand.required_by.tool.name} requires {demand.required_by.name} ({place})"
            return "agent", f"{demanded}; {who} did not keep to it.", place
        if demand.prompt_line:
            return "agent", f"The prompt demands it ({demand.prompt_line}); {who} did not keep to it.", demand.prompt_line
        if parameter:
            place = parameter.tool.line_of("required")
            why = f"Nothing asks for it. {parameter.name} is not in `required` ({place}) and no line of the prompt demands it."
            return "contract", why, place
        return "contract", "Nothing asks for it: no tool has a parameter for it and no line of the prompt demands it.", None


class NeverAsks(Struct, frozen=True, kw_only=True):
    """The assistant does not ask for something."""

    what: str
    assistant: str | None = None
    speaker: str | None = None

    @property
    def title(self) -> str:
        """The promise in words."""
        return f"{self.speaker or self.assistant or 'the assistant'} never asks for {self.what}"

    def examine(self, evidence: Evidence) -> Sequence[Finding] | NotApplicable:
        """One finding with every such question; not applicable when the assistant never spoke."""
        heard = heard_from(evidence.trace, self.assistant)
        if not heard:
            return NotApplicable(reason=f"{name_of(evidence, self.speaker, self.assistant)} never spoke.")
        question = question_about(self.what, evidence, assistant=self.assistant, tool=None)
        asked: list[Heard] = [event for event in heard if question.is_put_by(event.text)]
        if not asked:
            return []
        who = name_of(evidence, self.speaker, asked[0])
        message = f"{who} should never have asked for {self.what}, but did so {many_times(len(asked))}: {quoted(asked[0].text)}."
        return [Finding(check=self.title, message=message, events=tuple(event.n for event in asked))]


def _assistants(evidence: Evidence, name: str | None) -> tuple[Assistant, ...]:
    chosen = evidence.squad.assistant(name) if name else None
    return (chosen,) if chosen else evidence.squad.assistants
