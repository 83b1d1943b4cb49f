"""Handoff tools as places: one tool with several destinations is several choices, each known by the name of who takes over.

A prompt speaks of "Billing", not of `handoff_to_group_0` with a `destination`; so do the instructions. Only the call that is made
at the end bears the tool's own name.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct

from harness.ports import ToolCall, ToolSpec

__all__ = ["CHOOSES", "Names", "Routes", "is_route"]

CHOOSES = "destination"
"""The parameter by which the platform is told where to."""
_OPTION = re.compile(r"(?:Options: |, )(?P<name>[^,()]+?) \((?P<when>[^()]*(?:\([^()]*\)[^()]*)*)\)")
_MADE_UP = "Use this function to handoff the call"
_HANDS_OVER = re.compile(
    r"hand_?-?(?:off|over)|(?:^|[_-])(?:transfer|route|connect|forward|pass|send|switch|escalate|go)(?:[_-]?(?:the[_-])?call(?:er)?)?(?:[_-]?to(?:[_-]|$|[A-Z])|$)|"
    r"(?:transfer|route|connect|forward|pass|switch)[_-]?(?:the[_-])?call",
    re.IGNORECASE,
)
_HAND_CALL = re.compile(
    r"\b(?:hand|transfer|pass|route|connect|send|forward)\w*\b.{0,20}\b(?:call(?:er)?|off|over|conversation)\b", re.IGNORECASE
)


class Names(tuple[str, ...]):
    """What may be spoken of: tools by their names, and places to hand the call to."""

    routes: tuple[str, ...]

    def __new__(cls, *, tools: tuple[str, ...], routes: tuple[str, ...] = ()) -> "Names":
        made = super().__new__(cls, tools)
        made.routes = routes
        return made


class Routes(Struct, frozen=True, kw_only=True):
    """The tools as an agent reads them, and the way back to the tools as they are called."""

    specs: tuple[ToolSpec, ...]
    """Every tool; a handoff once for each destination, under its name."""
    tool_of: Mapping[str, str]
    """Destination → the tool that leads there."""

    @classmethod
    def among(cls, tools: Sequence[ToolSpec]) -> "Routes":
        """The tools a model was given, handoffs taken apart."""
        specs: list[ToolSpec] = []
        tool_of: dict[str, str] = {}
        taken = {tool.name for tool in tools}
        for tool in tools:
            names = [name for name in _destinations(tool) if name not in tool_of and name not in taken]
            if not names:
                specs.append(tool)
            for name in names:
                tool_of[name] = tool.name
                specs.append(_route(tool, name))
        return cls(specs=tuple(specs), tool_of=tool_of)

    def call(self, name: str, arguments: Mapping[str, Any]) -> ToolCall:
        """The call that a model makes."""
        return ToolCall(name=self.tool_of.get(name, name), arguments=dict(arguments))

    def name_of(self, call: ToolCall) -> str:
        """What a call that was made is called here."""
        chosen = call.arguments.get(CHOOSES)
        return str(chosen) if self.tool_of.get(str(chosen)) == call.name else call.name

    def in_words(self, text: str) -> str:
        """A sentence in which a handoff tool is called by its function's name, with its only destination named instead."""
        for name, tool in self.tool_of.items():
            if tool in text and list(self.tool_of.values()).count(tool) == 1:
                text = re.sub(
                    rf"(?:\b(?:call|use|invoke|trigger)\s+)?(?:the\s+)?(?<![\w-]){re.escape(tool)}(?![\w-])",
                    f"hand over to {name}",
                    text,
                )
        for tool in dict.fromkeys(self.tool_of.values()):
            if tool in text:
                text = re.sub(
                    rf"(?:\b(?:call|use|invoke|trigger)\s+)?(?:the\s+)?(?<![\w-]){re.escape(tool)}(?![\w-])(?:\s+(?:tool|function))?"
                    r"(?:\s+(?:to|with|for|and choose|choosing)"
                    r"(?:\s+(?:the\s+)?destination)?\b)?[\s:=(]*(?=[\"“'`]?[A-Z\u00c0-\u00de])",
                    "hand over to ",
                    text,
                )
        return text


def is_route(tool: ToolSpec) -> bool:
    """It hands the call to somebody else."""
    if CHOOSES not in (tool.parameters.get("properties") or {}):
        return False
    return tool.description.startswith(_MADE_UP) or _is_named_so(tool.name) or bool(_destinations(tool))


@lru_cache(maxsize=512)
def _is_named_so(name: str) -> bool:
    return "hand" in re.split(r"[\W_]+", name.lower())[0]


def _destinations(tool: ToolSpec) -> list[str]:
    properties = tool.parameters.get("properties") or {}
    schema = properties.get(CHOOSES)
    if not isinstance(schema, Mapping) or (set(properties) != {CHOOSES} and not _hands_over(tool)):
        return []
    return [str(name) for name in schema.get("enum") or () if re.search(r"[A-Za-z\u4e00-\u9fff]", str(name))]


def _hands_over(tool: ToolSpec) -> bool:
    """By its name or description: to tell a place to hand over to from a place to travel to."""
    return (
        tool.description.startswith(_MADE_UP)
        or _HANDS_OVER.search(tool.name) is not None
        or _HAND_CALL.search(tool.description) is not None
    )


def _route(tool: ToolSpec, name: str) -> ToolSpec:
    """The tool with this destination alone, described by what is said of it."""
    schema = tool.parameters["properties"][CHOOSES]
    told = {match["name"].strip(): match["when"] for match in _OPTION.finditer(str(schema.get("description", "")))}
    described = told.get(name, "" if tool.description.startswith(_MADE_UP) else tool.description)
    properties = {**tool.parameters["properties"], CHOOSES: {"type": "string", "enum": [name]}}
    required = tuple(dict.fromkeys((CHOOSES, *(tool.parameters.get("required") or ()))))
    return ToolSpec(
        name=name, description=described, parameters={"type": "object", "properties": properties, "required": list(required)}
    )
