"""How a caller answers what it is asked: to choose, to confirm, to tell, to spell."""

from harness.callers.hearing import Hearing
from harness.callers.memory import Memory
from harness.callers.phrases import PhraseBook
from harness.language.slot import Kind
from harness.ports import CallerMove, CannotGoOn, Says

__all__ = ["CHOSEN", "Questions"]

CHOSEN = frozenset({Kind.DATE, Kind.TIME, Kind.DATETIME})
"""Kinds that are chosen from what there is, rather than known."""


class Questions:
    """Answers from memory, and remembers what nobody could tell. Each method: None when it is not about that."""

    def __init__(self, memory: Memory, book: PhraseBook) -> None:
        self._memory = memory
        self._book = book
        self._not_understood: set[str] = set()

    def answer(self, hearing: Hearing) -> CallerMove | None:
        """What it is offered, has read back, and is asked for."""
        asked, parts = hearing.asked, list[str]()
        chooses = self._takes_for_offer(hearing)
        if chooses:
            parts.append(self._memory.choose(hearing.text))
            asked = tuple(topic for topic in asked if topic.slot.kind not in CHOSEN)
        elif hearing.confirms:
            parts.append(self._confirm(hearing))
            asked = tuple(topic for topic in asked if not self._memory.has_told(topic))
        for topic in asked:
            if self._memory.in_vain(topic) and self._memory.should_know(topic):
                return CannotGoOn(
                    reason=f"was asked for the {topic.spoken} twice and was never told it; add `{topic.name}` to `knows`, "
                    "or to `lacks` when the caller has none"
                )
        if asked:
            parts.append(self._memory.tell(asked))
        for thing in hearing.unmatched if parts and not (chooses and hearing.which) else ():
            if thing in self._not_understood:
                return CannotGoOn(reason=f"was asked for the {thing} twice and has no such fact; add it to `knows`")
            self._not_understood.add(thing)
            parts.append(self._book.unheard_of(thing))
        return Says(text=self._book.gap.join(parts)) if parts else None

    def spell(self, hearing: Hearing) -> CallerMove | None:
        """How something is written; told first, when it has not been."""
        if not hearing.spelling or hearing.confirms:
            return None
        untold = [topic for topic in hearing.asked if not self._memory.has_told(topic) and self._memory.value(topic) is not None]
        spelled = self._memory.spell(hearing.asked)
        if not spelled:
            return None
        return Says(text=self._book.gap.join((*([self._memory.tell(untold)] if untold else []), spelled)))

    def language(self, hearing: Hearing) -> CallerMove | None:
        """Which language it wants to speak."""
        if not hearing.language_asked or hearing.asked or hearing.confirms:
            return None
        return Says(text=self._book.own_language)

    def recognise(self, hearing: Hearing) -> CallerMove | None:
        """A question that says one of its own facts: "Is 604-555-0123 your number?", "A window or an aisle seat?\""""
        if hearing.polar and not hearing.more and (meant := self._memory.meant(hearing.text)) is not None:
            return Says(text=self._memory.tell([meant]))
        chooses = hearing.alternatives or hearing.which
        own = self._memory.recognised(hearing.text) if hearing.polar or chooses else []
        if own and chooses:
            return Says(text=self._memory.tell(own))
        if own or (hearing.polar and self._memory.mistakes(hearing.text)):
            return Says(text=self._confirm(hearing))
        return None

    def consent(self, hearing: Hearing) -> CallerMove | None:
        """A proposal it has nothing against."""
        return Says(text=self._book.consent) if (hearing.proposal or hearing.offers) and not hearing.which else None

    def heard_before(self, question: str) -> bool:
        """Whether this question, which it did not understand, was put before; it is remembered."""
        before = question in self._not_understood
        self._not_understood.add(question)
        return before

    def _takes_for_offer(self, hearing: Hearing) -> bool:
        """Something to choose from; what reads like a read-back of other days and times is an offer as well."""
        if not hearing.offers and not hearing.which:
            return False
        choices = self._memory.choices(hearing.text)
        if not choices or (not hearing.offers and len(choices) < 2):
            return False
        if not hearing.confirms or hearing.unavailable or hearing.which:
            return True
        wrong = self._memory.mistakes(hearing.text)
        return bool(wrong) and all(mistake.topic.slot.kind in CHOSEN for mistake in wrong)

    def _confirm(self, hearing: Hearing) -> str:
        return self._memory.correct(mistake.topic for mistake in self._memory.mistakes(hearing.text)) or self._book.confirmed
