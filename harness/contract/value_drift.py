"""Whether every value a tool lets through is one its backend takes, by types and enumerations, also inside lists and objects."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from harness.contract.diagnostic import Diagnostic, Severity
from harness.contract.handlers import Handler
from harness.contract.model import Source, Tool
from harness.contract.shapes import kinds, resolved, values

__all__ = ["value_drift"]

Schema = Mapping[str, Any]
_DEEPEST = 5
"""Levels of lists and objects that are looked into."""
_MOST_SHOWN = 8


def value_drift(tool: Tool, name: str, handler: Handler, known: str) -> Iterator[Diagnostic]:
    """What the model may send as `name` and the handler does not take as `known`."""
    place = _Place(tool=tool, handler=handler, source=tool.line_of(f"parameters.{name}"), label=name)
    yield from place.compared(tool.properties[name], handler.properties[known], _DEEPEST)


class _Place(Struct, frozen=True, kw_only=True):
    """One argument, or one place within it."""

    tool: Tool
    handler: Handler
    source: Source
    label: str
    """`stay.from`, `dates[]`."""

    def compared(self, sent: object, read: object, depth: int) -> Iterator[Diagnostic]:
        here, there = resolved(sent, self.tool.parameters), resolved(read, self.handler.reads)
        ours, theirs = kinds(here, self.tool.parameters), kinds(there, self.handler.reads)
        if ours is not None and theirs is not None and (refused := _beyond(ours, theirs)):
            yield self._type(ours, theirs, total=refused == ours)
            return
        yield from self._values(values(here, self.tool.parameters), values(there, self.handler.reads))
        if depth:
            yield from self._inside(here, there, depth - 1)

    def _inside(self, here: Schema, there: Schema, depth: int) -> Iterator[Diagnostic]:
        if "items" in here and "items" in there:
            yield from self._at("[]").compared(here["items"], there["items"], depth)
        ours, theirs = here.get("properties", {}), there.get("properties", {})
        for name in ours:
            if name in theirs:
                yield from self._at(f".{name}").compared(ours[name], theirs[name], depth)

    def _at(self, step: str) -> "_Place":
        return _Place(tool=self.tool, handler=self.handler, source=self.source, label=f"{self.label}{step}")

    def _type(self, ours: frozenset[str], theirs: frozenset[str], *, total: bool) -> Diagnostic:
        sent, read = _listed(ours, "or"), _listed(theirs, "or")
        sends = "sends" if total else "may send"
        wanted = next((kind for kind in sorted(theirs) if kind != "null"), "null")
        return self._found(
            "type",
            "error" if total else "warning",
            f"The model {sends} `{self.label}` of {self.tool.name} as {sent}; the backend reads {read}.",
            why="The backend refuses the call, or misreads the value.",
            mend=f"Write `type: {wanted}` in the tool, or read {sent} in the backend.",
        )

    def _values(self, ours: frozenset[str] | None, theirs: frozenset[str] | None) -> Iterator[Diagnostic]:
        if theirs is None:
            return
        tool = self.tool.name
        if ours is None:
            yield self._found(
                "enum",
                "warning",
                f"The model may send anything as `{self.label}` of {tool}; the backend knows only {_shown(theirs)}.",
                why="Any other value is refused.",
                mend="List the values under `enum` in the tool.",
            )
            return
        if refused := ours - theirs:
            yield self._found(
                "enum",
                "error",
                f"The model may send {_shown(refused)} as `{self.label}` of {tool}; the backend knows only {_shown(theirs)}.",
                why="A call with such a value is refused.",
                mend=f"Take {_shown(refused)} out of `enum`, or accept it in the backend.",
            )
        if unsent := theirs - ours - {"null"}:
            yield self._found(
                "enum",
                "info",
                f"The backend of {tool} knows {_shown(unsent)} for `{self.label}`; the model may never send it.",
                why="What it stands for is out of every caller's reach.",
                mend=f"Add {_shown(unsent)} to `enum`, unless it is left out on purpose.",
            )

    def _found(self, rule: str, severity: Severity, message: str, *, why: str, mend: str) -> Diagnostic:
        return Diagnostic(rule=f"drift/{rule}", severity=severity, source=self.source, message=message, why=why, mend=mend)


def _beyond(ours: frozenset[str], theirs: frozenset[str]) -> frozenset[str]:
    """Types of ours that theirs do not cover; every integer is a number."""
    covered = theirs | {"integer"} if "number" in theirs else theirs
    return ours - covered


def _shown(found: Iterable[str]) -> str:
    """Enumerated values as a person would list them, strings without quotes."""
    words = sorted(str(value) if isinstance(value := json.loads(each), str) else each for each in found)
    rest = f" and {len(words) - _MOST_SHOWN} more" if len(words) > _MOST_SHOWN else ""
    return ", ".join(words[:_MOST_SHOWN]) + rest


def _listed(words: Iterable[str], joint: str) -> str:
    return f" {joint} ".join(sorted(words))
