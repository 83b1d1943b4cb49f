"""What was said and done so far: for the model as messages, for webhooks as an artifact."""

from collections.abc import Sequence

from harness.contract.model import ContextPlan
from harness.ports import AssistantMessage, ChatMessage, SystemMessage, ToolCall, ToolResultMessage, UserMessage
from harness.runtime.context import carried
from harness.trace.events import AgentSpoke, CallerSpoke, FillerSpoken
from harness.vapi import Artifact

__all__ = ["History"]


class History:
    """Grows with the call; the model's view and the artifact never disagree about what happened.

    About the order they may: a chat-completions model wants results right behind the calls, so what is spoken in between follows
    them there. In the artifact it stands where it was said.
    """

    def __init__(self, artifact: Artifact) -> None:
        self.artifact = artifact
        self._messages: list[ChatMessage] = []
        self._unanswered: set[str] = set()
        self._after_results: list[ChatMessage] = []
        self._on_entry = 0

    def for_model(self, prompt: str) -> tuple[ChatMessage, ...]:
        """The system prompt and everything since, as a chat-completions model gets it."""
        return (SystemMessage(content=prompt), *self._messages) if prompt else tuple(self._messages)

    def caller(self, speech: CallerSpoke) -> None:
        """The caller said this."""
        self._messages.append(UserMessage(content=speech.text))
        self.artifact.user(speech.text, speech.at, speech.until)

    def assistant(self, speech: AgentSpoke | FillerSpoken) -> None:
        """The assistant, or the platform in its voice, said this."""
        self._add(AssistantMessage(content=speech.text))
        self.artifact.bot(speech.text, speech.at, speech.until)

    def hint(self, text: str, at: int) -> None:
        """A system message the platform put in for the model."""
        self._add(SystemMessage(content=text))
        self.artifact.system(text, at)

    def tool_calls(self, text: str, calls: Sequence[ToolCall], at: int) -> None:
        """The model called tools, with or without text."""
        self._messages.append(AssistantMessage(content=text, tool_calls=tuple(calls)))
        self._unanswered = {call.id for call in calls}
        self.artifact.tool_calls(text, calls, at)

    def tool_result(self, call_id: str, tool: str, text: str, at: int) -> None:
        """What one call came back with."""
        self._messages.append(ToolResultMessage(tool_call_id=call_id, content=text))
        self._unanswered.discard(call_id)
        if not self._unanswered:
            self._messages += self._after_results
            self._after_results = []
        self.artifact.tool_result(call_id, tool, text, at)

    def hand_over(self, plan: ContextPlan, call_id: str, *, prompt: str, keeps_full_artifact: bool) -> int:
        """Keep what the next assistant sees; how many messages that is. Call it before the next one is activated.

        `prompt` is that of the assistant that hands over.
        """
        self._messages = carried(self._messages, plan, on_entry=self._on_entry, handoff=call_id)
        if plan.keeps_prompt and prompt:
            self._messages.insert(0, SystemMessage(content=prompt))
        if not keeps_full_artifact:
            self.artifact.hand_over(plan, call_id)
        return len(self._messages)

    def activated(self) -> None:
        """Another assistant is on the line from here on."""
        self._on_entry = len(self._messages)

    def announced_by_source(self, speech: FillerSpoken) -> None:
        """What was said while handing over: in the transcript, and never among the next assistant's own messages."""
        self.artifact.bot(speech.text, speech.at, speech.until)

    @property
    def messages(self) -> Sequence[ChatMessage]:
        """The conversation so far, without any prompt."""
        return self._messages

    def _add(self, message: ChatMessage) -> None:
        (self._after_results if self._unanswered else self._messages).append(message)
