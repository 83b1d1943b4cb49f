"""What a no leads to: the prompt's orders for it, and what an offer that was not taken leaves behind."""

from collections.abc import Collection, Sequence
from typing import Any

from harness.agents.literal.instruction import When
from harness.agents.literal.intent import verb_of
from harness.agents.literal.policy import Policy
from harness.agents.literal.records import records_of, telling_pairs
from harness.language.slot import Kind

__all__ = ["days_offered", "orders_for_a_no", "stands_in"]


def orders_for_a_no(policy: Policy, goal: str | None) -> list[When]:
    """The orders for a no that concern what is under way: those whose tool is on the way to the goal, then general ones."""
    chain = {tool.tool.name for tool in policy.chain(goal)} if goal else set()
    route = goal in policy.routes.tool_of
    found: list[When] = []
    for when in policy.whens:
        if when.condition != "declined":
            continue
        tools = {action.text for action in when.actions if action.kind == "call"}
        if not tools or tools & chain or (route and any(stands_in(policy, name, chain) for name in tools)):
            found.append(when)
    return found


def stands_in(policy: Policy, name: str, chain: Collection[str]) -> bool:
    """Whether the tool is a look-up beside one of these: another way to find the same."""
    tool = policy.tools.get(name)
    return tool is not None and verb_of(tool.tool) == "find" and any(verb_of(policy.tools[n].tool) == "find" for n in chain)


def days_offered(answer: Any, declined: Sequence[str]) -> tuple[str, ...]:
    """The day of what a look-up offered, as "YYYY-MM-DD", unless it has been declined before; none when it offered none."""
    found = (
        value[:10]
        for record in records_of(answer)
        for _, value, kind in telling_pairs(record)
        if kind in (Kind.DATE, Kind.DATETIME)
    )
    return tuple(dict.fromkeys(day for day in found if day not in declined))[:1]
