"""Squads as Vapi resources write them."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from harness.contract.assistant_entry import APPENDED, read_assistant
from harness.contract.document import Document, overlaid
from harness.contract.entry import Entry
from harness.contract.handoff_entry import member_handoffs
from harness.contract.model import Assistant, Destination, Member, Squad, Tool
from harness.contract.problems import Problem, did_you_mean
from harness.contract.references import References, is_uuid, without_comment

__all__ = ["Roster", "read_squad"]

_NOTHING = Document(value=None, sources={})


class Roster(Struct, frozen=True, kw_only=True):
    """What a squad can be made of."""

    assistants: Mapping[str, Assistant]
    """By slug."""
    documents: Mapping[str, Document]
    """What those assistants were read from, by slug; a squad lays its overrides over these."""
    tools: Mapping[str, Tool]
    """Those with a file of their own, by slug."""
    names: Mapping[str, str]
    """Of the assistants, by slug and by UUID."""
    squads: frozenset[str]
    """Names of the organisation's squads, and what else may refer to them."""
    assistant_references: References
    tool_references: References


class _Place(Struct, frozen=True, kw_only=True):
    """One member as the file has it."""

    entry: Entry
    document: Document
    """The assistant with the squad's overrides laid over it."""
    appended: tuple[Entry, ...]
    assistant: Assistant


def read_squad(entry: Entry, roster: Roster, *, slug: str = "", id: str | None = None) -> Squad | None:
    """The squad at `entry`; None when one of its members cannot be read. What is wrong is reported there."""
    read: dict[str, _Place] = {}
    written = tuple(entry.at("members").objects())
    for member in written:
        place = _place(member, entry.at("membersOverrides"), roster)
        if place is None:
            continue
        if place.assistant.name in read:
            message = f"two members are called '{place.assistant.name}'; Vapi would refuse the call."
            member.refuse(message, "Rename or remove one.")
        else:
            read[place.assistant.name] = place
    if not entry.at("members").value:
        entry.refuse("the squad has no members.", "List at least one under `members`.")
    if not read or len(read) < len(written):
        return None
    return Squad(
        name=entry.at("name").text() or slug.rsplit("/", 1)[-1],
        members=tuple(_member(place, read, roster) for place in read.values()),
        id=id,
        source=entry.source,
    )


def _place(member: Entry, everyone: Entry, roster: Roster) -> _Place | None:
    inline = member.at("assistant")
    if inline.present:
        slug, document = "", overlaid(_NOTHING, inline.document, inline.path)
    elif member.at("assistantId").present:
        found = roster.assistant_references.resolve(member.at("assistantId"))
        if found is None or found not in roster.assistants:
            return None
        slug, document = found, roster.documents[found]
    else:
        member.refuse("the member names no assistant.", "Give it an `assistantId` with the slug of an assistant.")
        return None
    # The order is Vapi's: the member's own overrides first, then those of all members, the later wins.
    layers = [layer for layer in (member.at("assistantOverrides"), everyone) if layer.mapping()]
    for layer in layers:
        _refuse_slugs(layer.at("model", "toolIds"))
        document = overlaid(document, layer.document, layer.path)
    appended = tuple(tool for layer in layers for tool in layer.at(APPENDED).objects())
    handoffs = member_handoffs(member)
    if not layers and not handoffs and slug:
        assistant = roster.assistants[slug]
    else:
        uuid = roster.assistants[slug].id if slug else None
        assistant = _assistant(document, roster, member, appended=appended, handoffs=handoffs, slug=slug, id=uuid)
    return _Place(entry=member, document=document, appended=appended, assistant=assistant)


def _assistant(document: Document, roster: Roster, place: Entry, **more: Any) -> Assistant:
    entry = Entry.of(document, place.problems)
    return read_assistant(entry, tools=roster.tools, references=roster.tool_references, names=roster.names, **more)


def _member(place: _Place, places: Mapping[str, _Place], roster: Roster) -> Member:
    tools = tuple(_with_assistants(tool, place.entry, places, roster) for tool in place.assistant.tools)
    return Member(
        assistant=replace(place.assistant, tools=tools) if tools != place.assistant.tools else place.assistant,
        destinations=_destinations(place.entry, tools, places, roster),
    )


def _with_assistants(tool: Tool, member: Entry, places: Mapping[str, _Place], roster: Roster) -> Tool:
    """The tool, each destination with overrides holding the assistant they make."""
    if not any(one.overrides for one in tool.destinations):
        return tool

    def made(one: Destination) -> Destination:
        if not one.overrides:
            return one
        place = places.get(one.name)
        over = Document(value=dict(one.overrides), sources={(): one.source})
        document = overlaid(place.document if place else _NOTHING, over)
        handoffs = member_handoffs(place.entry) if place else ()
        more = {"slug": place.assistant.slug, "id": place.assistant.id} if place else {}
        appended = (place.appended if place else ()) + tuple(Entry.of(over, member.problems).at(APPENDED).objects())
        return replace(one, assistant=_assistant(document, roster, member, appended=appended, handoffs=handoffs, **more))

    return replace(tool, destinations=tuple(map(made, tool.destinations)))


def _refuse_slugs(tool_ids: Entry) -> None:
    """Vapi's CLI resolves no slug inside overrides and sends it as it is; the API then refuses the squad."""
    for reference in tool_ids.entries():
        written = without_comment(reference.text())
        if written and not is_uuid(written):
            reference.refuse(f"'{written}' is a slug, and inside overrides only a UUID is understood.", "Write the tool's UUID.")


def _destinations(member: Entry, tools: Sequence[Tool], places: Mapping[str, _Place], roster: Roster) -> tuple[str, ...]:
    """Members the call can be handed to, each once, in the order of the tools. A destination nobody answers to is reported."""
    found: dict[str, None] = {}
    for tool in tools:
        for one in tool.destinations:
            if one.name in places:
                found[one.name] = None
            elif one.kind == "squad" and one.reference not in roster.squads:
                message = f"'{one.reference}' is no squad of this organisation."
                _report(member, one, message, did_you_mean(one.reference, roster.squads))
            elif one.kind == "assistant" and one.assistant is None:
                called = one.name or one.reference
                message = f"'{called}' is no member of this squad." if called else "the destination names nobody."
                _report(member, one, message, did_you_mean(called, places) if called else "Add `assistantName`.")
    return tuple(found)


def _report(member: Entry, destination: Destination, message: str, mend: str) -> None:
    member.problems.append(Problem(source=destination.source, message=message, mend=mend))
