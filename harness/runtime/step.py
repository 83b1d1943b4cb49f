"""What a call asks the outside world to do next, and what it wants back."""

from collections.abc import Sequence

from msgspec import Struct

from harness.ports import CallerMove, ChatMessage, HttpAnswer, HttpRequest, Reply, ToolSpec
from harness.trace.events import RowChange
from harness.trace.trace import Trace

__all__ = ["Answer", "AskAgent", "AskCaller", "Done", "Notify", "SendToolCalls", "Step", "ToolCallsAnswered"]


class AskCaller(Struct, frozen=True, kw_only=True, tag=True):
    """Tell the caller what was spoken; wants a `CallerMove`."""

    heard: tuple[str, ...]


class AskAgent(Struct, frozen=True, kw_only=True, tag=True):
    """Ask the model for its next message; wants a `Reply`."""

    messages: Sequence[ChatMessage]
    tools: Sequence[ToolSpec]


class SendToolCalls(Struct, frozen=True, kw_only=True, tag=True):
    """POST these bytes; wants `ToolCallsAnswered`."""

    request: HttpRequest


class ToolCallsAnswered(Struct, frozen=True, kw_only=True, tag=True):
    """What came back, and what it did to the database."""

    answer: HttpAnswer
    changes: tuple[RowChange, ...] = ()


class Notify(Struct, frozen=True, kw_only=True, tag=True):
    """POST these bytes; the reply is ignored, rows may change all the same. Wants `ToolCallsAnswered` too."""

    request: HttpRequest


class Done(Struct, frozen=True, kw_only=True, tag=True):
    """The call is over."""

    trace: Trace


Step = AskCaller | AskAgent | SendToolCalls | Notify | Done
Answer = CallerMove | Reply | ToolCallsAnswered
