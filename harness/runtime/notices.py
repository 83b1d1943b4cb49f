"""Webhooks nobody waits for: the server is told what happened, and its reply is ignored."""

from collections.abc import Generator

from harness.contract.model import Assistant
from harness.runtime.state import CallState
from harness.runtime.step import Answer, Notify, Step, ToolCallsAnswered
from harness.trace.events import RowsChanged

__all__ = ["Notices"]

_NOT_BY_DEFAULT = frozenset({"transfer-update"})
"""Sent only when `serverMessages` name it (https://docs.vapi.ai/server-url/events)."""


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

    def started(self) -> Generator[Step, Answer, None]:
        """An `assistant.started` for whoever is on the line now."""
        state = self._state
        if self._is_wanted("assistant.started"):
            artifact = state.history.artifact.content(state.variables)
            yield from self._send(state.webhooks.assistant_started(state.recorder.now, state.assistant, artifact))

    def transferred(self, source: Assistant) -> Generator[Step, Answer, None]:
        """A `transfer-update` from `source` to whoever is on the line now."""
        state = self._state
        if self._is_wanted("transfer-update"):
            artifact = state.history.artifact.content(state.variables)
            yield from self._send(state.webhooks.transfer_update(state.recorder.now, source, state.assistant, artifact))

    def _is_wanted(self, kind: str) -> bool:
        assistant = self._state.assistant
        listed = assistant.server_messages
        asked_for = kind not in _NOT_BY_DEFAULT if listed is None else kind in listed
        return asked_for and self._state.server is not None and kind in self._state.settings.server_events

    def _send(self, body: bytes) -> Generator[Step, Answer, None]:
        server = self._state.server
        if server is None:
            return
        request = self._state.request(server, self._state.render(server.url), body)
        reached = yield Notify(request=request)
        if not isinstance(reached, ToolCallsAnswered):
            raise TypeError(f"a webhook wants ToolCallsAnswered, got {type(reached).__name__}")
        if reached.changes:
            self._state.recorder.add(RowsChanged, call_id=None, changes=reached.changes)
