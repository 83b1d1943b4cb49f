"""What a handler reads, requires and returns, as a value: the handler works by it, and `GET /contract` publishes it."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct, field, json

__all__ = ["HandlerDeclaration", "Kind", "Parameter", "schema_of"]

Kind = Literal["string", "integer", "boolean", "array"]


class Parameter(Struct, frozen=True, kw_only=True):
    """One argument a handler reads."""

    name: str
    description: str
    required: bool = True
    type: Kind = "string"
    """An array's items are text."""
    format: str | None = None
    """What the text holds, by JSON Schema's name for it where there is one: "date", "time", "email" …"""
    enum: tuple[str, ...] = ()
    """Every value it takes; empty when they are not enumerated."""
    aliases: tuple[str, ...] = ()
    """Older names it is still read by."""


class HandlerDeclaration(Struct, frozen=True, kw_only=True):
    """One tool as its backend sees it."""

    tool: str
    path: str
    parameters: tuple[Parameter, ...]
    returns: Mapping[str, type[Struct]]
    """Name of the outcome → the value that is sent as JSON."""
    refusals: Sequence[str] = ()
    """Every `reason` it may give."""
    organization_at: Sequence[str] = ()
    """Where the organisation is looked for in the body, first match first."""
    writes: Sequence[str] = ()
    """Tables it may change."""
    envelope: Mapping[str, str] = field(default_factory=dict)
    """Argument → where in the body its value is taken from, so that the model need not know it."""
    legacy: bool = False
    """Kept for older assistants; no tool file is expected to name it."""

    def published(self) -> dict[str, Any]:
        """Plain JSON values; `reads` is a JSON Schema that can be held against a tool's `parameters`."""
        return {
            "tool": self.tool,
            "method": "POST",
            "path": self.path,
            "legacy": self.legacy,
            "reads": {
                "type": "object",
                "properties": {parameter.name: _property(parameter) for parameter in self.parameters},
                "required": [parameter.name for parameter in self.parameters if parameter.required],
            },
            "aliases": {parameter.name: list(parameter.aliases) for parameter in self.parameters if parameter.aliases},
            "envelope": dict(self.envelope),
            "returns": {name: schema_of(kind) for name, kind in self.returns.items()},
            "refusals": list(self.refusals),
            "organization": list(self.organization_at),
            "writes": list(self.writes),
        }


def schema_of(kind: type[Struct]) -> dict[str, Any]:
    """The JSON Schema of a value as it is sent; the values within it are under its own `$defs`."""
    schemas: dict[str, Any] = json.schema(kind)["$defs"]
    schema: dict[str, Any] = schemas.pop(kind.__name__)
    return {**schema, "$defs": schemas} if schemas else schema


def _property(parameter: Parameter) -> dict[str, Any]:
    told: dict[str, Any] = {"type": parameter.type, "description": parameter.description}
    if parameter.type == "array":
        told["items"] = {"type": "string"} | ({"format": parameter.format} if parameter.format else {})
    elif parameter.format is not None:
        told["format"] = parameter.format
    if parameter.enum:
        told["enum"] = list(parameter.enum)
    return told
