"""Last words."""

from harness.agents.literal import phrases
from harness.agents.literal.intent import ends_the_call
from harness.agents.literal.memory import Memory
from harness.ports import Reply, ToolCall

__all__ = ["close", "with_more"]


def close(memory: Memory, text: str) -> Reply:
    """The last words; the tool that hangs up is called where there is one, in place of a bare goodbye."""
    tool = next((tool for tool in memory.policy.specs if ends_the_call(tool)), None)
    if tool is not None and text == phrases.CLOSING:
        return Reply(tool_calls=(ToolCall(name=tool.name, arguments={}),))
    return Reply(text=text)


def with_more(memory: Memory, text: str) -> str:
    """The text, and the question for more where the prompt wants it put."""
    return f"{text} {phrases.ANYTHING_ELSE}" if memory.policy.ask_more else text
