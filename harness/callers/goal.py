"""A caller with a goal: it says what it wants, tells what it is asked for, and is polite.

In the order it thinks: silence; a language it does not understand; its own reactions; its opening line; goodbye; what it is asked
to confirm, to choose and to tell; good and bad news; and at last, to anything it does not understand, a sound that keeps the call
going, but not for ever.
"""

from collections.abc import Sequence
from datetime import datetime

from harness.callers.facts import facts_of
from harness.callers.hearing import Hearing, hear, says_goodbye_somehow
from harness.callers.memory import Memory
from harness.callers.phrases import base_language, book_for
from harness.callers.profile import EVERYTHING, CallerProfile, Reaction, When
from harness.callers.questions import CHOSEN, Questions
from harness.callers.reactions import Reactions
from harness.callers.tongues import understood
from harness.callers.topics import Topic
from harness.callers.wishes import Wishes
from harness.ports import CallerMove, CannotGoOn, HangsUp, KeepsSilent, Says

__all__ = ["GoalCaller"]

REFUSALS = 3
"""The time it is asked for something it refuses at which it gives the call up."""
SOUNDS = 2
"""How often in a row it says "okay" or "I'm not sure" to what it does not understand."""
REPEATS = 3
"""How often in a call it says again what was not caught."""
FOREIGN = 3
"""How often in a row it puts up with a language it does not understand."""
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
        self._questions = Questions(self._memory, self._book)
        self._wishes = Wishes(profile, self._book)
        self._reactions = Reactions(profile.reacts, now=now)
        self._turns = self._sounds = self._repeats = self._foreign = 0
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
        if self._wishes.unsaid:
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
        speech = understood(text, self._language)
        if not speech.own:
            return self._to_foreign(speech.foreign)
        self._foreign = 0
        hearing = hear(speech.own, self._memory.topics, self._language)
        reaction = self._reactions.next(hearing, only=_BEFORE_OPENING if self._wishes.unsaid else None)
        if reaction is None:
            return self._plainly(hearing)
        move = self._react(reaction, hearing) if reaction.replaces else self._plainly(hearing)
        return self._adding(reaction.adds, move)

    def _plainly(self, hearing: Hearing) -> CallerMove:
        if self._wishes.unsaid:
            return self._opening(hearing.asked)
        return self._to_understood(hearing) or self._to_anything_else(hearing)

    def _to_understood(self, hearing: Hearing) -> CallerMove | None:
        questions = self._questions
        replies = (
            self._say_goodbye, self._give_in, self._want_nothing_more, self._find_another, questions.language, questions.spell,
            questions.answer, self._repeat_wish, self._hear_news, self._say_again, questions.recognise, self._choose_wish,
            questions.consent,
        )  # fmt: skip
        for reply in replies:
            if (move := reply(hearing)) is not None:
                self._sounds = 0
                return move
        return None

    def _to_foreign(self, text: str) -> CallerMove:
        """Says once that it does not understand this language, and then bears with it for a while. A goodbye is understood."""
        if self._wishes.unsaid:
            return self._opening(())
        if says_goodbye_somehow(text):
            return Says(text=self._book.farewell, then_hangs_up=True)
        self._foreign += 1
        if self._foreign > FOREIGN:
            return CannotGoOn(
                reason=f"was spoken to {self._foreign} times in a row in a language it does not understand: “{text}”"
            )
        return Says(text=self._book.wrong_language if self._foreign == 1 else self._book.lost)

    # --- the beginning ---------------------------------------------------------------------------------------------------

    def _opening(self, asked: tuple[Topic, ...]) -> CallerMove:
        line = self._wishes.say()
        volunteered = self._memory.named(self._volunteers())
        self._memory.take_as_told(volunteered)
        unsaid = [topic for topic in volunteered if (self._memory.value(topic) or "").casefold() not in line.casefold()]
        also = [topic for topic in asked if topic not in volunteered and self._memory.value(topic) is not None]
        told = self._memory.tell([*unsaid, *also], unasked=True)
        return Says(text=self._book.gap.join(part for part in (line, told) if part))

    def _volunteers(self) -> tuple[str, ...]:
        if EVERYTHING not in self._profile.volunteers:
            return self._profile.volunteers
        return self._memory.fact_names if self._profile.knows_everything else tuple(self._profile.knows)

    def _repeat_wish(self, hearing: Hearing) -> CallerMove | None:
        if not hearing.wish:
            return None
        if not (line := self._wishes.say()):
            return CannotGoOn(reason=f"was asked again what it wants: “{hearing.text}”; put it in other words in `opening`")
        return Says(text=line)

    def _choose_wish(self, hearing: Hearing) -> CallerMove | None:
        """One of several things to do is what it wants: "To book, to change or to cancel?\""""
        if not hearing.alternatives or not self._wishes.shares_a_word(hearing.text):
            return None
        return Says(text=line) if (line := self._wishes.say()) else None

    def _say_again(self, hearing: Hearing) -> CallerMove | None:
        if not hearing.again or self._repeats >= REPEATS:
            return None
        self._repeats += 1
        return Says(text=self._said)

    # --- the end ---------------------------------------------------------------------------------------------------------

    def _say_goodbye(self, hearing: Hearing) -> CallerMove | None:
        if not hearing.goodbye or hearing.asked or hearing.confirms or hearing.proposal or hearing.more:
            return None
        return self._turn_to_next() or Says(text=self._book.farewell, then_hangs_up=True)

    def _give_in(self, hearing: Hearing) -> CallerMove | None:
        """It is told that it cannot go on without what it refuses to tell, or is asked for that too often."""
        often = any(self._memory.refuses(topic) and self._memory.in_vain(topic) >= REFUSALS - 1 for topic in hearing.asked)
        without = self._memory.refused_before and hearing.impossible and not hearing.asked and not hearing.confirms
        return self._leave(self._book.give_in) if often or without else None

    def _want_nothing_more(self, hearing: Hearing) -> CallerMove | None:
        if not hearing.more or hearing.asked or hearing.confirms:
            return None
        return self._turn_to_next(self._book.something_more) or self._leave(self._book.nothing_more)

    def _hear_news(self, hearing: Hearing) -> CallerMove | None:
        """Done, or trouble it has taken note of before: nothing is left to say, but perhaps something to ask for."""
        if hearing.question:
            return None
        if hearing.success:
            return self._turn_to_next() or self._leave(self._book.thanks)
        return self._leave(self._book.give_in) if hearing.trouble and self._sounds else None

    def _turn_to_next(self, lead: str = "") -> CallerMove | None:
        """What it wants next, after a word that leads over to it; None when it wants nothing else."""
        if not self._wishes.are_more:
            return None
        goal, line = self._wishes.turn_to_next()
        self._memory.begin(goal)
        return Says(text=self._book.gap.join(part for part in (lead, line) if part))

    def _leave(self, farewell: str) -> CallerMove:
        """Takes its leave, and hears the other side's goodbye before it hangs up."""
        self._leaving = True
        return Says(text=farewell)

    # --- what is not to be had, and what it does not understand -----------------------------------------------------------

    def _find_another(self, hearing: Hearing) -> CallerMove | None:
        """What it wants is not to be had: the next choice, or nothing. A concrete offer is for `Questions.answer`."""
        if not hearing.unavailable or (hearing.offers and self._memory.choices(hearing.text)):
            return None
        if not all(self._memory.has_told(topic) for topic in hearing.asked):
            return None
        if another := self._memory.think_again(hearing.asked):
            return Says(text=another)
        chosen = any(topic.slot.kind in CHOSEN for topic in hearing.asked)
        if not (chosen or hearing.proposal or hearing.offers):
            return None
        return self._turn_to_next(self._book.decline_offer) or self._leave(self._book.only_choice)

    def _to_anything_else(self, hearing: Hearing) -> CallerMove:
        self._sounds += 1
        if not hearing.question:
            if self._sounds > SOUNDS:
                return CannotGoOn(
                    reason=f"was asked nothing {self._sounds} times in a row; the last thing heard was “{hearing.text}”"
                )
            return Says(text=self._book.acknowledge)
        if self._questions.heard_before(hearing.text) or self._sounds > SOUNDS:
            return CannotGoOn(reason=f"has no answer to “{hearing.text}”; add the fact to `knows`, or a reaction to it")
        return Says(text=self._book.unsure)

    # --- its own reactions ------------------------------------------------------------------------------------------------

    def _react(self, reaction: Reaction, hearing: Hearing) -> CallerMove:
        self._sounds = 0
        changed = self._memory.learn(reaction.corrects)
        if reaction.silent is not None:
            return KeepsSilent(seconds=reaction.silent)
        said = reaction.say or self._decide(reaction, hearing) or self._memory.correct(changed)
        if reaction.hang_up and not said:
            return HangsUp()
        return Says(text=said or self._book.acknowledge, then_hangs_up=reaction.hang_up)

    def _decide(self, reaction: Reaction, hearing: Hearing) -> str:
        if reaction.changes_mind:
            return self._book.changed_mind
        if reaction.refuses:
            return self._book.decline_offer
        if (nth := reaction.accepts) is None:
            return ""
        position = nth - 1 if nth > 0 else nth
        there = len(self._memory.choices(hearing.text))
        return self._memory.choose(hearing.text, position) if -there <= position < there else self._book.ordinal(nth)

    def _adding(self, words: str, move: CallerMove) -> CallerMove:
        if not words or not isinstance(move, Says):
            return move
        last = self._leaving or move.then_hangs_up
        text = self._book.gap.join((words, move.text) if last else (move.text, words))
        return Says(text=text, then_hangs_up=move.then_hangs_up)


def _ended(spoken: str) -> str:
    """With a full stop, so that a bare "One moment" is no beginning of the next sentence."""
    if spoken[-1:] in ".!?:;,。！？，":
        return spoken
    return f"{spoken}{'.' if spoken.isascii() else '。'}"
