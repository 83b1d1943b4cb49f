"""What was said and done so far, in the two shapes the platform keeps: for the model, and for its webhooks."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Raw

from harness.ports import AssistantMessage, ChatMessage, SystemMessage, ToolCall, ToolResultMessage, UserMessage
from harness.trace.events import AgentSpoke, CallerSpoke, FillerSpoken

__all__ = ["History"]

_encode = msgspec.json.Encoder().encode
_decode: Callable[[Raw], dict[str, Any]] = msgspec.json.Decoder(dict[str, Any]).decode


class History:
    """Grows with the call; the model's view and the artifact never disagree about order."""

    def __init__(self, started_at: datetime) -> None:
        self._started_ms = round(started_at.timestamp() * 1000)
        self._messages: list[ChatMessage] = []
        # Written once as JSON: every webhook carries all of them.
        self._records: list[Raw] = []
        self._openai: list[Raw] = []
        self._lines: list[str] = []
        self._activations: list[dict[str, Any]] = []
        self._unanswered: set[str] = set()
        self._after_results: list[ChatMessage] = []

    def for_model(self, prompt: str) -> tuple[ChatMessage, ...]:
        """The system prompt and everything since, as a chat-completions model gets it."""
        return (SystemMessage(content=prompt), *self._messages) if prompt else tuple(self._messages)

    def artifact(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        """`message.artifact` of a webhook. Arguments are JSON strings here, objects in `toolCallList`."""
        return {
            "messages": self._records,
            "messagesOpenAIFormatted": self._openai,
            "variableValues": variables,
            "assistantActivations": self._activations,
        }

    def openai_messages(self) -> list[dict[str, Any]]:
        """Messages in the chat-completions shape, oldest first, without the prompt."""
        return [_decode(message) for message in self._openai]

    def transcript(self) -> str:
        """The spoken part as the platform prints it, "AI: …" and "User: …"."""
        return "".join(self._lines)

    def activation(self, name: str, assistant_id: str | None) -> None:
        """This assistant is on the line from now on."""
        self._activations.append({"assistantName": name, "assistantId": assistant_id})

    def caller(self, speech: CallerSpoke) -> None:
        """The caller said this."""
        self._messages.append(UserMessage(content=speech.text))
        self._lines.append(f"User: {speech.text}\n")
        self._record("user", speech.text, speech.at, endTime=self._started_ms + speech.until, duration=speech.until - speech.at)
        self._openai.append(Raw(_encode({"role": "user", "content": speech.text})))

    def assistant(self, speech: AgentSpoke | FillerSpoken) -> None:
        """The assistant, or the platform in its voice, said this.

        A chat-completions model wants the results right behind the calls, so what is spoken in between follows them there.
        """
        self._add(AssistantMessage(content=speech.text))
        self._record_bot(speech)
        self._openai.append(Raw(_encode({"role": "assistant", "content": speech.text})))

    def hint(self, text: str, at: int) -> None:
        """A system message the platform put in for the model."""
        self._add(SystemMessage(content=text))
        self._record("system", text, at)
        self._openai.append(Raw(_encode({"role": "system", "content": text})))

    def tool_calls(self, speech: AgentSpoke | None, calls: Sequence[ToolCall], at: int) -> None:
        """The model called tools; `speech` is the text that came with them, spoken or not."""
        text = speech.text if speech else ""
        self._messages.append(AssistantMessage(content=text, tool_calls=tuple(calls)))
        self._unanswered = {call.id for call in calls}
        if speech is not None:
            self._record_bot(speech)
        wire = [
            {"id": one.id, "type": "function", "function": {"name": one.name, "arguments": _arguments_text(one)}} for one in calls
        ]
        self._record("tool_calls", "", at, toolCalls=wire)
        self._openai.append(Raw(_encode({"role": "assistant", "content": text, "tool_calls": wire})))

    def tool_result(self, call_id: str, tool: str, text: str, at: int) -> None:
        """What one call came back with."""
        self._messages.append(ToolResultMessage(tool_call_id=call_id, content=text))
        self._unanswered.discard(call_id)
        if not self._unanswered:
            self._messages += self._after_results
            self._after_results = []
        record = {"role": "tool_call_result", "name": tool, "result": text, "toolCallId": call_id}
        self._records.append(Raw(_encode({**record, **self._times(at)})))
        self._openai.append(Raw(_encode({"role": "tool", "tool_call_id": call_id, "content": text})))

    def _add(self, message: ChatMessage) -> None:
        (self._after_results if self._unanswered else self._messages).append(message)

    def _record_bot(self, speech: AgentSpoke | FillerSpoken) -> None:
        self._lines.append(f"AI: {speech.text}\n")
        active = self._activations[-1] if self._activations else {"assistantName": speech.assistant}
        self._record("bot", speech.text, speech.at, endTime=self._started_ms + speech.until, source="", **active)

    def _record(self, role: str, text: str, at: int, **more: Any) -> None:
        self._records.append(Raw(_encode({"role": role, "message": text, **self._times(at), **more})))

    def _times(self, at: int) -> dict[str, Any]:
        return {"time": self._started_ms + at, "secondsFromStart": at / 1000}


def _arguments_text(call: ToolCall) -> str:
    return _encode(call.arguments).decode() if call.malformed is None else call.malformed
