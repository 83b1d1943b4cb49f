"""What is said once a tool has answered, failed or refused, or the caller will not give what is needed."""

from collections.abc import Mapping

from harness.agents.literal.advance import act, advance, call_now
from harness.agents.literal.book import is_put, joined
from harness.agents.literal.chinese.script import has_han
from harness.agents.literal.closing import close, with_more
from harness.agents.literal.instruction import Action
from harness.agents.literal.intent import ends_the_call, verb_of
from harness.agents.literal.memory import NO_DATE, Memory, Used
from harness.agents.literal.policy import Policy
from harness.agents.literal.topics import content, slot_for_topic
from harness.ports import Reply, ToolCall

__all__ = ["after_tools", "is_among", "is_said", "ordered_call", "standing_order"]


_ATTEMPTS = 3
"""How often the very same call may fail before the agent gives up."""


def after_tools(memory: Memory) -> Reply | None:
    """What follows an answer: the report of a failure or of the goal's success, or the calls the prompt orders for it.

    None when the way to the goal goes on.
    """
    last = memory.fresh[-1]
    if ends_the_call(memory.policy.tools[last.call.name].tool):
        return Reply(text=memory.book.CLOSING)
    for use in memory.fresh:
        if use.batch == last.batch and not use.outcome.succeeded and not _is_a_record(memory, use):
            return _failed(memory, use)
    done = _deed(memory)
    if not done.outcome.succeeded and not _is_a_record(memory, done):
        return _failed(memory, done)
    if (due := _follow_up(memory)) is not None:
        return due
    if (order := standing_order(memory)) is not None:
        return order
    if memory.target is not None and done.call.name == memory.asks_aside:
        return advance(memory, memory.target, aside=_report(memory, done))
    if done.call.name != memory.goal and memory.target is not None and not memory.closing and not _is_final(memory, done):
        return None
    report = _report(memory, done)
    if report == memory.book.PUT_THROUGH:
        return Reply(text=report)
    orders = memory.policy.orders_on_success(done)
    actions = [action for when in orders for action in when.actions]
    final = any(action.kind == "goodbye" for when in orders if when.tool for action in when.actions)
    report = joined(report, *(action.text for action in actions if action.text and action.text not in report))
    if memory.closing or final or (any(action.kind == "goodbye" for action in actions) and not memory.policy.ask_more):
        return close(memory, memory.book.CLOSING if memory.closing else joined(report, memory.book.CLOSING))
    return Reply(text=with_more(memory, report))


def standing_order(memory: Memory) -> Reply | None:
    """The call that the prompt orders for what the caller said last, as long as it has not been made."""
    action = ordered_call(memory)
    if action is None or any(use.call.name == action.text for use in memory.fresh):
        return None
    return call_now(memory, action, "")


def ordered_call(memory: Memory) -> Action | None:
    """What the prompt orders to be called when the caller says what was said last."""
    known = memory.policy.ordered_calls
    if memory.heard not in known:
        known[memory.heard] = _ordered_for(memory.policy, memory.heard)
    return known[memory.heard]


def _ordered_for(policy: Policy, said: str) -> Action | None:
    heard = content(said)
    for about, when in policy.stated:
        if is_said(about, said, heard):
            return next((action for action in when.actions if action.kind == "call" and action.text in policy.tools), None)
    return None


def is_said(about: frozenset[str], said: str, heard: frozenset[str]) -> bool:
    """Whether every word of a condition is in what was said; `heard` are the words in that. A Chinese condition is a phrase."""
    return all(_is_phrase_said(word, said) if has_han(word) else is_among(word, heard) for word in about)


def _is_phrase_said(phrase: str, said: str) -> bool:
    from harness.agents.literal.chinese.wishes import says

    return says(phrase, said)


def is_among(word: str, heard: frozenset[str]) -> bool:
    """A word in what was said, or one that begins like it."""
    return word in heard or any(len(word) > 4 and len(other) > 4 and (word.startswith(other[:5])) for other in heard)


def _is_a_record(memory: Memory, use: Used) -> bool:
    """Nobody is told that a note could not be kept."""
    return verb_of(memory.policy.tools[use.call.name].tool) == "log"


def _deed(memory: Memory) -> Used:
    """What the answers are about: the last of them that is no mere record."""
    return next((use for use in reversed(memory.fresh) if not _is_a_record(memory, use)), memory.fresh[-1])


def _is_final(memory: Memory, use: Used) -> bool:
    """Whatever else was under way: the caller has been put through, or what was called is what the caller's words order."""
    if verb_of(memory.policy.tools[use.call.name].tool) == "transfer":
        return True
    action = ordered_call(memory)
    return (action is not None and action.text == use.call.name) or _is_instead(memory, use)


def _is_instead(memory: Memory, use: Used) -> bool:
    """What the caller came for has failed, and this was ordered for that case; it is no step of another try."""
    if memory.is_on_the_way(use.call.name):
        return False
    failed = [other for other in memory.fresh if other.call.name == memory.goal and not other.outcome.succeeded]
    orders = [memory.policy.order_for(other, memory.failures(other)) for other in failed]
    return any(action.kind == "call" and action.text == use.call.name for order in orders if order for action in order.actions)


def _follow_up(memory: Memory) -> Reply | None:
    made = {use.call.name for use in memory.fresh}
    for use in memory.fresh:
        for name in memory.policy.follow_ups.get(use.call.name, ()) if use.outcome.succeeded else ():
            if name not in made:
                occasion = memory.policy.occasions.get((name, use.call.name), ())
                return call_now(memory, Action(kind="call", text=name, passes=occasion), "")
    return None


def _report(memory: Memory, use: Used) -> str:
    """What the tool said it did, in its own sentence when it sent one, and what the prompt says to tell; never more than it
    said."""
    message = memory.book.message_of(use.outcome)
    if not message:
        target = memory.policy.tools.get(use.call.name)
        slots = {slot.name: slot for slot in target.slots} if target else {}
        values = {name: (slots[name], memory.known[name]) for name in slots if name in memory.known}
        if target is not None and verb_of(target.tool) == "transfer":
            return memory.book.PUT_THROUGH
        if target is not None and verb_of(target.tool) == "log":
            return ""
        if target is not None and verb_of(target.tool) == "find" and isinstance(use.outcome.data, Mapping):
            return memory.book.looked_up(use.outcome.data)
        message = memory.book.acted(use.call.name, values, memory.now or NO_DATE)
    told = [message]
    for topic in memory.policy.tells:
        value = memory.produced.telling(slot_for_topic(topic).words)
        if value is not None and str(value) not in message:
            told.append(memory.book.told(topic, value))
    return joined(*told)


def _failed(memory: Memory, use: Used) -> Reply:
    outcome = use.outcome
    told = memory.book.message_of(outcome) if outcome.answered else ""
    when = memory.policy.order_for(use, memory.failures(use))
    actions = when.actions if when else (Action(kind="apologise"),)
    attempts = sum(used.call.name == use.call.name and used.call.arguments == use.call.arguments for used in memory.used)
    if any(action.kind == "retry" for action in actions) and attempts < 2:
        return Reply(tool_calls=(ToolCall(name=use.call.name, arguments=use.call.arguments),))
    if (call := next((a for a in actions if a.kind == "call"), None)) is not None and attempts <= _ATTEMPTS:
        return act(memory, actions, saying=told or memory.book.NOT_DONE) if call.text in memory.policy.tools else Reply(text=told)
    wanted = [slot for slot in memory.blamed(use) if _may_be_asked(memory, use.call.name, slot.name)] if outcome.answered else []
    if attempts > _ATTEMPTS:
        return close(memory, joined(memory.book.SORRY, told or memory.book.NOT_DONE, memory.book.CLOSING))
    saying = told or (memory.book.stated(when.about) if when and when.condition == "told" else "") or memory.book.NOT_DONE
    reply = act(memory, actions, saying=saying, wanted=wanted)
    if reply.tool_calls or memory.book.says_farewell(reply.text) or is_put(reply.text):
        return reply
    if wanted:
        return Reply(text=joined(reply.text, memory.policy.question(wanted[0])))
    return Reply(text=with_more(memory, reply.text))


def _may_be_asked(memory: Memory, tool: str, slot: str) -> bool:
    """Only what the contract demands is ever asked for, also when a server complains that it is missing."""
    return any(need.slot.name == slot for need in memory.policy.tools[tool].needs)
