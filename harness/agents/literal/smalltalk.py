"""What is said when no tool is due: the prompt's own words on a side question, what the line is for, and when to give up."""

from harness.agents.literal.advance import act, call_now
from harness.agents.literal.aftermath import is_among, is_said, ordered_call
from harness.agents.literal.book import joined, length
from harness.agents.literal.closing import close, with_more
from harness.agents.literal.instruction import Action
from harness.agents.literal.intent import ends_the_call
from harness.agents.literal.memory import Memory
from harness.agents.literal.topics import content
from harness.language.answers import affirms, denies
from harness.language.replies import is_refusal
from harness.ports import Reply

__all__ = ["aside", "interruption", "without_goal"]

_PATIENCE = 3
_SHORT_YES = 4
_QUESTION_OPENERS = frozenset(
    (
        "do",
        "does",
        "did",
        "can",
        "could",
        "is",
        "are",
        "will",
        "would",
        "may",
        "what",
        "when",
        "where",
        "how",
        "who",
        "which",
        "why",
        "have",
        "has",
        "should",
    )
)


def aside(memory: Memory) -> str:
    """What the caller's last words call for besides the business at hand; empty for nothing."""
    if memory.changed or affirms(memory.heard, memory.policy.language):
        return ""
    ordered = _ordered(memory)
    if ordered is not None and not memory.book.says_farewell(ordered.text):
        return ordered.text
    return _quotation(memory) or ""


def interruption(memory: Memory) -> Reply | None:
    """What the prompt orders at once, whatever is going on: to put the caller through, or to end the call."""
    ordered = (_ordered(memory) or _side_question(memory)) if memory.heard and not memory.fresh else None
    return ordered if ordered is not None and (ordered.tool_calls or memory.book.says_farewell(ordered.text)) else None


def _side_question(memory: Memory) -> Reply | None:
    """The look-up that the prompt has for such a question, in the middle of something else."""
    tool = memory.asks_aside
    return None if tool is None else call_now(memory, Action(kind="call", text=tool), "")


def without_goal(memory: Memory) -> Reply:
    """The reply while the caller has not asked for anything the tools can do, or nothing more."""
    heard, language = memory.heard, memory.policy.language
    if (ordered := _ordered(memory)) is not None:
        return ordered
    if (quoted := _quotation(memory)) is not None:
        return Reply(text=with_more(memory, quoted) if memory.used else joined(quoted, memory.book.HELP))
    if memory.pending.kind == "offer" or (memory.used and not _asks(heard) and memory.pending.kind == "nothing"):
        return (
            Reply(text=with_more(memory, memory.book.ALL_RIGHT))
            if memory.policy.ask_more
            else close(memory, joined(memory.book.ALL_RIGHT, memory.book.CLOSING))
        )
    if memory.pending.kind == "more" and affirms(heard, language) and length(heard) <= _SHORT_YES:
        return Reply(text=memory.book.HELP)
    if memory.pending.kind == "proposal" and denies(heard, language) and len(content(heard)) <= _SHORT_YES:
        return Reply(text=memory.book.HELP)
    if memory.helped >= _PATIENCE or (memory.helped and (is_refusal(heard, language) or denies(heard, language))):
        return close(memory, joined(memory.book.GIVING_UP, memory.book.CLOSING))
    return Reply(text=_menu(memory))


def _ordered(memory: Memory) -> Reply | None:
    """What the prompt orders for what the caller says; each order once a call."""
    if not memory.policy.stated:
        return None
    if (call := ordered_call(memory)) is not None:
        made = any(use.call.name == call.text for use in memory.fresh)
        return None if made else call_now(memory, call, "")
    heard = content(memory.heard)
    if "how much" in memory.heard.lower():
        heard |= _MONEY
    for about, when in memory.policy.stated:
        if is_said(about, memory.heard, heard):
            reply = act(memory, when.actions, saying=memory.book.UNDERSTOOD)
            if not any(reply.text in said for said in memory.said):
                return reply
    return None


def _menu(memory: Memory) -> str:
    inner = {name for tool in memory.policy.tools.values() for name in tool.earlier}
    tools = [tool for tool in memory.policy.specs if not ends_the_call(tool) and tool.name not in inner] or list(
        memory.policy.specs
    )
    deeds = [memory.book.deed(tool.name, tool.description) for tool in tools][:4]
    if not deeds or not any(len(word) > 3 for word in content(memory.heard)):
        return memory.book.HELP
    return memory.book.menu(deeds, again=bool(memory.helped))


def _quotation(memory: Memory) -> str | None:
    """A line of the prompt that speaks of what was asked, word for word; the agent knows nothing else to say."""
    if not _asks(memory.heard):
        return None
    asked = _telling(memory.heard)
    best: tuple[int, int, str] = (0, 0, "")
    for item in memory.policy.understood:
        if item.tool is None and not item.heading and not item.instructions and item.text.endswith("."):
            shared = sum(is_among(word, _telling(item.text)) for word in asked)
            best = max(best, (shared, -len(_telling(item.text)), item.text), key=lambda row: row[:2])
    needed = 1 if len(asked) <= 2 else 2
    return best[2] if best[0] >= needed else None


def _asks(text: str) -> bool:
    words = text.lower().replace(",", " ").split()
    return text.rstrip().endswith("?") or (bool(words) and words[0] in _QUESTION_OPENERS)


def _telling(text: str) -> frozenset[str]:
    return frozenset(word for word in content(text) if len(word) > 2 and word not in _QUESTION_OPENERS and word not in _SMALL)


_SMALL = frozenset({"allow", "any", "get", "want", "need", "like", "know", "there", "about", "much", "many", "off", "not"})
_MONEY = content("price prices pricing cost costs fee fees charge")
