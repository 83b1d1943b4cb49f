"""One conversation with the literal agent alone: a prompt, tools and lines in; what it says and calls out."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from harness.agents.literal import LiteralAgent
from harness.ports import AssistantMessage, ChatMessage, SystemMessage, ToolResultMessage, ToolSpec, UserMessage

__all__ = ["TODAY", "Talk", "talk", "tool"]

TODAY = "Today is Monday, March 2, 2026.\nAsk one question at a time.\n"


class Talk(Struct, frozen=True, kw_only=True):
    """What came of it."""

    said: tuple[str, ...]
    calls: tuple[tuple[str, Mapping[str, Any]], ...]


def tool(name: str, description: str = "", /, **properties: Mapping[str, Any]) -> ToolSpec:
    """A tool with these parameters, all of them required."""
    schema = {"type": "object", "properties": properties, "required": list(properties)}
    return ToolSpec(name=name, description=description, parameters=schema)


def talk(prompt: str, tools: Sequence[ToolSpec], *lines: str, answers: Mapping[str, Sequence[str]] | None = None) -> Talk:
    """The caller says the lines, one a turn; a tool answers from its script, "{}" when it has none."""
    agent = LiteralAgent()
    messages: list[ChatMessage] = [SystemMessage(content=prompt)]
    said: list[str] = []
    calls: list[tuple[str, Mapping[str, Any]]] = []
    for line in lines:
        messages.append(UserMessage(content=line))
        for _ in range(6):
            reply = agent.reply(messages, tools)
            made = tuple(replace(call, id=f"call_{len(calls) + n}") for n, call in enumerate(reply.tool_calls))
            messages.append(AssistantMessage(content=reply.text, tool_calls=made))
            for call in made:
                script = (answers or {}).get(call.name, ('{"success": true}',))
                number = sum(name == call.name for name, _ in calls)
                calls.append((call.name, call.arguments))
                messages.append(ToolResultMessage(tool_call_id=call.id, content=script[min(number, len(script) - 1)]))
            if reply.text:
                said.append(reply.text)
            if not made:
                break
    return Talk(said=tuple(said), calls=tuple(calls))
