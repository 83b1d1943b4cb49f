"""Who has which tool, who hands over to whom, and what each tool does at once: an organisation as a reader wants to see it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from harness.contract.model import Assistant, Member, Organisation, Source, Squad, Tool

__all__ = ["Group", "MemberRow", "Overview", "ToolRow", "overview"]

_PLATFORM_TYPES = ("dtmf", "endCall", "handoff", "transferCall", "voicemail")
"""Tools that the platform carries out by itself; they belong to an assistant's abilities, not to a backend's."""

Opening = Literal["audible", "silent", "filler", "none"]
"""What is heard when a tool is called: its own text, nothing at its wish, the platform's filler, nothing because it is async."""


class ToolRow(Struct, frozen=True, kw_only=True):
    """One tool."""

    name: str
    type: str
    slug: str
    """Empty for a tool that is written in an assistant's file."""
    id: str | None
    source: Source
    server: str | None
    """Its own URL; None when it has none."""
    falls_back_to: Literal["", "assistant", "organisation"]
    """Whose server is called when it has none; empty when it has one, or needs none."""
    timeout_seconds: float | None
    """None when it has no server of its own."""
    is_timeout_written: bool
    """False is the platform's default."""
    credential: str | None
    headers: tuple[str, ...]
    """Names of fixed headers; never their values."""
    opening: Opening
    opening_texts: tuple[str, ...]
    is_blocking: bool
    """The call waits until the opening has been spoken."""
    owners: tuple[str, ...]
    """Names of all assistants that have it."""


class MemberRow(Struct, frozen=True, kw_only=True):
    """One assistant in its place."""

    name: str
    slug: str
    id: str | None
    language: str
    tools: tuple[str, ...]
    platform_tools: tuple[str, ...]
    """Names of tools without a backend: endCall, transferCall …; hand-overs are not among them."""
    hands_over_to: tuple[str, ...]


class Group(Struct, frozen=True, kw_only=True):
    """A squad, or all assistants that are in none."""

    name: str
    """Empty for assistants that are in no squad."""
    source: Source
    members: tuple[MemberRow, ...]


class Overview(Struct, frozen=True, kw_only=True):
    """An organisation at a glance."""

    organisation: str
    groups: tuple[Group, ...]
    tools: tuple[ToolRow, ...]
    """In the order in which members first have them; those on nobody last."""

    @property
    def unused(self) -> tuple[ToolRow, ...]:
        """Tools that no assistant has."""
        return tuple(tool for tool in self.tools if not tool.owners)


def overview(organisation: Organisation) -> Overview:
    """What the organisation's files say, read as a call would read them: overrides of a squad are laid over its members."""
    groups = [_squad(squad) for squad in organisation.squads]
    placed = {member.slug or member.name for group in groups for member in group.members}
    alone = [assistant for assistant in organisation.assistants if (assistant.slug or assistant.name) not in placed]
    if alone:
        members = tuple(_member(Member(assistant=assistant)) for assistant in alone)
        groups.append(Group(name="", source=organisation.source, members=members))
    everyone = [*(assistant for squad in organisation.squads for assistant in squad.assistants), *alone]
    return Overview(
        organisation=organisation.slug,
        groups=tuple(groups),
        tools=tuple(_tool_row(tool, everyone) for tool in _tools(everyone, organisation.tools)),
    )


def _squad(squad: Squad) -> Group:
    return Group(name=squad.name, source=squad.source, members=tuple(map(_member, squad.members)))


def _member(member: Member) -> MemberRow:
    assistant = member.assistant
    return MemberRow(
        name=assistant.name,
        slug=assistant.slug,
        id=assistant.id,
        language=assistant.language,
        tools=tuple(tool.name for tool in assistant.tools if _has_backend(tool)),
        platform_tools=tuple(t.name for t in assistant.tools if not _has_backend(t) and t.type != "handoff"),
        hands_over_to=member.destinations,
    )


def _tools(everyone: Sequence[Assistant], files: Iterable[Tool]) -> Iterator[Tool]:
    """Each tool with a backend once."""
    seen: dict[str, Tool] = {}
    for tool in (*(tool for assistant in everyone for tool in assistant.tools), *files):
        if _has_backend(tool):
            seen.setdefault(tool.slug or f"{tool.source} {tool.name}", tool)
    yield from seen.values()


def _has_backend(tool: Tool) -> bool:
    return tool.type not in _PLATFORM_TYPES


def _tool_row(tool: Tool, everyone: Sequence[Assistant]) -> ToolRow:
    owners = [a for a in everyone if any(t.name == tool.name and t.slug == tool.slug for t in a.tools)]
    server = tool.server
    opening, texts, blocking = _opening(tool)
    return ToolRow(
        name=tool.name,
        type=tool.type,
        slug=tool.slug,
        id=tool.id,
        source=tool.source,
        server=server.url if server else None,
        falls_back_to=_fallback(tool, owners),
        timeout_seconds=server.timeout_seconds if server else None,
        is_timeout_written="server.timeoutSeconds" in tool.lines or tool.type == "apiRequest",
        credential=server.credential_id if server else None,
        headers=tuple(sorted(server.headers)) if server else (),
        opening=opening,
        opening_texts=texts,
        is_blocking=blocking,
        owners=tuple(dict.fromkeys(owner.name for owner in owners)),
    )


def _fallback(tool: Tool, owners: Sequence[Assistant]) -> Literal["", "assistant", "organisation"]:
    if tool.server or tool.type != "function":
        return ""
    return "assistant" if owners and all(owner.server for owner in owners) else "organisation"


def _opening(tool: Tool) -> tuple[Opening, tuple[str, ...], bool]:
    starts = [message for message in tool.messages if message.kind == "request-start"]
    if tool.is_async:
        return "none", (), False
    if not starts:
        return "filler", (), False
    texts = [text for start in starts for text in (start.content, *start.contents.values()) if text.strip()]
    if not texts:
        return "silent", (), False
    return "audible", tuple(dict.fromkeys(texts)), any(start.blocking for start in starts)
