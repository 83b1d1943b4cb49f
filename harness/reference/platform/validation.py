"""Holds a body against its shape, and says what is wrong as the platform's own validator words it.

`property X should not exist` comes with the path of the object in front, "voice.property speed should not exist"; every fault of
a body is told at once (https://github.com/typestack/class-validator).
"""

from collections.abc import Iterator
from math import isfinite
from typing import Any

from harness.contract.references import is_uuid
from harness.reference.platform.shape import Kind, Limits, Shape, Union
from harness.reference.platform.vocabulary import VOCABULARY

__all__ = ["faults_of"]

_DEEPEST = 40


def faults_of(body: Any, shape: str, *, is_new: bool = True) -> list[str]:
    """What keeps `body` from being a resource of this shape; nothing when it may be saved.

    `is_new` False: a change, in which what must be there may be absent. Null clears a key, and is no fault in a change.
    """
    if not isinstance(body, dict):
        return ["the body must be an object"]
    return list(_object_faults(body, shape, "", is_new, 0))


def _object_faults(value: dict[str, Any], name: str, path: str, is_new: bool, depth: int) -> Iterator[str]:
    shape = VOCABULARY[name]
    if depth > _DEEPEST:
        yield f"{path}property is nested too deeply"
        return
    if isinstance(shape, Union):
        found = _chosen(shape, value)
        if found is None:
            if not shape.is_open:
                yield f"{path}{shape.key} must be one of the following values: {', '.join(shape.shapes)}"
            return
        shape = found
    for key, inner in value.items():
        kind = shape.keys.get(key)
        if kind is None:
            yield f"{path}property {key} should not exist"
        elif inner is not None:
            yield from _value_faults(inner, kind, path, key, depth)
        elif is_new and key in shape.needed:
            yield f"{path}{key} should not be empty"
    if is_new:
        for key in sorted(shape.needed - value.keys()):
            yield from _missing(shape.keys[key], path, key)


def _chosen(union: Union, value: dict[str, Any]) -> Shape | None:
    name = union.shapes.get(str(value.get(union.key, "")), union.default if union.key not in value else None)
    found = VOCABULARY[name] if name else None
    return found if isinstance(found, Shape) else None


def _value_faults(value: Any, kind: Kind, path: str, key: str, depth: int) -> Iterator[str]:
    """Faults of the value of `key`, which stands in the object at `path`; a nested object is always a whole one."""
    match kind.word:
        case "any":
            return
        case "list":
            yield from _list_faults(value, kind, path, key, depth)
        case word if word in VOCABULARY:
            if isinstance(value, dict):
                yield from _object_faults(value, word, f"{path}{key}.", True, depth + 1)
            else:
                yield f"{path}{key} must be an object"
        case _:
            if (fault := _plain_fault(value, kind)) is not None:
                yield f"{path}{key} {fault}"


def _list_faults(values: Any, kind: Kind, path: str, key: str, depth: int) -> Iterator[str]:
    if not isinstance(values, list):
        yield f"{path}{key} must be an array"
        return
    if kind.limits.low and len(values) < kind.limits.low:
        yield f"{path}{key} must contain at least {kind.limits.low:g} elements"
    items = kind.items or Kind(word="any")
    if items.word in VOCABULARY:
        for place, value in enumerate(values):
            yield from _value_faults(value, items, f"{path}{key}.", str(place), depth)
        return
    faults = [fault for value in values if items.word != "any" and (fault := _plain_fault(value, items)) is not None]
    if faults:
        yield f"{path}each value in {key} {faults[0]}"


def _plain_fault(value: Any, kind: Kind) -> str | None:
    match kind.word:
        case "text":
            return "must be a string" if not isinstance(value, str) else _length_fault(value, kind.limits)
        case "uuid":
            return None if isinstance(value, str) and is_uuid(value) else "must be a UUID"
        case "flag":
            return None if isinstance(value, bool) else "must be a boolean value"
        case "object":
            return None if isinstance(value, dict) else "must be an object"
        case "words":
            return None if value in kind.words else f"must be one of the following values: {', '.join(kind.words)}"
        case _:
            return _number_fault(value, kind.limits)


def _length_fault(text: str, limits: Limits) -> str | None:
    if limits.high is not None and len(text) > limits.high:
        if limits.low:
            return f"must be between {limits.low:g} and {limits.high:g} characters"
        return f"must be shorter than or equal to {limits.high:g} characters"
    if limits.low and len(text) < limits.low:
        if limits.high is not None:
            return f"must be between {limits.low:g} and {limits.high:g} characters"
        return f"must be longer than or equal to {limits.low:g} characters"
    return None


def _number_fault(value: Any, limits: Limits) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return "must be a number conforming to the specified constraints"
    if limits.low is not None and value < limits.low:
        return f"must not be less than {limits.low:g}"
    if limits.high is not None and value > limits.high:
        return f"must not be greater than {limits.high:g}"
    return None


def _missing(kind: Kind, path: str, key: str) -> Iterator[str]:
    match kind.word:
        case "text":
            yield f"{path}{key} must be a string"
        case "uuid":
            yield f"{path}{key} must be a UUID"
        case "list":
            yield f"{path}{key} must be an array"
        case "words":
            yield f"{path}{key} must be one of the following values: {', '.join(kind.words)}"
        case _:
            yield f"{path}{key} should not be empty"
