"""What a backend says it reads: the document that `GET /contract` answers with, as values.

    {"handlers": [{"tool": "findTable", "reads": {JSON Schema}, "path": "/tables/find",
                   "aliases": {"guests": "partySize"}, "envelope": ["call.customer.number"], "legacy": false}]}

`tool` and `reads` are needed, everything else may be left out, and what is not listed here is not looked at.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct, field

from harness.contract.problems import listed
from harness.contract.schema import schema_fault
from harness.errors import InputError

__all__ = ["Handler", "read_handlers"]

_EXPECTED = 'Expected {"handlers": [{"tool": "name", "reads": {JSON Schema of the arguments}}]}'


class Handler(Struct, frozen=True, kw_only=True):
    """One function as its backend sees it."""

    tool: str
    """The function name it answers to."""
    reads: Mapping[str, Any]
    """JSON Schema of the arguments it looks at; always an object schema."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Another name it takes for an argument → the name in `reads`."""
    from_envelope: frozenset[str] = frozenset()
    """Arguments it takes from the request around the call, so that nobody has to send them."""
    path: str = ""
    legacy: bool = False
    """Kept for older callers only; no tool is expected to call it."""

    @property
    def properties(self) -> Mapping[str, Mapping[str, Any]]:
        """Argument → its own schema."""
        found: Mapping[str, Mapping[str, Any]] = self.reads.get("properties", {})
        return found

    @property
    def required(self) -> tuple[str, ...]:
        """Arguments without which it refuses."""
        return tuple(self.reads.get("required", ()))

    @property
    def takes_anything(self) -> bool:
        """It says that it also reads arguments it does not name."""
        return self.reads.get("additionalProperties") not in (None, False)

    def known_as(self, name: str) -> str:
        """The name in `reads` that an argument sent as `name` ends up under."""
        return self.aliases.get(name, name)


class _Published(Struct, kw_only=True):
    """One handler as it is written."""

    tool: str
    reads: dict[str, Any]
    path: str = ""
    aliases: dict[str, str | list[str]] = field(default_factory=dict)
    """Alias → name, or name → its aliases: a text is the one, a list the other."""
    envelope: dict[str, Any] | list[str] = field(default_factory=list)
    """Argument → where in the request it comes from; a list names places alone, and so no argument."""
    legacy: bool = False


class _Document(Struct, kw_only=True):
    handlers: list[_Published]


def read_handlers(document: object, *, where: str) -> tuple[Handler, ...]:
    """The handlers of a parsed contract. InputError, which begins with `where`, for a document of another shape."""
    try:
        published = msgspec.convert(document, _Document).handlers
    except msgspec.ValidationError as error:
        raise InputError(f"{where} is no contract of a backend: {_in_words(error)}. {_EXPECTED}.") from error
    names = [each.tool for each in published]
    if twice := {name for name in names if names.count(name) > 1}:
        raise InputError(f"{where} lists {listed(twice)} more than once. Publish each tool once.")
    return tuple(_handler(each, where) for each in published)


def _handler(published: _Published, where: str) -> Handler:
    reads = {"type": "object", "properties": {}} | published.reads
    if reads["type"] != "object":
        raise InputError(f"{where}: `reads` of {published.tool} is not an object schema. Write `type: object` and `properties`.")
    if (fault := schema_fault(reads)) is not None:
        raise InputError(f"{where}: `reads` of {published.tool} is not valid JSON Schema: {fault[1]}.")
    return Handler(
        tool=published.tool,
        reads=reads,
        aliases=_aliases(published.aliases),
        from_envelope=frozenset(published.envelope) if isinstance(published.envelope, dict) else frozenset(),
        path=published.path,
        legacy=published.legacy,
    )


def _aliases(written: Mapping[str, str | Sequence[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, other in written.items():
        if isinstance(other, str):
            found[name] = other
        else:
            found |= dict.fromkeys(other, name)
    return found


def _in_words(error: msgspec.ValidationError) -> str:
    """ "Object missing required field `tool` - at `$.handlers[0]`", without the notation for places."""
    said, _, place = str(error).partition(" - at ")
    place = place.strip("`").removeprefix("$").lstrip(".")
    return f"{said[0].lower()}{said[1:]}{f' at {place}' if place else ''}"
