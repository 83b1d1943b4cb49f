"""Coming on the line in the middle of a call: what the caller is here for has been said to somebody else already."""

import re
from typing import TYPE_CHECKING

from harness.agents.literal.instruction import Ask, CallTool
from harness.agents.literal.intent import ends_the_call, verb_of
from harness.agents.literal.topics import content
from harness.language.acts import is_question
from harness.language.answers import affirms

if TYPE_CHECKING:
    from harness.agents.literal.memory import Memory

__all__ = ["resumed"]

_NO_DEEDS = frozenset({"find", "transfer", "log", "hand over", "send"})
_TOLD = 2
"""So many telling words make a wish, where nothing else is known of it."""
_GREETING = re.compile(
    r"^\W*(?:hello|hi|hey|good \w+|okay|ok|yes|all right|alright|sure|thanks?|thank you|please)\b[\W\w]{0,12}$", re.IGNORECASE
)


def resumed(memory: "Memory") -> str | None:
    """The tool for what the caller told somebody else; None when this is no such moment, or nothing was told."""
    if not _has_just_come(memory):
        return None
    for text in (memory.heard, *reversed(memory.told_before)):
        if (wanted := memory.meant_by(text)) is not None:
            return wanted
    told = memory.told_before or memory.arrived or memory.pending.kind == "ask"
    return _by_the_prompt(memory) if told else _only_deed(memory)


def _has_just_come(memory: "Memory") -> bool:
    """Nothing has been done here yet, and what was said last is no wish: it was said before, or nobody has spoken at all."""
    if memory.closing or memory.helped:
        return False
    if memory.arrived:
        return True
    if memory.used or memory.begun or memory.failed_goal is not None:
        return False
    if not memory.heard:
        return True
    if memory.pending.kind == "ask" and memory.changed:
        return True  # the first message has asked for something that is wanted here
    if memory.pending.kind == "elsewhere":
        return bool(memory.told_before)
    acknowledges = affirms(memory.heard, memory.language) or _GREETING.match(memory.heard) is not None
    return acknowledges and memory.pending.kind == "nothing" and any(_tells(text, memory) for text in memory.told_before)


def _tells(text: str, memory: "Memory") -> bool:
    return len(content(text)) >= _TOLD and not is_question(text, memory.language) and not affirms(text, memory.language)


def _by_the_prompt(memory: "Memory") -> str | None:
    """The one deed there is, or the tool that the prompt's first steps lead to."""
    policy = memory.policy
    free = _deeds(memory)
    if len(free) == 1:
        return free[0]
    asked = False
    for item in policy.understood:
        for i in item.instructions if item.tool is None else ():
            asked = asked or isinstance(i, Ask)
            if isinstance(i, CallTool) and not (i.wants or i.speaks or i.before or i.after) and i.tool in policy.tools:
                return i.tool if i.tool in free or asked else next(iter(free), i.tool)
    return None


def _only_deed(memory: "Memory") -> str | None:
    """What an assistant is there for that does one thing and passes nobody on."""
    free = _deeds(memory)
    return free[0] if len(free) == 1 and not memory.policy.routes.tool_of else None


def _deeds(memory: "Memory") -> list[str]:
    """What can be done here: first of all what the prompt has for no wish of its own."""
    policy = memory.policy
    deeds = [
        tool.name
        for tool in policy.specs
        if verb_of(tool) not in _NO_DEEDS and not ends_the_call(tool) and tool.name not in policy.at_the_end
    ]
    return [name for name in deeds if not policy.tools[name].wants] or deeds
