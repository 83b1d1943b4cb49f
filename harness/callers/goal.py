"""A caller with a goal: it says what it wants, tells what it is asked for, and is polite.

In the order it thinks: silence; its own reactions; its opening line; goodbye; what it is asked to confirm, to choose and to tell;
good and bad news; and at last, to anything it does not understand, a sound that keeps the call going, but not for ever.
"""

from collections.abc import Sequence
from datetime import datetime

from harness.callers.facts import facts_of
from harness.callers.hearing import Hearing, hear
from harness.callers.memory import Memory
from harness.callers.phrases import base_language, book_for
from harness.callers.profile import EVERYTHING, CallerProfile, Reaction, When
from harness.callers.reactions import Reactions
from harness.callers.topics import Topic
from harness.language.slot import Kind
from harness.ports import CallerMove, CannotGoOn, HangsUp, KeepsSilent, Says

__all__ = ["GoalCaller"]

REFUSALS = 3
"""The time it is asked for something it refuses at which it gives the call up."""
SOUNDS = 2
"""How often in a row it says "okay" or "I'm not sure" to what it does not understand."""
REPEATS = 3
"""How often in a call it says again what was not caught."""
WISHES = 2
"""How often it says what it wants."""
_CHOSEN = frozenset({Kind.DATE, Kind.TIME, Kind.DATETIME})
"""Kinds that are chosen from what there is, rather than known."""
_BEFORE_OPENING = frozenset({When.HEARS})


class GoalCaller:
    """Plays a profile in one call. Make a new one for every call; the same profile, seed and words give the same moves."""

    def __init__(self, profile: CallerProfile, *, now: datetime, seed: int = 0) -> None:
        """`now` is the caller's clock when the call starts; `seed` picks its persona when the profile leaves that open.

        Raises InputError when the profile's language or locale is one that nobody speaks.
        """
        self._profile = profile
        self._book = book_for(profile.language)
        self._language = base_language(profile.language)
        facts = facts_of(profile, seed=seed, book=self._book)
        self._memory = Memory(facts, book=self._book, now=now, language=self._language)
        self._reactions = Reactions(profile.reacts, self._book.parts_of_day)
        self._not_understood: set[str] = set()
        self._turns = self._sounds = self._wishes = self._repeats = 0
        self._waited = self._leaving = self._gone = False
        self._said = ""

    def answer(self, heard: Sequence[str]) -> CallerMove:
        """What the caller does now. After it has hung up: HangsUp."""
        if self._gone or self._leaving:
            return HangsUp()
        text = " ".join(_ended(spoken.strip()) for spoken in heard if spoken.strip())
        move = self._to_words(text) if text else self._to_silence()
        self._gone = isinstance(move, HangsUp) or (isinstance(move, Says) and move.then_hangs_up)
        self._said = move.text if isinstance(move, Says) else self._said
        return move

    def _to_silence(self) -> CallerMove:
        if not self._wishes:
            return self._opening(())
        if self._waited:
            return HangsUp()
        self._waited = True
        return KeepsSilent(seconds=self._profile.patience.silence)

    def _to_words(self, text: str) -> CallerMove:
        self._waited = False
        self._turns += 1
        if self._turns > (patience := self._profile.patience.turns):
            return CannotGoOn(
                reason=f"after {patience} answers of the caller the call had not ended; the last thing heard was “{text}”"
            )
        hearing = hear(text, self._memory.topics, self._language)
        reaction = self._reactions.next(hearing, only=None if self._wishes else _BEFORE_OPENING)
        if reaction is not None:
            return self._react(reaction, hearing)
        if not self._wishes:
            return self._opening(hearing.asked)
        return self._to_understood(hearing) or self._to_anything_else(hearing)

    def _to_understood(self, hearing: Hearing) -> CallerMove | None:
        replies = (
            self._say_goodbye, self._give_in, self._want_nothing_more, self._find_another, self._answer_questions,
            self._repeat_wish, self._hear_news, self._say_again, self._recognise, self._consent,
        )  # fmt: skip
        for reply in replies:
            if (move := reply(hearing)) is not None:
                self._sounds = 0
                return move
        return None

    # --- the beginning ---------------------------------------------------------------------------------------------------

    def _opening(self, asked: tuple[Topic, ...]) -> CallerMove:
        self._wishes += 1
        line = self._profile.opening or self._book.wish(self._profile.wants)
        volunteered = self._memory.named(self._volunteers())
        self._memory.take_as_told(volunteered)
        unsaid = [topic for topic in volunteered if (self._memory.value(topic) or "").casefold() not in line.casefold()]
        also = [topic for topic in asked if topic not in volunteered and self._memory.value(topic) is not None]
        return Says(text=f"{line} {self._memory.tell([*unsaid, *also], unasked=True)}".strip())

    def _volunteers(self) -> tuple[str, ...]:
        if EVERYTHING not in self._profile.volunteers:
            return self._profile.volunteers
        return self._memory.fact_names if self._profile.knows_everything else tuple(self._profile.knows)

    def _repeat_wish(self, hearing: Hearing) -> CallerMove | None:
        if not hearing.wish:
            return None
        if self._wishes >= WISHES:
            return CannotGoOn(reason=f"was asked again what it wants: “{hearing.text}”; put it in other words in `opening`")
        self._wishes += 1
        return Says(text=self._profile.opening or self._book.wish(self._profile.wants))

    def _say_again(self, hearing: Hearing) -> CallerMove | None:
        if not hearing.again or self._repeats >= REPEATS:
            return None
        self._repeats += 1
        return Says(text=self._said)

    # --- the end ---------------------------------------------------------------------------------------------------------

    def _say_goodbye(self, hearing: Hearing) -> CallerMove | None:
        if not hearing.goodbye or hearing.asked or hearing.confirms or hearing.proposal:
            return None
        return Says(text=self._book.farewell, then_hangs_up=True)

    def _give_in(self, hearing: Hearing) -> CallerMove | None:
        """It is told that it cannot go on without what it refuses to tell, or is asked for that too often."""
        often = any(self._memory.refuses(topic) and self._memory.in_vain(topic) >= REFUSALS - 1 for topic in hearing.asked)
        without = self._memory.refused_before and hearing.impossible and not hearing.asked and not hearing.confirms
        return self._leave(self._book.give_in) if often or without else None

    def _want_nothing_more(self, hearing: Hearing) -> CallerMove | None:
        if not hearing.more or hearing.asked or hearing.confirms:
            return None
        return self._leave(self._book.nothing_more)

    def _hear_news(self, hearing: Hearing) -> CallerMove | None:
        """Done, or trouble it has taken note of before: nothing is left to say."""
        if hearing.question:
            return None
        if hearing.success:
            return self._leave(self._book.thanks)
        return self._leave(self._book.give_in) if hearing.trouble and self._sounds else None

    def _leave(self, farewell: str) -> CallerMove:
        """Takes its leave, and hears the other side's goodbye before it hangs up."""
        self._leaving = True
        return Says(text=farewell)

    # --- questions -------------------------------------------------------------------------------------------------------

    def _find_another(self, hearing: Hearing) -> CallerMove | None:
        """What it wants is not to be had: the next choice, or nothing. A concrete offer is for `_answer_questions`."""
        if not hearing.unavailable or (hearing.offers and self._memory.choices(hearing.text)):
            return None
        if not all(self._memory.has_told(topic) for topic in hearing.asked):
            return None
        if another := self._memory.think_again(hearing.asked):
            return Says(text=another)
        chosen = any(topic.slot.kind in _CHOSEN for topic in hearing.asked)
        return self._leave(self._book.only_choice) if chosen or hearing.proposal or hearing.offers else None

    def _answer_questions(self, hearing: Hearing) -> CallerMove | None:
        asked, parts = hearing.asked, list[str]()
        if self._takes_for_offer(hearing):
            parts.append(self._memory.choose(hearing.text))
            asked = tuple(topic for topic in asked if topic.slot.kind not in _CHOSEN)
        elif hearing.confirms:
            parts.append(self._confirm(hearing))
            asked = tuple(topic for topic in asked if not self._memory.has_told(topic))
        for topic in asked:
            if self._memory.value(topic) is None and not self._memory.refuses(topic) and self._memory.in_vain(topic):
                return CannotGoOn(
                    reason=f"was asked for the {topic.spoken} twice and was never told it; add `{topic.name}` to `knows`"
                )
        if asked:
            parts.append(self._memory.tell(asked))
        for thing in hearing.unmatched if parts else ():
            if thing in self._not_understood:
                return CannotGoOn(reason=f"was asked for the {thing} twice and has no such fact; add it to `knows`")
            self._not_understood.add(thing)
            parts.append(self._book.unheard_of(thing))
        return Says(text=" ".join(parts)) if parts else None

    def _takes_for_offer(self, hearing: Hearing) -> bool:
        """Something to choose from; what reads like a read-back of other days and times is an offer as well."""
        if not hearing.offers or not self._memory.choices(hearing.text):
            return False
        if not hearing.confirms or hearing.unavailable:
            return True
        wrong = self._memory.mistakes(hearing.text)
        return bool(wrong) and all(mistake.topic.slot.kind in _CHOSEN for mistake in wrong)

    def _confirm(self, hearing: Hearing) -> str:
        return self._memory.correct(mistake.topic for mistake in self._memory.mistakes(hearing.text)) or self._book.confirmed

    def _recognise(self, hearing: Hearing) -> CallerMove | None:
        """A question that says one of its own facts: "Is 604-555-0123 your number?", "A window or an aisle seat?\""""
        if hearing.polar and not hearing.more and (meant := self._memory.meant(hearing.text)) is not None:
            return Says(text=self._memory.tell([meant]))
        own = self._memory.recognised(hearing.text) if hearing.polar or hearing.alternatives else []
        if own and hearing.alternatives:
            return Says(text=self._memory.tell(own))
        if own or (hearing.polar and self._memory.mistakes(hearing.text)):
            return Says(text=self._confirm(hearing))
        return None

    def _consent(self, hearing: Hearing) -> CallerMove | None:
        return Says(text=self._book.consent) if hearing.proposal or hearing.offers else None

    # --- what it does not understand --------------------------------------------------------------------------------------

    def _to_anything_else(self, hearing: Hearing) -> CallerMove:
        self._sounds += 1
        if not hearing.question:
            if self._sounds > SOUNDS:
                return CannotGoOn(
                    reason=f"was asked nothing {self._sounds} times in a row; the last thing heard was “{hearing.text}”"
                )
            return Says(text=self._book.acknowledge)
        if hearing.text in self._not_understood or self._sounds > SOUNDS:
            return CannotGoOn(reason=f"has no answer to “{hearing.text}”; add the fact to `knows`, or a reaction to it")
        self._not_understood.add(hearing.text)
        return Says(text=self._book.unsure)

    # --- its own reactions ------------------------------------------------------------------------------------------------

    def _react(self, reaction: Reaction, hearing: Hearing) -> CallerMove:
        self._sounds = 0
        changed = self._memory.learn(reaction.corrects)
        if reaction.silent is not None:
            return KeepsSilent(seconds=reaction.silent)
        said = reaction.say or self._accept(reaction, hearing) or self._memory.correct(changed)
        if reaction.hang_up and not said:
            return HangsUp()
        return Says(text=said or self._book.acknowledge, then_hangs_up=reaction.hang_up)

    def _accept(self, reaction: Reaction, hearing: Hearing) -> str:
        if reaction.refuses:
            return self._book.decline_offer
        if (nth := reaction.accepts) is None:
            return ""
        position = nth - 1 if nth > 0 else nth
        there = len(self._memory.choices(hearing.text))
        return self._memory.choose(hearing.text, position) if -there <= position < there else self._book.ordinal(nth)


def _ended(spoken: str) -> str:
    """With a full stop, so that a bare "One moment" is no beginning of the next sentence."""
    return spoken if spoken[-1:] in ".!?:;,。！？" else f"{spoken}."
