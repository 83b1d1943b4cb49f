"""Rules about who can reach whom: members nobody reaches, members nobody leaves, greetings that come twice."""

from collections.abc import Iterable, Iterator, Mapping

from harness.contract.entry import Entry
from harness.contract.lint.rule import Hit, Rule, hit
from harness.contract.lint.subject import Subject
from harness.contract.model import Member, Source, Squad
from harness.contract.problems import listed

__all__ = ["RULES"]

_DEFAULT_MODE = "assistant-speaks-first"


def _member_entries(subject: Subject, squad: Squad) -> Mapping[str, Entry]:
    """Where each member of a squad that could be read stands, by the assistant's name."""
    written = next((one for one in subject.squads if one.entry.source == squad.source), None)
    if written is None:
        return {}
    return {member.assistant.name: entry for member, entry in zip(squad.members, written.members, strict=False)}


def _place(subject: Subject, squad: Squad, name: str) -> Source:
    entry = _member_entries(subject, squad).get(name)
    return entry.source if entry else squad.source


def _reached(squad: Squad, start: str) -> set[str]:
    """Who can be on the line once `start` has handed the call on at least once."""
    leads = {member.assistant.name: member.destinations for member in squad.members}
    found: set[str] = set()
    waiting = list(leads.get(start, ()))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += leads.get(name, ())
    return found


def _squads(subject: Subject) -> Iterator[Squad]:
    return (squad for squad in subject.reading.organisation.squads if not any(_is_open(member) for member in squad.members))


def _is_open(member: Member) -> bool:
    """Somebody outside these files decides where it hands the call to."""
    return any(one.kind == "dynamic" for tool in member.assistant.tools for one in tool.destinations)


def _unreachable(subject: Subject) -> Iterable[Hit]:
    for squad in _squads(subject):
        reached = {squad.entry.name} | _reached(squad, squad.entry.name)
        for member in squad.members:
            name = member.assistant.name
            if name not in reached:
                yield Hit(source=_place(subject, squad, name), message=f"No handoff leads from '{squad.entry.name}' to '{name}'.")


def _no_exit(subject: Subject) -> Iterable[Hit]:
    for squad in _squads(subject):
        for member in squad.members if len(squad.members) > 1 else ():
            one = member.assistant
            ends = any(tool.type in ("endCall", "transferCall", "voicemail", "handoff") for tool in one.tools)
            if not (member.destinations or ends or one.end_call_phrases):
                message = f"'{one.name}' can neither hand the call on nor end it."
                yield Hit(source=_place(subject, squad, one.name), message=message)


def _self_handoff(subject: Subject) -> Iterable[Hit]:
    for squad in subject.reading.organisation.squads:
        for member in squad.members:
            if member.assistant.name in member.destinations:
                name = member.assistant.name
                yield Hit(source=_place(subject, squad, name), message=f"'{name}' can hand the call to itself.")


def _greets_again(subject: Subject) -> Iterable[Hit]:
    for squad in subject.reading.organisation.squads:
        for member in squad.members:
            one = member.assistant
            speaks = one.first_message_mode == _DEFAULT_MODE and (one.first_message or "").strip()
            if speaks and one.name in _reached(squad, one.name):
                back = [other.assistant.name for other in squad.members if one.name in other.destinations]
                source = Source(file=one.source.file, line=one.lines.get("firstMessage", one.source.line))
                message = f"'{one.name}' says its first message again whenever {listed(back)} hands the call back."
                yield Hit(source=source, message=message)


def _nameless(subject: Subject) -> Iterable[Hit]:
    members = {
        subject.slug("assistants", member.at("assistantId").text()) for squad in subject.squads for member in squad.members
    }
    for assistant in subject.assistants:
        if assistant.slug in members and not assistant.entry.at("name").text().strip():
            yield hit(assistant.entry, f"'{assistant.slug}' is a member of a squad and has no name.")
    for squad in subject.squads:
        for member in squad.members:
            inline = member.at("assistant")
            if inline.present and not inline.at("name").text().strip():
                yield hit(inline, "This member has no name.")


RULES = (
    Rule(
        id="squads/unreachable-member",
        severity="warning",
        what="a member no handoff leads to",
        why="It is never on the line.",
        mend="Give another member a handoff to it, or take it out of the squad.",
        check=_unreachable,
    ),
    Rule(
        id="squads/no-exit",
        severity="info",
        what="a member that can neither hand the call on nor end it",
        why="Only the caller, silence or the longest duration of a call ends it; who has another wish cannot be helped.",
        mend="Give it a handoff, an endCall tool, or endCallPhrases.",
        check=_no_exit,
    ),
    Rule(
        id="squads/self-handoff",
        severity="info",
        what="a member that can hand the call to itself",
        why="Nothing but its prompt keeps it from doing so for ever.",
        mend="Say in its prompt when to do so, and how often at most.",
        check=_self_handoff,
    ),
    Rule(
        id="squads/greets-again",
        severity="warning",
        what="a member with a first message that the call can come back to",
        why="Vapi speaks the first message on every entry, so the caller is greeted as a stranger in the middle of the call.",
        mend='Set `firstMessage: ""`, or the mode assistant-speaks-first-with-model-generated-message.',
        check=_greets_again,
    ),
    Rule(
        id="squads/nameless-member",
        severity="error",
        what="a member whose assistant has no name",
        why="No handoff can name it, and Vapi refuses the call.",
        mend="Give the assistant a `name`.",
        check=_nameless,
    ),
)
