"""One step on the way: an earlier tool, a question, a read-back, the call itself - or what the prompt orders instead."""

from collections.abc import Sequence

from harness.agents.literal.book import is_put, joined
from harness.agents.literal.closing import close, with_more
from harness.agents.literal.declining import orders_for_a_no
from harness.agents.literal.fill import arguments_for, source_of, value_for
from harness.agents.literal.instruction import DECLINED, HEARD, WISH, Action, Passed, When
from harness.agents.literal.intent import verb_of
from harness.agents.literal.memory import NO_DATE, Memory
from harness.agents.literal.policy import Need, ToolPolicy
from harness.agents.literal.records import Record, person_in, telling_pairs
from harness.agents.literal.topics import content, parameters_for
from harness.language.asks import asked_slots
from harness.language.slot import Kind, Slot
from harness.ports import Reply, ToolCall

__all__ = ["act", "advance", "call_now"]

_PATIENCE = 3
"""How often one thing is asked before the agent gives up on it."""
_AT_ONCE = 3
"""How many questions are put in one breath where the prompt does not say one at a time."""


def advance(memory: Memory, target: ToolPolicy, *, passes: Passed = (), aside: str = "", depth: int = 0) -> Reply:
    """One step towards calling `target`. `passes` is what is sent on this occasion, `aside` what is said besides."""
    ordered = {name for name, _ in passes}
    asked = [need for need in target.needs if _is_missing(memory, need) and need.slot.name not in ordered]
    for name in _earlier_tools(memory, target):
        if target.carries and asked and verb_of(memory.policy.tools[name].tool) == "find":
            break  # an offer is made when all is known, so that a yes to it settles the matter
        if depth < len(memory.policy.tools) and name in memory.policy.tools:
            occasion = memory.policy.occasions.get((name, target.tool.name), ())
            return advance(memory, memory.policy.tools[name], passes=occasion, aside=aside, depth=depth + 1)
    for need in target.needs:
        if need.blocking and need.slot.name in memory.refused and value_for(memory, need) is None:
            return _refused(memory, need.slot)
    if asked:
        return _ask(memory, asked, aside)
    if (records := _several(memory, target)) and memory.policy.asks_which:
        return Reply(text=joined(aside, memory.book.which(records, memory.now or NO_DATE)))
    if (lacking := _lacking(memory, target, passes)) is not None:
        return _blocked(memory, lacking)
    if memory.rejected:
        return _declined(memory)
    if memory.confirmations < target.confirmations:
        return Reply(text=joined(aside, _read_back(memory, target)))
    return Reply(tool_calls=(memory.policy.routes.call(target.tool.name, arguments_for(memory, target, passes)),))


def act(memory: Memory, actions: Sequence[Action], *, saying: str, wanted: Sequence[Slot] = (), final: bool = False) -> Reply:
    """Speak a list of actions, or make the call they order.

    `saying` is what an unspecified "say so" says, and is said when nothing else would be; `wanted` are the slots to ask for anew;
    `final`: nothing can follow, so that what ends in no question ends the call.
    """
    text = _spoken(memory, actions, saying, wanted)
    call = next((action for action in actions if action.kind == "call" and action.text in memory.policy.tools), None)
    if call is not None:
        return call_now(memory, call, text)
    if any(action.kind == "transfer" for action in actions):
        through = next((tool.name for tool in memory.policy.specs if verb_of(tool) == "transfer"), None)
        if through is not None and not any(use.call.name == through for use in memory.used):
            return Reply(text=text, tool_calls=(ToolCall(name=through, arguments={}),))
    if any(action.kind == "goodbye" for action in actions) or (final and not is_put(text)):
        return close(memory, joined(text, memory.book.CLOSING))
    return Reply(text=text)


def call_now(memory: Memory, call: Action, text: str) -> Reply:
    """The next step towards a call that is ordered here and now; `text` is said with whatever is said next."""
    reply = advance(memory, memory.policy.tools[call.text], passes=call.passes, aside=text)
    return Reply(text=text, tool_calls=reply.tool_calls) if reply.tool_calls else reply


def _spoken(memory: Memory, actions: Sequence[Action], saying: str, wanted: Sequence[Slot]) -> str:
    parts: list[str] = []
    informs = any(action.kind == "say" for action in actions)
    calls = any(action.kind == "call" for action in actions)
    for action in actions:
        match action.kind:
            case "apologise":
                parts.append(memory.book.SORRY if informs else joined(memory.book.SORRY, saying))
            case "say":
                parts.append(action.text or saying)
            case "offer":
                parts.append(action.text)
            case "ask" if not calls:
                slots = parameters_for(action.text, wanted) or asked_slots(
                    memory.book.as_question(action.text), memory.policy_slots(), memory.policy.language
                )
                parts += [memory.policy.question(slot) for slot in slots[:1] if not any(map(is_put, parts))]
            case _:
                pass
    spoken = [part for part in parts if not is_put(part)]
    if not spoken and not calls and not (informs and content(" ".join(parts))):
        parts.insert(0, saying)
    return joined(*parts)


# --- what is still to come -------------------------------------------------------------------------------------------------


def _earlier_tools(memory: Memory, target: ToolPolicy) -> list[str]:
    """Tools that must succeed first and have not, with what is known now: those ordered, and those that find out what is
    needed. One that found nothing is replaced by the one that the prompt names for that case."""
    finders = {need.producer for need in target.needs if need.producer and need.slot.name not in memory.known}
    due = [name for name in target.earlier if name in target.before or name in finders]
    due = [memory.substitutes.get(name, name) for name in due]
    return [name for name in due if name in memory.policy.tools and not _is_done(memory, memory.policy.tools[name], target)]


def _is_done(memory: Memory, tool: ToolPolicy, target: ToolPolicy) -> bool:
    name = tool.tool.name
    uses = [use for use in memory.used if use.call.name == name]
    if not uses or name in memory.stale:
        return False
    occasion = memory.policy.occasions.get((name, target.tool.name), ())
    same = dict(uses[-1].call.arguments) == arguments_for(memory, tool, occasion)
    return same and (uses[-1].outcome.succeeded or verb_of(tool.tool) == "log")  # a record that cannot be kept stops nobody


def _is_missing(memory: Memory, need: Need) -> bool:
    if value_for(memory, need) is not None or need.slot.name in memory.refused:
        return False
    if need.producer and not need.lines and not need.enforced:
        return False
    if need.blocking:
        return True
    return bool(need.lines or need.enforced) and memory.asked[need.slot.name] < (1 if need.optional else 2)


def _lacking(memory: Memory, target: ToolPolicy, passes: Passed) -> Slot | None:
    """Something that only a tool could have found out, and no tool did."""
    for need in target.needs:
        if need.blocking and value_for(memory, need) is None and need.parameter not in dict(passes):
            return need.slot
    required = {parameter.name: parameter.slot for parameter in target.parameters if parameter.required}
    found = arguments_for(memory, target, passes)
    return next((slot for name, slot in required.items() if name in target.carries and name not in found), None)


def _several(memory: Memory, target: ToolPolicy) -> tuple[Record, ...]:
    """The records between which only the caller can choose."""
    if target.recognised:
        people = memory.people()
        return people if len(people) > 1 else ()
    for name, source in target.carries.items():
        records = memory.candidates(source_of(name, source)) if source not in (DECLINED, HEARD, WISH) else ()
        if len(records) > 1:
            return records
    for need in target.needs if memory.policy.asks_which else ():
        records = memory.candidates(need.slot.name) if need.producer and need.slot.name not in memory.known else ()
        if len(records) > 1 and all(any(telling_pairs(record)) for record in records):
            return records
    return ()


# --- what is said ----------------------------------------------------------------------------------------------------------


def _ask(memory: Memory, missing: list[Need], aside: str) -> Reply:
    first = missing[0]
    times = memory.asked[first.slot.name]
    if times >= _PATIENCE:
        return close(
            memory, joined(memory.book.sorry_that(memory.book.without(memory.policy.as_told(first.slot))), memory.book.CLOSING)
        )
    wanted = [first] if memory.policy.one_at_a_time or times or first.slot.kind is Kind.BOOLEAN else _together(missing)
    said = aside
    if not said and not times and len(wanted) == 1 and (options := memory.produced.options(first.slot)):
        said = memory.book.there_is(first.slot, options, memory.now or NO_DATE)
    if not said and times and memory.pending.kind == "ask" and not memory.changed:
        said = _what_was_wrong(memory, first.slot)
    return Reply(text=joined(*([said] if said else []), *(memory.policy.question(need.slot) for need in wanted)))


def _what_was_wrong(memory: Memory, slot: Slot) -> str:
    if slot.name not in memory.unfit:
        return memory.book.NOT_CAUGHT
    if slot.kind is Kind.DATE and memory.now is None:
        return memory.book.FULL_DATE
    return memory.book.unfit(memory.policy.as_told(slot))


def _together(missing: list[Need]) -> list[Need]:
    """What is asked in one breath; a question for yes or no stands alone, or nobody could tell what a "no" is to."""
    return [need for need in missing if need.slot.kind is not Kind.BOOLEAN][:_AT_ONCE]


def _read_back(memory: Memory, target: ToolPolicy) -> str:
    now = memory.now or NO_DATE
    if target.recognised:
        people = memory.people()
        return memory.book.recognise(person_in(people[0]) if people else "")
    record = _record_of(memory, target)
    slots = {slot.name: slot for tool in reversed(memory.policy.chain(target.tool.name)) for slot in tool.slots}
    values = [(memory.policy.as_told(slot), memory.known[name]) for name, slot in slots.items() if name in memory.known]
    if memory.confirmations and memory.pending.kind == "confirm":
        return memory.book.once_more(
            target.tool.name, target.tool.description, memory.book.described(record, now) if record else ""
        )
    if record is not None:
        own = {memory.policy.as_told(slot).name for slot in target.slots}
        return memory.book.check_record(
            target.tool.name, target.tool.description, record, [(s, v) for s, v in values if s.name in own], now
        )
    if not values or not any(slot.name in memory.known for slot in target.slots):
        return memory.book.check_deed(target.tool.name, target.tool.description, values, now)
    return memory.book.read_back(values, now)


def _record_of(memory: Memory, target: ToolPolicy) -> Record | None:
    """What was found that the deed is about: the record that most of its carried values come from, told by day, time or name."""
    found: list[tuple[bool, Record]] = []
    for name, source in target.carries.items():
        key = source_of(name, source)
        for record in memory.candidates(key)[:1] if source not in (DECLINED, HEARD, WISH) else ():
            dated = [told for told, _, kind in telling_pairs(record) if kind is not Kind.NAME]
            if dated:
                found.append((key not in dated, record))
    return min(found, key=lambda pair: pair[0], default=(False, None))[1]


def _declined(memory: Memory) -> Reply:
    declined = next(iter(orders_for_a_no(memory.policy, memory.goal)), None)
    if declined is None:
        return Reply(text=memory.book.WHAT_TO_CHANGE)
    reply = act(memory, declined.actions, saying=memory.book.WHAT_TO_CHANGE)
    return reply if reply.tool_calls or is_put(reply.text) else Reply(text=with_more(memory, reply.text))


def _refused(memory: Memory, slot: Slot) -> Reply:
    """The caller will not give what nothing is done without."""
    saying = memory.book.without(memory.policy.as_told(slot))
    whens = [when for when in memory.policy.whens if when.condition == "refused"]
    about = [w for w in whens if w.about and parameters_for(w.about, (slot,))]
    general = [w for w in whens if not w.about]
    for when in (*about, *general):
        if any(action.kind not in ("go on", "retry") for action in when.actions):
            return act(memory, when.actions, saying=saying, final=True)
    return close(memory, joined(memory.book.sorry_that(saying), memory.book.CLOSING))


def _blocked(memory: Memory, lacking: Slot) -> Reply:
    """Tools were asked and did not find out what the next one needs, and the caller cannot know it."""
    when: When | None = next(
        (when for when in memory.policy.whens if when.condition in ("told", "failed") and not when.tool), None
    )
    saying = memory.book.not_found(memory.policy.as_told(lacking))
    return act(memory, when.actions if when else (Action(kind="apologise"),), saying=saying)
