"""The assistant does not ask again for what it has been told."""

from collections.abc import Sequence

from msgspec import Struct

from harness.checks.asking import Question, question_about
from harness.checks.base import Evidence, Finding, NotApplicable
from harness.checks.heard import told as told_of
from harness.checks.parameters import parameters_of, tools_of
from harness.checks.speakers import exchanges, name_of
from harness.checks.wording import quoted
from harness.language.slot import words_of
from harness.trace.events import ToolReplied
from harness.trace.outcome import outcome_of
from harness.trace.trace import Heard, Trace

__all__ = ["AsksAtMostOnceFor", "asked_again"]


class AsksAtMostOnceFor(Struct, frozen=True, kw_only=True):
    """The assistant does not ask again for something the caller has told it, asked or not.

    It may ask again, once each time, when the caller's answer to its question held no value (a refusal, something unclear), and
    when a tool has refused or failed since the caller told it.
    """

    what: str | None = None
    """As a person says it: "the phone number"; None: each parameter of each of its tools."""
    assistant: str | None = None
    speaker: str | None = None

    @property
    def title(self) -> str:
        """The promise in words."""
        return f"{self.speaker or self.assistant or 'the assistant'} asks at most once for {self.what or 'what it was told'}"

    def examine(self, evidence: Evidence) -> Sequence[Finding] | NotApplicable:
        """One finding for each question that was one too many; not applicable when the caller said nothing."""
        if not evidence.trace.said:
            return NotApplicable(reason="The caller said nothing, so nothing can have been asked twice.")
        return [
            self._finding(evidence, question, event)
            for question in self._questions(evidence)
            for _, event in asked_again(question, evidence.trace, self.assistant)[1]
        ]

    def _questions(self, evidence: Evidence) -> Sequence[Question]:
        if self.what is not None:
            return [question_about(self.what, evidence, assistant=self.assistant, tool=None)]
        parameters = parameters_of(tools_of(evidence.squad, self.assistant))
        names = dict.fromkeys(" ".join(words_of(parameter.name)) for parameter in parameters)
        return [question_about(name, evidence, assistant=self.assistant, tool=None) for name in names]

    def _finding(self, evidence: Evidence, question: Question, event: Heard) -> Finding:
        who = name_of(evidence, self.speaker, event)
        what = question.what if self.what else f"the {question.what}"
        message = f"{who} asked again for {what}, which the caller had already been asked for or had told: {quoted(event.text)}."
        return Finding(check=self.title, message=message, events=(event.n,))


def asked_again(
    question: Question, trace: Trace, assistant: str | None = None
) -> tuple[tuple[int, ...], list[tuple[int, Heard]]]:
    """Where the caller told it, and the utterances that ask for it although it was known, each with where it had been told."""
    slot = question.parameter.slot if question.parameter else question.slot
    failures = [e.n for e in trace.events if isinstance(e, ToolReplied) and not outcome_of(e).succeeded]
    again: list[tuple[int, Heard]] = []
    told: list[int] = []
    for exchange in exchanges(trace):
        asking = [e for e in exchange.heard if assistant in (None, e.assistant) and question.is_put_by(e.text)]
        if asking and told and not any(told[-1] < n < asking[0].n for n in failures):
            again.append((told[-1], asking[0]))
        if exchange.answer is None:
            break
        if told_of(slot, exchange.answer.text, trace.now, answering=bool(asking)) is not None:
            told.append(exchange.answer.n)
    return tuple(told), again
