"""The caller confirms before something is done."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from harness.checks.base import Evidence, Finding, NotApplicable
from harness.checks.heard import asks_to_confirm, names, says_no, says_yes
from harness.checks.parameters import slot_for
from harness.checks.schema import tool_of
from harness.checks.speakers import Exchange, exchanges, name_of
from harness.checks.wording import listed, many_times, quoted
from harness.language.slot import Kind
from harness.trace.trace import ToolUse, Trace
from harness.trace.transcript import shown_value

__all__ = ["ConfirmsBefore"]

_CHANGES = re.compile(r"\b(?:but|except|instead|change|make (?:it|that))\b", re.IGNORECASE)
"""In an answer that begins with yes: "yes, but at three" agrees to something else than was read back."""


class ConfirmsBefore(Struct, frozen=True, kw_only=True):
    """Before the first call of a tool the assistant reads the details back so many times and the caller says yes each time.

    One read-back, one answer, one confirmation: "yes, yes" is one. An answer that says no, or changes something, starts again
    from zero; an answer that is neither leaves the count as it was.
    """

    tool: str
    times: int = 1
    mentioning: tuple[str, ...] = ()
    """Parameters of the call whose values a read-back must say to count."""
    assistant: str | None = None
    speaker: str | None = None

    @property
    def title(self) -> str:
        """The promise in words."""
        often = f" {many_times(self.times)}" if self.times != 1 else ""
        return f'the caller confirms{often} before "{self.tool}" is called'

    def examine(self, evidence: Evidence) -> Sequence[Finding] | NotApplicable:
        """Not applicable when the tool was never called: nothing had to be confirmed."""
        call = next(iter(evidence.trace.uses_of(self.tool)), None)
        if call is None:
            return NotApplicable(reason=f'"{self.tool}" was never called, so nothing had to be confirmed.')
        kinds = _kinds(evidence, call)
        confirmed = 0
        read_back: Exchange | None = None
        unsaid: tuple[str, ...] = ()
        for exchange in exchanges(evidence.trace, before=call.request.n):
            if exchange.answer is None or not self._is_read_back(exchange):
                continue
            read_back = exchange
            unsaid = _unsaid(exchange.text, call.arguments, self.mentioning, kinds, evidence.trace)
            if says_no(exchange.answer.text, exchange.text) or _CHANGES.search(exchange.answer.text):
                confirmed = 0
            elif says_yes(exchange.answer.text, exchange.text) and not unsaid:
                confirmed += 1
        if confirmed >= self.times:
            return []
        return [self._finding(evidence, call, confirmed, read_back, unsaid)]

    def _is_read_back(self, exchange: Exchange) -> bool:
        return any(asks_to_confirm(event.text) for event in exchange.heard if self.assistant in (None, event.assistant))

    def _finding(
        self, evidence: Evidence, call: ToolUse, confirmed: int, read_back: Exchange | None, unsaid: Sequence[str]
    ) -> Finding:
        who = name_of(evidence, self.speaker, call)
        wanted = "confirmed" if self.times == 1 else f"confirmed {many_times(self.times)}"
        message = f"The caller should have {wanted} before {who} called {call.name}, but "
        if read_back is None:
            message += f"{who} never read the details back."
        elif unsaid:
            missing = listed(f"{name} ({shown_value(call.arguments.get(name))})" for name in unsaid)
            message += f"the read-back did not name {missing}: {quoted(read_back.text)}."
        elif confirmed:
            message += f"had done so only {many_times(confirmed)}."
        else:
            answer = read_back.answer.text if read_back.answer else ""
            message += f"the last answer to a read-back was {quoted(answer)}."
        events = (*(read_back.events if read_back else ()), call.request.n)
        return Finding(check=self.title, message=message, events=events)


def _unsaid(
    text: str, arguments: Mapping[str, Any], wanted: Sequence[str], kinds: Mapping[str, Kind], trace: Trace
) -> tuple[str, ...]:
    """The parameters whose values the text does not say; one the call does not have cannot be said."""
    return tuple(
        name
        for name in wanted
        if name not in arguments or not names(text, str(arguments[name]), kind=kinds.get(name), now=trace.now)
    )


def _kinds(evidence: Evidence, call: ToolUse) -> Mapping[str, Kind]:
    tool = tool_of(evidence, call)
    return {name: slot_for(name, schema).kind for name, schema in tool.properties.items()} if tool else {}
