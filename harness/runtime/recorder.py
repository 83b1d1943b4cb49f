"""Writes the trace: numbers events, and keeps two clocks apart - what the call has done, and until when its voice is busy."""

from typing import Any

from harness.runtime.clock import Pace, speech_ms
from harness.trace.events import AgentSpoke, CallerSpoke, Event, FillerKind, FillerSpoken

__all__ = ["Recorder"]


class Recorder:
    """The events so far, and virtual time in milliseconds since the start."""

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self.now = 0
        """What has been reached: a request can leave while the voice still speaks."""
        self.voice_free_at = 0
        """When the assistant's last speech ends."""
        self.events: list[Event] = []
        self._heard_from = 0

    def add(self, event: type[Any], /, *, at: int | None = None, **fields: Any) -> None:
        """Append one event at `at`, or now."""
        self.events.append(event(n=len(self.events) + 1, at=self.now if at is None else at, **fields))

    def caller(self, text: str) -> None:
        """The caller speaks after its pause; time moves to the end of it."""
        start = max(self.now, self.voice_free_at) + self.pace.caller_pause_ms
        self.now = start + speech_ms(text, self.pace)
        self.add(CallerSpoke, at=start, text=text, until=self.now)

    def agent(self, assistant: str, text: str, *, first: bool = False) -> int:
        """The assistant speaks as soon as its voice is free; returns when it began."""
        start = max(self.now, self.voice_free_at)
        self.voice_free_at = start + speech_ms(text, self.pace)
        self.add(AgentSpoke, at=start, assistant=assistant, text=text, until=self.voice_free_at, first=first)
        return start

    def filler(self, assistant: str, text: str, kind: FillerKind, call_id: str | None, *, at: int | None = None) -> int:
        """The platform speaks in the assistant's voice, at `at` or as soon as the voice is free; returns when it began."""
        start = max(self.now if at is None else at, self.voice_free_at)
        self.voice_free_at = start + speech_ms(text, self.pace)
        self.add(FillerSpoken, at=start, assistant=assistant, text=text, until=self.voice_free_at, kind=kind, call_id=call_id)
        return start

    def settle(self) -> None:
        """Let the voice finish."""
        self.now = max(self.now, self.voice_free_at)

    def newly_heard(self) -> tuple[str, ...]:
        """What was spoken to the caller since this was last asked."""
        fresh = self.events[self._heard_from :]
        self._heard_from = len(self.events)
        return tuple(
            e.text for e in fresh if (isinstance(e, AgentSpoke) and e.spoken and e.text) or (isinstance(e, FillerSpoken) and e.text)
        )
