"""How the call ended."""

from collections.abc import Sequence

from msgspec import Struct

from harness.checks.base import Evidence, Finding, Owner
from harness.checks.heard import says_goodbye
from harness.checks.speakers import exchanges
from harness.checks.wording import quoted
from harness.trace.events import CallEnded

__all__ = ["CallerCouldGoOn", "EndedBecause", "EndedNormally", "EndsPolitely"]

_NORMAL = frozenset(
    {
        "assistant-ended-call",
        "assistant-ended-call-after-message-spoken",
        "assistant-ended-call-with-hangup-task",
        "assistant-forwarded-call",
        "assistant-said-end-call-phrase",
        "customer-ended-call",
    }
)
"""Vapi's endedReason when someone chose to end the call."""
_BY_ITSELF = {"exceeded-max-duration": "it had taken too long", "silence-timed-out": "nobody said anything any more"}


class EndsPolitely(Struct, frozen=True, kw_only=True):
    """Someone chose to end the call, and the assistant said goodbye in its last words or after the caller's last but one."""

    speaker: str | None = None

    @property
    def title(self) -> str:
        """The promise in words."""
        return "the call ends politely"

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """One finding: the call did not end, ended by itself or with an error, or nobody said goodbye."""
        ended = evidence.trace.ended
        expected = "The call should have ended politely, but"
        if ended is None:
            return [_finding(self.title, f"{expected} the record stops before its end.", None, "harness")]
        if ended.reason not in _NORMAL:
            return [_finding(self.title, f"{expected} {_how(ended)}.", ended, _owner(ended.reason))]
        farewells = [exchange for exchange in exchanges(evidence.trace) if exchange.heard][-2:]
        if any(says_goodbye(event.text) for exchange in farewells for event in exchange.heard):
            return []
        heard = evidence.trace.heard
        last = f"the last words were {quoted(heard[-1].text)}" if heard else "nothing was said at all"
        who = self.speaker or (heard[-1].assistant if heard else evidence.squad.entry.name)
        events = (*((heard[-1].n,) if heard else ()), ended.n)
        return [Finding(check=self.title, message=f"{expected} {who} never said goodbye; {last}.", events=events)]


class EndedBecause(Struct, frozen=True, kw_only=True):
    """The call ended for this reason."""

    reason: str
    """Vapi's endedReason: "silence-timed-out"."""

    @property
    def title(self) -> str:
        """The promise in words."""
        return f"the call ends because of {self.reason}"

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """One finding with the reason found."""
        ended = evidence.trace.ended
        if ended is not None and ended.reason == self.reason:
            return []
        found = f"the reason was {ended.reason}" if ended else "the record stops before its end"
        owner: Owner = _owner(ended.reason) if ended else "harness"
        return [_finding(self.title, f"The call should have ended because of {self.reason}, but {found}.", ended, owner)]


class EndedNormally(Struct, frozen=True, kw_only=True):
    """The call has an end, and it is not an error of the platform or the backend."""

    @property
    def title(self) -> str:
        """The promise in words."""
        return "the call ends without an error"

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """One finding; a time limit and a silence are no errors."""
        ended = evidence.trace.ended
        if ended is None:
            return [_finding(self.title, "The record of the call stops before its end.", None, "harness")]
        if not _is_error(ended.reason):
            return []
        return [_finding(self.title, f"The call broke off: {_how(ended)}.", ended, _owner(ended.reason))]


class CallerCouldGoOn(Struct, frozen=True, kw_only=True):
    """The simulated caller had an answer to everything."""

    @property
    def title(self) -> str:
        """The promise in words."""
        return "the caller can answer"

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """One finding with what the caller could not do: the scenario's fault, not the assistant's."""
        gave_up = evidence.trace.gave_up
        if gave_up is None:
            return []
        heard = [event for event in evidence.trace.heard if event.n < gave_up.n]
        after = f" The last words heard were {quoted(heard[-1].text)}." if heard else ""
        message = f"The caller could not go on: {gave_up.reason.rstrip('.')}.{after}"
        events = (*(event.n for event in heard[-1:]), gave_up.n)
        return [Finding(check=self.title, message=message, owner="caller", events=events)]


def _finding(title: str, message: str, ended: CallEnded | None, owner: Owner) -> Finding:
    return Finding(check=title, message=message, owner=owner, events=(ended.n,) if ended else ())


def _is_error(reason: str) -> bool:
    return "error" in reason or "fault" in reason or reason.endswith("-failed") or reason.startswith("assistant-not-")


def _owner(reason: str) -> Owner:
    if not _is_error(reason):
        return "agent"
    if "assistant-request" in reason or "server" in reason or "webhook" in reason:
        return "backend"
    return "contract" if reason.startswith("assistant-not") or "validation" in reason else "harness"


def _how(ended: CallEnded) -> str:
    if ended.reason in _BY_ITSELF:
        return f"the platform ended it because {_BY_ITSELF[ended.reason]} ({ended.reason})"
    return f"it ended with {ended.reason}"
