"""Which tool parameter a person means by "the phone number", and whether the contract asks for it anywhere."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct

from harness.contract.model import Assistant, Source, Squad, Tool
from harness.language.slot import Kind, Slot, slot_of, words_of

__all__ = ["Demand", "Parameter", "demand_for", "parameter_meant", "parameters_of", "slot_for", "tools_of"]

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
    """The first prompt line that mentions it."""

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
    """The parameter these words name: exactly, else by containing all words, else as the only phone or e-mail address."""
    wanted = slot_of(what)
    words = frozenset(wanted.words)
    if not words:
        return None
    for parameter in parameters:
        if frozenset(parameter.slot.words) == words:
            return parameter
    for parameter in parameters:
        own = frozenset(parameter.slot.words)
        if own and (words <= own or own <= words):
            return parameter
    if wanted.kind in _KINDS_THAT_TELL:
        alike = [parameter for parameter in parameters if parameter.slot.kind is wanted.kind]
        if len({parameter.name for parameter in alike}) == 1:
            return alike[0]
    return _sharing_the_head(wanted, parameters)


def demand_for(what: str, parameter: Parameter | None, assistants: Iterable[Assistant]) -> Demand:
    """Where anything asks for it: the schema's `required`, or a line of a prompt that mentions it."""
    words = _telling_words(what, parameter)
    line = next((line for assistant in assistants if (line := _line_mentioning(assistant, words))), None)
    return Demand(required_by=parameter if parameter and parameter.is_required else None, prompt_line=line)


def tools_of(squad: Squad, assistant: str | None) -> tuple[Tool, ...]:
    """The tools of one assistant, or of all."""
    return tuple(tool for each in squad.assistants if assistant in (None, each.name) for tool in each.tools)


def _sharing_the_head(wanted: Slot, parameters: Sequence[Parameter]) -> Parameter | None:
    """ "the day of arrival" is `arrivalDate` when it is the only date with a word in common."""
    alike = [p for p in parameters if p.slot.kind is wanted.kind and wanted.kind is not Kind.TEXT]
    overlapping = [p for p in alike if set(p.slot.words) & set(wanted.words)] or alike
    return overlapping[0] if len({p.name for p in overlapping}) == 1 else None


@lru_cache(maxsize=2048)
def _slot(name: str, description: str, choices: tuple[str, ...], json_type: str, json_format: str | None) -> Slot:
    return slot_of(name, description=description, choices=choices, json_type=json_type, json_format=json_format)


def _telling_words(what: str, parameter: Parameter | None) -> frozenset[str]:
    """The words a prompt would use; "number" alone tells nothing when there is a better word."""
    words = set(words_of(what)) | ({parameter.slot.words[-1]} if parameter and parameter.slot.words else set())
    return frozenset(words - {"number", "full"} or words)


def _line_mentioning(assistant: Assistant, words: frozenset[str]) -> Source | None:
    for place, line in enumerate(assistant.prompt.splitlines()):
        if words & frozenset(words_of("".join(c if c.isalnum() else " " for c in line))):
            return Source(file=assistant.prompt_source.file, line=assistant.prompt_source.line + place)
    return None
