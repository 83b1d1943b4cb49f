"""Webhooks nobody waits for: the server is told what happened, and its reply is ignored."""

from collections.abc import Generator

from harness.runtime.state import CallState
from harness.runtime.step import Answer, Notify, Step, ToolCallsAnswered
from harness.trace.events import RowsChanged

__all__ = ["Notices"]


class Notices:
    """Tells the active assistant's server, when it has one and its `serverMessages` ask for it."""

    def __init__(self, state: CallState) -> None:
        self._state = state

    def status(self, status: str, reason: str | None = None) -> Generator[Step, Answer, None]:
        """A `status-update`; `reason` goes with the status "ended"."""
        state = self._state
        if self._is_wanted("status-update"):
            artifact = state.history.artifact.content(state.variables)
            body = state.webhooks.status_update(state.recorder.now, state.assistant, status, reason, artifact)
            yield from self._send(body)

    def report(self, reason: str) -> Generator[Step, Answer, None]:
        """The `end-of-call-report`."""
        state = self._state
        if self._is_wanted("end-of-call-report"):
            history = state.history.artifact
            artifact = {**history.content(state.variables), "transcript": history.transcript()}
            body = state.webhooks.end_of_call_report(state.recorder.now, state.assistant, reason, artifact)
            yield from self._send(body)

    def _is_wanted(self, kind: str) -> bool:
        assistant = self._state.assistant
        asked_for = assistant.server_messages is None or kind in assistant.server_messages
        return asked_for and assistant.server is not None and kind in self._state.settings.server_events

    def _send(self, body: bytes) -> Generator[Step, Answer, None]:
        server = self._state.assistant.server
        if server is None:
            return
        request = self._state.request(server, self._state.render(server.url), body)
        reached = yield Notify(request=request)
        if not isinstance(reached, ToolCallsAnswered):
            raise TypeError(f"a webhook wants ToolCallsAnswered, got {type(reached).__name__}")
        if reached.changes:
            self._state.recorder.add(RowsChanged, call_id=None, changes=reached.changes)
