"""Whether a tool's rejectionPlan stops a call before anything is done (https://docs.vapi.ai/tools/tool-rejection-plan)."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from harness.contract.model import Rejection
from harness.ports import AssistantMessage, ChatMessage, SystemMessage, ToolResultMessage, UserMessage

__all__ = ["REJECTED", "is_rejected"]

REJECTED = "Tool call rejected."
"""What the model hears of it; the platform's own text is not documented."""

_NAMED_GROUP = re.compile(r"\(\?<(?![=!])")
_ROLE_OF: dict[type, str] = {
    UserMessage: "user",
    AssistantMessage: "assistant",
    ToolResultMessage: "tool",
    SystemMessage: "system",
}


def is_rejected(plan: Sequence[Rejection], messages: Sequence[ChatMessage], render: Callable[[str], str]) -> bool:
    """Whether every condition of `plan` holds; an empty plan rejects nothing.

    `render` fills in Liquid. A pattern that is no regular expression never matches.
    """
    return bool(plan) and all(_holds(one, messages, render) for one in plan)


def _holds(condition: Rejection, messages: Sequence[ChatMessage], render: Callable[[str], str]) -> bool:
    if condition.kind == "liquid":
        return render(condition.text).strip() == "true"
    if condition.kind == "group":
        held = [_holds(one, messages, render) for one in condition.conditions]
        return any(held) if condition.operator == "OR" else bool(held) and all(held)
    pattern = _compiled(condition.text)
    told = _target(condition, messages)
    return pattern is not None and told is not None and (pattern.search(told) is not None) is not condition.negate


def _target(condition: Rejection, messages: Sequence[ChatMessage]) -> str | None:
    """The text it is held against. A message that only calls tools has none, least of all the one being decided about."""
    of_role = [one.content for one in messages if one.content and condition.role in ("", _ROLE_OF[type(one)])]
    try:
        return of_role[condition.position]
    except IndexError:
        return None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str] | None:
    """As JavaScript reads it: named groups have no `P`, and `\\w`, `\\d`, `\\b` know ASCII only."""
    try:
        return re.compile(_NAMED_GROUP.sub("(?P<", pattern), re.ASCII)
    except re.error:
        return None
