"""Memory in, reply out: the dialogue policy, one small decision at a time."""

from typing import Any

from harness.agents.literal import phrases
from harness.agents.literal.arguments import argument
from harness.agents.literal.instruction import Action, When
from harness.agents.literal.intent import ends_the_call
from harness.agents.literal.memory import NO_DATE, Memory, Used
from harness.agents.literal.policy import Need, ToolPolicy
from harness.agents.literal.topics import parameters_for, stem
from harness.language.answers import affirms
from harness.language.replies import is_refusal
from harness.ports import Reply, ToolCall

__all__ = ["decide"]

_PATIENCE = 3
"""How often one thing is asked before the agent gives up on it."""


def decide(memory: Memory) -> Reply:
    """The next assistant message."""
    if memory.fresh:
        return _after_tools(memory)
    if memory.closing:
        return _close(memory, phrases.CLOSING)
    if memory.goal is not None and memory.target is not None:
        return _advance(memory, memory.target)
    return _without_goal(memory)


# --- before a tool is called ---------------------------------------------------------------------------------------------


def _advance(memory: Memory, target: ToolPolicy, depth: int = 0) -> Reply:
    """One step towards calling the goal's tool: an earlier tool, a question, a read-back, or the call itself."""
    for name in _earlier_tools(memory, target):
        if depth < len(memory.policy.tools) and name in memory.policy.tools:
            return _advance(memory, memory.policy.tools[name], depth + 1)
    for need in target.needs:
        if need.blocking and need.slot.name in memory.refused and _value(memory, need) is None:
            return _refused(memory, need)
    missing = [need for need in target.needs if _is_missing(memory, need)]
    if missing:
        return _ask(memory, missing)
    if memory.rejected:
        return Reply(text=phrases.WHAT_TO_CHANGE)
    if memory.confirmations < target.confirmations:
        return Reply(text=_read_back(memory, target))
    return Reply(tool_calls=(ToolCall(name=target.tool.name, arguments=_arguments(memory, target)),))


def _earlier_tools(memory: Memory, target: ToolPolicy) -> list[str]:
    """Tools that must succeed first and have not: those the prompt orders, and those that find out what is needed."""
    done = {use.call.name for use in memory.used if use.outcome.succeeded}
    tried = {use.call.name for use in memory.used}
    ordered = [name for name in target.before if name not in done]
    finders = [need.producer for need in target.needs if need.producer and need.producer not in tried and _value(memory, need) is None]
    return [*ordered, *finders]


def _is_missing(memory: Memory, need: Need) -> bool:
    if _value(memory, need) is not None or need.slot.name in memory.refused:
        return False
    if need.blocking:
        return True
    return bool(need.lines) and memory.asked[need.slot.name] < (1 if need.optional else 2)


def _value(memory: Memory, need: Need) -> Any:
    name = need.slot.name
    if name in memory.known:
        return memory.known[name]
    if need.producer or not need.lines:
        return memory.produced.get(name)
    return None


def _ask(memory: Memory, missing: list[Need]) -> Reply:
    first = missing[0]
    times = memory.asked[first.slot.name]
    if times >= _PATIENCE:
        return _close(memory, f"I'm sorry, I can't go on without the {phrases.noun(first.slot)}. {phrases.CLOSING}")
    wanted = missing[:1] if memory.policy.one_at_a_time or times else missing
    again = "Sorry, I did not catch that. " if times and memory.pending.kind == "ask" else ""
    return Reply(text=again + " ".join(phrases.question(need.slot) for need in wanted))


def _read_back(memory: Memory, target: ToolPolicy) -> str:
    values = [(slot, memory.known[slot.name]) for slot in target.slots if slot.name in memory.known]
    return phrases.read_back(values, memory.now or NO_DATE)


def _arguments(memory: Memory, target: ToolPolicy) -> dict[str, Any]:
    """Every parameter whose value was heard, found out or ordered, in the schema's order; nothing else."""
    slots = {slot.name: slot for slot in target.slots}
    needs = {need.slot.name: need for need in target.needs}
    found: dict[str, Any] = {}
    for name, schema in (target.tool.parameters.get("properties") or {}).items():
        if name in target.passes:
            value: Any = target.passes[name]
        elif name in needs:
            value = _value(memory, needs[name])
        else:
            value = memory.known.get(name)
        if value is None:
            continue
        fits = isinstance(value, str) and name in slots and isinstance(schema, dict)
        found[name] = argument(value, slots[name], schema) if fits else value
    return found


# --- when the caller will not, or a tool could not -----------------------------------------------------------------------


def _refused(memory: Memory, need: Need) -> Reply:
    whens = [when for when in memory.policy.whens if when.condition == "refused"]
    about = [w for w in whens if w.about and parameters_for(w.about, (need.slot,))]
    general = [w for w in whens if not w.about and all(action.kind != "go on" for action in w.actions)]
    for when in (*about, *general):
        return _act(memory, when.actions, saying=f"I can't go on without the {phrases.noun(need.slot)}.")
    return _close(memory, f"I'm sorry, I can't go on without the {phrases.noun(need.slot)}. {phrases.CLOSING}")


def _after_tools(memory: Memory) -> Reply:
    last = memory.fresh[-1]
    for use in memory.fresh:
        if not use.outcome.succeeded:
            return _failed(memory, use)
    if last.call.name != memory.goal and memory.target is not None:
        return _advance(memory, memory.target)
    return Reply(text=_with_more(memory, _report(memory, last)))


def _report(memory: Memory, use: Used) -> str:
    """What the tool said it did, in its own sentence when it sent one; never more than it said."""
    message = use.outcome.message
    if message and phrases.is_presentable(message):
        return message
    target = memory.policy.tools.get(use.call.name)
    slots = {slot.name: slot for slot in target.slots} if target else {}
    values = {name: (slots[name], memory.known[name]) for name in slots if name in memory.known}
    return phrases.acted(use.call.name, values, memory.now or NO_DATE)


def _failed(memory: Memory, use: Used) -> Reply:
    outcome = use.outcome
    told = outcome.message if outcome.answered and phrases.is_presentable(outcome.message) else ""
    when = _when_for(memory, use)
    actions = when.actions if when else (Action(kind="apologise"),)
    attempts = sum(used.call.name == use.call.name and used.call.arguments == use.call.arguments for used in memory.used)
    if any(action.kind == "retry" for action in actions) and attempts < 2:
        return Reply(tool_calls=(ToolCall(name=use.call.name, arguments=use.call.arguments),))
    wanted = [slot for slot in memory.blamed(use) if _may_be_asked(memory, use.call.name, slot.name)] if outcome.answered else []
    saying = told or (_as_sentence(when.about) if when and when.condition == "told" else "I was not able to do that.")
    reply = _act(memory, actions, saying=saying)
    if wanted and not reply.text.endswith("?") and not _says_farewell(reply.text):
        return Reply(text=f"{reply.text} {phrases.question(wanted[0])}")
    if reply.text.endswith("?") or _says_farewell(reply.text):
        return reply
    return Reply(text=_with_more(memory, reply.text))


def _when_for(memory: Memory, use: Used) -> When | None:
    """The order that fits this failure: one about what the tool said, else one about failing at all."""
    whens = memory.policy.whens
    if use.outcome.answered:
        reason = use.outcome.data.get("reason", "") if isinstance(use.outcome.data, dict) else ""
        said = _stems(f"{use.outcome.message} {str(reason).replace('_', ' ')}")
        scored = [(len(_stems(w.about) & said), -n, w) for n, w in enumerate(whens) if w.condition == "told"]
        best = max(scored, key=lambda row: row[:2], default=None)
        if best is not None and best[0]:
            return best[2]
    return next((when for when in whens if when.condition == "failed"), None)


def _may_be_asked(memory: Memory, tool: str, slot: str) -> bool:
    """Only what the contract demands is ever asked for, also when a server complains that it is missing."""
    return any(need.slot.name == slot for need in memory.policy.tools[tool].needs)


def _act(memory: Memory, actions: tuple[Action, ...], *, saying: str) -> Reply:
    """Speak a list of actions. `saying` is what an unspecified "say so" says, and is said when nothing else would be."""
    parts: list[str] = []
    informs = any(action.kind == "say" for action in actions)
    for action in actions:
        match action.kind:
            case "apologise":
                parts.append("I'm sorry." if informs else f"I'm sorry. {saying}")
            case "say":
                parts.append(action.text or saying)
            case "offer":
                parts.append(action.text)
            case "ask":
                parts += [phrases.question(slot) for slot in parameters_for(action.text, memory.policy_slots())[:1]]
            case _:
                pass
    if not informs and not any(action.kind == "apologise" for action in actions):
        parts.insert(0, saying)
    if any(action.kind == "goodbye" for action in actions):
        return _close(memory, " ".join([*parts, phrases.CLOSING]))
    return Reply(text=" ".join(parts))


# --- without a goal ------------------------------------------------------------------------------------------------------


def _without_goal(memory: Memory) -> Reply:
    heard = memory.heard
    for when in memory.policy.whens:
        if when.condition == "said" and _stems(when.about) and _stems(when.about) <= _stems(heard):
            return _act(memory, when.actions, saying="I understand.")
    if memory.pending.kind == "offer" or (memory.used and not heard.rstrip().endswith("?") and memory.pending.kind == "nothing"):
        return Reply(text=_with_more(memory, "All right.")) if memory.policy.ask_more else _close(memory, f"All right. {phrases.CLOSING}")
    if memory.pending.kind == "more" and affirms(heard) and len(heard.split()) <= 4:
        return Reply(text=phrases.HELP)
    if (quoted := _quotation(memory)) is not None:
        return Reply(text=quoted)
    if memory.helped >= _PATIENCE or is_refusal(heard):
        return _close(memory, f"I'm sorry that I could not help you. {phrases.CLOSING}")
    return Reply(text=_menu(memory))


def _menu(memory: Memory) -> str:
    tools = [tool for tool in memory.policy.specs if not ends_the_call(tool)]
    deeds = [phrases.deed(tool.name, tool.description) for tool in tools][:4]
    if not deeds or not _content(memory.heard):
        return phrases.HELP
    if len(deeds) == 1:
        return f"I can help you to {deeds[0]}. Is that what you would like?"
    return f"I can help you to {', '.join(deeds[:-1])} or {deeds[-1]}. {phrases.HELP}"


def _quotation(memory: Memory) -> str | None:
    """A line of the prompt that speaks of what was asked, word for word; the agent knows nothing else to say."""
    if not memory.heard.rstrip().endswith("?"):
        return None
    asked = _content(memory.heard)
    best: tuple[int, str] = (0, "")
    for item in memory.policy.understood:
        if item.tool is None and not item.heading and not item.instructions and item.text.endswith("."):
            best = max(best, (len(asked & _content(item.text)), item.text), key=lambda pair: pair[0])
    return best[1] if best[0] >= 2 else None


# --- words ---------------------------------------------------------------------------------------------------------------


def _close(memory: Memory, text: str) -> Reply:
    """The last words; the tool that hangs up is called where there is one, in place of them."""
    tool = next((tool for tool in memory.policy.specs if ends_the_call(tool)), None)
    if tool is not None and text == phrases.CLOSING:
        return Reply(tool_calls=(ToolCall(name=tool.name, arguments={}),))
    return Reply(text=text)


def _with_more(memory: Memory, text: str) -> str:
    return f"{text} {phrases.ANYTHING_ELSE}" if memory.policy.ask_more else text


def _says_farewell(text: str) -> bool:
    return text.endswith(phrases.CLOSING)


def _as_sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."


def _stems(text: str) -> set[str]:
    return {stem(word) for word in _words(text)} - _EMPTY


def _content(text: str) -> set[str]:
    return {s for s in _stems(text) if len(s) > 3}


def _words(text: str) -> list[str]:
    return "".join(character if character.isalpha() else " " for character in text.lower()).split()


_EMPTY = {stem(w) for w in "the a an is are was to of in on at for and or it that this they he she you we i if not do does be has have there".split()}
