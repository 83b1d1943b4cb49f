"""Squads as Vapi resources write them."""

from collections.abc import Mapping

from msgspec import Struct

from harness.contract.assistant_entry import APPENDED, read_assistant
from harness.contract.document import Document, overlaid
from harness.contract.entry import Entry
from harness.contract.model import Assistant, Member, Squad, Tool
from harness.contract.problems import Problem, did_you_mean
from harness.contract.references import References, is_uuid, without_comment

__all__ = ["Roster", "read_squad"]


class Roster(Struct, frozen=True, kw_only=True):
    """What a squad can be made of."""

    assistants: Mapping[str, Assistant]
    """By slug."""
    documents: Mapping[str, Document]
    """What those assistants were read from, by slug; a squad lays its overrides over these."""
    tools: Mapping[str, Tool]
    """Those with a file of their own, by slug."""
    assistant_references: References
    tool_references: References


def read_squad(entry: Entry, roster: Roster, *, slug: str = "") -> Squad | None:
    """The squad at `entry`; None when one of its members cannot be read. What is wrong is reported there."""
    read: list[tuple[Entry, Assistant]] = []
    places = tuple(entry.at("members").objects())
    for place in places:
        assistant = _member_assistant(place, entry.at("membersOverrides"), roster)
        if assistant is None:
            continue
        if any(other.name == assistant.name for _, other in read):
            place.refuse(f"two members are called '{assistant.name}'; Vapi would refuse the call.", "Rename or remove one.")
        else:
            read.append((place, assistant))
    if not entry.at("members").value:
        entry.refuse("the squad has no members.", "List at least one under `members`.")
    if not read or len(read) < len(places):
        return None
    names = {assistant.name for _, assistant in read}
    return Squad(
        name=entry.at("name").text() or slug.rsplit("/", 1)[-1],
        members=tuple(
            Member(assistant=assistant, destinations=_destinations(place, assistant, names, roster)) for place, assistant in read
        ),
        source=entry.source,
    )


def _member_assistant(place: Entry, everyone: Entry, roster: Roster) -> Assistant | None:
    inline = place.at("assistant")
    if inline.present:
        slug, document = "", overlaid(Document(value=None, sources={}), inline.document, inline.path)
    elif place.at("assistantId").present:
        found = roster.assistant_references.resolve(place.at("assistantId"))
        if found is None or found not in roster.assistants:
            return None
        slug, document = found, roster.documents[found]
    else:
        place.refuse("the member names no assistant.", "Give it an `assistantId` with the slug of an assistant.")
        return None
    # The order is Vapi's: the member's own overrides first, then those of all members, the later wins.
    layers = [layer for layer in (place.at("assistantOverrides"), everyone) if layer.mapping()]
    if not layers and slug:
        return roster.assistants[slug]
    for layer in layers:
        _refuse_slugs(layer.at("model", "toolIds"))
        document = overlaid(document, layer.document, layer.path)
    return read_assistant(
        Entry.of(document, place.problems),
        tools=roster.tools,
        references=roster.tool_references,
        appended=tuple(tool for layer in layers for tool in layer.at(APPENDED).objects()),
        slug=slug,
        id=roster.assistants[slug].id if slug else None,
    )


def _refuse_slugs(tool_ids: Entry) -> None:
    """Vapi's CLI resolves no slug inside overrides and sends it as it is; the API then refuses the squad."""
    for reference in tool_ids.entries():
        written = without_comment(reference.text())
        if written and not is_uuid(written):
            reference.refuse(f"'{written}' is a slug, and inside overrides only a UUID is understood.", "Write the tool's UUID.")


def _destinations(place: Entry, assistant: Assistant, names: set[str], roster: Roster) -> tuple[str, ...]:
    """Members the call can be handed to, by `assistantDestinations` and by handoff tools, each once."""
    found: dict[str, None] = {}
    for destination in place.at("assistantDestinations").objects():
        reference = destination.at("assistantId")
        if reference.present:
            slug = roster.assistant_references.resolve(reference)
            name = roster.assistants[slug].name if slug is not None and slug in roster.assistants else ""
        else:
            name = destination.at("assistantName").text()
        if name in names:
            found[name] = None
        elif name:
            destination.refuse(f"'{name}' is no member of this squad.", did_you_mean(name, names))
    for tool in assistant.tools:
        for name in tool.destinations:
            target = name if name in names else _named(name, roster)
            if target in names:
                found[target] = None
            else:
                message = f"'{tool.name}' of '{assistant.name}' hands off to '{target}', which is no member of {place.source}."
                place.problems.append(Problem(source=tool.source, message=message, mend=did_you_mean(target, names)))
    return tuple(found)


def _named(written: str, roster: Roster) -> str:
    """The name of the assistant a reference leads to, else what was written."""
    reference = without_comment(written)
    assistant = roster.assistants.get(roster.assistant_references.slug_of.get(reference.lower(), reference))
    return assistant.name if assistant else written
