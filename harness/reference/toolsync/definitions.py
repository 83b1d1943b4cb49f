"""What a tool is meant to be, and by what a change of it is seen."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from harness.contract.schema import schema_fault
from harness.errors import InputError

__all__ = ["ToolDefinition", "at_backend", "canonical_json", "definition_hash", "read_definition", "read_definitions"]

_NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}")


class ToolDefinition(Struct, frozen=True, kw_only=True):
    """One tool, the same for every organisation."""

    name: str
    """The function's; an organisation has one tool of that name."""
    description: str
    body: Mapping[str, Any]
    """What the platform is sent to make it."""
    hash: str
    """`definition_hash` of the body."""


def definition_hash(body: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON, 64 characters of hex. ValueError for what no JSON can hold."""
    return hashlib.sha256(canonical_json(body).encode()).hexdigest()


def canonical_json(value: Any) -> str:
    """The same text for the same content, whatever the order of its keys: RFC 8785 but for numbers beyond 2^53.

    ValueError for a number that is none (NaN, infinity) and half a surrogate pair, TypeError for what is not JSON.
    """
    text = json.dumps(_ordered(value), separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    text.encode()
    return text


def read_definitions(bodies: Mapping[str, Mapping[str, Any]]) -> tuple[ToolDefinition, ...]:
    """The definitions by what they are called in messages. InputError lists everything that is wrong with any of them."""
    problems = [f"{shown}: {problem}" for shown, body in bodies.items() for problem in _problems(body)]
    if not problems:
        read = [_definition(body) for body in bodies.values()]
        names = [each.name for each in read]
        problems = [f"two tools are called {name}" for name in sorted({n for n in names if names.count(n) > 1})]
    if problems:
        raise InputError("; ".join(problems))
    return tuple(read)


def read_definition(body: Mapping[str, Any], shown: str = "the tool") -> ToolDefinition:
    """One definition. InputError lists everything that is wrong with it."""
    return read_definitions({shown: body})[0]


def at_backend(body: Mapping[str, Any], base_url: str) -> dict[str, Any]:
    """The same with its server's path at another address, such as that of a tunnel."""
    server = body.get("server")
    if not isinstance(server, Mapping) or not isinstance(server.get("url"), str):
        return dict(body)
    parts = urlsplit(server["url"])
    url = base_url.rstrip("/") + parts.path + (f"?{parts.query}" if parts.query else "")
    return {**body, "server": {**server, "url": url}}


def _definition(body: Mapping[str, Any]) -> ToolDefinition:
    function = body["function"]
    told = str(function.get("description") or "")
    return ToolDefinition(name=function["name"], description=told, body=dict(body), hash=definition_hash(body))


def _ordered(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _ordered(value[key]) for key in sorted(value, key=lambda key: str(key).encode("utf-16-be", "surrogatepass"))}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [_ordered(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)  # 1.0 is written 1 in JSON's own numbers
    return value


def _problems(body: Any) -> Iterator[str]:
    if not isinstance(body, Mapping):
        yield "it is no object"
        return
    if body.get("type") != "function":
        yield f"`type` must be function, because only those have a server; got {body.get('type')!r}"
        return
    function, server = body.get("function"), body.get("server")
    name = function.get("name") if isinstance(function, Mapping) else None
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        yield f"`function.name` must be 1 to 64 letters, digits, _ or -; got {name!r}"
    elif isinstance(function, Mapping):
        yield from _schema_problems(function.get("parameters", {"type": "object"}))
    url = server.get("url") if isinstance(server, Mapping) else None
    if not isinstance(url, str) or not url.startswith(("http://", "https://")):
        yield f"`server.url` must be the address its calls go to; got {url!r}"
    try:
        canonical_json(body)
    except (TypeError, ValueError) as wrong:
        yield f"it cannot be written as JSON: {wrong}"


def _schema_problems(schema: Any) -> Iterator[str]:
    if not isinstance(schema, Mapping) or schema.get("type") != "object":
        yield "`function.parameters` must be a JSON Schema of type object"
    elif (fault := schema_fault(schema)) is not None:
        where = ".".join(map(str, ("function", "parameters", *fault[0])))
        yield f"`{where}` is not valid JSON Schema: {fault[1]}"
