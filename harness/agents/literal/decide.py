"""Memory in, reply out: the dialogue policy, one small decision at a time."""

from msgspec.structs import replace

from harness.agents.literal.advance import advance
from harness.agents.literal.aftermath import after_tools
from harness.agents.literal.book import joined
from harness.agents.literal.closing import close
from harness.agents.literal.fill import arguments_for
from harness.agents.literal.memory import Memory
from harness.agents.literal.smalltalk import aside, interruption, without_goal
from harness.ports import Reply, ToolCall

__all__ = ["decide"]


def decide(memory: Memory) -> Reply:
    """The next assistant message."""
    reply = _extracted(memory) or _next(memory)
    if memory.unspoken and not reply.tool_calls and not reply.text.startswith(memory.unspoken):
        return replace(reply, text=joined(memory.unspoken, reply.text))
    if memory.unspoken and reply.tool_calls and not reply.text:
        return replace(reply, text=memory.unspoken)
    return reply


def _extracted(memory: Memory) -> Reply | None:
    """What was said, put into the one tool of a request to extract it; None for any other request."""
    specs = memory.policy.specs
    if len(specs) != 1 or not specs[0].name.lower().startswith("extract"):
        return None
    arguments = arguments_for(memory, memory.policy.tools[specs[0].name])
    return Reply(tool_calls=(ToolCall(name=specs[0].name, arguments=arguments),))


def _next(memory: Memory) -> Reply:
    if memory.fresh:
        return after_tools(memory) or _towards_goal(memory)
    if memory.closing:
        return close(memory, memory.book.CLOSING)
    return _towards_goal(memory)


def _towards_goal(memory: Memory) -> Reply:
    if memory.target is not None and (first := interruption(memory)) is not None:
        return first
    if memory.target is None:
        memory.resume()
    if memory.target is None:
        return without_goal(memory)
    return advance(memory, memory.target, aside=aside(memory) if not memory.fresh else "")
