"""The assistant's voice: what it says, and what the platform says with it, is recorded and remembered in one go."""

from harness.contract.model import ToolMessage
from harness.runtime.state import CallState
from harness.trace.events import FillerKind

__all__ = ["Voice"]


class Voice:
    """Speaks for a call's state."""

    def __init__(self, state: CallState) -> None:
        self._state = state

    def say(self, text: str, *, first: bool = False) -> None:
        """The assistant says this as soon as it has finished what it was saying. An empty text is recorded: it is dead air."""
        state = self._state
        speech = state.recorder.agent(state.assistant.name, text, first=first)
        if speech is not None and text:
            state.history.assistant(speech)

    def announce(self, text: str, kind: FillerKind, call_id: str | None = None, *, at: int | None = None) -> None:
        """The platform says this in the assistant's voice; an empty text is silence and leaves no trace."""
        state = self._state
        if text and (speech := state.recorder.filler(state.assistant.name, text, kind, call_id, at=at)) is not None:
            state.history.assistant(speech)

    def wording(self, message: ToolMessage) -> str:
        """A configured message in the active language, variables not yet filled in; `contents` overrides `content`."""
        return message.contents.get(self._state.assistant.language, message.content)
