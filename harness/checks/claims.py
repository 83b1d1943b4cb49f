"""What the assistant claims to have done, against what was done."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from harness.checks.base import Evidence, Finding, NotApplicable, Owner
from harness.checks.heard import claims_success, claims_trouble
from harness.checks.speakers import heard_from, name_of
from harness.checks.uses import failure_of
from harness.checks.wording import quoted
from harness.language.slot import words_of
from harness.trace.events import CallerSpoke, FillerSpoken
from harness.trace.trace import Heard, ToolUse, Trace

__all__ = ["NeverClaimsTrouble", "NoFalseClaimOfSuccess"]

_READING = frozenset({"check", "fetch", "find", "get", "list", "load", "look", "lookup", "query", "read", "search", "view"})
"""First words of tools that only look; used when no database can be seen."""
_LEAST_REPEATED = 8
"""Characters; shorter words of a caller stand in anybody's sentences."""
_NOTING = frozenset({"log", "track"})
"""First words of tools that write about the call itself: their success is not what a claim is about."""


class NoFalseClaimOfSuccess(Struct, frozen=True, kw_only=True):
    """The assistant says that something is done only when something was done.

    A claim needs, earlier in the call, a tool that writes and whose last call succeeded; notes about the call (`log…`) do not
    back it. What the caller said and the assistant repeats is no claim of the assistant's. When nobody saw a row change in the
    whole call (a backend whose database is not ours), the successful answer of a tool that does not merely look, going by its
    name, will do; what was never sent to a server, a hand-over say, does not.
    """

    speaker: str | None = None

    @property
    def title(self) -> str:
        """The promise in words."""
        return "success is claimed only after a tool has succeeded"

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """One finding for each false claim."""
        heard = evidence.trace.heard
        claims = [one for one in heard if _claims_success(one.text) and claims_success(_own_words(evidence.trace, one))]
        if not claims:
            return []
        telling = _telling_uses(evidence.trace)
        return [self._finding(evidence, claim) for claim in claims if not _is_backed(claim, telling)]

    def _finding(self, evidence: Evidence, claim: Heard) -> Finding:
        earlier = [use for use in evidence.trace.tool_uses if use.request.n < claim.n]
        failed = [use for use in earlier if not _succeeded_by(use, claim.n)]
        later = next((use for use in _telling_uses(evidence.trace) if use.request.n > claim.n), None)
        found = "no tool had done anything"
        if failed:
            reason = failure_of(failed[-1]) if failed[-1].reply and failed[-1].reply.n < claim.n else "no answer had come yet"
            found = f"{failed[-1].name} had not succeeded: {reason}"
        elif later:
            found = f"{later.name} was called only afterwards"
        elif not earlier:
            found = "no tool had been called"
        who = name_of(evidence, self.speaker, claim)
        events = (*((failed[-1].request.n,) if failed else ()), claim.n)
        return Finding(
            check=self.title,
            message=f"{who} said {quoted(claim.text)}, but {found.rstrip('.')}.",
            owner="contract" if isinstance(claim, FillerSpoken) else "agent",
            events=events,
            why="The sentence is one the configuration has spoken, not the model." if isinstance(claim, FillerSpoken) else None,
        )


class NeverClaimsTrouble(Struct, frozen=True, kw_only=True):
    """The assistant never says that something technical went wrong."""

    assistant: str | None = None
    speaker: str | None = None

    @property
    def title(self) -> str:
        """The promise in words."""
        return f"{self.speaker or self.assistant or 'the assistant'} never says that there is technical trouble"

    def examine(self, evidence: Evidence) -> Sequence[Finding] | NotApplicable:
        """One finding for each time; the backend's fault when the last tool call before it failed."""
        heard = heard_from(evidence.trace, self.assistant)
        if not heard:
            return NotApplicable(reason=f"{name_of(evidence, self.speaker, self.assistant)} never spoke.")
        findings: list[Finding] = []
        for event in heard:
            if not claims_trouble(event.text):
                continue
            last = next((use for use in reversed(evidence.trace.tool_uses) if use.reply and use.reply.n < event.n), None)
            failed = last if last and not last.succeeded else None
            owner: Owner = "backend" if failed else "agent"
            findings.append(
                Finding(
                    check=self.title,
                    message=f"{name_of(evidence, self.speaker, event)} spoke of trouble: {quoted(event.text)}.",
                    owner=owner,
                    events=(*((failed.request.n,) if failed else ()), event.n),
                    why=f"{failed.name} had failed; {failure_of(failed)}." if failed else "No tool had failed.",
                )
            )
        return findings


def _own_words(trace: Trace, claim: Heard) -> str:
    """What was said, without what the caller had said before: "…, reason: the flight was cancelled. Is that correct?"."""
    text = claim.text
    for event in trace.events:
        if isinstance(event, CallerSpoke) and event.n < claim.n:
            told = event.text.strip(" .!?。！？")
            text = text.replace(told, "…") if len(told) > _LEAST_REPEATED else text
    return text


@lru_cache(maxsize=4096)
def _claims_success(text: str) -> bool:
    """Remembered, because assistants ask the same questions in every call."""
    return claims_success(text)


def _telling_uses(trace: Trace) -> Sequence[ToolUse]:
    """The calls whose success can back a claim, and whose failure withdraws it."""
    if trace.row_changes:
        writing = {use.name for use in trace.tool_uses if use.is_write}
        return [use for use in trace.tool_uses if use.name in writing and not _starts_with(use.name, _NOTING)]
    return [use for use in trace.tool_uses if use.request.url is not None and not _starts_with(use.name, _READING | _NOTING)]


def _starts_with(tool: str, verbs: frozenset[str]) -> bool:
    words = words_of(tool)
    return not words or words[0] in verbs


def _is_backed(claim: Heard, telling: Sequence[ToolUse]) -> bool:
    last: Mapping[str, bool] = {use.name: _succeeded_by(use, claim.n) for use in telling if use.request.n < claim.n}
    return any(last.values())


def _succeeded_by(use: ToolUse, n: int) -> bool:
    return use.succeeded and use.reply is not None and use.reply.n < n
