"""What the agent's last words want from the caller, read off the words themselves."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from harness.agents.literal.book import book_of, is_put
from harness.agents.literal.chinese.script import has_han
from harness.agents.literal.intent import ends_the_call, wanted_tool
from harness.agents.literal.policy import Policy
from harness.language.acts import asks_yes_no, offers_more
from harness.language.asks import asked_slots, asks_for_a_fact
from harness.language.slot import Slot

__all__ = ["Pending", "pending_of", "pending_of_others", "sentences_in"]


class Pending(Struct, frozen=True, kw_only=True):
    """What the agent's last words want from the caller."""

    kind: Literal["ask", "confirm", "change", "more", "offer", "help", "proposal", "elsewhere", "nothing"] = "nothing"
    """elsewhere: somebody else has asked for what is of no use here; the answer to it is nothing else."""
    slots: tuple[Slot, ...] = ()
    goal: str | None = None
    """The tool that a yes asks for."""


_Asked = Literal["confirm", "more", "change", "help"]


@lru_cache(maxsize=8)
def _kinds(language: str) -> Mapping[str, _Asked]:
    """What the agent's own sentences want."""
    book = book_of(language)
    return {
        book.CHECK: "confirm",
        book.ANYTHING_ELSE: "more",
        book.WHAT_TO_CHANGE: "change",
        book.WHICH: "change",
        book.HELP: "help",
    }


def pending_of(text: str, questions: Mapping[str, Slot], policy: Policy) -> Pending | None:
    """What the agent's own words want; None when they are not its own, or want nothing. `questions` are those it can ask."""
    sentences = sentences_in(text)
    asked = tuple(questions[s] for s in sentences if s in questions)
    if asked:
        return Pending(kind="ask", slots=asked)
    last = sentences[-1] if sentences else ""
    if (kind := _kinds(policy.language).get(last)) is not None:
        return Pending(kind=kind)
    if last == policy.book.IS_THAT_IT:
        return Pending(kind="help", goal=next((tool.name for tool in policy.specs if not ends_the_call(tool)), None))
    return Pending(kind="offer") if last and any(last in offer for offer in policy.offers) else None


def pending_of_others(text: str, policy: Policy, wants: Mapping[str, str], after: frozenset[str], *, early: bool) -> Pending:
    """What words that are not the agent's own want: the first message, a tool's sentence. `early`: nothing was wanted yet."""
    sentences = sentences_in(text)
    last = sentences[-1] if sentences else ""
    if not is_put(last):
        return Pending()
    can_be_agreed_to = not has_han(last) or (asks_yes_no(last, "zh") and not offers_more(last, "zh"))
    if early and can_be_agreed_to and (proposed := wanted_tool(last, policy.specs, wants=wants, after=after)):
        return Pending(kind="proposal", goal=proposed)
    foreign = asked_slots(text, policy.slots, policy.language)
    if foreign:
        return Pending(kind="ask", slots=foreign)
    return Pending(kind="elsewhere") if asks_for_a_fact(last, policy.language) else Pending()


@lru_cache(maxsize=4096)
def sentences_in(text: str) -> tuple[str, ...]:
    """What was said, one sentence each."""
    return tuple(part for part in _END.split(text) if part)


_END = re.compile(r"(?<=[.?!])\s+|(?<=[。？！])(?![”」\"])\s*")
