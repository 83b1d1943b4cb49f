"""Prompt and tool descriptions in, instructions with their lines out."""

from collections.abc import Sequence

from harness.agents.literal.forms import understand
from harness.agents.literal.instruction import Understood
from harness.agents.literal.parameters import parameter_slots
from harness.agents.literal.sentences import sentences_of
from harness.language.slot import Slot
from harness.ports import ToolSpec

__all__ = ["read"]


def read(prompt: str, tools: Sequence[ToolSpec]) -> tuple[Understood, ...]:
    """Every sentence of the prompt, then of each tool's description, with what was understood of it."""
    names = tuple(tool.name for tool in tools)
    slots: dict[str, Slot] = {}
    for tool in tools:
        for slot in parameter_slots(tool):
            slots.setdefault(slot.name, slot)
    every = tuple(slots.values())
    found = [
        Understood(
            line=sentence.line,
            text=sentence.text,
            instructions=() if sentence.heading else understand(sentence.text, names, lead=sentence.lead, slots=every),
            heading=sentence.heading,
        )
        for sentence in sentences_of(prompt)
    ]
    for tool in tools:
        found += [
            Understood(line=0, text=s.text, instructions=understand(s.text, names, slots=every, own=tool.name), tool=tool.name)
            for s in sentences_of(tool.description)
        ]
    return tuple(found)
