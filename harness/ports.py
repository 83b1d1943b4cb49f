"""The seams of a call: who speaks, who answers, and where effects are seen. Each has a real and a scripted side.

    Caller  ⇄  (call)  ⇄  Agent           one utterance, one reply at a time
                 ⇅
            ToolBackend → Ledger          the bytes Vapi would POST, and the rows they changed

An implementation keeps no clock and no random source of its own: both are handed to it where it is made.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from msgspec import Struct, field

from harness.trace.events import RowChange

__all__ = [
    "Agent",
    "AssistantMessage",
    "Caller",
    "CallerMove",
    "CannotGoOn",
    "ChatMessage",
    "HangsUp",
    "HttpAnswer",
    "HttpFailure",
    "HttpReply",
    "HttpRequest",
    "KeepsSilent",
    "Ledger",
    "Reply",
    "Says",
    "SystemMessage",
    "ToolBackend",
    "ToolCall",
    "ToolResultMessage",
    "ToolSpec",
    "UserMessage",
]

# --- what an agent sees and says: the values of a chat-completions exchange ---------------------------------------------


class ToolCall(Struct, frozen=True, kw_only=True):
    """One call the model wants made."""

    name: str
    arguments: Mapping[str, Any]
    id: str = ""
    """The model's own id; the call makes one up when it is empty."""
    malformed: str | None = None
    """The raw text when the arguments were not a JSON object; `arguments` is empty then."""


class SystemMessage(Struct, frozen=True, kw_only=True, tag="system", tag_field="role"):
    """Instructions, Liquid already rendered."""

    content: str


class UserMessage(Struct, frozen=True, kw_only=True, tag="user", tag_field="role"):
    """What the caller said."""

    content: str


class AssistantMessage(Struct, frozen=True, kw_only=True, tag="assistant", tag_field="role"):
    """What the assistant said, and the tools it called."""

    content: str = ""
    tool_calls: tuple[ToolCall, ...] = ()


class ToolResultMessage(Struct, frozen=True, kw_only=True, tag="tool", tag_field="role"):
    """What a tool call came back with, verbatim."""

    tool_call_id: str
    content: str


ChatMessage = SystemMessage | UserMessage | AssistantMessage | ToolResultMessage


class ToolSpec(Struct, frozen=True, kw_only=True):
    """A tool as the model sees it: no URL, no messages, no static parameters."""

    name: str
    description: str
    parameters: Mapping[str, Any]


class Reply(Struct, frozen=True, kw_only=True):
    """One answer of the model: words, tool calls, or both."""

    text: str = ""
    tool_calls: tuple[ToolCall, ...] = ()
    latency_ms: int | None = None
    """How long it took; None leaves it to the call's own virtual thinking time."""


class Agent(Protocol):
    """Answers as a chat-completions model does. Same messages and tools in, same reply out, unless it says otherwise."""

    def reply(self, messages: Sequence[ChatMessage], tools: Sequence[ToolSpec]) -> Reply:
        """The next assistant message."""
        ...


# --- what a caller hears and does ----------------------------------------------------------------------------------------


class Says(Struct, frozen=True, kw_only=True, tag=True):
    """The caller speaks."""

    text: str
    then_hangs_up: bool = False


class HangsUp(Struct, frozen=True, kw_only=True, tag=True):
    """The caller puts the phone down without another word."""


class KeepsSilent(Struct, frozen=True, kw_only=True, tag=True):
    """The caller says nothing for a while; the platform may then speak, or end the call."""

    seconds: float


class CannotGoOn(Struct, frozen=True, kw_only=True, tag=True):
    """The caller has no answer: its script is over, or it was asked for something it was never told."""

    reason: str


CallerMove = Says | HangsUp | KeepsSilent | CannotGoOn


class Caller(Protocol):
    """The person on the line. It hears spoken text only, never tools, prompts or rows."""

    def answer(self, heard: Sequence[str]) -> CallerMove:
        """What the caller does now; `heard` is what was spoken since its last move, in order, and may be empty."""
        ...


# --- the wire ------------------------------------------------------------------------------------------------------------


class HttpRequest(Struct, frozen=True, kw_only=True):
    """The bytes the platform POSTs."""

    url: str
    headers: Mapping[str, str]
    body: bytes
    timeout_seconds: float = 20.0
    method: str = "POST"


class HttpReply(Struct, frozen=True, kw_only=True, tag=True):
    """What a server answered."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    latency_ms: int = 0
    """Measured for a URL, nominal for a backend in process, so that calls repeat exactly."""
    fault: str | None = None
    """Set when the scenario, not the server, made it so."""


class HttpFailure(Struct, frozen=True, kw_only=True, tag=True):
    """No answer came."""

    reason: str
    """As axios would word it for Vapi's call log: "timeout of 20000ms exceeded", "connect ECONNREFUSED 127.0.0.1:3001"."""
    latency_ms: int = 0
    fault: str | None = None


HttpAnswer = HttpReply | HttpFailure


class ToolBackend(Protocol):
    """Where tool calls go."""

    def send(self, request: HttpRequest) -> HttpAnswer:
        """The server's answer, or why there was none. Never raises for what a server or a network did."""
        ...


class Ledger(Protocol):
    """Sees what changed in the backend's database."""

    def changes(self) -> tuple[RowChange, ...]:
        """Rows that differ since the last time it was asked, each once, oldest change first."""
        ...
