"""What a tool is called with: every parameter whose value was heard, found out or ordered, and nothing else."""

from datetime import datetime
from typing import Any

from harness.agents.literal.arguments import argument
from harness.agents.literal.instruction import DECLINED, FOUND, HEARD, WISH, Passed
from harness.agents.literal.memory import NO_DATE, Memory
from harness.agents.literal.needs import Need
from harness.agents.literal.policy import ToolPolicy
from harness.language.slot import Kind, Slot, slot_of
from harness.language.values import extract

__all__ = ["arguments_for", "carried", "source_of", "value_for"]


def arguments_for(memory: Memory, target: ToolPolicy, passes: Passed = ()) -> dict[str, Any]:
    """In the schema's order. `passes` is what is sent on this occasion; it wins.

    Worked out once for all that a step has to decide: whoever gets them does not change them.
    """
    key = (target.tool.name, passes)
    if key not in memory.worked_out:
        memory.worked_out[key] = _worked_out(memory, target, passes)
    return memory.worked_out[key]


def _worked_out(memory: Memory, target: ToolPolicy, passes: Passed) -> dict[str, Any]:
    needs = {need.slot.name: need for need in target.needs}
    now = {**target.passes, **dict(passes)}
    found: dict[str, Any] = {}
    for parameter in target.parameters:
        name = parameter.slot.name
        ordered = now.get(parameter.name)
        if ordered is not None and not ordered.startswith("@"):
            value: Any = _relative(ordered, parameter.slot, memory.now)
        elif ordered is not None or parameter.name in target.carries:
            value = carried(memory, parameter.name, ordered or target.carries[parameter.name])
        else:
            value = value_for(memory, needs[name]) if name in needs else memory.known.get(name)
        if value is None:
            value = target.defaults.get(parameter.name)
        if value is None:
            continue
        place = found
        for outer in parameter.path[:-1]:
            place = place.setdefault(outer, {})
        place[parameter.path[-1]] = argument(value, parameter.slot, parameter.schema)
    return found


def value_for(memory: Memory, need: Need) -> Any:
    """What is known for a need, from the caller or from a tool; None when it has to be asked for."""
    if need.producer and need.slot.name not in memory.disowned and (chosen := _chosen(memory, need)) is not None:
        return chosen
    if need.slot.name in memory.known:
        return memory.known[need.slot.name]
    if need.slot.name in memory.disowned:
        return None
    if need.producer or not (need.lines or need.enforced):
        if need.lines and len(memory.produced.options(need.slot)) > 1:
            return None  # the prompt lets the caller choose
        found = memory.produced.get(need.slot)
        return found if found is not None else memory.told_elsewhere(need.slot)
    return memory.told_elsewhere(need.slot)


def _chosen(memory: Memory, need: Need) -> Any:
    """The id of the record that the caller's words pick out of several; None when they pick none, or there is no choice."""
    words = slot_of(need.slot.name).words
    if len(memory.produced.records(need.slot.name)) < 2 or not (need.lines or memory.policy.asks_which):
        return None
    records = memory.candidates(need.slot.name)
    if len(records) != 1:
        return None
    return next(value for key, value in records[0].items() if slot_of(str(key)).words == words)


def carried(memory: Memory, parameter: str, source: str) -> Any:
    """A value that the prompt orders to be taken from an answer, or from what was said; None when there is none yet."""
    if source == HEARD:
        return memory.heard.strip() or None
    if source == WISH:
        return (memory.wish or memory.heard).strip() or None
    if source == DECLINED:
        return memory.declined or None
    name = source_of(parameter, source)
    records = memory.candidates(name)
    if records:
        return next(value for key, value in records[0].items() if slot_of(str(key)).words == slot_of(name).words)
    return memory.produced.get(slot_of(name))


def source_of(parameter: str, source: str) -> str:
    """What a carried parameter is called in the answer it comes from."""
    return source.removeprefix(f"{FOUND}:") if source.startswith(f"{FOUND}:") else parameter


def _relative(ordered: str, slot: Slot, now: datetime | None) -> str:
    """ "today" and "90 days from today" as the dates they are."""
    if slot.kind is not Kind.DATE or now is None or ordered[:4].isdecimal():
        return ordered
    found = extract(slot, ordered, now or NO_DATE, answering=True)
    return ordered if found is None else found.value
