"""Everything a prompt says of what may happen, put together: one order a condition."""

from collections.abc import Sequence

from msgspec.structs import replace

from harness.agents.literal.instruction import Action, CallTool, Say, Understood, When
from harness.agents.literal.intent import ends_the_call, verb_of
from harness.ports import ToolSpec

__all__ = ["whens_of"]


def whens_of(understood: Sequence[Understood], tools: Sequence[ToolSpec]) -> tuple[When, ...]:
    """The orders in the prompt's sequence, those for one condition joined; then what is said once a thing is done."""
    orders = [instruction for item in understood for instruction in item.instructions if isinstance(instruction, When)]
    return _merged([*orders, *_said_when_done(understood, tools)])


def _said_when_done(understood: Sequence[Understood], tools: Sequence[ToolSpec]) -> list[When]:
    """Words to say that stand below the order to do a thing, in the same section."""
    deeds = {tool.name for tool in tools if verb_of(tool) not in {"find", "transfer", "hand over"} and not ends_the_call(tool)}
    found: list[When] = []
    done = ""
    for item in understood:
        done = "" if item.heading else done
        for i in item.instructions if item.tool is None else ():
            if isinstance(i, CallTool) and i.tool in deeds:
                done = i.tool
            elif isinstance(i, Say) and done:
                found.append(When(condition="done", about=done, actions=(Action(kind="say", text=i.text),)))
    return found


def _merged(whens: Sequence[When]) -> tuple[When, ...]:
    """One order a condition: the items of a list below "If the tool fails:" belong together."""
    found: dict[tuple[object, ...], When] = {}
    for when in whens:
        calls = when.condition == "declined" and any(action.kind == "call" for action in when.actions)
        key = (when.condition, when.about, when.times, when.tool, calls)
        found[key] = replace(found[key], actions=(*found[key].actions, *when.actions)) if key in found else when
    return tuple(found.values())
