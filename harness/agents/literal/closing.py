"""Last words."""

from harness.agents.literal.book import joined
from harness.agents.literal.fill import arguments_for
from harness.agents.literal.instruction import AT_THE_END
from harness.agents.literal.intent import ends_the_call
from harness.agents.literal.memory import Memory
from harness.ports import Reply, ToolCall

__all__ = ["close", "with_more"]


def close(memory: Memory, text: str) -> Reply:
    """The last words; what is called before them comes first, and the tool that hangs up in place of a bare goodbye."""
    for name in memory.policy.at_the_end:
        target = memory.policy.tools.get(name)
        if target is not None and not any(use.call.name == name for use in memory.used):
            occasion = memory.policy.occasions.get((name, AT_THE_END), ())
            arguments = arguments_for(memory, target, occasion)
            return Reply(
                text=text.removesuffix(memory.book.CLOSING).strip(), tool_calls=(ToolCall(name=name, arguments=arguments),)
            )
    tool = next((tool for tool in memory.policy.specs if ends_the_call(tool)), None)
    if tool is not None and text == memory.book.CLOSING:
        return Reply(tool_calls=(ToolCall(name=tool.name, arguments={}),))
    return Reply(text=text)


def with_more(memory: Memory, text: str) -> str:
    """The text, and the question for more where the prompt wants it put."""
    return joined(text, memory.book.ANYTHING_ELSE) if memory.policy.ask_more else text
