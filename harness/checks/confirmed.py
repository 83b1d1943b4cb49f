"""The caller confirms, in so many words and so many turns, before something is done to a thing that is named."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from harness.checks.base import Evidence, Finding, NotApplicable, Owner
from harness.checks.heard import asks_anything, asks_to_confirm, says_no, says_yes
from harness.checks.line import assistant_at
from harness.checks.records import Record, named_in, record_of
from harness.checks.speakers import Exchange, exchanges, name_of
from harness.checks.tongues import tongue_of
from harness.checks.wording import many_times, quoted
from harness.contract.model import Source
from harness.language.acts import asks_yes_no, offers_more
from harness.language.slot import words_of
from harness.trace.events import FillerSpoken
from harness.trace.trace import ToolUse, Trace

__all__ = ["ConfirmedByCaller"]

_TAKEN_BACK = re.compile(
    r"\b(?:but (?:not|at|on|for|make|change)|except|instead|change (?:it|that)|actually,? (?:no|wait|keep|don't)|hold on|wait)\b"
    r"|但是|不过|改成|换成|等一下|等等|算了|还是别",
    re.IGNORECASE,
)
"""In an answer that begins with yes: "yes, but at three" agrees to something else than was asked."""


_CONFIRM = re.compile(r"\bconfirm|确认", re.IGNORECASE)
_OFTEN = re.compile(r"\b(?:twice|two|double|second|again|once more|times)\b|两次|二次|两遍|再次", re.IGNORECASE)
"""How a contract says that it wants more than one confirmation."""


class _Turn(Struct, frozen=True, kw_only=True):
    exchange: Exchange
    counts: bool
    resets: bool = False
    reason: str = ""

    def in_words(self) -> str:
        answer = self.exchange.answer
        place = f"Event {answer.n}, {quoted(answer.text)}," if answer else "The question"
        if self.counts:
            return f"{place} counted."
        return f"{place} {'set the count back to none' if self.resets else 'did not count'}: {self.reason}."


class ConfirmedByCaller(Struct, frozen=True, kw_only=True):
    """A tool is called only after the caller has said yes, `times` times, each time to a question of its own.

    A confirmation is one answer of the caller, however often it says yes, to one question of the assistant that asks to confirm.
    Question or answer must name the thing: a value of the record that the call points at (its date or time, a name, a place),
    and one that other records the caller was told of do not share; when nothing is known about the record, its own other
    arguments are its values, and without any the naming is not judged. A no sets the count back to none; so does a yes that
    changes something, and a no to a sentence that asked nothing. What is said about another record leaves the count as it is.

    Every call is judged by itself; the repetition of a call whose answer failed needs no new confirmations.
    """

    tool: str
    times: int = 2

    @property
    def title(self) -> str:
        """The promise in words."""
        return f'"{self.tool}" is called only after the caller has confirmed {many_times(self.times)}'

    def examine(self, evidence: Evidence) -> Sequence[Finding] | NotApplicable:
        """One finding for each call that came too early; not applicable when the tool was never called."""
        calls = evidence.trace.uses_of(self.tool)
        if not calls:
            return NotApplicable(reason=f'"{self.tool}" was never called, so nothing had to be confirmed.')
        findings: list[Finding] = []
        for place, call in enumerate(calls):
            if any(earlier.arguments == call.arguments and not earlier.succeeded for earlier in calls[:place]):
                continue
            record = record_of(evidence.trace, call)
            turns = tuple(_turns(evidence.trace, call, record))
            if _confirmed(turns) < self.times:
                findings.append(self._finding(evidence, call, record, turns))
        return findings

    def _finding(self, evidence: Evidence, call: ToolUse, record: Record, turns: Sequence[_Turn]) -> Finding:
        so_often = _confirmed(turns)
        who = name_of(evidence, None, call)
        found = f"had done so only {many_times(so_often)}" if so_often else "had not"
        if not turns:
            found = "was never asked to confirm anything"
        thing = f" It was about {record.in_words()}." if record.values else ""
        owner, source = self._owner(evidence, call)
        heard = [e.n for turn in turns for e in turn.exchange.heard if not isinstance(e, FillerSpoken)]
        answers = [turn.exchange.answer.n for turn in turns if turn.exchange.answer]
        return Finding(
            check=self.title,
            message=f"The caller should have confirmed {many_times(self.times)} before {who} called {self.tool}, but {found}.",
            owner=owner,
            events=(*sorted([*heard, *answers]), call.request.n),
            why=(" ".join(turn.in_words() for turn in turns) + thing).strip() or None,
            source=source,
        )

    def _owner(self, evidence: Evidence, call: ToolUse) -> tuple[Owner, Source | None]:
        """The contract's fault when neither tool nor prompt says so; with the place that says it, or should."""
        assistant = assistant_at(evidence, call.request.assistant, call.request.n)
        tool = assistant.tool(self.tool) if assistant else None
        if tool is not None and _demands(tool.description, self.times):
            return "agent", tool.line_of("description")
        for place, line in enumerate(assistant.prompt.splitlines() if assistant else ()):
            if assistant is not None and _demands(line, self.times):
                return "agent", Source(file=assistant.prompt_source.file, line=assistant.prompt_source.line + place)
        return "contract", tool.line_of("description") if tool else None


def _demands(text: str, times: int) -> bool:
    return bool(_CONFIRM.search(text)) and (times == 1 or bool(_OFTEN.search(text)))


def _confirmed(turns: Sequence[_Turn]) -> int:
    count = 0
    for turn in turns:
        count = 0 if turn.resets else count + turn.counts
    return count


def _turns(trace: Trace, call: ToolUse, record: Record) -> Iterator[_Turn]:
    """Every exchange before the call that has to do with confirming, and what it is worth."""
    verb = words_of(call.name)[0] if words_of(call.name) else call.name
    for exchange in exchanges(trace, before=call.request.n):
        if exchange.answer is None or not exchange.heard:
            continue
        answer = exchange.answer.text
        refused = says_no(answer, exchange.text) or bool(_TAKEN_BACK.search(answer))
        if not _asks(exchange.text, verb):
            if refused and not asks_anything(exchange.text):
                yield _Turn(exchange=exchange, counts=False, resets=True, reason="the caller said no")
            continue
        yield _judged(exchange, trace, record, agreed=says_yes(answer, exchange.text) and not refused, refused=refused)


def _judged(exchange: Exchange, trace: Trace, record: Record, *, agreed: bool, refused: bool) -> _Turn:
    text = f"{exchange.text} {exchange.answer.text if exchange.answer else ''}"
    is_named = not record.values or bool(named_in(record.telling, text, trace.now))
    other = () if is_named else named_in(record.misleading, text, trace.now)
    if other:
        reason = f"it was about something else ({', '.join(value.text for value in other)})"
        return _Turn(exchange=exchange, counts=False, reason=reason)
    if refused:
        return _Turn(exchange=exchange, counts=False, resets=True, reason="the caller said no, or wanted something changed")
    if not agreed:
        return _Turn(exchange=exchange, counts=False, reason="the caller did not say yes")
    if not is_named:
        return _Turn(exchange=exchange, counts=False, reason=f"nothing of {record.in_words()} was named")
    return _Turn(exchange=exchange, counts=True)


def _asks(text: str, verb: str) -> bool:
    """A request to confirm, or a plain question whether to do it: "Do you want me to cancel the table?"."""
    if asks_to_confirm(text):
        return True
    if tongue_of(text) != "en" or offers_more(text) or not asks_yes_no(text):
        return False
    return any(word.startswith(verb.lower()) for word in text.lower().split())
