"""Who said what, and what the assistant is called in a sentence."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from harness.checks.base import Evidence
from harness.trace.events import AgentSpoke, CallerSpoke, FillerSpoken
from harness.trace.trace import Heard, ToolUse, Trace

__all__ = ["Exchange", "exchanges", "heard_from", "name_of"]


class Exchange(Struct, frozen=True, kw_only=True):
    """What the caller heard, and what the caller then said."""

    heard: tuple[Heard, ...]
    """Everything spoken since the caller's last words; empty when the caller spoke first."""
    answer: CallerSpoke | None
    """None when the call ended without one."""

    @property
    def text(self) -> str:
        """What was heard, as one text."""
        return " ".join(event.text for event in self.heard)

    @property
    def events(self) -> tuple[int, ...]:
        """Numbers of the events in it."""
        numbers = tuple(event.n for event in self.heard)
        return (*numbers, self.answer.n) if self.answer else numbers


def exchanges(trace: Trace, *, before: int | None = None) -> Iterator[Exchange]:
    """The call as question and answer, up to the event numbered `before` when given."""
    heard: list[Heard] = []
    for event in trace.events:
        if before is not None and event.n >= before:
            break
        if isinstance(event, CallerSpoke):
            yield Exchange(heard=tuple(heard), answer=event)
            heard.clear()
        elif (isinstance(event, AgentSpoke) and event.spoken and event.text) or (isinstance(event, FillerSpoken) and event.text):
            heard.append(event)
    if heard:
        yield Exchange(heard=tuple(heard), answer=None)


def heard_from(trace: Trace, assistant: str | None) -> Sequence[Heard]:
    """What the caller heard from one assistant, or from any."""
    return trace.heard if assistant is None else [event for event in trace.heard if event.assistant == assistant]


def name_of(evidence: Evidence, speaker: str | None, said_by: Heard | ToolUse | str | None = None) -> str:
    """What to call the assistant in a sentence: the given short name, else its own, else that of who answers the phone."""
    if speaker:
        return speaker
    if isinstance(said_by, str):
        return said_by
    if isinstance(said_by, ToolUse):
        return said_by.request.assistant
    return said_by.assistant if said_by is not None else evidence.squad.entry.name
