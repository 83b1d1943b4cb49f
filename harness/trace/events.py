"""What happened in a call: a flat list of numbered, timed values that only grows.

Rule 1: a later fact is a later event, never an edit of an earlier one.
Rule 2: nothing here knows the squad's contract, so a recorded call stays readable after the squad has changed.
Rule 3: `at` is virtual milliseconds since the call started; `n` counts from 1.
"""

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct, field

__all__ = [
    "AgentSpoke",
    "CallEnded",
    "CallStarted",
    "CallerGaveUp",
    "CallerSpoke",
    "Event",
    "FaultInjected",
    "FillerKind",
    "FillerSpoken",
    "HandedOff",
    "HarnessWarned",
    "RowChange",
    "RowsChanged",
    "ToolReplied",
    "ToolRequested",
]

FillerKind = Literal[
    "request-start", "request-response-delayed", "request-complete", "request-failed", "idle", "end-call", "transfer"
]


class _Event(Struct, frozen=True, kw_only=True, tag_field="event"):
    n: int
    """Position in the trace, from 1."""
    at: int
    """Virtual milliseconds since the call started."""


class CallStarted(_Event, frozen=True, kw_only=True, tag="call_started"):
    """The phone was picked up."""

    call_id: str
    squad: str
    assistant: str
    """Who answered."""
    started_at: str
    """Local date and time of the call, ISO 8601 with offset; "tomorrow" is relative to it."""
    customer_number: str | None = None
    language: str = "en"
    seed: int = 0
    agent: str = "literal"
    """Which rung played the assistant."""


class CallerSpoke(_Event, frozen=True, kw_only=True, tag="caller_spoke"):
    """The caller said something."""

    text: str
    until: int
    """When the speech ended."""


class AgentSpoke(_Event, frozen=True, kw_only=True, tag="agent_spoke"):
    """The assistant said something, or wrote something that was never spoken."""

    assistant: str
    text: str
    until: int
    spoken: bool = True
    """False for text a model sent together with tool calls: in the history, not in the caller's ear."""
    first: bool = False
    """True for the assistant's first message."""


class FillerSpoken(_Event, frozen=True, kw_only=True, tag="filler_spoken"):
    """The platform spoke a configured text in the assistant's voice; no model was asked."""

    assistant: str
    text: str
    until: int
    kind: FillerKind
    call_id: str | None = None
    """The tool call it belongs to."""


class ToolRequested(_Event, frozen=True, kw_only=True, tag="tool_requested"):
    """The model called a tool."""

    assistant: str
    tool: str
    call_id: str
    arguments: Mapping[str, Any]
    """As the model wrote them; static parameters are not among them."""
    url: str | None = None
    """Where the request went; None when nothing was sent (endCall, an unknown tool, no server at all)."""


class ToolReplied(_Event, frozen=True, kw_only=True, tag="tool_replied"):
    """What came back for one tool call."""

    tool: str
    call_id: str
    outcome: Literal["result", "error", "no-result"]
    """`no-result` is Vapi's answer to anything wrong with the reply: the model hears "No result returned."."""
    text: str
    """What the model was told, verbatim."""
    status: int | None = None
    """HTTP status; None when there was no HTTP answer."""
    problem: str | None = None
    """Why there was no result, as Vapi's call log would say it; None when there was one."""
    body: str | None = None
    """The server's answer as it came, when there was one."""
    latency_ms: int = 0


class RowChange(Struct, frozen=True, kw_only=True):
    """One row of one table, before and after."""

    table: str
    before: Mapping[str, Any] | None = None
    """None: the row was added."""
    after: Mapping[str, Any] | None = None
    """None: the row was removed."""

    @property
    def kind(self) -> Literal["added", "removed", "changed"]:
        """What happened to the row."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"


class RowsChanged(_Event, frozen=True, kw_only=True, tag="rows_changed"):
    """The database is different, and this tool call is why. A tool call with such an event is a write."""

    call_id: str | None
    """The tool call that caused it; None for a change no tool call explains."""
    changes: tuple[RowChange, ...]
    shared_with: tuple[str, ...] = ()
    """Other calls that travelled in the same webhook: which of them did it cannot be told apart."""


class HandedOff(_Event, frozen=True, kw_only=True, tag="handed_off"):
    """Another assistant of the squad took over; the same one again when `source` is `destination`."""

    source: str
    destination: str
    call_id: str | None = None
    """The tool call that asked for it; None when the platform did it by itself."""
    plan: str = "all"
    """How much of the conversation went along (Vapi: contextEngineeringPlan.type)."""
    carried: int = 0
    """Messages of the conversation so far that the new assistant sees, its own prompt not counted."""
    variables: Mapping[str, Any] = field(default_factory=dict)
    """What the handoff set in the call's variables."""


class FaultInjected(_Event, frozen=True, kw_only=True, tag="fault_injected"):
    """The scenario made the backend or the line misbehave, on purpose."""

    fault: str
    call_id: str | None = None


class CallerGaveUp(_Event, frozen=True, kw_only=True, tag="caller_gave_up"):
    """The simulated caller could not go on: its own fault, or the scenario's, not the assistant's."""

    reason: str


class HarnessWarned(_Event, frozen=True, kw_only=True, tag="harness_warned"):
    """The simulated platform met something that real sources disagree about, and says which way it chose."""

    message: str
    call_id: str | None = None


class CallEnded(_Event, frozen=True, kw_only=True, tag="call_ended"):
    """The line is dead."""

    reason: str
    """Vapi's endedReason."""


Event = (
    CallStarted
    | CallerSpoke
    | AgentSpoke
    | FillerSpoken
    | ToolRequested
    | ToolReplied
    | RowsChanged
    | HandedOff
    | FaultInjected
    | CallerGaveUp
    | HarnessWarned
    | CallEnded
)
