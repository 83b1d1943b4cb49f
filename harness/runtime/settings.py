"""Everything a call needs to be told before the phone rings."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct, field

from harness.runtime.clock import Pace
from harness.vapi.switches import Switches

__all__ = ["CallSettings"]


class CallSettings(Struct, frozen=True, kw_only=True):
    """One call, before it happens. The same settings, squad, caller and agent give the same trace, byte for byte."""

    started_at: datetime
    """Local time of the call, with its zone."""
    seed: int = 0
    customer_number: str | None = None
    """Number the caller phones from, E.164; None when it is withheld."""
    customer_metadata: Mapping[str, Any] = field(default_factory=dict)
    variables: Mapping[str, Any] = field(default_factory=dict)
    """`variableValues` of the call; they win over the assistant's."""
    phone_number: str = "+16045550100"
    """The number that was phoned."""
    call_id: str | None = None
    """None: made from the seed."""
    organisation_id: str | None = None
    """None: made from the seed."""
    switches: Switches = Switches()
    pace: Pace = Pace()
    agent: str = "literal"
    """Name of the rung, for the record."""
    server_events: frozenset[str] = frozenset({"status-update", "end-of-call-report", "assistant.started", "transfer-update"})
    """Webhooks, besides tool calls, that are sent to the assistant's own server when it has one. The platform's other default
    events (speech-update, conversation-update …) ask nothing of a server and are left out."""
