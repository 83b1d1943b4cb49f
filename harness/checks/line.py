"""Who has the line, and when it goes from one assistant to another."""

from collections.abc import Sequence

from harness.checks.base import Evidence
from harness.contract.model import Assistant
from harness.trace.events import CallerSpoke, HandedOff
from harness.trace.trace import Trace

__all__ = ["assistant_at", "handoffs", "has_the_line", "in_one_breath", "path", "path_in_words"]


def handoffs(trace: Trace) -> tuple[HandedOff, ...]:
    """Every time somebody took over, in order; also when an assistant handed over to itself."""
    return trace.handoffs


def path(trace: Trace) -> tuple[str, ...]:
    """Who had the line, in order: whoever answered the phone, then everybody a hand-over led to."""
    return (trace.started.assistant, *(event.destination for event in handoffs(trace)))


def path_in_words(names: Sequence[str]) -> str:
    """A path as a sentence has it: "Reception", then "Kitchen"."""
    return ", then ".join(f'"{name}"' for name in names) or "nobody"


def has_the_line(trace: Trace, n: int) -> str:
    """Who has the line when event `n` happens; the hand-over itself still belongs to its source."""
    earlier = [event for event in handoffs(trace) if event.n < n]
    return earlier[-1].destination if earlier else trace.started.assistant


def assistant_at(evidence: Evidence, name: str, n: int) -> Assistant | None:
    """What the squad promises of the assistant called `name` when event `n` happens.

    A destination may lay overrides over the member it leads to, tools among them; they hold until the next hand-over to it.
    """
    into = [event for event in handoffs(evidence.trace) if event.n < n and event.destination == name]
    source = evidence.squad.assistant(into[-1].source) if into else None
    overridden = [
        destination.assistant
        for tool in (source.tools if source else ())
        for destination in tool.destinations
        if destination.assistant is not None and name in (destination.name, destination.assistant.name)
    ]
    return overridden[0] if overridden else evidence.squad.assistant(name)


def in_one_breath(trace: Trace) -> tuple[tuple[HandedOff, ...], ...]:
    """The hand-overs of the call, those together between which the caller said nothing."""
    breaths: list[list[HandedOff]] = [[]]
    for event in trace.events:
        if isinstance(event, CallerSpoke):
            breaths.append([])
        elif isinstance(event, HandedOff):
            breaths[-1].append(event)
    return tuple(tuple(breath) for breath in breaths if breath)
