"""A value read from a file, with the place where every part of it stands."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from harness.contract.model import Source
from harness.contract.problems import Problem

__all__ = ["Document", "KeyPath", "overlaid"]

KeyPath = tuple[str | int, ...]
"""Keys and positions from the top of a document: ("members", 0, "assistantId")."""


class Document(Struct, frozen=True, kw_only=True):
    """Strings, numbers, booleans, None, dicts with string keys and lists, as YAML or JSON hold them."""

    value: Any
    sources: Mapping[KeyPath, Source]
    """Where each key, and each element of a list, is written; the empty path is the document itself."""
    texts: Mapping[KeyPath, Source] = field(default_factory=dict)
    """Where the first line of a block of text stands, which is not where its key does."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with it. When it could not be read at all, `value` is None."""

    @property
    def lines(self) -> dict[KeyPath, int]:
        """Line of each key path."""
        return {path: source.line for path, source in self.sources.items()}

    def source(self, path: KeyPath) -> Source:
        """Where `path` is written, else the nearest thing around it that is."""
        while path and path not in self.sources:
            path = path[:-1]
        return self.sources.get(path) or Source(file="<memory>")

    def text_source(self, path: KeyPath) -> Source:
        """Where the first line of the text at `path` stands."""
        return self.texts.get(path) or self.source(path)


def overlaid(base: Document, top: Document, at: KeyPath = ()) -> Document:
    """`base` with what stands at `at` in `top` laid over it, each part keeping its own place.

    Objects are merged, everything else is replaced, and null changes nothing: so Vapi merges `assistantOverrides`.
    """
    over = top.value
    for key in at:
        over = over[key]
    replaced: set[KeyPath] = set()
    value = _merged(base.value, over, (), replaced)

    def mixed(below: Mapping[KeyPath, Source], above: Mapping[KeyPath, Source]) -> dict[KeyPath, Source]:
        kept = {path: source for path, source in below.items() if not _within(path, replaced)}
        laid = {path[len(at) :]: source for path, source in above.items() if path[: len(at)] == at}
        return kept | {path: source for path, source in laid.items() if _within(path, replaced)}

    return Document(value=value, sources=mixed(base.sources, top.sources), texts=mixed(base.texts, top.texts))


def _merged(under: Any, over: Any, path: KeyPath, replaced: set[KeyPath]) -> Any:
    if over is None:
        return under
    if not (isinstance(under, dict) and isinstance(over, dict)):
        replaced.add(path)
        return over
    return under | {key: _merged(under.get(key), value, (*path, key), replaced) for key, value in over.items()}


def _within(path: KeyPath, roots: set[KeyPath]) -> bool:
    return any(path[:length] in roots for length in range(len(path) + 1))
