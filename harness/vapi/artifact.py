"""`message.artifact`: the conversation in the two shapes every webhook carries, Vapi's own and that of chat completions.

Each message is written as JSON once, when it happens, because every later webhook holds it again. Arguments are JSON text here,
other than in `toolCallList`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec
from msgspec import Raw, Struct

from harness.contract.model import ContextPlan
from harness.ports import ToolCall

__all__ = ["Artifact"]

_encode = msgspec.json.Encoder().encode
_decode: Callable[[Raw], dict[str, Any]] = msgspec.json.Decoder(dict[str, Any]).decode


class _Bot(Struct, frozen=True, rename="camel", tag_field="role", tag="bot"):
    message: str
    time: int
    end_time: int
    seconds_from_start: float
    assistant_name: str
    assistant_id: str | None
    source: str = ""


class _User(Struct, frozen=True, rename="camel", tag_field="role", tag="user"):
    message: str
    time: int
    end_time: int
    seconds_from_start: float
    duration: int


class _System(Struct, frozen=True, rename="camel", tag_field="role", tag="system"):
    message: str
    time: int
    seconds_from_start: float


class _Function(Struct, frozen=True):
    name: str
    arguments: str


class _Call(Struct, frozen=True):
    id: str
    function: _Function
    type: Literal["function"] = "function"


class _ToolCalls(Struct, frozen=True, rename="camel", tag_field="role", tag="tool_calls"):
    tool_calls: tuple[_Call, ...]
    time: int
    seconds_from_start: float
    message: str = ""


class _Result(Struct, frozen=True, rename="camel", tag_field="role", tag="tool_call_result"):
    name: str
    result: str
    tool_call_id: str
    time: int
    seconds_from_start: float


class Artifact:
    """Grows with the call; `at` and `until` are milliseconds since it started."""

    def __init__(self, started_at: datetime) -> None:
        self._started_ms = round(started_at.timestamp() * 1000)
        self._messages: list[Raw] = []
        self._openai: list[Raw] = []
        self._entered_at = (0, 0)
        """How many of each there were when the present assistant came on the line."""
        self._lines: list[str] = []
        self._activations: list[dict[str, Any]] = []
        self._active: tuple[str, str | None] = ("", None)

    def content(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        """The artifact as it is now, with the call's variables."""
        return {
            "messages": self._messages,
            "messagesOpenAIFormatted": self._openai,
            "variableValues": variables,
            "assistantActivations": self._activations,
        }

    def transcript(self) -> str:
        """The spoken part as the platform prints it, "AI: …" and "User: …"."""
        return "".join(self._lines)

    def openai_messages(self) -> list[dict[str, Any]]:
        """Messages in the shape of chat completions, oldest first, without the prompt."""
        return [_decode(message) for message in self._openai]

    def activation(self, name: str, assistant_id: str | None) -> None:
        """This assistant is on the line from now on."""
        self._active = (name, assistant_id)
        self._entered_at = (len(self._messages), len(self._openai))
        self._activations.append({"assistantName": name, "assistantId": assistant_id})

    def hand_over(self, plan: ContextPlan, call_id: str) -> None:
        """Forget what the next assistant does not see: the artifact is its context, unless fullMessageHistoryEnabled is set.

        `call_id` is that of the tool call that handed over.
        """
        if plan.hides_handoff:
            self._messages = _without_call(self._messages, call_id, "toolCalls", "toolCallId")
            self._openai = _without_call(self._openai, call_id, "tool_calls", "tool_call_id")
        self._messages = _kept(self._messages, plan, self._entered_at[0], _spoken)
        self._openai = _kept(self._openai, plan, self._entered_at[1], _said)

    def user(self, text: str, at: int, until: int) -> None:
        """The caller said this."""
        start = self._started_ms
        self._lines.append(f"User: {text}\n")
        self._messages.append(Raw(_encode(_User(text, start + at, start + until, at / 1000, until - at))))
        self._openai.append(Raw(_encode({"role": "user", "content": text})))

    def bot(self, text: str, at: int, until: int) -> None:
        """The assistant, or the platform in its voice, said this."""
        self._record_bot(text, at, until)
        self._openai.append(Raw(_encode({"role": "assistant", "content": text})))

    def system(self, text: str, at: int) -> None:
        """The platform told the model this."""
        self._messages.append(Raw(_encode(_System(text, self._started_ms + at, at / 1000))))
        self._openai.append(Raw(_encode({"role": "system", "content": text})))

    def tool_calls(self, text: str, calls: Sequence[ToolCall], at: int) -> None:
        """The model called tools; `text` came with them, and is a message of its own in Vapi's shape."""
        if text:
            self._record_bot(text, at, at)
        wire = tuple(_Call(call.id, _Function(call.name, _arguments_text(call))) for call in calls)
        self._messages.append(Raw(_encode(_ToolCalls(wire, self._started_ms + at, at / 1000))))
        self._openai.append(Raw(_encode({"role": "assistant", "content": text, "tool_calls": wire})))

    def tool_result(self, call_id: str, tool: str, text: str, at: int) -> None:
        """What one call came back with."""
        self._messages.append(Raw(_encode(_Result(tool, text, call_id, self._started_ms + at, at / 1000))))
        self._openai.append(Raw(_encode({"role": "tool", "tool_call_id": call_id, "content": text})))

    def _record_bot(self, text: str, at: int, until: int) -> None:
        start = self._started_ms
        self._lines.append(f"AI: {text}\n")
        self._messages.append(Raw(_encode(_Bot(text, start + at, start + until, at / 1000, *self._active))))


def _kept(
    messages: list[Raw], plan: ContextPlan, entered_at: int, spoken: Callable[[dict[str, Any]], dict[str, Any] | None]
) -> list[Raw]:
    match plan.kind:
        case "all":
            return messages
        case "none":
            return []
        case "lastNMessages":
            last = messages[-plan.max_messages :] if plan.max_messages > 0 else []
            while last and _decode(last[0])["role"] in ("tool", "tool_call_result"):
                del last[0]  # its call was cut off, and a model would refuse it
            return last
        case "userAndAssistantMessages":
            return [_again(message, kept) for message in messages if (kept := spoken(_decode(message))) is not None]
        case "previousAssistantMessages":
            return messages[:entered_at]


def _without_call(messages: list[Raw], call_id: str, calls: str, answered: str) -> list[Raw]:
    """Without one call and its result; `calls` and `answered` are the keys under which this shape holds them."""
    kept = []
    for message in messages:
        record = _decode(message)
        if record.get(answered) == call_id:
            continue
        others = [call for call in record.get(calls, ()) if call["id"] != call_id]
        if len(others) < len(record.get(calls, ())):
            record = {**record, calls: others} if others else {k: v for k, v in record.items() if k != calls}
            if not others and not record.get("content"):
                continue
            message = Raw(_encode(record))
        kept.append(message)
    return kept


def _spoken(message: dict[str, Any]) -> dict[str, Any] | None:
    return message if message["role"] in ("user", "bot") else None


def _said(message: dict[str, Any]) -> dict[str, Any] | None:
    if message["role"] not in ("user", "assistant") or not message["content"]:
        return None
    return {key: value for key, value in message.items() if key != "tool_calls"} if "tool_calls" in message else message


def _again(written: Raw, message: dict[str, Any]) -> Raw:
    """The message as it was written, unless it is another one now."""
    return written if message == _decode(written) else Raw(_encode(message))


def _arguments_text(call: ToolCall) -> str:
    return _encode(call.arguments).decode() if call.malformed is None else call.malformed
