"""What the conversation has told the agent so far, folded from the messages alone. Same messages, same memory."""

import re
from collections import Counter
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from harness.agents.literal.book import length
from harness.agents.literal.choice import Choice
from harness.agents.literal.declining import days_offered, orders_for_a_no, stands_in
from harness.agents.literal.hearing import NO_DATE, Ear
from harness.agents.literal.instruction import DECLINED, Passed
from harness.agents.literal.intent import is_wish, verb_of, wants_again
from harness.agents.literal.pending import Pending, pending_of, pending_of_others, sentences_in
from harness.agents.literal.policy import Policy, ToolPolicy
from harness.agents.literal.records import Record
from harness.agents.literal.results import Produced, Used, blamed, outcome_for
from harness.agents.literal.resuming import resumed
from harness.agents.literal.routes import CHOOSES
from harness.agents.literal.topics import content, parameters_for
from harness.agents.literal.wishes import Wishes
from harness.language.acts import is_question
from harness.language.answers import affirms, denies
from harness.language.asks import asked_slots, asks_for
from harness.language.claims import says_goodbye
from harness.language.replies import is_refusal
from harness.language.slot import Kind, Slot, is_somebody_else, slot_of
from harness.language.slot_roles import same_role
from harness.language.tongue import spoken_language
from harness.language.values import extract
from harness.ports import AssistantMessage, ChatMessage, SystemMessage, ToolCall, ToolResultMessage, UserMessage
from harness.trace.outcome import outcome_of_text

__all__ = ["NO_DATE", "Memory", "Pending", "Used"]

_SHORT = 5
"""A yes of no more words says nothing else."""

_INSTEAD = re.compile(r"\b(?:instead|actually|rather|wait|sorry|no)\b", re.IGNORECASE)


class Memory:
    """Grows by one message at a time."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.book, self.language = policy.book, policy.language
        self.now = datetime.fromisoformat(policy.today) if policy.today else None
        self.known: dict[str, Any] = {}
        """Slot name → value the caller gave, or the prompt."""
        self.refused: set[str] = set()
        self.disowned: set[str] = set()
        """Names of slots that an answer gave and the caller did not stand by: only what the caller says fills them."""
        self.unfit: frozenset[str] = frozenset()
        """What was said just now, but not in a form that can be used."""
        self.asked: Counter[str] = Counter()
        self.goal: str | None = None
        self.failed_goal: str | None = None
        self.pending = Pending()
        self.confirmations = 0
        self.rejected = False
        self.changed: frozenset[str] = frozenset()
        """What the caller's last words told or changed."""
        self.used: list[Used] = []
        self.fresh: list[Used] = []
        """Results that came since the agent last spoke."""
        self.produced = Produced()
        self.heard = ""
        self.wish = ""
        """The words in which the caller said what it is about."""
        self.said: list[str] = []
        """What the agent itself said."""
        self.closing = False
        self.unspoken = ""
        """What the agent wrote beside its last tool calls: nobody has heard it."""
        self.substitutes: dict[str, str] = {}
        """Tool → the one that is called in its place, since it has found nothing."""
        self.asks_aside: str | None = None
        """The look-up that answers a question the caller put in the middle of something else."""
        self.stale: set[str] = set()
        """Tools whose last answer no longer holds."""
        self.declined: tuple[str, ...] = ()
        """Days of offers that the caller has not taken, as "YYYY-MM-DD"."""
        self.tongue = "en"
        """The language of the caller's last words."""
        self.helped = 0
        """How often in a row the agent could only ask what the caller wants."""
        self.arrived = False
        """The call was handed over to here, and nothing has been wished for since."""
        self.begun = False
        """A question of the agent's own has been put."""
        self.worked_out: dict[tuple[str, Passed], dict[str, Any]] = {}
        """What each tool would be called with, as things stand since the last message."""
        self._prompts = 0
        self._calls: dict[str, ToolCall] = {}
        self._batch = 0
        self._heards: list[str] = []
        self._choice = Choice(self.now or NO_DATE, policy.language)
        self._settled = 0
        self._held = ""
        self._is_mine = False
        self._asked_for: dict[str, str] = {}
        """Slot name → the question of somebody else that its value answered."""
        self._slots = policy.slots
        self._by_name = {slot.name: slot for slot in self._slots}
        self._ear = Ear(self.now, policy.schemas, policy.language)
        self._questions = {sentences_in(policy.question(slot))[-1]: slot for slot in self._slots}
        self._wishes = Wishes(policy)
        for fact in policy.facts:
            for slot in parameters_for(fact.topic, self._slots):
                found = extract(slot, fact.value, self.now or NO_DATE, answering=True, language=policy.language)
                self.known[slot.name] = found.value if found else fact.value

    def take(self, message: ChatMessage) -> None:
        """Fold in one message."""
        self.worked_out.clear()
        match message:
            case UserMessage(content=text):
                self._release()
                self._hear(text)
            case AssistantMessage(content=text, tool_calls=calls) if text and self.fresh and not calls:
                self._held = text
            case AssistantMessage(content=text, tool_calls=calls):
                self._held = "" if calls else self._held  # no report is followed by a call before the caller speaks
                self._release()
                self._recall(text, calls)
            case ToolResultMessage(tool_call_id=call_id, content=text):
                self._learn(call_id, text)
            case SystemMessage() if not self._heards and not self.said:
                self._prompts += 1
                self.arrived = self._prompts > 1  # the prompt of whoever handed over is still there
            case _:
                pass

    @property
    def target(self) -> ToolPolicy | None:
        """What is due before the goal's tool is called."""
        return self.policy.tools.get(self.goal) if self.goal else None

    def told_elsewhere(self, slot: Slot) -> Any:
        """The value of a slot that the caller gave under another tool's name for it: `phone` is also `phoneNumber`."""
        telling = {Kind.PHONE, Kind.EMAIL}
        for name, value in self.known.items():
            other = self._by_name.get(name)
            if other is None or name == slot.name or other.kind is not slot.kind:
                continue
            if slot.kind in telling or (slot.kind in (Kind.NAME, Kind.CODE) and self.book.noun(slot) == self.book.noun(other)):
                return value
        return None

    def candidates(self, name: str) -> tuple[Record, ...]:
        """The records that have a value called `name` and that the caller may mean: those the caller spoke of, else all."""
        return self._choice.among(self.produced.records(name), self._heards)

    def people(self) -> tuple[Record, ...]:
        """The persons a look-up found whom the caller may mean."""
        return self._choice.among(self.produced.people(), self._heards)

    def policy_slots(self) -> tuple[Slot, ...]:
        """Every slot of every tool, each name once."""
        return self._slots

    # --- what the caller says --------------------------------------------------------------------------------------------

    def _hear(self, text: str) -> None:
        self.heard, self.fresh = text, []
        self._heards.append(text)
        self.tongue = spoken_language(text) or self.tongue
        asked = frozenset(slot.name for slot in self.pending.slots)
        self.changed = self._take_values(text, asked)
        self.closing = says_goodbye(text, self.language) or (
            self.pending.kind == "more" and denies(text, self.language) and not self.changed and not is_wish(text)
        )
        if self.pending.kind == "ask":
            self.refused |= self._withheld(text, asked - self.changed - self.unfit)
        self._take_confirmation(text)
        self._take_aside(text)
        self._take_goal(text)
        if self.pending.kind != "ask":
            self.pending = Pending(kind=self.pending.kind, goal=self.pending.goal)

    def _take_values(self, text: str, asked: frozenset[str]) -> frozenset[str]:
        """Names of the slots whose value is new or different."""
        if self.pending.kind == "elsewhere" and not is_wish(text):
            self.unfit = frozenset()
            return frozenset()
        asked = self._answered(text, asked)
        heard = self._ear.hear(
            text,
            self._listened_for(asked),
            asked=asked,
            known=self.known,
            agreeing=self.pending.kind == "confirm" and affirms(text, self.language),
        )
        self.unfit = heard.unfit
        question = self.said[-1] if self.said and not self._is_mine else ""
        self._asked_for.update({name: question for name in heard.values if name in asked})
        changed = {name: value for name, value in heard.values.items() if self.known.get(name) != value}
        self.known.update(changed)
        self.refused -= changed.keys()
        return frozenset(changed)

    def _answered(self, text: str, asked: frozenset[str]) -> frozenset[str]:
        """Without what takes any words, when the words are another wish: "Sorry, I'd like to cancel it instead" is no note."""
        wordy = frozenset(name for name in asked if self._by_name[name].kind is Kind.TEXT)
        if wordy and self.goal is not None and is_wish(text) and _INSTEAD.search(text):
            self.changed = frozenset()
            wanted = self.meant_by(text)
            if wanted is not None and self._turns_to(wanted, text):
                return asked - wordy
        return asked

    def _listened_for(self, asked: frozenset[str]) -> tuple[Slot, ...]:
        """The slots of the goal and of what leads to it; before there is a goal, every tool's."""
        if self.goal is None:
            return self._slots
        found: dict[str, Slot] = {}
        for tool in self._on_the_way(self.goal):
            finders = {need.slot.name for need in tool.needs if need.producer}
            found.update({slot.name: slot for slot in tool.slots if slot.name not in finders or slot.name in asked})
        return tuple(found.values())

    def _on_the_way(self, goal: str) -> tuple[ToolPolicy, ...]:
        """Every tool that may be called on the way to the goal, and those that have taken the place of one."""
        chain = self.policy.chain(goal)
        instead = [self.substitutes[tool.tool.name] for tool in chain if tool.tool.name in self.substitutes]
        return (*chain, *(tool for name in instead for tool in self.policy.chain(name) if tool not in chain))

    def _withheld(self, text: str, asked: frozenset[str]) -> frozenset[str]:
        """What the caller will not give: what a refusal names, else everything that was asked for and got no other answer."""
        refusals = [part for part in re.split(r"(?<=[.!?;])\s+|(?<=[。！？；])", text) if is_refusal(part, self.language)]
        if not asked or not (refusals or (denies(text, self.language) and not self.changed)):
            return frozenset()
        said = content(" ".join(refusals))
        named = frozenset(name for name in asked if content(self.book.noun(self._by_name[name])) & said)
        return named or (frozenset() if self.changed else asked)

    def _take_confirmation(self, text: str) -> None:
        self.rejected = False
        if self.changed:
            self.confirmations = 0
        elif self.pending.kind == "confirm":
            if denies(text, self.language):
                self.confirmations, self.rejected = 0, True
                self._take_decline()
            elif affirms(text, self.language):
                self.confirmations += 1

    def _take_decline(self) -> None:
        """A no to what was read back: the day is not wanted, the record is not the one, or something else is to be tried."""
        if self.target is not None and self._choice.names_another(self.target, self.produced, self._heards):
            self.rejected = False
            return
        for when in orders_for_a_no(self.policy, self.goal):
            for action in when.actions:
                if action.kind == "call" and any(value == DECLINED for _, value in action.passes):
                    self.declined = (*self.declined, *days_offered(self.produced.latest(action.text), self.declined))
                elif action.kind == "call":
                    self._substitute(action.text)
                    self._hear_for(action.text)
            self.rejected = not any(action.kind == "call" for action in when.actions)
            return
        target = self.target
        if target is not None and self.policy.asks_which:
            self._choice.rule_out(target, self.produced, self._heards)

    def _substitute(self, name: str) -> None:
        tool = self.policy.tools[name]
        for other in self.policy.chain(self.goal) if self.goal else ():
            if other.tool.name != name and verb_of(other.tool) == "find":
                self.substitutes[other.tool.name] = name
        for need in tool.needs:
            self.known.pop(need.slot.name, None)
            self.asked[need.slot.name] = 0
            self.disowned.add(need.slot.name)

    def _hear_for(self, name: str) -> None:
        """What the caller's last words tell a tool that nobody thought of when they were said: "No, this is Jane Doe"."""
        heard = self._ear.hear(self.heard, self.policy.tools[name].slots, asked=frozenset(), known={})
        self.known.update(heard.values)

    def _take_aside(self, text: str) -> None:
        self.asks_aside = None
        if self.goal is None or self.changed or not is_question(text, self.language) or is_wish(text):
            return
        tool = self._wishes.look_up_for(text)
        if tool is not None and not self.is_on_the_way(tool):
            self.asks_aside = tool

    def is_on_the_way(self, name: str) -> bool:
        """Whether the tool may be called before the one that is due."""
        return any(tool.tool.name == name for tool in self._on_the_way(self.goal)) if self.goal else False

    def _take_goal(self, text: str) -> None:
        if self.goal is not None and (self.changed or not is_wish(text)):
            return
        wanted = self.meant_by(text)
        if self.goal is not None:
            if wanted is not None and self._turns_to(wanted, text):
                self.goal, self.confirmations = wanted, 0
            return
        agreed = affirms(text, self.language) and length(text) <= _SHORT
        asks, refuses = is_question(text, self.language), denies(text, self.language)
        told = bool(self.changed) or (self.pending.kind == "help" and not asks and not refuses)
        if (
            self.pending.kind in ("help", "proposal")
            and self.pending.goal
            and (agreed or (wanted is None and told and len(text) > 12))
        ):
            self.goal = self.pending.goal
        elif (
            agreed and self.pending.kind == "offer" and (offered := self._wishes.offered(self.said, self.failed_goal)) is not None
        ):
            self.goal = offered
        elif wanted is None and self.failed_goal and self._tries_again(text):
            self.goal = self.failed_goal
        elif wanted is not None and wanted == self.failed_goal and not self._tries_again(text) and not is_wish(text):
            self.goal = None
        else:
            self.goal = wanted
        if self.goal is not None:
            self.wish, self.arrived = text, False
        if self.goal is not None and self.goal != self.failed_goal:
            self.confirmations = 0

    def resume(self) -> None:
        """Take up what the caller told somebody else before."""
        self.goal = resumed(self)
        self.arrived = self.arrived and self.goal is None

    @property
    def told_before(self) -> tuple[str, ...]:
        """What the caller said before the last words, oldest first."""
        return tuple(self._heards[:-1])

    def meant_by(self, text: str) -> str | None:
        """What words of the caller ask for here, whenever they were said."""
        told = len(self.changed)
        return self._wishes.meant_by(text, tongue=self.tongue, told=told, is_busy=self.goal is not None)

    def _turns_to(self, wanted: str, text: str) -> bool:
        return self.goal is not None and not self.changed and self._wishes.turns_to(wanted, text, self.goal)

    def _tries_again(self, text: str) -> bool:
        agreed = self.pending.kind == "offer" and affirms(text, self.language) and self._missing_again()
        return wants_again(text) or bool(self.changed) or agreed

    def _missing_again(self) -> bool:
        target = self.policy.tools.get(self.failed_goal or "")
        chain = self.policy.chain(target.tool.name) if target else ()
        return any(
            need.blocking and not need.producer and need.slot.name not in self.known for tool in chain for need in tool.needs
        )

    # --- what the agent said and did -------------------------------------------------------------------------------------

    def _release(self) -> None:
        """Words after a tool's answer are the agent's report when the caller spoke next; what another assistant message
        follows was only the platform filling the wait.
        """
        held, self._held = self._held, ""
        if held:
            self._recall(held, ())

    def _recall(self, text: str, calls: tuple[ToolCall, ...]) -> None:
        self._batch += bool(calls)
        for call in calls:
            name = self.policy.routes.name_of(call)
            self._calls[call.id] = replace(call, name=name)
            if self.goal is None and name in self.policy.tools and not self._is_aside(name):
                self.goal, self.arrived = name, False
        if calls:
            self.unspoken = text
        if not text or calls:
            return
        self.fresh, self.unspoken = [], ""
        self.said.append(text)
        wanted = self._wanted_by(text)
        if self.goal is None and self._is_mine and wanted.kind in ("ask", "confirm"):
            self.resume()  # as when the agent said this
        self.begun = self.begun or (self._is_mine and wanted.kind in ("ask", "confirm"))
        self.pending = wanted
        self.asked.update(slot.name for slot in self.pending.slots)
        self.helped = self.helped + 1 if self.pending.kind == "help" and len(self.said) > 1 else 0
        self._settle_goal()
        if self.rejected and self.pending.kind in ("more", "nothing"):
            self.goal = None  # a no to what was read back, and nothing else is to be changed

    def _wanted_by(self, text: str) -> Pending:
        own = pending_of(text, self._questions, self.policy)
        self._is_mine = own is not None
        if own is not None:
            return own
        return pending_of_others(
            text, self.policy, self._wishes.wants, self._wishes.after, early=not self.used and self.goal is None
        )

    def _settle_goal(self) -> None:
        """Once the agent has reported on the goal's tool, or that the way to it is blocked, the business is done or failed."""
        fresh, self._settled = self.used[self._settled :], len(self.used)
        if not fresh or self.goal is None or self.pending.kind == "ask":
            return
        last = next((use for use in reversed(fresh) if use.call.name == self.goal), fresh[-1])
        if last.outcome.succeeded and last.call.name != self.goal and self.book.NOT_FOUND not in self.said[-1]:
            return
        done = last.outcome.succeeded and last.call.name == self.goal
        self.failed_goal = None if done else self.goal
        if done:
            self._spend(last)
        self.goal, self.confirmations = None, 0

    def _spend(self, use: Used) -> None:
        """What was said about a deed in the caller's own words was said about that deed, and about no later one."""
        for name in use.call.arguments:
            slot = self._by_name.get(name)
            if slot is not None and slot.kind is Kind.TEXT and name in self.known:
                del self.known[name]
                self.asked[name] = 0

    # --- what tools answered ---------------------------------------------------------------------------------------------

    def _learn(self, call_id: str, text: str) -> None:
        call = self._calls.get(call_id)
        if call is None:
            return
        policy = self.policy.tools.get(call.name)
        if policy is None or call.name in self.policy.routes.tool_of:
            self._take_over(call, text)
            return
        use = Used(call=call, outcome=outcome_for(text, looks_up=verb_of(policy.tool) == "find"), batch=self._batch)
        self.used.append(use)
        self.fresh.append(use)
        if use.outcome.succeeded:
            self.produced.learn(call.name, use.outcome.data)
            self.stale.discard(call.name)
        elif use.outcome.answered:
            for slot in self.blamed(use):
                self.known.pop(slot.name, None)
                self.asked[slot.name] = 0
            self.confirmations = 0
        if not use.outcome.succeeded:
            self._look_again(use)

    def _look_again(self, use: Used) -> None:
        """A failure after which the prompt wants a tool called: its last answer no longer holds, or it stands in for this one."""
        when = self.policy.order_for(use, self.failures(use))
        for action in when.actions if when else ():
            if action.kind != "call" or action.text not in self.policy.tools:
                continue
            if stands_in(self.policy, action.text, {use.call.name}) and action.text != use.call.name:
                self.substitutes[use.call.name] = action.text
            else:
                self.stale.add(action.text)

    def _take_over(self, call: ToolCall, text: str) -> None:
        """Somebody else called this, or the call was handed over: what was pending then is not pending now."""
        self.arrived = self.arrived or (call.name not in self.policy.routes.tool_of and CHOOSES in call.arguments)
        if call.name not in self.policy.routes.tool_of:
            self.produced.learn(call.name, outcome_of_text(text).data)
            self._give_up(call)
        if self.arrived:
            self.goal, self.begun = None, False
        self.fresh, self.unspoken = [], ""
        self.pending, self.confirmations, self.rejected, self.helped = Pending(), 0, False, 0
        if call.name in self.policy.routes.tool_of:
            self.goal = None

    def _give_up(self, call: ToolCall) -> None:
        """What another assistant asked for on behalf of its own tool is no answer here: the name of a guest is not the cook's."""
        for name, question in tuple(self._asked_for.items()):
            mine = self._by_name[name]
            for rival in map(slot_of, call.arguments if question else ()):
                if not self._was_for(rival, mine, question):
                    continue
                self.known.pop(name, None)
                self._asked_for.pop(name, None)
                self.asked[name] = 0

    def _was_for(self, rival: Slot, mine: Slot, question: str) -> bool:
        """Whether the question asked for the other: nobody who is asked for their own name tells that of somebody else."""
        if is_somebody_else(mine) and rival.kind is Kind.NAME and not is_somebody_else(rival):
            return asks_for(question, rival, self.language)
        return not same_role(mine, rival) and mine not in asked_slots(question, (mine, rival), self.language)

    def _is_aside(self, name: str) -> bool:
        """A call that serves no wish of the caller: a record that is kept, a place to hand over to."""
        return name in self.policy.routes.tool_of or verb_of(self.policy.tools[name].tool) == "log"

    def failures(self, use: Used) -> int:
        """How often this tool has failed in the call."""
        return sum(other.call.name == use.call.name and not other.outcome.succeeded for other in self.used)

    def blamed(self, use: Used) -> tuple[Slot, ...]:
        """Which of a refused call's values are to be said anew: those the refusal is about, else those the prompt offers to
        change."""
        policy = self.policy.tools.get(use.call.name)
        own = blamed(use, policy.needs if policy else ())
        when = self.policy.order_for(use, self.failures(use))
        if not own and policy and when is None and self.policy.order_for(use, 2) is not None:  # only a second failure ends it
            return tuple(need.slot for need in policy.needs if need.slot.name in use.call.arguments and not need.producer)
        if own or policy is None or when is None:
            return own
        slots = tuple(need.slot for need in policy.needs if need.slot.name in use.call.arguments and not need.producer)
        named = (
            slot
            for a in when.actions
            if a.kind in {"offer", "ask"}
            for slot in asked_slots(self.book.as_question(a.text), slots, self.language)
        )
        return tuple(dict.fromkeys(named))
