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
    squads: Mapping[str, str]
    """Names of the organisation's squads, by slug, by UUID and by name."""
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
    """The tool, each destination that leads to somebody else than a member as it stands holding who that is."""

    def settled(one: Destination) -> Destination:
        if one.kind == "squad":
            return replace(one, name=roster.squads.get(one.reference, ""))
        if one.kind != "assistant" or (one.name in places and not one.inline and not one.overrides):
            return one
        assistant = _taking_over(one, member, places, roster)
        return one if assistant is None else replace(one, name=one.name or assistant.name, assistant=assistant)

    destinations = tuple(map(settled, tool.destinations))
    return tool if destinations == tool.destinations else replace(tool, destinations=destinations)


def _taking_over(one: Destination, member: Entry, places: Mapping[str, _Place], roster: Roster) -> Assistant | None:
    """Who a destination makes of the member, of an assistant outside the squad, or of what it holds itself; None is nobody.

    The assistant's own destinations stay as they are: those of members lead round in circles, and the call looks them up.
    """
    place = None if one.inline else places.get(one.name)
    slug = "" if one.inline or place else _outside(one.reference, roster)
    if not (one.inline or place or slug):
        return None
    if slug and not one.overrides:
        return roster.assistants[slug]
    own = Document(value=dict(one.inline), sources={(): one.source})
    over = Document(value=dict(one.overrides), sources={(): one.source})
    _refuse_slugs(Entry.of(over, member.problems).at("model", "toolIds"))
    base = place.document if place else roster.documents[slug] if slug else own
    known = place.assistant if place else roster.assistants.get(slug)
    made = _assistant(
        overlaid(base, over),
        roster,
        member,
        appended=(place.appended if place else ()) + tuple(Entry.of(over, member.problems).at(APPENDED).objects()),
        handoffs=member_handoffs(place.entry) if place else (),
        slug=known.slug if known else "",
        id=known.id if known else None,
    )
    before = known.tools if known else ()
    tools = tuple(tool if tool in before else _with_assistants(tool, member, places, roster) for tool in made.tools)
    return replace(made, tools=tools)


def _outside(reference: str, roster: Roster) -> str:
    """The slug of an assistant that need not be in the squad: a saved assistant is found by its id, never by its name."""
    slug = roster.assistant_references.slug_of.get(reference.lower(), reference)
    return slug if slug in roster.assistants else ""


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
