"""Writes the trace: numbers events, and keeps two clocks apart - what the call has done, and until when its voice is busy."""

from collections.abc import Callable
from typing import Any, TypeVar

from harness.runtime.clock import Pace, speech_ms
from harness.trace.events import AgentSpoke, CallerSpoke, Event, FillerKind, FillerSpoken

__all__ = ["Recorder"]

_Recorded = TypeVar("_Recorded", bound=Event)


class Recorder:
    """The events so far, and virtual time in milliseconds since the start.

    Nothing is recorded later than the longest the call may last: speech is cut off there, and what would begin after it is not
    heard.
    """

    def __init__(self, pace: Pace, limit_ms: int) -> None:
        self.pace = pace
        self.now = 0
        """What has been reached: a request can leave while the voice still speaks."""
        self.voice_free_at = 0
        """When the assistant's last speech ends."""
        self.talked_until = 0
        """When the last speech ended that was part of the conversation; an idle message is not."""
        self.events: list[Event] = []
        self._limit_ms = limit_ms
        self._deadline: int | None = None
        self._heard_from = 0

    @property
    def deadline(self) -> int:
        """When the line is dropped: the limit counts from the first audio, so it moves on until somebody has spoken."""
        return self.now + self._limit_ms if self._deadline is None else self._deadline

    @property
    def is_over(self) -> bool:
        """The longest the call may last has been reached, or will be before the voice is free."""
        return self._deadline is not None and max(self.now, self.voice_free_at) >= self._deadline

    def add(self, event: Callable[..., _Recorded], /, *, at: int | None = None, **fields: Any) -> _Recorded:
        """Append one event at `at`, or now."""
        moment = self.now if at is None else at
        if self._deadline is not None and moment > self._deadline:
            moment = self._deadline
        recorded = event(n=len(self.events) + 1, at=moment, **fields)
        self.events.append(recorded)
        return recorded

    def caller(self, text: str) -> CallerSpoke | None:
        """The caller speaks after its pause; time moves to the end of it. None when the line is dead by then."""
        start = max(self.now, self.voice_free_at) + self.pace.caller_pause_ms
        end = self._cut(start, text)
        self.now = start if end is None else end
        if end is None:
            return None
        self.talked_until = end
        return self.add(CallerSpoke, at=start, text=text, until=end)

    def agent(self, assistant: str, text: str, *, first: bool = False) -> AgentSpoke | None:
        """The assistant speaks as soon as its voice is free. None when the line is dead by then."""
        start = max(self.now, self.voice_free_at)
        end = self._cut(start, text)
        if end is None:
            return None
        self.voice_free_at = end
        if text:
            self.talked_until = end
        return self.add(AgentSpoke, at=start, assistant=assistant, text=text, until=end, first=first)

    def unspoken(self, assistant: str, text: str) -> None:
        """The model wrote this, and nobody hears it."""
        self.add(AgentSpoke, assistant=assistant, text=text, until=self.now, spoken=False)

    def filler(
        self, assistant: str, text: str, kind: FillerKind, call_id: str | None = None, *, at: int | None = None
    ) -> FillerSpoken | None:
        """The platform speaks in the assistant's voice, at `at` or as soon as it is free. None when the line is dead by then."""
        start = max(self.now if at is None else at, self.voice_free_at)
        end = self._cut(start, text)
        if end is None:
            return None
        self.voice_free_at = end
        if kind != "idle":
            self.talked_until = end
        return self.add(FillerSpoken, at=start, assistant=assistant, text=text, until=end, kind=kind, call_id=call_id)

    def settle(self) -> None:
        """Let the voice finish."""
        self.now = max(self.now, self.voice_free_at)

    def drop(self) -> None:
        """The longest the call may last is over, here and now."""
        self.now = self.voice_free_at = self.deadline

    def newly_heard(self) -> tuple[str, ...]:
        """What was spoken to the caller since this was last asked."""
        fresh = self.events[self._heard_from :]
        self._heard_from = len(self.events)
        return tuple(
            event.text
            for event in fresh
            if isinstance(event, FillerSpoken) or (isinstance(event, AgentSpoke) and event.spoken and event.text)
        )

    def _cut(self, start: int, text: str) -> int | None:
        """When speech that starts then ends; None when it never begins."""
        if self._deadline is None:
            if text:
                self._deadline = start + self._limit_ms
            return min(start + speech_ms(text, self.pace), self.deadline)
        return None if start >= self._deadline else min(start + speech_ms(text, self.pace), self._deadline)
