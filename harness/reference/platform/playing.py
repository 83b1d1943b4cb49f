"""The seam to whoever holds conversations: the runtime, handed in by the command that serves this stand-in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, Protocol

from msgspec import Struct, field

from harness.contract.model import Squad
from harness.trace.trace import Trace

__all__ = ["Exchange", "Play", "PlayRequest", "Played"]


class Exchange(Struct, frozen=True, kw_only=True):
    """One tool webhook and what came back."""

    status: int | None = None
    """None: there was no answer, and `body` says why."""
    body: str = ""
    latency_ms: int = 0


class PlayRequest(Struct, frozen=True, kw_only=True):
    """One conversation that somebody wants held."""

    kind: Literal["chat", "call", "simulation"]
    squad: Squad
    id: str
    """Of the chat, the call or the item; the webhooks carry it."""
    org_id: str
    started_at: datetime
    seed: int
    says: tuple[str, ...] = ()
    """What the person says, line by line."""
    caller: str = ""
    """A caller known by name, in place of lines."""
    instructions: str = ""
    """simulation: what the tester is told to do."""
    customer_number: str | None = None
    customer_metadata: Mapping[str, Any] = field(default_factory=dict)
    variables: Mapping[str, Any] = field(default_factory=dict)
    mocks: Mapping[str, str] = field(default_factory=dict)
    """Tool → what it answers in place of its server."""
    replayed: tuple[Exchange, ...] = ()
    """Webhooks of the same conversation that were answered before: they are not sent again."""


class Played(Struct, frozen=True, kw_only=True):
    """What became of it."""

    trace: Trace
    exchanges: tuple[Exchange, ...] = ()
    """Every tool webhook in order, replayed ones included."""


class Play(Protocol):
    """Holds one conversation from beginning to end. Safe to call from several threads."""

    def __call__(self, request: PlayRequest) -> Played:
        """InputError when it cannot be held: a caller nobody knows, a tester without a line."""
        ...
