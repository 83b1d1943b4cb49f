"""What a request body may hold, written as `key: kind` lines.

    name!: text(1-40)            a text of 1 to 40 characters; `!`: it must be there when the resource is created
    seconds: number(10-600)      a number of that range
    mode: first | second         one of these words; "only" when there is no other
    server: Server               an object of that shape
    members!: [Member](1-)       a list of such objects, not empty
    toolIds: [uuid]              a list of ids

Other kinds are flag, uuid, object (with any keys) and any. A line `... : Shape` takes over the keys of another shape.
"""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

__all__ = ["Kind", "Limits", "Shape", "Union", "read_shapes"]

_LINE = re.compile(r"(?P<key>\S+?)(?P<needed>!?):\s+(?P<kind>.+)")
_KIND = re.compile(r"(?P<word>\[.+\]|[^()]+?)(?:\((?P<low>[0-9.]*)-?(?P<high>[0-9.]*)\))?")
_PRIMITIVES = frozenset(("text", "number", "flag", "uuid", "object", "any"))


class Limits(Struct, frozen=True, kw_only=True):
    """How long a text, how large a number, how many elements; None is no limit."""

    low: float | None = None
    high: float | None = None


class Kind(Struct, frozen=True, kw_only=True):
    """What one value must be."""

    word: str
    """text, number, flag, uuid, object, any, list, words, or the name of a shape or a union."""
    limits: Limits = Limits()
    items: "Kind | None" = None
    """list: what each element must be."""
    words: tuple[str, ...] = ()
    """words: the values it can have."""


class Shape(Struct, frozen=True, kw_only=True):
    """The keys an object may have."""

    name: str
    keys: Mapping[str, Kind] = field(default_factory=dict)
    needed: frozenset[str] = frozenset()


class Union(Struct, frozen=True, kw_only=True):
    """Several shapes, told apart by the value of one key."""

    name: str
    key: str
    shapes: Mapping[str, str]
    """Value of the key → name of the shape."""
    default: str | None = None
    """The shape when the key is missing; None: it must be there."""
    is_open: bool = False
    """True: an object with another value of the key is let through as it is."""


def read_shapes(text: str) -> dict[str, Shape]:
    """Shapes by name, each a line with its name and below it, indented, its keys."""
    shapes: dict[str, Shape] = {}
    for name, lines in _blocks(text):
        keys: dict[str, Kind] = {}
        needed: set[str] = set()
        for line in lines:
            found = _LINE.fullmatch(line)
            if found is None:
                raise ValueError(f"the shape {name} has a line that is not `key: kind`: {line}")
            if found["key"] == "...":
                keys |= shapes[found["kind"]].keys
                needed |= shapes[found["kind"]].needed
                continue
            for key in found["key"].split(","):
                keys[key] = _kind(found["kind"].strip())
                if found["needed"]:
                    needed.add(key)
        shapes[name] = Shape(name=name, keys=keys, needed=frozenset(needed))
    return shapes


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    name, lines = "", list[str]()
    for line in text.splitlines():
        if not line.strip():
            continue
        if line.startswith(" "):
            lines.append(line.strip())
            continue
        if name:
            yield name, lines
        name, lines = line.strip(), []
    if name:
        yield name, lines


def _kind(written: str) -> Kind:
    if " | " in written or written.startswith('"'):
        return Kind(word="words", words=tuple(word.strip('" ') for word in written.split(" | ")))
    found = _KIND.fullmatch(written)
    if found is None:
        raise ValueError(f"this is no kind of value: {written}")
    word = found["word"]
    limits = Limits(low=_number(found["low"]), high=_number(found["high"]))
    if word.startswith("["):
        return Kind(word="list", items=_kind(word[1:-1]), limits=limits)
    if word not in _PRIMITIVES and not word[0].isupper():
        raise ValueError(f"this is no kind of value: {written}")
    return Kind(word=word, limits=limits)


def _number(text: str | None) -> float | None:
    return float(text) if text else None
