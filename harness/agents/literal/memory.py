"""What the conversation has told the agent so far, folded from the messages alone. Same messages, same memory."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from msgspec import Struct

from harness.agents.literal import phrases
from harness.agents.literal.intent import wanted_tool, wants_again
from harness.agents.literal.policy import Policy, ToolPolicy
from harness.agents.literal.topics import parameters_for, stem
from harness.language.answers import affirms, denies
from harness.language.asks import asked_slots
from harness.language.claims import says_goodbye
from harness.language.replies import is_refusal
from harness.language.slot import Kind, Slot
from harness.language.values import corrected, extract
from harness.ports import AssistantMessage, ChatMessage, ToolCall, ToolResultMessage, UserMessage
from harness.trace.outcome import Outcome, outcome_of_text
from harness.vapi import NO_RESULT

__all__ = ["Memory", "Pending", "Used"]

NO_DATE = datetime(2000, 1, 1)
"""Stands in when the prompt names no date; relative dates are then kept in the caller's own words."""


class Pending(Struct, frozen=True, kw_only=True):
    """What the agent's last words want from the caller."""

    kind: Literal["ask", "confirm", "change", "more", "offer", "help", "nothing"] = "nothing"
    slots: tuple[Slot, ...] = ()


class Used(Struct, frozen=True, kw_only=True):
    """One tool call and its outcome."""

    call: ToolCall
    outcome: Outcome


class Memory:
    """Grows by one message at a time."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.now = datetime.fromisoformat(policy.today) if policy.today else None
        self.known: dict[str, str] = {}
        self.refused: set[str] = set()
        self.asked: Counter[str] = Counter()
        self.goal: str | None = None
        self.failed_goal: str | None = None
        self.pending = Pending()
        self.confirmations = 0
        self.rejected = False
        self.used: list[Used] = []
        self.fresh: list[Used] = []
        """Results that came since the agent last spoke."""
        self.produced: dict[str, Any] = {}
        self.heard = ""
        self.closing = False
        self.helped = 0
        """How often in a row the agent could only ask what the caller wants."""
        self._calls: dict[str, ToolCall] = {}
        self._settled = 0
        self._held = ""
        self._questions = {phrases.question(slot): slot for slot in self.policy_slots()}
        for fact in policy.facts:
            for slot in parameters_for(fact.topic, self.policy_slots()):
                found = extract(slot, fact.value, self.now or NO_DATE, answering=True)
                self.known[slot.name] = found.value if found else fact.value

    def take(self, message: ChatMessage) -> None:
        """Fold in one message."""
        match message:
            case UserMessage(content=text):
                self._release()
                self._hear(text)
            case AssistantMessage(content=text, tool_calls=calls) if text and self.fresh and not calls:
                self._held = text
            case AssistantMessage(content=text, tool_calls=calls):
                self._release()
                self._recall(text, calls)
            case ToolResultMessage(tool_call_id=call_id, content=text):
                self._learn(call_id, text)
            case _:
                pass

    @property
    def target(self) -> ToolPolicy | None:
        """What is due before the goal's tool is called."""
        return self.policy.tools.get(self.goal) if self.goal else None

    # --- what the caller says --------------------------------------------------------------------------------------------

    def _hear(self, text: str) -> None:
        self.heard, self.fresh = text, []
        asked = {slot.name for slot in self.pending.slots}
        changed = self._take_values(text, asked)
        self.closing = says_goodbye(text) or (self.pending.kind == "more" and denies(text) and not changed)
        if self.pending.kind == "ask" and not changed & asked and (is_refusal(text) or denies(text)):
            self.refused |= asked
        self._take_confirmation(text, changed)
        self._take_goal(text, changed)
        if self.pending.kind != "ask":
            self.pending = Pending(kind=self.pending.kind)

    def _take_values(self, text: str, asked: set[str]) -> set[str]:
        """Names of the slots whose value is new or different."""
        changed: set[str] = set()
        slots = self.target.slots if self.target else self.policy_slots()
        taken: set[tuple[Kind, str]] = set()
        for slot in sorted(slots, key=lambda slot: slot.name not in asked):
            value = self._value(slot, text, slot.name in asked)
            if value is None or ((slot.kind, value) in taken and slot.name not in asked):
                continue
            taken.add((slot.kind, value))
            if self.known.get(slot.name) != value:
                self.known[slot.name] = value
                self.refused.discard(slot.name)
                changed.add(slot.name)
        return changed

    def _value(self, slot: Slot, text: str, answering: bool) -> str | None:
        previous = self.known.get(slot.name)
        if previous is not None and (mended := corrected(previous, text, slot, now=self.now)) is not None:
            return mended
        if slot.kind in _LOOSE and not answering and self.pending.kind == "confirm" and affirms(text):
            return None
        found = extract(slot, text, self.now or NO_DATE, answering=answering)
        if found is None:
            return None
        if slot.kind in (Kind.DATE, Kind.DATETIME) and self.now is None and not re.search(r"\d{4}", found.text):
            return found.text
        return found.value

    def _take_confirmation(self, text: str, changed: set[str]) -> None:
        self.rejected = False
        if changed:
            self.confirmations = 0
        elif self.pending.kind == "confirm":
            if denies(text):
                self.confirmations, self.rejected = 0, True
            elif affirms(text):
                self.confirmations += 1

    def _take_goal(self, text: str, changed: set[str]) -> None:
        if self.goal is not None:
            return
        if self.pending.kind == "help" and affirms(text) and len(text.split()) <= 4 and len(self._goals()) == 1:
            self.goal = self._goals()[0]
        elif self.failed_goal and (wants_again(text) or changed or (self.pending.kind == "offer" and affirms(text) and self._missing_again())):
            self.goal = self.failed_goal
        else:
            self.goal = wanted_tool(text, self.policy.specs, values=len(changed))
        if self.goal is not None and self.goal != self.failed_goal:
            self.confirmations = 0

    def _goals(self) -> list[str]:
        return [tool.name for tool in self.policy.specs]

    def _missing_again(self) -> bool:
        target = self.policy.tools.get(self.failed_goal or "")
        return target is not None and any(need.blocking and need.slot.name not in self.known for need in target.needs)

    # --- what the agent said and did -------------------------------------------------------------------------------------

    def _release(self) -> None:
        """Words after a tool's answer are the agent's report when the caller spoke next; what another assistant message
        follows was only the platform filling the wait.
        """
        held, self._held = self._held, ""
        if held:
            self._recall(held, ())

    def _recall(self, text: str, calls: tuple[ToolCall, ...]) -> None:
        for call in calls:
            self._calls[call.id] = call
            if self.goal is None and call.name in self.policy.tools:
                self.goal = call.name
        if not text:
            return
        self.fresh = []
        self.pending = self._pending_of(text)
        self.asked.update(slot.name for slot in self.pending.slots)
        self.helped = self.helped + 1 if self.pending.kind == "help" else 0
        self._settle_goal()

    def _pending_of(self, text: str) -> Pending:
        sentences = [part for part in re.split(r"(?<=[.?!])\s+", text) if part]
        asked = tuple(self._questions[s] for s in sentences if s in self._questions)
        if asked:
            return Pending(kind="ask", slots=asked)
        last = sentences[-1] if sentences else ""
        kinds: Mapping[str, Literal["confirm", "more", "change", "help"]] = {
            phrases.CHECK: "confirm", phrases.ANYTHING_ELSE: "more", phrases.WHAT_TO_CHANGE: "change", phrases.HELP: "help",
        }
        if last in kinds:
            return Pending(kind=kinds[last])
        if last.startswith("Is that what you would like"):
            return Pending(kind="help")
        if any(action.text == last or last in action.text for when in self.policy.whens for action in when.actions if action.kind == "offer"):
            return Pending(kind="offer")
        foreign = asked_slots(text, self.policy_slots()) if last.endswith("?") else ()
        return Pending(kind="ask", slots=foreign) if foreign else Pending()

    def _settle_goal(self) -> None:
        """Once the agent has reported on the goal's tool, the business is done or failed."""
        fresh, self._settled = self.used[self._settled :], len(self.used)
        if not fresh or self.goal is None or fresh[-1].call.name != self.goal or self.pending.kind == "ask":
            return
        last = fresh[-1]
        if last.outcome.succeeded:
            self.failed_goal = None
        else:
            self.failed_goal = self.goal
        self.goal, self.confirmations = None, 0

    # --- what tools answered ---------------------------------------------------------------------------------------------

    def _learn(self, call_id: str, text: str) -> None:
        call = self._calls.get(call_id)
        if call is None:
            return
        outcome = Outcome(succeeded=False, answered=False) if text == NO_RESULT else outcome_of_text(text)
        use = Used(call=call, outcome=outcome)
        self.used.append(use)
        self.fresh.append(use)
        if outcome.succeeded:
            _flatten(outcome.data, self.produced)
        elif outcome.answered:
            for slot in self.blamed(use):
                self.known.pop(slot.name, None)
                self.asked[slot.name] = 0
            self.confirmations = 0

    def blamed(self, use: Used) -> tuple[Slot, ...]:
        """Which of a refused call's values the refusal is about: named outright, else by the kind of thing it speaks of."""
        policy = self.policy.tools.get(use.call.name)
        if policy is None:
            return ()
        told = f"{use.outcome.message} {_reason(use.outcome.data)}"
        wanted = [need.slot for need in policy.needs if need.slot.name in use.call.arguments]
        named = tuple(slot for slot in wanted if re.search(rf"\b{re.escape(slot.name)}\b", told))
        if named:
            return named
        said = {stem(word) for word in re.findall(r"[a-z]+", told.lower())}
        own = tuple(slot for slot in wanted if {stem(w) for w in slot.words if w not in _VAGUE} & said)
        if any(word in said for word in ("past", "day", "date")) and "time" not in said and "slot" not in said:
            own = tuple(slot for slot in wanted if slot.kind in (Kind.DATE, Kind.DATETIME)) or own
        elif said & {"slot", "time", "taken", "available", "availabl", "full"}:
            own = tuple(slot for slot in wanted if slot.kind in (Kind.TIME, Kind.DATETIME)) or own
        return own

    def policy_slots(self) -> tuple[Slot, ...]:
        """Every slot of every tool, each name once."""
        found: dict[str, Slot] = {}
        for policy in self.policy.tools.values():
            for slot in policy.slots:
                found.setdefault(slot.name, slot)
        return tuple(found.values())


_LOOSE = frozenset({Kind.TEXT, Kind.NAME, Kind.NUMBER, Kind.PLACE, Kind.CODE, Kind.BOOLEAN})
_VAGUE = frozenset({"name", "number", "id", "type", "code", "new", "start", "end", "date", "time"})


def _reason(data: Any) -> str:
    reason = data.get("reason", "") if isinstance(data, Mapping) else ""
    return reason.replace("_", " ") if isinstance(reason, str) else ""


def _flatten(data: Any, into: dict[str, Any], depth: int = 0) -> None:
    """Every key of an answer with a plain value; the first of a list speaks for the list."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            if isinstance(value, str | int | float | bool) and value is not None:
                into[str(key)] = value
            elif depth < 4:
                _flatten(value, into, depth + 1)
    elif isinstance(data, list) and data and depth < 4:
        _flatten(data[0], into, depth + 1)
