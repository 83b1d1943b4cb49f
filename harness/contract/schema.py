"""A tool's arguments against its own JSON Schema (draft 2020-12), in words a caller's question can be made of."""

import re
from collections.abc import Iterator, Mapping
from json import dumps
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, ValidationError
from referencing import Registry
from referencing.exceptions import Unresolvable

from harness.contract.document import KeyPath
from harness.contract.model import Tool

__all__ = ["Validator", "schema_fault"]

_ARTICLES = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "null",
    "number": "a number",
    "object": "an object",
    "string": "a string",
}
_PLAIN_TYPES: dict[str, tuple[type, ...]] = {"string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,)}
_PLAIN_KEYS = frozenset(("type", "description", "enum", "title", "default", "examples", "format"))
_PLAIN_TOP_KEYS = frozenset(("type", "properties", "required", "description", "title"))
_UNRESOLVED: Registry[Any] = Registry()
"""Knows no other documents, so that a `$ref` never reaches for the network."""


class Validator:
    """Checks arguments; each schema is compiled once and remembered as long as the validator lives."""

    def __init__(self) -> None:
        self._compiled: dict[int, _Compiled] = {}

    def validate(self, tool: Tool, arguments: Mapping[str, Any]) -> tuple[str, ...]:
        """One sentence for each thing wrong with `arguments`, without a full stop; none when they satisfy the schema.

        A schema that cannot be used is itself the one thing wrong.
        """
        schema = tool.parameters
        compiled = self._compiled.get(id(schema))
        if compiled is None:
            # The compiled schema holds the mapping, so that its id stays its own.
            compiled = self._compiled[id(schema)] = _Compiled(schema)
        return compiled.faults(tool.name, arguments)


def schema_fault(schema: Mapping[str, Any]) -> tuple[KeyPath, str] | None:
    """Where and why `schema` is not valid JSON Schema, or None when it is."""
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        return tuple(error.absolute_path), str(error.message)
    except RecursionError:
        return (), "it is nested too deeply"
    return None


class _Compiled:
    __slots__ = ("_broken", "_plain", "_required", "_schema", "_validator")

    def __init__(self, schema: Mapping[str, Any]) -> None:
        fault = schema_fault(schema)
        self._schema = schema
        self._broken = None if fault is None else fault[1]
        self._validator = Draft202012Validator(schema, registry=_UNRESOLVED)
        self._plain = None if self._broken else _plain_properties(schema)
        self._required: tuple[str, ...] = tuple(schema.get("required", ())) if self._plain is not None else ()

    def faults(self, tool: str, arguments: Mapping[str, Any]) -> tuple[str, ...]:
        if self._plain is not None and self._plainly_valid(self._plain, arguments):
            return ()
        if self._broken is not None:
            return (f"the schema of {tool} is not valid JSON Schema: {self._broken}",)
        try:
            errors = sorted(self._validator.iter_errors(arguments), key=_position)
        except (Unresolvable, RecursionError, re.error) as error:
            return (f"the schema of {tool} cannot be used: {type(error).__name__}: {error}",)
        return tuple(dict.fromkeys(sentence for error in errors for sentence in _sentences(error)))

    def _plainly_valid(self, plain: "_Plain", arguments: Mapping[str, Any]) -> bool:
        """True is certain; False asks jsonschema, which costs ten times as much."""
        for name in self._required:
            if name not in arguments:
                return False
        for name, value in arguments.items():
            allowed = plain.get(name)
            if allowed is not None and (type(value) not in allowed[0] or (allowed[1] is not None and value not in allowed[1])):
                return False
        return True


_Plain = dict[str, tuple[tuple[type, ...], frozenset[str] | None]]
"""Property → the Python types its value may have, and the words it must be one of."""


def _plain_properties(schema: Mapping[str, Any]) -> _Plain | None:
    """The properties of a flat schema of simple types; None for any other, which jsonschema alone can judge."""
    if not _PLAIN_TOP_KEYS.issuperset(schema):
        return None
    found: _Plain = {}
    for name, each in schema.get("properties", {}).items():
        if not isinstance(each, Mapping) or not _PLAIN_KEYS.issuperset(each) or each.get("type") not in _PLAIN_TYPES:
            return None
        words = each.get("enum")
        if words is not None and not all(isinstance(word, str) for word in words):
            return None
        found[name] = (_PLAIN_TYPES[each["type"]], None if words is None else frozenset(words))
    return found


def _position(error: ValidationError) -> str:
    return _place(error.absolute_path)


def _sentences(error: ValidationError) -> Iterator[str]:
    place = _place(error.absolute_path)
    subject = place or "the arguments"
    instance: Any = error.instance
    schema: Any = error.schema
    wanted: Any = error.validator_value
    got = _shown(instance)
    match error.validator:
        case "required":
            for name in wanted:
                if name not in instance:
                    yield f"{_joined(place, name)} is missing"
        case "additionalProperties" if wanted is False and isinstance(schema, Mapping) and "patternProperties" not in schema:
            known = schema.get("properties", {})
            for name in instance:
                if name not in known:
                    yield f"{_joined(place, name)} is not a known parameter"
        case "type":
            types = [wanted] if isinstance(wanted, str) else wanted
            yield f"{subject} must be {' or '.join(_ARTICLES.get(each, str(each)) for each in types)}; got {got}"
        case "enum":
            yield f"{subject} must be one of {', '.join(map(_shown, wanted))}; got {got}"
        case "const":
            yield f"{subject} must be {_shown(wanted)}; got {got}"
        case "pattern":
            yield f"{subject} must match the pattern {wanted}; got {got}"
        case _:
            yield f"{subject} is not valid: {error.message}"


def _place(path: Any) -> str:
    place = ""
    for key in path:
        place = f"{place}[{key}]" if isinstance(key, int) else _joined(place, str(key))
    return place


def _joined(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def _shown(value: Any, limit: int = 80) -> str:
    text = value if isinstance(value, str) and value else dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= limit else text[: limit - 1] + "…"
