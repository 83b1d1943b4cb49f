"""How much of a conversation the next assistant sees (Vapi: contextEngineeringPlan)."""

from collections.abc import Sequence

from msgspec.structs import replace

from harness.contract.model import ContextPlan
from harness.ports import AssistantMessage, ChatMessage, ToolResultMessage, UserMessage

__all__ = ["carried"]


def carried(messages: Sequence[ChatMessage], plan: ContextPlan, *, on_entry: int, handoff: str | None) -> list[ChatMessage]:
    """What is left of `messages`, oldest first, without any prompt.

    `on_entry` is how many there were when the assistant that hands over came on the line; `handoff` is the id of the tool call
    that hands over.
    """
    kept = list(messages)
    if plan.hides_handoff and handoff is not None:
        kept = [one for one in (_without_call(one, handoff) for one in kept) if one is not None]
    match plan.kind:
        case "all":
            return kept
        case "none":
            return []
        case "lastNMessages":
            return _from_a_beginning(kept[-plan.max_messages :] if plan.max_messages > 0 else [])
        case "userAndAssistantMessages":
            return [said for one in kept if (said := _said(one)) is not None]
        case "previousAssistantMessages":
            return list(messages[:on_entry])


def _without_call(message: ChatMessage, call_id: str) -> ChatMessage | None:
    if isinstance(message, ToolResultMessage):
        return None if message.tool_call_id == call_id else message
    if not isinstance(message, AssistantMessage) or all(call.id != call_id for call in message.tool_calls):
        return message
    others = tuple(call for call in message.tool_calls if call.id != call_id)
    return replace(message, tool_calls=others) if others or message.content else None


def _said(message: ChatMessage) -> ChatMessage | None:
    if isinstance(message, UserMessage):
        return message
    if isinstance(message, AssistantMessage) and message.content:
        return replace(message, tool_calls=()) if message.tool_calls else message
    return None


def _from_a_beginning(messages: list[ChatMessage]) -> list[ChatMessage]:
    """A result whose call was cut off is no message a model accepts."""
    first = next((n for n, one in enumerate(messages) if not isinstance(one, ToolResultMessage)), len(messages))
    return messages[first:]
