"""What a handler reads, requires and returns, as a value: the handler works by it, and `GET /contract` publishes it."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct, json

__all__ = ["HandlerDeclaration", "Parameter", "schema_of"]


class Parameter(Struct, frozen=True, kw_only=True):
    """One argument a handler reads. Every argument is text."""

    name: str
    description: str
    required: bool = True
    format: str | None = None
    """JSON Schema's name for what the text holds: "date", "time", "email" …"""


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

    def published(self) -> dict[str, Any]:
        """Plain JSON values; `reads` is a JSON Schema that can be held against a tool's `parameters`."""
        return {
            "tool": self.tool,
            "method": "POST",
            "path": self.path,
            "reads": {
                "type": "object",
                "properties": {parameter.name: _property(parameter) for parameter in self.parameters},
                "required": [parameter.name for parameter in self.parameters if parameter.required],
            },
            "returns": {name: schema_of(kind) for name, kind in self.returns.items()},
            "refusals": list(self.refusals),
            "organization": list(self.organization_at),
            "writes": list(self.writes),
        }


def schema_of(kind: type[Struct]) -> dict[str, Any]:
    """The JSON Schema of a value as it is sent."""
    schema: dict[str, Any] = json.schema(kind)["$defs"][kind.__name__]
    return schema


def _property(parameter: Parameter) -> dict[str, str]:
    told = {"type": "string", "description": parameter.description}
    return told if parameter.format is None else {**told, "format": parameter.format}
