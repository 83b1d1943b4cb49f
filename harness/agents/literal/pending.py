"""What the agent's last words want from the caller, read off the words themselves."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from harness.agents.literal import phrases
from harness.agents.literal.intent import ends_the_call, wanted_tool
from harness.agents.literal.policy import Policy
from harness.language.asks import asked_slots
from harness.language.slot import Slot

__all__ = ["Pending", "pending_of", "pending_of_others", "sentences_in"]


class Pending(Struct, frozen=True, kw_only=True):
    """What the agent's last words want from the caller."""

    kind: Literal["ask", "confirm", "change", "more", "offer", "help", "proposal", "nothing"] = "nothing"
    slots: tuple[Slot, ...] = ()
    goal: str | None = None
    """The tool that a yes asks for."""


_KINDS: Mapping[str, Literal["confirm", "more", "change", "help"]] = {
    phrases.CHECK: "confirm",
    phrases.ANYTHING_ELSE: "more",
    phrases.WHAT_TO_CHANGE: "change",
    phrases.WHICH: "change",
    phrases.HELP: "help",
}


def pending_of(text: str, questions: Mapping[str, Slot], policy: Policy) -> Pending | None:
    """What the agent's own words want; None when they are not its own, or want nothing. `questions` are those it can ask."""
    sentences = sentences_in(text)
    asked = tuple(questions[s] for s in sentences if s in questions)
    if asked:
        return Pending(kind="ask", slots=asked)
    last = sentences[-1] if sentences else ""
    if last in _KINDS:
        return Pending(kind=_KINDS[last])
    if last == phrases.IS_THAT_IT:
        return Pending(kind="help", goal=next((tool.name for tool in policy.specs if not ends_the_call(tool)), None))
    return Pending(kind="offer") if last and any(last in offer for offer in policy.offers) else None


def pending_of_others(text: str, policy: Policy, wants: Mapping[str, str], after: frozenset[str], *, early: bool) -> Pending:
    """What words that are not the agent's own want: the first message, a tool's sentence. `early`: nothing was wanted yet."""
    sentences = sentences_in(text)
    last = sentences[-1] if sentences else ""
    if not last.endswith("?"):
        return Pending()
    if early and (proposed := wanted_tool(last, policy.specs, wants=wants, after=after)):
        return Pending(kind="proposal", goal=proposed)
    foreign = asked_slots(text, policy.slots)
    return Pending(kind="ask", slots=foreign) if foreign else Pending()


@lru_cache(maxsize=4096)
def sentences_in(text: str) -> tuple[str, ...]:
    """What was said, one sentence each."""
    return tuple(part for part in _END.split(text) if part)


_END = re.compile(r"(?<=[.?!])\s+")
