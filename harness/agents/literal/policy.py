"""Instructions and tool schemas put together: what must be known before each tool is called, and what else was ordered.

Ask for exactly what the contract requires or the prompt demands. If neither mentions a thing, it is never asked.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from harness.agents.literal.instruction import (
    Ask,
    AskMore,
    CallTool,
    Confirm,
    Fact,
    NeverAsk,
    OneAtATime,
    Optional,
    Pass,
    Persona,
    Require,
    Speak,
    Today,
    Understood,
    When,
)
from harness.agents.literal.intent import ends_the_call, tool_meant
from harness.agents.literal.reader import read
from harness.agents.literal.topics import parameter_slots, parameters_for, slot_for_topic
from harness.language.slot import Kind, Slot, words_of
from harness.ports import ToolSpec

__all__ = ["Need", "Policy", "ToolPolicy", "policy_of"]


class Need(Struct, frozen=True, kw_only=True):
    """One thing to know before a tool is called."""

    slot: Slot
    parameter: str | None
    """The parameter it fills; None for something only the prompt wants to know."""
    lines: tuple[int, ...] = ()
    """Prompt lines that ask for it."""
    enforced: tuple[int, ...] = ()
    """Prompt lines that forbid going on without it."""
    required: bool = False
    """The tool's schema requires it."""
    optional: bool = False
    """The prompt says to go on without it."""
    producer: str | None = None
    """The tool that finds it out; the caller is not asked then."""

    @property
    def blocking(self) -> bool:
        """Nothing is called without it."""
        return self.required or bool(self.enforced)


class ToolPolicy(Struct, frozen=True, kw_only=True):
    """What is due before one tool is called."""

    tool: ToolSpec
    needs: tuple[Need, ...]
    """In the order they are asked."""
    spare: tuple[Slot, ...] = ()
    """Parameters nobody demands: filled when the caller happens to say them."""
    confirmations: int = 0
    before: tuple[str, ...] = ()
    """Tools that must have succeeded earlier."""
    passes: Mapping[str, str] = {}
    """Parameter → value, by order of the prompt or because the schema leaves one choice."""

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Everything that may be heard for it."""
        return tuple(need.slot for need in self.needs) + self.spare


class Policy(Struct, frozen=True, kw_only=True):
    """Everything the agent was told."""

    understood: tuple[Understood, ...]
    tools: Mapping[str, ToolPolicy]
    specs: tuple[ToolSpec, ...]
    persona: str | None = None
    language: str = "en"
    today: str | None = None
    one_at_a_time: bool = False
    ask_more: bool = False
    whens: tuple[When, ...] = ()
    facts: tuple[Fact, ...] = ()


def policy_of(prompt: str, tools: Sequence[ToolSpec]) -> Policy:
    """Read prompt and tools. The same prompt and tools always give the same policy."""
    understood = read(prompt, tools)
    orders = [(item, instruction) for item in understood for instruction in item.instructions]
    plain = [instruction for _, instruction in orders]
    language = next((i.language for i in plain if isinstance(i, Speak)), "en")
    specs = tuple(tool for tool in tools)
    return Policy(
        understood=understood,
        tools={tool.name: _tool_policy(tool, specs, orders, language) for tool in specs},
        specs=specs,
        persona=next((i.name for i in plain if isinstance(i, Persona)), None),
        language=language,
        today=next((i.date for i in plain if isinstance(i, Today)), None),
        one_at_a_time=any(isinstance(i, OneAtATime) for i in plain),
        ask_more=any(isinstance(i, AskMore) for i in plain),
        whens=tuple(i for i in plain if isinstance(i, When)),
        facts=tuple(i for i in plain if isinstance(i, Fact)),
    )


_Order = tuple[Understood, Any]


def _tool_policy(tool: ToolSpec, tools: Sequence[ToolSpec], orders: Sequence[_Order], language: str) -> ToolPolicy:
    slots = parameter_slots(tool)
    passes = _passes(tool, orders, language)
    forbidden = {s.name for _, i in orders if isinstance(i, NeverAsk) for topic in i.topics for s in parameters_for(topic, slots)}
    needs = _needs(tool, tools, slots, [o for o in orders if o[0].tool in (None, tool.name)])
    needs = [need for need in needs if need.slot.name not in passes and (need.slot.name not in forbidden or need.blocking)]
    asked = {need.slot.name for need in needs}
    return ToolPolicy(
        tool=tool,
        needs=tuple(needs),
        spare=tuple(slot for slot in slots if slot.name not in asked and slot.name not in passes),
        confirmations=_confirmations(tool, tools, orders),
        before=_before(tool, tools, orders),
        passes=passes,
    )


def _needs(tool: ToolSpec, tools: Sequence[ToolSpec], slots: Sequence[Slot], orders: Sequence[_Order]) -> list[Need]:
    """Prompt order first, then what only the schema requires."""
    found: dict[str, Need] = {}
    optional = {slot.name for _, i in orders if isinstance(i, Optional) for t in i.topics for slot in _slots_for(t, slots, tools, tool)}
    required = tuple(tool.parameters.get("required") or ())
    for item, instruction in orders:
        if not isinstance(instruction, Ask | Require):
            continue
        for topic in instruction.topics:
            for slot in _slots_for(topic, slots, tools, tool):
                need = found.get(slot.name) or _need(slot, slots, required, optional, tool, tools)
                if isinstance(instruction, Ask):
                    found[slot.name] = _with(need, lines=(*need.lines, item.line), optional=need.optional or instruction.optional)
                else:
                    found[slot.name] = _with(need, enforced=(*need.enforced, item.line))
    for slot in slots:
        if slot.name in required and slot.name not in found:
            found[slot.name] = _need(slot, slots, required, optional, tool, tools)
    return sorted(found.values(), key=lambda need: 0 if need.lines else 1)


def _need(slot: Slot, slots: Sequence[Slot], required: Sequence[str], optional: set[str], tool: ToolSpec, tools: Sequence[ToolSpec]) -> Need:
    own = any(slot.name == s.name for s in slots)
    return Need(
        slot=slot,
        parameter=slot.name if own else None,
        required=own and slot.name in required,
        optional=slot.name in optional,
        producer=_producer(slot, tool, tools) if own else None,
    )


def _with(need: Need, **changes: Any) -> Need:
    return replace(need, **changes)


def _slots_for(topic: str, slots: Sequence[Slot], tools: Sequence[ToolSpec], tool: ToolSpec) -> tuple[Slot, ...]:
    """This tool's parameters for a topic; when no tool at all has one, a slot of its own, asked for the main tool only."""
    mine = parameters_for(topic, slots)
    if mine:
        return mine
    if any(parameters_for(topic, parameter_slots(other)) for other in tools if other.name != tool.name):
        return ()
    return (slot_for_topic(topic),) if tool.name == _main_tool(tools) else ()


def _main_tool(tools: Sequence[ToolSpec]) -> str | None:
    """The tool with most parameters: the one a conversation is about."""
    candidates = [tool for tool in tools if not ends_the_call(tool)]
    return max(candidates, key=lambda tool: len(tool.parameters.get("properties") or {})).name if candidates else None


def _producer(slot: Slot, tool: ToolSpec, tools: Sequence[ToolSpec]) -> str | None:
    """The other tool whose description promises this value: it names the parameter, or says it returns such a thing."""
    for other in tools:
        if other.name == tool.name or slot.name in (other.parameters.get("required") or ()):
            continue
        if re.search(rf"\b{re.escape(slot.name)}\b", other.description):
            return other.name
        promised = re.search(r"\b(?:returns?|gives?|finds?|yields?|provides?)\b(?P<what>[^.]*)", other.description, re.IGNORECASE)
        if promised and slot.kind is Kind.CODE and set(slot.words) <= set(words_of(re.sub(r"[^\w\s]", " ", promised["what"]))):
            return other.name
    return None


def _passes(tool: ToolSpec, orders: Sequence[_Order], language: str) -> dict[str, str]:
    properties = tool.parameters.get("properties") or {}
    passes: dict[str, str] = {}
    for name, schema in properties.items():
        choices = schema.get("enum") if isinstance(schema, dict) else None
        if isinstance(schema, dict) and "const" in schema:
            passes[name] = str(schema["const"])
        elif choices and len(choices) == 1:
            passes[name] = str(choices[0])
        elif name.lower() in {"language", "lang", "locale"} and (not choices or language in choices):
            passes[name] = language
    for _, instruction in orders:
        if isinstance(instruction, Pass) and instruction.parameter in properties:
            passes[instruction.parameter] = instruction.value
    return passes


def _confirmations(tool: ToolSpec, tools: Sequence[ToolSpec], orders: Sequence[_Order]) -> int:
    times = 0
    for item, instruction in orders:
        if isinstance(instruction, Confirm):
            about = instruction.before or item.tool or ""
            if (about and tool_meant(about, tools) == tool.name) or (not about and tool.name == _main_tool(tools)):
                times = max(times, instruction.times)
    return times


def _before(tool: ToolSpec, tools: Sequence[ToolSpec], orders: Sequence[_Order]) -> tuple[str, ...]:
    names = {other.name for other in tools}
    earlier = [i.tool for _, i in orders if isinstance(i, CallTool) and i.before == tool.name]
    earlier += [i.after for _, i in orders if isinstance(i, CallTool) and i.tool == tool.name and i.after]
    return tuple(dict.fromkeys(name for name in earlier if name in names and name != tool.name))
