"""What is said once a tool has answered, failed or refused, or the caller will not give what is needed."""

import re
from collections.abc import Mapping, Sequence

from harness.agents.literal import phrases
from harness.agents.literal.closing import close, with_more
from harness.agents.literal.instruction import Action
from harness.agents.literal.intent import ends_the_call, verb_of
from harness.agents.literal.memory import NO_DATE, Memory, Used
from harness.agents.literal.policy import ToolPolicy
from harness.agents.literal.topics import content, parameters_for, slot_for_topic
from harness.language.asks import asked_slots
from harness.language.slot import Slot
from harness.ports import Reply, ToolCall

__all__ = ["act", "after_tools", "blocked", "refused"]


_ATTEMPTS = 3
"""How often the very same call may fail before the agent gives up."""


def after_tools(memory: Memory) -> Reply | None:
    """The report of a failure or of the goal's success; None when the way to the goal goes on."""
    last = memory.fresh[-1]
    if ends_the_call(memory.policy.tools[last.call.name].tool):
        return Reply(text=phrases.CLOSING)
    for use in memory.fresh:
        if not use.outcome.succeeded:
            return _failed(memory, use)
    if last.call.name != memory.goal and memory.target is not None:
        return None
    report = _report(memory, last)
    if report == phrases.PUT_THROUGH:
        return Reply(text=report)
    actions = [action for when in memory.policy.orders_on_success(last) for action in when.actions]
    report = " ".join((report, *(action.text for action in actions if action.text and action.text not in report)))
    if any(action.kind == "goodbye" for action in actions) and not memory.policy.ask_more:
        return close(memory, f"{report} {phrases.CLOSING}")
    return Reply(text=with_more(memory, report))


def refused(memory: Memory, slot: Slot) -> Reply:
    """The caller will not give what nothing is done without."""
    saying = f"I can't go on without {phrases.the(slot)}."
    whens = [when for when in memory.policy.whens if when.condition == "refused"]
    about = [w for w in whens if w.about and parameters_for(w.about, (slot,))]
    general = [w for w in whens if not w.about]
    for when in (*about, *general):
        if any(action.kind not in ("go on", "retry") for action in when.actions):
            return act(memory, when.actions, saying=saying, final=True)
    return close(memory, f"I'm sorry, {saying} {phrases.CLOSING}")


def blocked(memory: Memory, target: ToolPolicy) -> Reply:
    """Tools were asked and did not find out what the next one needs, and the caller cannot know it."""
    lacking = next(need.slot for need in target.needs if need.blocking and need.slot.name not in memory.known)
    when = next((when for when in memory.policy.whens if when.condition in ("told", "failed")), None)
    saying = f"{phrases.NOT_FOUND} {phrases.the(lacking)}."
    return act(memory, when.actions if when else (Action(kind="apologise"),), saying=saying)


def _report(memory: Memory, use: Used) -> str:
    """What the tool said it did, in its own sentence when it sent one, and what the prompt says to tell; never more than it
    said."""
    message = use.outcome.message
    if not (message and phrases.is_presentable(message)):
        target = memory.policy.tools.get(use.call.name)
        slots = {slot.name: slot for slot in target.slots} if target else {}
        values = {name: (slots[name], memory.known[name]) for name in slots if name in memory.known}
        if target is not None and verb_of(target.tool) == "transfer":
            return phrases.PUT_THROUGH
        if target is not None and verb_of(target.tool) == "find" and isinstance(use.outcome.data, Mapping):
            return phrases.looked_up(use.outcome.data)
        message = phrases.acted(use.call.name, values, memory.now or NO_DATE)
    told = [message]
    for topic in memory.policy.tells:
        value = memory.produced.telling(slot_for_topic(topic).words)
        if value is not None and str(value) not in message:
            told.append(f"The {topic} is {value}.")
    return " ".join(told)


def _failed(memory: Memory, use: Used) -> Reply:
    outcome = use.outcome
    told = outcome.message if outcome.answered and phrases.is_presentable(outcome.message) else ""
    when = memory.policy.order_for(use, memory.failures(use))
    actions = when.actions if when else (Action(kind="apologise"),)
    attempts = sum(used.call.name == use.call.name and used.call.arguments == use.call.arguments for used in memory.used)
    if any(action.kind == "retry" for action in actions) and attempts < 2:
        return Reply(tool_calls=(ToolCall(name=use.call.name, arguments=use.call.arguments),))
    wanted = [slot for slot in memory.blamed(use) if _may_be_asked(memory, use.call.name, slot.name)] if outcome.answered else []
    if attempts > _ATTEMPTS:
        return close(memory, f"{phrases.SORRY} {told or phrases.NOT_DONE} {phrases.CLOSING}")
    saying = told or (_stated(when.about) if when and when.condition == "told" else "") or phrases.NOT_DONE
    reply = act(memory, actions, saying=saying, wanted=wanted)
    if reply.tool_calls or phrases.says_farewell(reply.text) or reply.text.endswith("?"):
        return reply
    if wanted:
        return Reply(text=f"{reply.text} {memory.policy.question(wanted[0])}")
    return Reply(text=with_more(memory, reply.text))


def _stated(condition: str) -> str:
    """ "no seats are found" as a sentence; empty for a condition that is not told as it stands."""
    plain = re.fullmatch(r"(?:there (?:is|are) )?(?:no|nobody|nothing)\b[\w ]+", condition)
    return f"{condition[:1].upper()}{condition[1:]}." if plain else ""


def _may_be_asked(memory: Memory, tool: str, slot: str) -> bool:
    """Only what the contract demands is ever asked for, also when a server complains that it is missing."""
    return any(need.slot.name == slot for need in memory.policy.tools[tool].needs)


def act(memory: Memory, actions: Sequence[Action], *, saying: str, wanted: Sequence[Slot] = (), final: bool = False) -> Reply:
    """Speak a list of actions.

    `saying` is what an unspecified "say so" says, and is said when nothing else would be; `wanted` are the slots to ask for anew;
    `final`: nothing can follow, so that what ends in no question ends the call.
    """
    parts: list[str] = []
    informs = any(action.kind == "say" for action in actions)
    for action in actions:
        match action.kind:
            case "apologise":
                parts.append(phrases.SORRY if informs else f"{phrases.SORRY} {saying}")
            case "say":
                parts.append(action.text or saying)
            case "offer":
                parts.append(action.text)
            case "ask":
                slots = parameters_for(action.text, wanted) or asked_slots(
                    phrases.as_question(action.text), memory.policy_slots()
                )
                parts += [memory.policy.question(slot) for slot in slots[:1] if not any(part.endswith("?") for part in parts)]
            case _:
                pass
    spoken = [part for part in parts if not part.endswith("?")]
    if not spoken and not (informs and content(" ".join(parts))):
        parts.insert(0, saying)
    text = " ".join(parts)
    if any(action.kind == "transfer" for action in actions):
        through = next((tool.name for tool in memory.policy.specs if verb_of(tool) == "transfer"), None)
        if through is not None and not any(use.call.name == through for use in memory.used):
            return Reply(text=text, tool_calls=(ToolCall(name=through, arguments={}),))
    if any(action.kind == "goodbye" for action in actions) or (final and not text.endswith("?")):
        return close(memory, f"{text} {phrases.CLOSING}")
    return Reply(text=text)
