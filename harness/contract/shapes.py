"""Which values a JSON Schema lets through, as far as its types and enumerations say so.

Every function answers None where a schema leaves it open: nothing is concluded from what is not written.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["kinds", "resolved", "values"]

Schema = Mapping[str, Any]
_MOST_REFERENCES = 16
"""How many `$ref` may lead to one another before they are taken for a circle."""
_FEW = {"null": frozenset(("null",)), "boolean": frozenset(("true", "false"))}
"""Types of which one can say every value."""
_DEEPEST = 8
"""How many alternatives within alternatives are looked into."""


def resolved(schema: object, root: Schema) -> Schema:
    """The schema that `schema` stands for: what its `$ref` within `root` leads to; empty when that is nowhere."""
    for _ in range(_MOST_REFERENCES):
        if not isinstance(schema, Mapping):
            return {}
        reference = schema.get("$ref")
        if reference is None:
            return schema
        schema = _at(str(reference), root)
    return {}


def kinds(schema: Schema, root: Schema, depth: int = _DEEPEST) -> frozenset[str] | None:
    """JSON types a value may have; "number" includes "integer"."""
    written = schema.get("type")
    if isinstance(written, str):
        return frozenset((written,))
    if written:
        return frozenset(written)
    if (allowed := values(schema, root)) is not None:
        return frozenset(_kind(json.loads(value)) for value in allowed)
    return _union(kinds(resolved(branch, root), root, depth - 1) for branch in _branches(schema, depth))


def values(schema: Schema, root: Schema, depth: int = _DEEPEST) -> frozenset[str] | None:
    """Every value it lets through, as JSON; None when they are not enumerated."""
    if "const" in schema:
        return frozenset((_json(schema["const"]),))
    if "enum" in schema:
        return frozenset(map(_json, schema["enum"]))
    if (few := _FEW.get(str(schema.get("type")))) is not None:
        return few
    return _union(values(resolved(branch, root), root, depth - 1) for branch in _branches(schema, depth))


def _branches(schema: Schema, depth: int) -> list[Any]:
    return [*schema.get("anyOf", ()), *schema.get("oneOf", ())] if depth else []


def _union(parts: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    found: frozenset[str] = frozenset()
    for part in parts:
        if part is None:
            return None
        found |= part
    return found or None


def _at(reference: str, root: Schema) -> object:
    """What a JSON pointer within the document leads to; other documents are never fetched."""
    place: object = root if reference.startswith("#") else None
    for step in reference.removeprefix("#").split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        place = place.get(key) if isinstance(place, Mapping) else None
    return place


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"
