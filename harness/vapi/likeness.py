"""Whether something the platform holds is what a request, whose answer was lost, would have made."""

from collections.abc import Mapping
from typing import Any

__all__ = ["is_made_by", "name_of"]


def is_made_by(body: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """True when `found` says everything `body` says, under the same name.

    What the platform does not show again (a key, a secret) does not speak against it. A mark that nobody else uses, in the
    body's `metadata` or `server.headers`, makes the answer certain.
    """
    return name_of(body) == name_of(found) and all(_agrees(told, found.get(key)) for key, told in body.items())


def name_of(resource: Mapping[str, Any]) -> str:
    """The name the platform shows; that of its function, for a tool; empty when it has none."""
    function = resource.get("function")
    named = function.get("name") if isinstance(function, Mapping) else None
    return str(resource.get("name") or named or "")


def _agrees(told: Any, found: Any) -> bool:
    if found is None:
        return True
    if isinstance(told, Mapping):
        return isinstance(found, Mapping) and all(_agrees(value, found.get(key)) for key, value in told.items())
    if isinstance(told, list):
        return isinstance(found, list) and len(told) == len(found) and all(map(_agrees, told, found))
    return bool(told == found)
