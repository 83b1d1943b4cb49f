"""What became of a sync: always a value, never an exception."""

from typing import Literal

from msgspec import Struct

__all__ = ["LinkOutcome", "SyncReport", "ToolOutcome", "ToolState"]

ToolState = Literal["registered", "replaced", "kept", "failed"]
"""New at the platform; new there in place of an older one; as it was; not there, or not as it should be."""


class ToolOutcome(Struct, frozen=True, kw_only=True):
    """One tool of one organisation."""

    name: str
    state: ToolState
    vapi_tool_id: str | None = None
    reason: str | None = None
    """Why it failed."""
    passing: bool = False
    """It may go better by itself next time."""


class LinkOutcome(Struct, frozen=True, kw_only=True):
    """The tools of one assistant."""

    assistant_id: str
    tool_ids: tuple[str, ...] = ()
    """What the assistant has now, its other tools included."""
    changed: bool = False
    reason: str | None = None
    """Why it failed; None when it did not."""
    passing: bool = False


class SyncReport(Struct, frozen=True, kw_only=True):
    """All tools of one assistant."""

    org_id: str
    assistant_id: str
    tools: tuple[ToolOutcome, ...] = ()
    link: LinkOutcome | None = None
    """None when it did not come to that."""
    trouble: str | None = None
    """What stopped the whole of it."""
    leftovers: tuple[str, ...] = ()
    """Why tools nobody needs any more are still there; the next sync tries again."""
    passing: bool = False
    """Every failure may go better by itself next time."""

    @property
    def failures(self) -> tuple[str, ...]:
        """What went wrong, one sentence each; none when the assistant has every tool."""
        tools = [f"{tool.name}: {tool.reason}" for tool in self.tools if tool.state == "failed"]
        link = [] if self.link is None or self.link.reason is None else [f"assistant {self.assistant_id}: {self.link.reason}"]
        return (*tools, *link, *([] if self.trouble is None else [self.trouble]))

    @property
    def succeeded(self) -> bool:
        """The assistant has every tool, each as it is defined."""
        return not self.failures
