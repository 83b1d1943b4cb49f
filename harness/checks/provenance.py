"""No argument is invented: each value comes from somewhere."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from harness.checks.base import Evidence, Finding
from harness.checks.known import Known, choices_of, contract_text
from harness.checks.line import assistant_at
from harness.checks.parameters import slot_for
from harness.checks.schema import tool_of
from harness.checks.speakers import name_of
from harness.contract.model import Tool
from harness.trace.events import ToolRequested
from harness.trace.trace import ToolUse
from harness.trace.transcript import shown_value

__all__ = ["NoInventedArgument"]


class NoInventedArgument(Struct, frozen=True, kw_only=True):
    """Every value in a tool call comes from the caller's words, a tool's answer, the prompt, the tool's schema or the platform.

    Booleans and empty values are left out, and so are choices the schema lists: what they mean cannot be read off them.
    """

    speaker: str | None = None

    @property
    def title(self) -> str:
        """The promise in words."""
        return "no argument is invented"

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """One finding for each value that came from nowhere."""
        uses = {use.request.n: use for use in evidence.trace.tool_uses}
        if not uses:
            return []
        known = Known(evidence.trace)
        accounted: set[tuple[str, str]] = set()
        findings: list[Finding] = []
        for event in evidence.trace.events:
            known.hear(event)
            if isinstance(event, ToolRequested):
                findings += self._examine_call(evidence, uses[event.n], known, accounted)
        return findings

    def _examine_call(self, evidence: Evidence, use: ToolUse, known: Known, accounted: set[tuple[str, str]]) -> Iterator[Finding]:
        tool = tool_of(evidence, use)
        contract = contract_text(assistant_at(evidence, use.request.assistant, use.request.n), tool)
        for name, schema, value in _leaves(tool, use.arguments):
            text = _text_of(value)
            if (name, text) in accounted or value in choices_of(schema):
                continue
            if known.accounts_for(text, slot_for(name.rsplit(".", 1)[-1], schema), contract):
                accounted.add((name, text))
            else:
                yield self._finding(evidence, use, name, value, tool)

    def _finding(self, evidence: Evidence, use: ToolUse, name: str, value: Any, tool: Tool | None) -> Finding:
        who = name_of(evidence, self.speaker, use)
        return Finding(
            check=self.title,
            message=f"{who} called {use.name} with {name}={shown_value(value)}, which nobody had said.",
            events=(use.request.n,),
            why="The value is not in the caller's words, a tool's answer, the prompt or what the platform knows.",
            source=tool.line_of(f"parameters.{name}") if tool else None,
        )


def _leaves(tool: Tool | None, arguments: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], Any]]:
    """Every text and number in the arguments, with its dotted name and its own schema."""
    properties = tool.properties if tool else {}
    for name, value in arguments.items():
        yield from _inside(name, properties.get(name, {}), value)


def _inside(name: str, schema: Mapping[str, Any], value: Any) -> Iterator[tuple[str, Mapping[str, Any], Any]]:
    if isinstance(value, Mapping):
        inner = schema.get("properties", {})
        for key, each in value.items():
            yield from _inside(f"{name}.{key}", inner.get(key, {}) if isinstance(inner, Mapping) else {}, each)
    elif isinstance(value, list | tuple):
        items = schema.get("items", {})
        for each in value:
            yield from _inside(name, items if isinstance(items, Mapping) else {}, each)
    elif isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
        yield name, schema, value


def _text_of(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
