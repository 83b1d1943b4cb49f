"""The events of one call, and the questions everyone asks of them."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from msgspec import Struct

from harness.trace.events import (
    AgentSpoke,
    CallEnded,
    CallerGaveUp,
    CallerSpoke,
    CallStarted,
    Event,
    FillerSpoken,
    HandedOff,
    RowChange,
    RowsChanged,
    ToolReplied,
    ToolRequested,
)
from harness.trace.outcome import Outcome, outcome_of

__all__ = ["Heard", "ToolUse", "Trace"]

Heard = AgentSpoke | FillerSpoken
"""What the caller can hear."""


class ToolUse(Struct, frozen=True, kw_only=True):
    """One tool call with what came of it."""

    request: ToolRequested
    reply: ToolReplied | None = None
    """None when the call ended before an answer came."""
    changes: tuple[RowChange, ...] = ()

    @property
    def name(self) -> str:
        """The tool's name."""
        return self.request.tool

    @property
    def arguments(self) -> Mapping[str, Any]:
        """As the model wrote them."""
        return self.request.arguments

    @property
    def is_write(self) -> bool:
        """Rows changed because of it. Nobody annotates that."""
        return bool(self.changes)

    @property
    def result(self) -> Outcome:
        """The answer read as success, refusal or nothing at all."""
        return outcome_of(self.reply)

    @property
    def succeeded(self) -> bool:
        """The backend said it did what was asked."""
        return self.result.succeeded


class Trace(Struct, frozen=True, kw_only=True, dict=True):
    """Everything that happened in one call, oldest first."""

    events: tuple[Event, ...]

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)

    def __len__(self) -> int:
        return len(self.events)

    @cached_property
    def started(self) -> CallStarted:
        """How the call began. Raises ValueError for a trace that does not begin with it."""
        first = self.events[0] if self.events else None
        if not isinstance(first, CallStarted):
            raise ValueError("a trace must begin with call_started")
        return first

    @cached_property
    def now(self) -> datetime:
        """Local date and time at which the call started."""
        return datetime.fromisoformat(self.started.started_at)

    @cached_property
    def ended(self) -> CallEnded | None:
        """How the call ended; None when the recording stops before that."""
        return next((e for e in reversed(self.events) if isinstance(e, CallEnded)), None)

    @cached_property
    def gave_up(self) -> CallerGaveUp | None:
        """Set when the simulated caller could not go on."""
        return next((e for e in self.events if isinstance(e, CallerGaveUp)), None)

    @cached_property
    def heard(self) -> tuple[Heard, ...]:
        """What the caller heard, fillers included; empty texts and unspoken ones are not there."""
        return tuple(
            e
            for e in self.events
            if (isinstance(e, AgentSpoke) and e.spoken and e.text) or (isinstance(e, FillerSpoken) and e.text)
        )

    @cached_property
    def said(self) -> tuple[CallerSpoke, ...]:
        """What the caller said."""
        return tuple(e for e in self.events if isinstance(e, CallerSpoke))

    @cached_property
    def tool_uses(self) -> tuple[ToolUse, ...]:
        """Every tool call, in the order the model made them."""
        replies = {e.call_id: e for e in self.events if isinstance(e, ToolReplied)}
        changes: dict[str, tuple[RowChange, ...]] = {}
        for event in self.events:
            if isinstance(event, RowsChanged) and event.call_id is not None:
                for call_id in (event.call_id, *event.shared_with):
                    changes[call_id] = changes.get(call_id, ()) + event.changes
        return tuple(
            ToolUse(request=e, reply=replies.get(e.call_id), changes=changes.get(e.call_id, ()))
            for e in self.events
            if isinstance(e, ToolRequested)
        )

    @cached_property
    def handoffs(self) -> tuple[HandedOff, ...]:
        """Every time somebody took over, in order; also when an assistant handed over to itself."""
        return tuple(event for event in self.events if isinstance(event, HandedOff))

    def uses_of(self, tool: str) -> tuple[ToolUse, ...]:
        """Every call of one tool."""
        return tuple(use for use in self.tool_uses if use.name == tool)

    @cached_property
    def row_changes(self) -> tuple[RowChange, ...]:
        """Every row that changed during the call, whoever caused it."""
        return tuple(change for e in self.events if isinstance(e, RowsChanged) for change in e.changes)

    @cached_property
    def writes(self) -> tuple[ToolUse, ...]:
        """Tool calls that succeeded and changed rows."""
        return tuple(use for use in self.tool_uses if use.is_write and use.succeeded)
