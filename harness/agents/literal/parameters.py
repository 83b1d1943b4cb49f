"""A tool's parameters as things that can be asked for; those of a nested object each by its own dotted name."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from harness.language.slot import Kind, Slot, slot_of
from harness.ports import ToolSpec

__all__ = ["Parameter", "parameter_slots", "parameters_of"]

_Json = Mapping[str, Any]


class Parameter(Struct, frozen=True, kw_only=True):
    """One value a tool takes."""

    path: tuple[str, ...]
    """Its name, and before it the object it stands in, if any."""
    slot: Slot
    schema: _Json
    required: bool

    @property
    def name(self) -> str:
        """ "party" or, inside an object, "guest.phone"."""
        return ".".join(self.path)


def parameters_of(tool: ToolSpec) -> tuple[Parameter, ...]:
    """In the schema's order. Objects are opened one level; deeper ones are taken as text."""
    return tuple(_found(tool.parameters, ()))


def parameter_slots(tool: ToolSpec) -> tuple[Slot, ...]:
    """A slot for each parameter, in the schema's order."""
    return tuple(parameter.slot for parameter in parameters_of(tool))


def _found(schema: _Json, path: tuple[str, ...], wanted: bool = True) -> Iterator[Parameter]:
    required = schema.get("required") or ()
    properties = schema.get("properties") or {}
    for name, own in properties.items():
        own = own if isinstance(own, Mapping) else {}
        needed = wanted and name in required
        if own.get("type") == "object" and own.get("properties") and not path:
            yield from _found(own, (name,), needed)
        else:
            yield Parameter(path=(*path, name), slot=_slot((*path, name), own), schema=own, required=needed)


def _slot(path: tuple[str, ...], schema: _Json) -> Slot:
    inner = schema.get("items")
    listed = schema.get("type") == "array" and isinstance(inner, Mapping)
    choices = (inner if listed else schema).get("enum") or ()  # type: ignore[union-attr]
    kind = schema.get("type", "string")
    return _made(
        path,
        str(schema.get("description", "")),
        tuple(str(value) for value in choices if value is not None),
        next((k for k in kind if k != "null"), "string") if isinstance(kind, list) else str(kind),
        schema.get("format"),
    )


@lru_cache(maxsize=2048)
def _made(path: tuple[str, ...], description: str, choices: tuple[str, ...], json_type: str, json_format: str | None) -> Slot:
    last = slot_of(path[-1], description=description, choices=choices, json_type=json_type, json_format=json_format)
    if last.kind is Kind.NUMBER and json_type == "string" and last.words[-1:] == ("number",):
        last = replace(last, kind=Kind.CODE)  # a number that is text is spelled, not counted: an account, an order
    if len(path) == 1:
        return last
    outer = slot_of(path[0]).words
    return replace(last, name=".".join(path), words=(*(w for w in outer if w not in last.words), *last.words))
