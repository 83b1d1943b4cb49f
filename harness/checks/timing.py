"""What the caller hears while waiting, and for how long there is nothing."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from harness.checks.base import Evidence, Finding, NotApplicable
from harness.checks.phrases import is_same_speech
from harness.checks.wording import quoted
from harness.trace.events import AgentSpoke, CallEnded, CallerSpoke, CallStarted, FillerSpoken
from harness.trace.trace import ToolUse, Trace

__all__ = ["DeadAirAtMost", "HearsFiller", "NoFillerFor"]

_WHILE_WAITING = frozenset({"request-start", "request-response-delayed"})


class HearsFiller(Struct, frozen=True, kw_only=True):
    """While a tool works the caller hears a configured sentence, at every call of it."""

    tool: str
    text: str | None = None
    """None: whatever it is."""

    @property
    def title(self) -> str:
        """The promise in words."""
        return f'the caller hears {quoted(self.text) if self.text else "a filler"} while "{self.tool}" works'

    def examine(self, evidence: Evidence) -> Sequence[Finding] | NotApplicable:
        """One finding for each call of the tool without it; not applicable when it was never called."""
        uses = evidence.trace.uses_of(self.tool)
        if not uses:
            return NotApplicable(reason=f'"{self.tool}" was never called, so there was nothing to wait for.')
        return [self._finding(evidence, use) for use in uses if not self._is_heard(evidence.trace, use)]

    def _is_heard(self, trace: Trace, use: ToolUse) -> bool:
        return any(self.text is None or is_same_speech(filler.text, self.text) for filler in _fillers(trace, use))

    def _finding(self, evidence: Evidence, use: ToolUse) -> Finding:
        heard = _fillers(evidence.trace, use)
        found = f"heard {quoted(heard[0].text)}" if heard else "heard nothing"
        wanted = quoted(self.text) if self.text else "a filler"
        tool = evidence.squad.tool(self.tool)
        return Finding(
            check=self.title,
            message=f'The caller should have heard {wanted} while "{self.tool}" worked, but {found}.',
            owner="contract",
            events=(use.request.n, *(filler.n for filler in heard)),
            source=tool.source if tool else None,
        )


class NoFillerFor(Struct, frozen=True, kw_only=True):
    """While a tool works the platform says nothing."""

    tool: str

    @property
    def title(self) -> str:
        """The promise in words."""
        return f'the caller hears no filler while "{self.tool}" works'

    def examine(self, evidence: Evidence) -> Sequence[Finding] | NotApplicable:
        """One finding for each filler; not applicable when the tool was never called."""
        uses = evidence.trace.uses_of(self.tool)
        if not uses:
            return NotApplicable(reason=f'"{self.tool}" was never called, so there was nothing to wait for.')
        tool = evidence.squad.tool(self.tool)
        return [
            Finding(
                check=self.title,
                message=f'The caller should have heard nothing while "{self.tool}" worked, but heard {quoted(filler.text)}.',
                owner="contract",
                events=(use.request.n, filler.n),
                source=tool.source if tool else None,
            )
            for use in uses
            for filler in _fillers(evidence.trace, use)
        ]


class _Gap(Struct, frozen=True, kw_only=True):
    milliseconds: int
    after: int
    before: int


class DeadAirAtMost(Struct, frozen=True, kw_only=True):
    """The caller never waits longer than this without hearing anything.

    Waiting is from the end of any speech, or the start of the call, until the assistant or a filler speaks; also until the call
    ends when the caller spoke last. Before the platform's idle messages it is the caller who keeps silent.
    """

    seconds: float

    @property
    def title(self) -> str:
        """The promise in words."""
        return f"the caller never waits more than {self.seconds:g} s in silence"

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """One finding for each silence that is too long."""
        return [
            self._finding(gap, evidence.trace) for gap in _gaps(evidence.trace) if gap.milliseconds > round(self.seconds * 1000)
        ]

    def _finding(self, gap: _Gap, trace: Trace) -> Finding:
        waited = f"waited {gap.milliseconds / 1000:g} s"
        message = f"The caller should never wait more than {self.seconds:g} s in silence, but {waited}."
        uses = [use for use in trace.tool_uses if gap.after < use.request.n < gap.before]
        slowest = max(uses, key=lambda use: use.reply.latency_ms if use.reply else 0, default=None)
        why = None
        if slowest is not None and slowest.reply is not None:
            why = f"{slowest.name} took {slowest.reply.latency_ms / 1000:g} s, and nothing was said meanwhile."
        events = (gap.after, *(use.request.n for use in uses), gap.before)
        return Finding(check=self.title, message=message, owner="backend" if uses else "agent", events=events, why=why)


def _gaps(trace: Trace) -> Iterator[_Gap]:
    quiet_since, last, caller_spoke_last = 0, trace.started.n, False
    for event in trace.events:
        match event:
            case CallStarted():
                quiet_since, last = event.at, event.n
            case CallerSpoke():
                quiet_since, last, caller_spoke_last = max(quiet_since, event.until), event.n, True
            case AgentSpoke() | FillerSpoken() if event.text and getattr(event, "spoken", True):
                if not (isinstance(event, FillerSpoken) and event.kind == "idle"):
                    yield _Gap(milliseconds=event.at - quiet_since, after=last, before=event.n)
                quiet_since, last, caller_spoke_last = max(quiet_since, event.until), event.n, False
            case CallEnded() if caller_spoke_last:
                yield _Gap(milliseconds=event.at - quiet_since, after=last, before=event.n)
            case _:
                pass


def _fillers(trace: Trace, use: ToolUse) -> list[FillerSpoken]:
    """What was spoken for this call while it was on its way; an empty text is silence."""
    return [
        event
        for event in trace.events
        if isinstance(event, FillerSpoken)
        and event.call_id == use.request.call_id
        and event.kind in _WHILE_WAITING
        and event.text
    ]
