"""Which values in a resource are secrets that should not stand there: where, and what they are called; never what they are."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from harness.contract.entry import Entry
from harness.contract.model import Source

__all__ = ["is_secret_name", "secrets_in"]

_NAME = re.compile(r"(?:api[-_ ]?key|secret|(?<!max)token|passw(?:or)?d|authorization|private[-_ ]?key)$", re.IGNORECASE)
_SHAPE = re.compile(
    r"\bBearer\s+[A-Za-z0-9._~+/=-]{12,}|\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*|\b(?:sk|rk|ghp|gho|glpat|xox[abprs])[-_][\w-]{16,}"
    r"|\bAKIA[A-Z0-9]{16}\b|\bAIza[\w-]{30,}|-----BEGIN [A-Z ]*PRIVATE KEY|://[^/\s:@{}]+:[^/\s@{}]+@"
)
_VALUE_KEYS = frozenset(("value", "default", "const"))
_TEMPLATE = "{{"


def is_secret_name(name: str) -> bool:
    """A header or key of this name holds a secret: X-API-Key, Authorization, serverUrlSecret."""
    return _NAME.search(name) is not None


def secrets_in(texts: Iterable[Entry]) -> Iterator[tuple[Source, str]]:
    """Where each literal secret among the texts stands, with what to call it; a Liquid expression is none."""
    for entry in texts:
        if not entry.value.strip():
            continue
        name = _name_of(entry)
        if is_secret_name(name) and _TEMPLATE not in entry.value:
            yield entry.source, name
        elif found := _SHAPE.search(entry.value):
            first = entry.document.text_source(entry.path)
            line = first.line + entry.value.count("\n", 0, found.start())
            yield Source(file=first.file, line=line), f"something in {entry.label}"


def _name_of(entry: Entry) -> str:
    """What names the value: its key, or that of the `key`/`value` pair or the header's schema around it."""
    if not entry.path or not isinstance(entry.path[-1], str):
        return ""
    if entry.path[-1] not in _VALUE_KEYS:
        return entry.path[-1]
    around: Any = entry.document.value
    for key in entry.path[:-1]:
        around = around[key]
    written = around.get("key") if isinstance(around, dict) else None
    if isinstance(written, str):
        return written
    return str(entry.path[-2]) if len(entry.path) > 1 else ""
