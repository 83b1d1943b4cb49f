"""What was said and done so far, in the two shapes the platform keeps: for the model, and for its webhooks."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from harness.ports import AssistantMessage, ChatMessage, SystemMessage, ToolCall, ToolResultMessage, UserMessage

__all__ = ["History"]

_encode = msgspec.json.Encoder().encode


class History:
    """Grows with the call; the model's view and the artifact never disagree about order."""

    def __init__(self, started_at: datetime) -> None:
        self._started_at = started_at
        self._messages: list[ChatMessage] = []
        self._records: list[dict[str, Any]] = []
        self._openai: list[dict[str, Any]] = []
        self._unanswered: set[str] = set()
        self._after_results: list[ChatMessage] = []

    def for_model(self, prompt: str) -> tuple[ChatMessage, ...]:
        """The system prompt and everything since, as a chat-completions model gets it."""
        return (SystemMessage(content=prompt), *self._messages) if prompt else tuple(self._messages)

    def artifact(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        """`message.artifact` of a webhook. Arguments are JSON strings here, objects in `toolCallList`."""
        return {"messages": self._records, "messagesOpenAIFormatted": self._openai, "variableValues": dict(variables)}

    def transcript(self) -> str:
        """The spoken part as the platform prints it, "AI: …" and "User: …"."""
        label = {"bot": "AI", "user": "User"}
        spoken = (f"{label[r['role']]}: {r['message']}\n" for r in self._records if r["role"] in label)
        return "".join(spoken)

    def caller(self, text: str, at: int, until: int) -> None:
        """The caller said this."""
        self._messages.append(UserMessage(content=text))
        self._record("user", text, at, duration=until - at)
        self._openai.append({"role": "user", "content": text})

    def assistant(self, text: str, at: int, *, speaker: str) -> None:
        """The assistant, or the platform in its voice, said this.

        A chat-completions model wants the results right behind the calls, so what is spoken in between follows them there.
        """
        (self._after_results if self._unanswered else self._messages).append(AssistantMessage(content=text))
        self._record("bot", text, at, assistantName=speaker)
        self._openai.append({"role": "assistant", "content": text})

    def hint(self, text: str) -> None:
        """A system message the platform put in for the model."""
        (self._after_results if self._unanswered else self._messages).append(SystemMessage(content=text))

    def tool_calls(self, text: str, calls: Sequence[ToolCall], at: int) -> None:
        """The model called tools, with or without text."""
        self._messages.append(AssistantMessage(content=text, tool_calls=tuple(calls)))
        self._unanswered = {call.id for call in calls}
        wire = [
            {"id": c.id, "type": "function", "function": {"name": c.name, "arguments": _encode(c.arguments).decode()}}
            for c in calls
        ]
        self._record("tool_calls", text, at, toolCalls=wire)
        self._openai.append({"role": "assistant", "content": text, "tool_calls": wire})

    def tool_result(self, call_id: str, tool: str, text: str, at: int) -> None:
        """What one call came back with."""
        self._messages.append(ToolResultMessage(tool_call_id=call_id, content=text))
        self._unanswered.discard(call_id)
        if not self._unanswered:
            self._messages += self._after_results
            self._after_results = []
        self._records.append(
            {"role": "tool_call_result", "name": tool, "result": text, "toolCallId": call_id, **self._times(at)}
        )
        self._openai.append({"role": "tool", "tool_call_id": call_id, "content": text})

    def _record(self, role: str, text: str, at: int, **more: Any) -> None:
        self._records.append({"role": role, "message": text, **self._times(at), **more})

    def _times(self, at: int) -> dict[str, Any]:
        moment = self._started_at + timedelta(milliseconds=at)
        return {"time": round(moment.timestamp() * 1000), "secondsFromStart": at / 1000}
