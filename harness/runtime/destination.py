"""Which destination a model's call means (the platform's order: its id, its name, else the first, else a phone number)."""

from collections.abc import Mapping
from typing import Any

from harness.contract.model import Destination, Squad, Tool
from harness.contract.references import without_comment
from harness.language.phones import phone_of

__all__ = ["chosen"]


def chosen(tool: Tool, arguments: Mapping[str, Any], squad: Squad) -> Destination | None:
    """The destination of `tool` that `arguments` ask for; None when there is none, or an unknown one is named."""
    wanted = arguments.get("destination")
    if wanted is None or wanted == "" or wanted == "dynamic":
        return tool.destinations[0] if tool.destinations else None
    text = str(wanted)
    for names in (_ids, _names):
        for one in tool.destinations:
            if text in names(one, squad):
                return one
    number = phone_of(text)
    return Destination(kind="number", address=number) if number is not None else None


def _ids(one: Destination, squad: Squad) -> tuple[str, ...]:
    member = squad.assistant(one.name)
    known = (member.id,) if member is not None and member.id else ()
    return (*known, *((one.reference, without_comment(one.reference)) if one.reference else ()))


def _names(one: Destination, _squad: Squad) -> tuple[str, ...]:
    return tuple(name for name in (one.name, one.address) if name)
