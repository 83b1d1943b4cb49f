"""Prompt and tool descriptions in, instructions with their lines out."""

from collections.abc import Sequence

from harness.agents.literal.forms import understand
from harness.agents.literal.instruction import Understood
from harness.agents.literal.parameters import parameter_slots
from harness.agents.literal.routes import Names, Routes
from harness.agents.literal.sentences import sentences_of
from harness.language.slot import Slot
from harness.ports import ToolSpec

__all__ = ["read"]


def read(prompt: str, tools: Sequence[ToolSpec]) -> tuple[Understood, ...]:
    """Every sentence of the prompt, then of each tool's description, with what was understood of it.

    A handoff is spoken of by the name of who takes over (`harness.agents.literal.routes`).
    """
    routes = Routes.among(tools)
    tools = routes.specs
    names = Names(tools=tuple(tool.name for tool in tools), routes=tuple(routes.tool_of))
    slots: dict[str, Slot] = {}
    for tool in tools:
        for slot in parameter_slots(tool) if tool.name not in routes.tool_of else ():
            slots.setdefault(slot.name, slot)
    every = tuple(slots.values())
    found = [
        Understood(
            line=sentence.line,
            text=sentence.text,
            instructions=()
            if sentence.heading
            else understand(routes.in_words(sentence.text), names, lead=sentence.lead, slots=every),
            heading=sentence.heading,
        )
        for sentence in sentences_of(prompt)
    ]
    for tool in tools:
        if tool.name in routes.tool_of:
            continue
        found += [
            Understood(line=0, text=s.text, instructions=understand(s.text, names, slots=every, own=tool.name), tool=tool.name)
            for s in sentences_of(tool.description)
        ]
    return tuple(found)
