"""The function a model calls to hand a call on, as the platform builds it from a tool's destinations.

What a file leaves out is made up: a name, a description, and the parameter `destination`. The wording is that of Vapi's OpenAPI
description of handoff tools; normalised names are our reading of it, because no source says how.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from harness.contract.model import Assistant, Destination, Tool

__all__ = ["GROUP", "completed", "named_after_first_destination", "normalised"]

GROUP = "handoff_to_group_"
"""Begins the made-up name of a tool with several destinations; its position among those of the assistant follows."""

_NAME_CHARACTERS = re.compile(r"[^a-zA-Z0-9_-]+", re.ASCII)
_LONGEST_NAME = 64
_EXPLANATION = (
    "Use this function to handoff the call to the next assistant. Only use it when instructions explicitly ask you to use the "
    "handoff_to_assistant function. DO NOT call this function unless you are instructed to do so. Here are the destinations you "
    "can handoff the call to:"
)


def normalised(name: str) -> str:
    """A name as a part of a function's name: everything but letters, digits, `_` and `-` becomes `_`."""
    return _NAME_CHARACTERS.sub("_", name)


def completed(tools: Sequence[Tool]) -> tuple[Tool, ...]:
    """An assistant's tools, those that hand on or forward with all that their files leave out."""
    groups = 0
    done = []
    for tool in tools:
        if tool.type == "handoff":
            done.append(_handoff(tool, groups))
            groups += len(_offered(tool)) > 1
        elif tool.type == "transferCall" and tool.destinations:
            done.append(_with_destination_parameter(tool))
        else:
            done.append(tool)
    return tuple(done)


def named_after_first_destination(assistant: Assistant) -> Assistant:
    """The same assistant, made-up group names replaced by that of the first destination (the other reading of the platform)."""

    def renamed(tool: Tool) -> Tool:
        offered = _offered(tool)
        return replace(tool, name=_name(offered[0].label)) if tool.is_unnamed and len(offered) > 1 else tool

    return replace(assistant, tools=tuple(map(renamed, assistant.tools)))


def _handoff(tool: Tool, groups: int) -> Tool:
    offered = _offered(tool)
    name = tool.name
    if tool.is_unnamed:
        name = _name(offered[0].label) if len(offered) == 1 else f"{GROUP}{groups}"
    described = tool.description or " ".join([_EXPLANATION, *_listed(offered)])
    return _with_destination_parameter(replace(tool, name=name, description=described))


def _name(destination: str) -> str:
    return f"handoff_to_{normalised(destination)}"[:_LONGEST_NAME]


def _with_destination_parameter(tool: Tool) -> Tool:
    """With the parameter that chooses, unless the file writes parameters of its own."""
    offered = _offered(tool)
    if tool.properties or not offered:
        return tool
    options = ", ".join(f"{one.label} ({one.description})" if one.description else one.label for one in offered)
    chosen = {"type": "string", "description": f"Options: {options}", "enum": [one.label for one in offered]}
    parameters: Mapping[str, Any] = {"type": "object", "properties": {"destination": chosen}, "required": ["destination"]}
    return replace(tool, parameters=parameters)


def _offered(tool: Tool) -> list[Destination]:
    """Destinations a model can choose: those without a name are left out without a word."""
    return [one for one in tool.destinations if one.label]


def _listed(offered: Iterable[Destination]) -> list[str]:
    return [
        f"{n}. {one.label}. When: {one.description}" if one.description else f"{n}. {one.label}."
        for n, one in enumerate(offered, start=1)
    ]
