"""Which destination a model's call means, and who that is.

The platform's order: its id, its name, the first one when none is named or a server is to be asked, else a phone number.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from harness.contract.model import Assistant, Destination, Squad, Tool
from harness.contract.references import without_comment
from harness.language.phones import phone_of

__all__ = ["Target", "chosen", "target_of"]


_DIALLED = re.compile(r"\+?[0-9 ().-]{7,}", re.ASCII)
_BETWEEN_DIGITS = re.compile(r"[^+0-9]", re.ASCII)


class Target(Struct, frozen=True, kw_only=True):
    """Who takes the call, and whose members it can be handed to from there."""

    assistant: Assistant
    squad: Squad


def chosen(tool: Tool, arguments: Mapping[str, Any], squad: Squad) -> Destination | None:
    """The destination of `tool` that `arguments` ask for; None when there is none, or an unknown one is named.

    A phone number that no destination has is one of its own for a handoff; a transferCall leads only to numbers it lists, unless
    it lists nothing at all.
    """
    wanted = arguments.get("destination")
    if wanted is None or wanted in ("", "dynamic"):
        return tool.destinations[0] if tool.destinations else None
    text = str(wanted)
    for names in (_ids, _names):
        for one in tool.destinations:
            if text in names(one, squad):
                return one
    number = _number(text)
    if number is None:
        return None
    listed = next((one for one in tool.destinations if one.address and _number(one.address) == number), None)
    if listed is not None or (tool.type == "transferCall" and tool.destinations):
        return listed
    return Destination(kind="number", address=number)


def target_of(destination: Destination, squad: Squad, squads: Sequence[Squad]) -> Target | None:
    """Who takes a call that goes to `destination` from a member of `squad`; None when nobody does. `squads` are all there are."""
    if destination.kind == "squad":
        other = next((one for one in squads if _means(destination, one)), None)
        entry = None if other is None else other.assistant(destination.entry) if destination.entry else other.entry
        return None if other is None or entry is None else Target(assistant=entry, squad=other)
    if destination.kind != "assistant":
        return None
    known = squad.assistant(destination.name) or _with_id(squad, destination.reference)
    assistant = destination.assistant or _overridden(destination, squad) or known
    return None if assistant is None else Target(assistant=assistant, squad=squad)


def _number(text: str) -> str | None:
    return phone_of(_BETWEEN_DIGITS.sub("", text)) if _DIALLED.fullmatch(text.strip()) else None


def _ids(one: Destination, squad: Squad) -> tuple[str, ...]:
    member = squad.assistant(one.name)
    known = (member.id,) if member is not None and member.id else ()
    return (*known, *((one.reference, without_comment(one.reference)) if one.reference else ()))


def _names(one: Destination, _squad: Squad) -> tuple[str, ...]:
    return tuple(name for name in (one.name, one.address) if name)


def _means(destination: Destination, squad: Squad) -> bool:
    written = destination.reference
    return squad.name in (destination.name, written) or bool(squad.id and squad.id == written.lower())


def _with_id(squad: Squad, reference: str) -> Assistant | None:
    return next((one for one in squad.assistants if one.id and one.id == reference.lower()), None)


def _overridden(destination: Destination, squad: Squad) -> Assistant | None:
    """Who the same destination leads to where a member has it: an assistant that overrides have made does not say so itself."""
    if not destination.overrides:
        return None
    everywhere = (one for assistant in squad.assistants for tool in assistant.tools for one in tool.destinations)
    return next((one.assistant for one in everywhere if one.assistant and replace(one, assistant=None) == destination), None)
