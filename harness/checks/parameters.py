"""Which tool parameter a person means by "the phone number", and whether the contract asks for it anywhere."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct

from harness.contract.model import Assistant, Source, Squad, Tool
from harness.language.slot import Kind, Slot, slot_of, words_of

__all__ = ["Demand", "Parameter", "demand_for", "parameter_meant", "parameters_of", "slot_for", "tools_of"]

_DEMANDING = frozenset(
    {"ask", "asks", "collect", "confirm", "find", "gather", "get", "must", "need", "needs", "note", "obtain", "record", "request"}
    | {"require", "required", "requires", "take"}
)
_FORBIDDING = frozenset({"never", "not", "don"})
_LIST_ITEM = re.compile(r"\s*(?:[-*•]|\d+[.)])\s")
_GENERIC = frozenset(
    {"caller", "client", "customer", "date", "day", "full", "guest", "hour", "name", "number", "own", "person", "time", "user"}
)
"""Words that say what kind of thing it is, or that it is the caller's; they do not tell one date or name from another."""
_CALLABLE = frozenset({"best", "contact", "daytime", "good", "number"})
_KINDS_THAT_TELL = frozenset({Kind.PHONE, Kind.EMAIL})
"""Kinds so particular that one such parameter is meant by any words of the kind: "mobile" is `guestPhone`."""


class Parameter(Struct, frozen=True, kw_only=True):
    """One parameter of one tool, as something a caller can be asked for."""

    tool: Tool
    name: str
    slot: Slot

    @property
    def is_required(self) -> bool:
        """The tool's schema insists on it."""
        return self.name in self.tool.required


class Demand(Struct, frozen=True, kw_only=True):
    """Where the contract asks for a piece of information."""

    required_by: Parameter | None = None
    prompt_line: Source | None = None
    """The first prompt line that demands it: it mentions it and is an item of a list or has a word like "ask" or "must"."""

    @property
    def exists(self) -> bool:
        """Something asks for it."""
        return self.required_by is not None or self.prompt_line is not None


def parameters_of(tools: Iterable[Tool]) -> tuple[Parameter, ...]:
    """Every parameter of these tools."""
    return tuple(
        Parameter(tool=tool, name=name, slot=slot_for(name, schema)) for tool in tools for name, schema in tool.properties.items()
    )


def slot_for(name: str, schema: Mapping[str, Any]) -> Slot:
    """The slot of a parameter, from its name and its own schema."""
    choices = schema.get("enum", ())
    return _slot(
        name,
        str(schema.get("description", "")),
        tuple(map(str, choices)) if isinstance(choices, list | tuple) else (),
        str(schema.get("type", "string")),
        str(schema["format"]) if "format" in schema else None,
    )


def parameter_meant(what: str, parameters: Sequence[Parameter]) -> Parameter | None:
    """The one parameter these words name; None when there is none, or several.

    Every telling word must be one of the parameter's own: "the day of arrival" is `arrivalDate` and "the day" is any sole date,
    but "the date of birth" is not. "The mobile" is the sole phone number.
    """
    wanted = slot_of(what.replace("'s ", " "))
    words = frozenset(wanted.words)
    exact = [parameter for parameter in parameters if frozenset(parameter.slot.words) == words]
    if exact:
        return exact[0]
    kind = Kind.PHONE if words and words <= _CALLABLE else wanted.kind
    if kind in _KINDS_THAT_TELL and (sole := _sole([p for p in parameters if p.slot.kind is kind])):
        return sole
    telling = words - _GENERIC
    fitting = [p for p in parameters if telling <= frozenset(p.slot.words) and _may_be(wanted, p)]
    return _sole([p for p in fitting if p.slot.kind is wanted.kind] or fitting)


def demand_for(what: str, parameter: Parameter | None, assistants: Iterable[Assistant]) -> Demand:
    """Where anything asks for it: the schema's `required`, or a line of a prompt."""
    words = _telling_words(what, parameter)
    line = next((line for assistant in assistants if (line := _line_demanding(assistant, words))), None)
    return Demand(required_by=parameter if parameter and parameter.is_required else None, prompt_line=line)


def tools_of(squad: Squad, assistant: str | None) -> tuple[Tool, ...]:
    """The tools of one assistant, or of all."""
    return tuple(tool for each in squad.assistants if assistant in (None, each.name) for tool in each.tools)


def _sole(parameters: Sequence[Parameter]) -> Parameter | None:
    return parameters[0] if len({parameter.name for parameter in parameters}) == 1 else None


def _may_be(wanted: Slot, parameter: Parameter) -> bool:
    """Words in common, or the same kind of thing: "the day" may be `tableDate`, not `guestName`."""
    if (frozenset(wanted.words) - {"number"}) & frozenset(parameter.slot.words):
        return True
    return wanted.kind is parameter.slot.kind and wanted.kind is not Kind.TEXT


@lru_cache(maxsize=2048)
def _slot(name: str, description: str, choices: tuple[str, ...], json_type: str, json_format: str | None) -> Slot:
    return slot_of(name, description=description, choices=choices, json_type=json_type, json_format=json_format)


def _telling_words(what: str, parameter: Parameter | None) -> frozenset[str]:
    """The words a prompt would use; "number" alone tells nothing when there is a better word."""
    words = set(words_of(what)) | ({parameter.slot.words[-1]} if parameter and parameter.slot.words else set())
    return frozenset(words - {"number", "full"} or words)


def _line_demanding(assistant: Assistant, words: frozenset[str]) -> Source | None:
    """ "Mia answers the phone" demands no phone number, "never ask for it" forbids it, "one at a time" is no time."""
    for place, line in enumerate(assistant.prompt.splitlines()):
        own = frozenset(words_of("".join(c if c.isalnum() else " " for c in line.replace("at a time", ""))))
        if words & own and (own & _DEMANDING or _LIST_ITEM.match(line)) and not own & _FORBIDDING:
            return Source(file=assistant.prompt_source.file, line=assistant.prompt_source.line + place)
    return None
