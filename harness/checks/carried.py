"""What was known before a hand-over is still known after it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from harness.checks.asking import Question, question_about
from harness.checks.asking_again import asked_again
from harness.checks.base import Evidence, Finding, NotApplicable
from harness.checks.heard import says_goodbye
from harness.checks.line import handoffs
from harness.checks.parameters import parameters_of, tools_of
from harness.checks.phrases import is_same_speech
from harness.checks.speakers import exchanges
from harness.checks.tongues import tongue_of
from harness.checks.wording import counted, listed, quoted
from harness.language.slot import words_of
from harness.trace.events import HandedOff
from harness.trace.trace import ToolUse, Trace
from harness.trace.transcript import shown_value

__all__ = ["NothingAskedAgainAfterHandoff", "UsesResultOf"]


_WISH_ASKED = re.compile(
    r"\b(?:how (?:can|may|could) (?:i|we) help|what can (?:i|we) do for you|how (?:can|may) (?:i|we) (?:assist|be of))|"
    r"(?<!还)(?<!还能)(?<!还可以)(?:有什么|有啥|怎么|如何)(?!别的|其他|其它)[^。？?]{0,6}(?:帮|为您|服务|效劳)",
    re.IGNORECASE,
)
"""Asks what the call is about: who takes over should know."""
_FEWEST_WORDS, _FEWEST_CHARACTERS = 6, 8
"""What is shorter may well be said twice; Chinese is counted in characters."""


class NothingAskedAgainAfterHandoff(Struct, frozen=True, kw_only=True):
    """What the caller told one assistant, the next one does not ask for again, and the caller does not have to repeat it.

    Of every parameter of every tool of the squad, and of what the call is about ("How can I help you?"). What a tool refused
    since the caller told it may have to be asked for again.
    """

    what: str | None = None
    """One piece of information, as a person says it: "the phone number"; None: everything."""

    @property
    def title(self) -> str:
        """The promise in words."""
        return f"after a hand-over {self.what or 'nothing'} {'is not' if self.what else 'the caller said before is'} asked again"

    def examine(self, evidence: Evidence) -> Sequence[Finding] | NotApplicable:
        """One finding for each question; not applicable without a hand-over, or when the caller had told nothing before it."""
        passed = handoffs(evidence.trace)
        if not passed:
            return NotApplicable(reason="The call was never handed over.")
        is_told = self.what is None and any(event.n < passed[-1].n for event in evidence.trace.said)
        findings: list[Finding] = []
        for question in self._questions(evidence):
            told, again = asked_again(question, evidence.trace)
            is_told |= any(n < passed[-1].n for n in told)
            what = question.what if self.what else f"the {question.what}"
            for settled_at, event in again:
                between = [handoff for handoff in passed if settled_at < handoff.n < event.n]
                if between:
                    message = f"{event.assistant} asked for {what}, which the caller had told {between[0].source} already: "
                    findings.append(self._finding(f"{message}{quoted(event.text)}.", settled_at, between, event.n))
        if not is_told:
            return NotApplicable(reason="The caller had told nothing before the call was handed over.")
        return [*findings, *(self._repeated(evidence.trace) if self.what is None else ())]

    def _questions(self, evidence: Evidence) -> list[Question]:
        if self.what is not None:
            return [question_about(self.what, evidence, assistant=None, tool=None)]
        names = dict.fromkeys(" ".join(words_of(each.name)) for each in parameters_of(tools_of(evidence.squad, None)))
        return [question_about(name, evidence, assistant=None, tool=None) for name in names]

    def _repeated(self, trace: Trace) -> Iterator[Finding]:
        """What the call is about is asked for again, or the caller says again what it has said."""
        for exchange in exchanges(trace):
            asking = next((event for event in exchange.heard if _WISH_ASKED.search(event.text)), None)
            at = asking.n if asking else exchange.answer.n if exchange.answer else None
            if at is None:
                continue
            between = [handoff for handoff in handoffs(trace) if handoff.n < at]
            before = [event for event in trace.said if between and event.n < between[-1].n]
            if asking and before:
                message = (
                    f"{asking.assistant} asked what the call is about, which the caller had told {between[-1].source} already"
                )
                yield self._finding(f"{message}: {quoted(asking.text)}.", before[-1].n, between[-1:], asking.n)
            elif exchange.answer and (same := [event for event in before if _is_repeated(event.text, exchange.answer.text)]):
                message = f"The caller had to say again to {between[-1].destination} what it had told {between[-1].source}"
                yield self._finding(f"{message}: {quoted(exchange.answer.text)}.", same[-1].n, between[-1:], exchange.answer.n)

    def _finding(self, message: str, told_at: int, between: Sequence[HandedOff], asked_at: int) -> Finding:
        carried = f'"{between[0].source}" handed over {counted(between[0].carried, "message")} (plan {between[0].plan}).'
        return Finding(
            check=self.title, message=message, events=(told_at, *(handoff.n for handoff in between), asked_at), why=carried
        )


def _is_repeated(earlier: str, later: str) -> bool:
    """A wish or a fact said again; short answers, thanks and goodbyes are said again in every call."""
    if not is_same_speech(earlier, later) or says_goodbye(later):
        return False
    if tongue_of(later) == "zh":
        return sum(character.isalnum() for character in later) >= _FEWEST_CHARACTERS
    return len(later.split()) >= _FEWEST_WORDS


class UsesResultOf(Struct, frozen=True, kw_only=True):
    """An argument of one tool is what another tool answered before: the number of the guest that was found, not some other.

    The value is looked for in every earlier answer of the other tool, under the parameter's own name, else under `id`, else
    anywhere.
    """

    tool: str
    parameter: str
    of: str

    @property
    def title(self) -> str:
        """The promise in words."""
        return f'"{self.tool}" uses the "{self.parameter}" that "{self.of}" returned'

    def examine(self, evidence: Evidence) -> Sequence[Finding] | NotApplicable:
        """One finding for each call with another value, or none; not applicable when the tool was never called."""
        uses = evidence.trace.uses_of(self.tool)
        if not uses:
            return NotApplicable(reason=f'"{self.tool}" was never called.')
        return [finding for use in uses if (finding := self._judged(evidence.trace, use))]

    def _judged(self, trace: Trace, use: ToolUse) -> Finding | None:
        earlier = [one for one in trace.uses_of(self.of) if one.reply and one.reply.n < use.request.n]
        returned = [value for one in earlier for value in _values(one.result.data, self.parameter)]
        given = use.arguments.get(self.parameter)
        if given is not None and any(str(value) == str(given) for value in returned):
            return None
        had = f"with {self.parameter}={shown_value(given)}" if given is not None else f"without {self.parameter}"
        shown = list(dict.fromkeys(map(shown_value, returned)))
        found = f'"{self.of}" had returned {listed(shown)}' if shown else f'"{self.of}" had returned none'
        if not earlier:
            found = f'"{self.of}" had not answered before'
        message = f'"{self.tool}" should have used the {self.parameter} that "{self.of}" returned, but was called {had}; {found}.'
        return Finding(check=self.title, message=message, events=(*(one.request.n for one in earlier), use.request.n))


def _values(data: Any, parameter: str) -> list[Any]:
    leaves = list(_leaves("", data))
    wanted = words_of(parameter)
    named = [value for key, value in leaves if words_of(key) == wanted]
    return named or [value for key, value in leaves if words_of(key) == ("id",)] or [value for _, value in leaves]


def _leaves(key: str, data: Any) -> list[tuple[str, Any]]:
    if isinstance(data, Mapping):
        return [leaf for name, value in data.items() for leaf in _leaves(name, value)]
    if isinstance(data, list | tuple):
        return [leaf for value in data for leaf in _leaves(key, value)]
    return [(key, data)] if isinstance(data, str | int | float) and not isinstance(data, bool) else []
