"""Memory in, reply out: the dialogue policy, one small decision at a time."""

from typing import Any

from harness.agents.literal import phrases
from harness.agents.literal.aftermath import act, after_tools, blocked, refused
from harness.agents.literal.arguments import argument
from harness.agents.literal.closing import close, with_more
from harness.agents.literal.memory import NO_DATE, Memory
from harness.agents.literal.policy import Need, ToolPolicy
from harness.agents.literal.smalltalk import aside, interruption, without_goal
from harness.language.slot import Kind, Slot
from harness.ports import Reply, ToolCall

__all__ = ["decide"]

_PATIENCE = 3
"""How often one thing is asked before the agent gives up on it."""
_AT_ONCE = 3
"""How many questions are put in one breath where the prompt does not say one at a time."""


def decide(memory: Memory) -> Reply:
    """The next assistant message."""
    if memory.fresh:
        return after_tools(memory) or _towards_goal(memory)
    if memory.closing:
        return close(memory, phrases.CLOSING)
    return _towards_goal(memory)


def _towards_goal(memory: Memory) -> Reply:
    if memory.target is not None and (first := interruption(memory)) is not None:
        return first
    return without_goal(memory) if memory.target is None else _advance(memory, memory.target)


def _advance(memory: Memory, target: ToolPolicy, depth: int = 0) -> Reply:
    """One step towards calling the goal's tool: an earlier tool, a question, a read-back, or the call itself."""
    for name in _earlier_tools(memory, target):
        if depth < len(memory.policy.tools) and name in memory.policy.tools:
            return _advance(memory, memory.policy.tools[name], depth + 1)
    for need in target.needs:
        if need.blocking and need.slot.name in memory.refused and _value(memory, need) is None:
            return refused(memory, need.slot)
    missing = [need for need in target.needs if _is_missing(memory, need)]
    if missing:
        return _ask(memory, missing)
    if any(need.blocking and _value(memory, need) is None for need in target.needs):
        return blocked(memory, target)
    if memory.rejected:
        declined = next((when for when in memory.policy.whens if when.condition == "declined"), None)
        if declined is not None:
            reply = act(memory, declined.actions, saying=phrases.WHAT_TO_CHANGE)
            return reply if reply.text.endswith("?") else Reply(text=with_more(memory, reply.text))
        return Reply(text=phrases.WHAT_TO_CHANGE)
    if memory.confirmations < target.confirmations:
        said = aside(memory)
        return Reply(text=f"{said} {_read_back(memory, target)}".strip())
    return Reply(tool_calls=(ToolCall(name=target.tool.name, arguments=_arguments(memory, target)),))


def _earlier_tools(memory: Memory, target: ToolPolicy) -> list[str]:
    """Tools that must succeed first and have not, with what is known now: those ordered, and those that find out what is
    needed."""
    finders = {need.producer for need in target.needs if need.producer and need.slot.name not in memory.known}
    due = [name for name in target.earlier if name in target.before or name in finders]
    return [name for name in due if name in memory.policy.tools and not _is_done(memory, memory.policy.tools[name])]


def _is_done(memory: Memory, tool: ToolPolicy) -> bool:
    uses = [use for use in memory.used if use.call.name == tool.tool.name]
    return bool(uses) and uses[-1].outcome.succeeded and dict(uses[-1].call.arguments) == _arguments(memory, tool)


def _is_missing(memory: Memory, need: Need) -> bool:
    if _value(memory, need) is not None or need.slot.name in memory.refused:
        return False
    if need.producer and not need.lines and not need.enforced:
        return False
    if need.blocking:
        return True
    return bool(need.lines or need.enforced) and memory.asked[need.slot.name] < (1 if need.optional else 2)


def _value(memory: Memory, need: Need) -> Any:
    if need.slot.name in memory.known:
        return memory.known[need.slot.name]
    if need.producer or not (need.lines or need.enforced):
        if need.lines and len(memory.produced.options(need.slot)) > 1:
            return None  # the prompt lets the caller choose
        found = memory.produced.get(need.slot)
        return found if found is not None else memory.told_elsewhere(need.slot)
    return memory.told_elsewhere(need.slot)


def _ask(memory: Memory, missing: list[Need]) -> Reply:
    first = missing[0]
    times = memory.asked[first.slot.name]
    if times >= _PATIENCE:
        return close(memory, f"I'm sorry, I can't go on without {phrases.the(first.slot)}. {phrases.CLOSING}")
    wanted = [first] if memory.policy.one_at_a_time or times or first.slot.kind is Kind.BOOLEAN else _together(missing)
    said = aside(memory)
    if not said and not times and len(wanted) == 1 and (options := memory.produced.options(first.slot)):
        said = phrases.there_is(first.slot, options, memory.now or NO_DATE)
    if not said and times and memory.pending.kind == "ask" and not memory.changed:
        said = _what_was_wrong(memory, first.slot)
    return Reply(text=" ".join([*([said] if said else []), *(memory.policy.question(need.slot) for need in wanted)]))


def _what_was_wrong(memory: Memory, slot: Slot) -> str:
    if slot.name not in memory.unfit:
        return phrases.NOT_CAUGHT
    if slot.kind is Kind.DATE and memory.now is None:
        return phrases.FULL_DATE
    return f"I'm sorry, that {phrases.noun(slot)} does not look right."


def _together(missing: list[Need]) -> list[Need]:
    """What is asked in one breath; a question for yes or no stands alone, or nobody could tell what a "no" is to."""
    return [need for need in missing if need.slot.kind is not Kind.BOOLEAN][:_AT_ONCE]


def _read_back(memory: Memory, target: ToolPolicy) -> str:
    slots = {slot.name: slot for tool in reversed(memory.policy.chain(target.tool.name)) for slot in tool.slots}
    values = [(slot, memory.known[name]) for name, slot in slots.items() if name in memory.known]
    if memory.confirmations and memory.pending.kind == "confirm":
        return phrases.once_more(target.tool.name, target.tool.description)
    if not values or not any(slot.name in memory.known for slot in target.slots):
        return phrases.check_deed(target.tool.name, target.tool.description, values, memory.now or NO_DATE)
    return phrases.read_back(values, memory.now or NO_DATE)


def _arguments(memory: Memory, target: ToolPolicy) -> dict[str, Any]:
    """Every parameter whose value was heard, found out or ordered, in the schema's order; nothing else."""
    needs = {need.slot.name: need for need in target.needs}
    found: dict[str, Any] = {}
    for parameter in target.parameters:
        name = parameter.slot.name
        if parameter.name in target.passes:
            value: Any = target.passes[parameter.name]
        else:
            value = _value(memory, needs[name]) if name in needs else memory.known.get(name)
        if value is None:
            value = target.defaults.get(parameter.name)
        if value is None:
            continue
        place = found
        for outer in parameter.path[:-1]:
            place = place.setdefault(outer, {})
        place[parameter.path[-1]] = argument(value, parameter.slot, parameter.schema)
    return found
