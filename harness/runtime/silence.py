"""The caller says nothing: idle messages are spoken, and at the silence limit the line is dropped."""

from harness.runtime.state import CallState
from harness.runtime.voice import Voice

__all__ = ["Silence"]

_SHORTEST_WAIT = 0.1
_SHORTEST_IDLE = 1.0


class Silence:
    """Counts from the last word of the conversation, over as many silent moves of the caller as it takes.

    Nobody is idle while a tool works or a model thinks: only the caller's own silence counts. Idle messages are counted over
    the whole call (https://docs.vapi.ai/assistants/idle-messages, `idleMessageResetCountOnUserSpeechEnabled` is off by default).
    """

    def __init__(self, state: CallState, voice: Voice) -> None:
        self._state = state
        self._voice = voice
        self._spoken = 0

    def wait(self, seconds: float) -> str | None:
        """Let this much time pass, a tenth of a second at least; the endedReason when the line is dropped meanwhile."""
        recorder = self._state.recorder
        recorder.settle()
        since, limit = recorder.talked_until, self._limit_at()
        patience = max(_SHORTEST_WAIT, min(seconds, limit / 1000))
        end = min(recorder.now + round(patience * 1000), limit, recorder.deadline)
        self._speak_idle(since, end)
        recorder.now = max(recorder.now, end)
        return "silence-timed-out" if end == limit and end < recorder.deadline else None

    def _limit_at(self) -> int:
        shortest = float(self._state.settings.switches.silence_min)
        seconds = max(self._state.assistant.silence_timeout_seconds, shortest)
        return self._state.recorder.talked_until + round(seconds * 1000)

    def _speak_idle(self, since: int, end: int) -> None:
        assistant, recorder = self._state.assistant, self._state.recorder
        interval = round(max(assistant.idle_timeout_seconds, _SHORTEST_IDLE) * 1000)
        moment = since + ((recorder.now - since) // interval + 1) * interval
        while assistant.idle_messages and moment < end and self._spoken < assistant.idle_max_count:
            text = assistant.idle_messages[self._spoken % len(assistant.idle_messages)]
            self._voice.announce(self._state.render(text), "idle", at=moment)
            self._spoken += 1
            moment += interval
