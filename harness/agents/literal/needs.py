"""What must be known before one tool is called, and where each demand for it stands."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from harness.agents.literal.chinese.script import has_han
from harness.agents.literal.instruction import Ask, Optional, Require, Understood, When
from harness.agents.literal.intent import ends_the_call, tool_meant, verb_of
from harness.agents.literal.orders import names
from harness.agents.literal.parameters import Parameter, parameter_slots, parameters_of
from harness.agents.literal.topics import likeness, parameters_for, slot_for_topic, stem
from harness.language.slot import Kind, Slot, words_of
from harness.ports import ToolSpec

__all__ = ["Need", "Order", "main_tool", "needs_of"]

Order = tuple[Understood, Any]
"""An instruction and the sentence it stands in."""


class Need(Struct, frozen=True, kw_only=True):
    """One thing to know before a tool is called."""

    slot: Slot
    parameter: str | None
    """The parameter it fills; None for something only the prompt wants to know."""
    lines: tuple[int, ...] = ()
    """Prompt lines that ask for it; 0 is the tool's own description."""
    enforced: tuple[int, ...] = ()
    """Prompt lines that forbid going on without it."""
    required: bool = False
    """The tool's schema requires it."""
    optional: bool = False
    """The prompt says to go on without it."""
    wording: str = ""
    """The question in the prompt's own words; empty: in the agent's."""
    label: str = ""
    """What a Chinese prompt calls it; empty: what its name says."""
    producer: str | None = None
    """The tool that finds it out; the caller is not asked then."""

    @property
    def blocking(self) -> bool:
        """Nothing is called without it."""
        return self.required or (bool(self.enforced) and not self.optional)


def needs_of(tool: ToolSpec, tools: Sequence[ToolSpec], orders: Sequence[Order]) -> list[Need]:
    """Prompt order first, then what only the schema requires."""
    parameters = parameters_of(tool)
    own = {parameter.slot.name: parameter for parameter in parameters}
    optional = _optional(orders, tuple(p.slot for p in parameters), tools, tool)
    found: dict[str, Need] = {}
    for item, instruction in orders:
        if not isinstance(instruction, Ask | Require) or not _concerns(instruction.about, tool, tools):
            continue
        for topic in instruction.topics:
            meant = _slots_for(topic, tuple(p.slot for p in parameters), tools, tool)
            for slot in meant:
                need = found.get(slot.name) or _need(slot, own.get(slot.name), optional, tool, tools)
                if isinstance(instruction, Ask):
                    spare = need.optional or instruction.optional
                    wording = need.wording or instruction.wording
                    label = need.label or (_label(topic) if len(meant) == 1 else "")
                    found[slot.name] = replace(need, lines=(*need.lines, item.line), optional=spare, wording=wording, label=label)
                else:
                    found[slot.name] = replace(need, enforced=(*need.enforced, item.line))
    for name, parameter in own.items():
        if parameter.required and name not in found:
            found[name] = _need(parameter.slot, parameter, optional, tool, tools)
    return sorted(found.values(), key=lambda need: not (need.lines or need.enforced))


def main_tool(tools: Iterable[ToolSpec]) -> str | None:
    """The tool that does something and has most parameters: the one a conversation is about."""
    candidates = [tool for tool in tools if not ends_the_call(tool)]
    return max(candidates, key=_weight).name if candidates else None


def _weight(tool: ToolSpec) -> tuple[int, bool]:
    return len(tool.parameters.get("properties") or {}), verb_of(tool) not in {"find", "transfer", "log", "hand over"}


def _optional(orders: Sequence[Order], slots: Sequence[Slot], tools: Sequence[ToolSpec], tool: ToolSpec) -> set[str]:
    """Names of what the prompt calls optional, or tells to go on without."""
    topics = [topic for _, i in orders if isinstance(i, Optional) for topic in i.topics]
    for _, i in orders:
        if isinstance(i, When) and i.condition == "refused" and i.about and any(a.kind == "go on" for a in i.actions):
            topics += i.about.split(", ")
    return {slot.name for topic in topics for slot in _slots_for(topic, slots, tools, tool)}


def _concerns(about: str, tool: ToolSpec, tools: Sequence[ToolSpec]) -> bool:
    """Whether an order "to extend a rental, …" is for this tool; one about nothing in particular is for every tool."""
    meant = tool_meant(about, tools) if about and len(tools) > 1 else None
    return meant in (None, tool.name)


def _need(slot: Slot, parameter: Parameter | None, optional: set[str], tool: ToolSpec, tools: Sequence[ToolSpec]) -> Need:
    return Need(
        slot=slot,
        parameter=parameter.name if parameter else None,
        required=parameter is not None and parameter.required,
        optional=slot.name in optional,
        producer=_producer(slot, tool, tools) if parameter else None,
    )


def _slots_for(topic: str, slots: Sequence[Slot], tools: Sequence[ToolSpec], tool: ToolSpec) -> tuple[Slot, ...]:
    """This tool's parameters for a topic; when no tool at all has one, a slot of its own, asked for the main tool only."""
    mine = parameters_for(topic, slots)
    others = [slot for other in tools if other.name != tool.name for slot in parameters_for(topic, parameter_slots(other))]
    if mine:
        if has_han(topic):
            return mine  # likeness is of English words
        better = max((likeness(topic, slot) for slot in others), default=0.0) > max(likeness(topic, s) for s in mine) + 0.02
        return () if better else mine
    if others or tool.name != main_tool(tools) or not _is_a_thing(topic):
        return ()
    return (slot_for_topic(topic),)


def _label(topic: str) -> str:
    """A Chinese topic that can stand for its slot in a sentence."""
    if not has_han(topic):
        return ""
    from harness.agents.literal.chinese.topics import label_of

    return label_of(topic)


def _is_a_thing(topic: str) -> bool:
    """Worth a question of its own though no parameter takes it: two or three plain words."""
    return (
        len(topic.split()) <= 4
        and re.fullmatch(r"[\w'’ -]+", topic) is not None
        and not re.match(r"(?:how|why|what|to|\w+ed)\b", topic)
    )


def _producer(slot: Slot, tool: ToolSpec, tools: Sequence[ToolSpec]) -> str | None:
    """The other tool that finds this value out: either description says so, or it looks such things up."""
    for other in tools:
        if other.name == tool.name or slot.name in {own.name for own in parameter_slots(other)}:
            continue
        if slot.kind not in (Kind.CODE, Kind.TEXT):  # a day, a time, a name or a number is the caller's to say
            continue
        if names(slot.description, other.name) or names(other.description, slot.name):
            return other.name
        promised = re.search(r"\b(?:returns?|gives?|finds?|yields?|provides?)\b(?P<what>[^.]*)", other.description, re.IGNORECASE)
        own = {stem(word) for word in slot.words}
        if promised and slot.kind is Kind.CODE and own <= _stems(promised["what"]):
            return other.name
        if (
            slot.words[-1:] == ("id",)
            and verb_of(other) == "find"
            and own - {"id"}
            and own - {"id"} <= _stems(f"{' '.join(words_of(other.name))} {other.description}")
        ):
            return other.name
    return None


def _stems(text: str) -> set[str]:
    return {stem(word) for word in words_of(re.sub(r"[^\w\s]", " ", text))}
