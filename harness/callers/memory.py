"""What a caller has in mind during one call: its facts, which of them it has told, and what it was asked for in vain."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from harness.callers.facts import Facts
from harness.callers.offered import Choice, offered
from harness.callers.phrases import PhraseBook
from harness.callers.profile import Goal
from harness.callers.readback import Mistake, mistakes, recognised
from harness.callers.topics import SPELLING, Topic, topic_named
from harness.language.replies import yes_or_no
from harness.language.slot import Kind

__all__ = ["Memory"]

_BEGINNING = 5
"""Letters by which two forms of a word are taken for one."""
_SPELLABLE = frozenset({Kind.NAME, Kind.CODE})


class Memory:
    """Puts facts into words and remembers having done so."""

    def __init__(self, facts: Facts, *, book: PhraseBook, now: datetime, language: str) -> None:
        self._facts = facts
        self._book = book
        self._now = now
        self._language = language
        self._told: dict[str, Topic] = {}
        self._in_vain: Counter[str] = Counter()

    @property
    def topics(self) -> tuple[Topic, ...]:
        """What it can be asked for."""
        return self._facts.topics

    def value(self, topic: Topic) -> str | None:
        """What it would tell; None when it does not know, or refuses."""
        return None if self.refuses(topic) else self._facts.value(topic)

    def refuses(self, topic: Topic) -> bool:
        """It will never tell this."""
        return topic.name in self._facts.refused

    def named(self, names: Iterable[str]) -> list[Topic]:
        """The topics of these names that it would tell, each once."""
        found = (topic_named(name, self._facts.topics) for name in names)
        return list(dict.fromkeys(topic for topic in found if topic is not None and self.value(topic) is not None))

    @property
    def fact_names(self) -> tuple[str, ...]:
        """Names of everything it knows."""
        return tuple(self._facts.values)

    def should_know(self, topic: Topic) -> bool:
        """It has no answer for this: it neither knows nor refuses it, nor was it said to have none."""
        return self._facts.value(topic) is None and not self.refuses(topic) and not self._facts.lacks(topic)

    def has_told(self, topic: Topic) -> bool:
        """It has said this before."""
        return topic.name in self._told

    def in_vain(self, topic: Topic) -> int:
        """How often it had no answer for this, or refused one."""
        return self._in_vain[topic.name]

    @property
    def refused_before(self) -> bool:
        """It has turned down a question in this call."""
        return any(self._in_vain[name] for name in self._facts.refused)

    def take_as_told(self, topics: Iterable[Topic]) -> None:
        """These were said in other words."""
        self._told.update({topic.name: topic for topic in topics})

    def tell(self, asked: Sequence[Topic], *, unasked: bool = False) -> str:
        """What it knows of these, told; the rest turned down. Each by its name when there are several, or it is told unasked."""
        known = [(topic, self.voiced(topic, value)) for topic in asked if (value := self.value(topic)) is not None]
        self.take_as_told(topic for topic, _ in known)
        parts = [self._book.tell(known, len(asked) == 1 and not unasked)] if known else []
        for topic in asked:
            if self.value(topic) is None:
                self._in_vain[topic.name] += 1
                turn_down = self._book.refuse if self.refuses(topic) else self._book.lacking
                parts.append(turn_down(topic, len(asked) > 1))
        return self._book.gap.join(parts)

    def voiced(self, topic: Topic, value: str) -> str:
        """A value as this caller says it."""
        return self._book.voiced(topic, value, self._now)

    def spell(self, asked: Sequence[Topic]) -> str:
        """How what was asked for is written, else the last thing told that can be spelled, else the name; empty when it cannot.

        A fact `spelling` comes first: the Latin letters of a Chinese name, say.
        """
        own = next((self.value(topic) for topic in self.topics if topic.common == SPELLING), None)
        if own is not None and all(topic.slot.kind is Kind.NAME for topic in asked):
            return self._book.spelled(own) or own
        told = (*reversed(self._told.values()), *(topic for topic in self.topics if topic.common == "name"))
        spellable = (topic for topic in asked or told if topic.slot.kind in _SPELLABLE)
        values = (value for topic in spellable if (value := self.value(topic)) is not None)
        return self._book.spelled(next(values, ""))

    def mistakes(self, text: str) -> tuple[Mistake, ...]:
        """What the text says differently from what the caller has told."""
        return mistakes(text, self._facts, self._told.values(), now=self._now, language=self._language)

    def recognised(self, text: str) -> list[Topic]:
        """What it would tell, and the text says already."""
        found = recognised(text, self._facts, now=self._now, language=self._language)
        return [topic for topic in found if not self.refuses(topic)]

    def meant(self, text: str) -> Topic | None:
        """The fact a yes-or-no question is about by the beginning of a word: "Was anyone injured?" and `injuries`.

        Facts that are no yes or no only count in a request: "Could you describe it?" and `description`.
        """
        said = {word[:_BEGINNING] for word in re.findall(r"[a-z]+", text.lower()) if len(word) >= _BEGINNING}
        asks = self._book.hears_request.search(text) is not None
        for topic in self._facts.topics:
            value = self.value(topic)
            if value is not None and (asks or yes_or_no(value, self._language)) and _is_about(topic, said, text):
                return topic
        return None

    def correct(self, topics: Iterable[Topic]) -> str:
        """The right values of these, insisted on; empty for none."""
        known = ((topic, value) for topic in topics if (value := self._facts.value(topic)) is not None)
        return self._book.gap.join(self._book.correct(topic, self.voiced(topic, value)) for topic, value in known)

    def learn(self, changes: Mapping[str, str]) -> list[Topic]:
        """From now on these facts are different; gives the topics they are about."""
        if not changes:
            return []
        self._facts = self._facts.corrected(changes)
        changed = self.named(changes)
        self.take_as_told(changed)
        return changed

    def begin(self, goal: Goal) -> None:
        """Turns to the next thing it wants: facts that are different for that have not been told yet."""
        self._facts = self._facts.for_another_goal(goal.knows, goal.alternatives)
        for topic in self.named(goal.knows):
            self._told.pop(topic.name, None)

    def think_again(self, wanted: Sequence[Topic]) -> str:
        """The next choice for the first of these that has one, in words, with the rest of them; empty when there is none."""
        for topic in wanted or tuple(self._told.values()):
            if (facts := self._facts.next_choice(topic.name)) is not None:
                self._facts = facts
                return self.tell(wanted or [topic])
        return ""

    def choices(self, text: str) -> tuple[Choice, ...]:
        """Days or times there are to choose from in an offer."""
        return offered(text, self._now, language=self._language, book=self._book).choices

    def choose(self, text: str, position: int | None = None) -> str:
        """Takes what suits, else the first; or the one at a position. Its facts are different then."""
        offer = offered(text, self._now, language=self._language, book=self._book)
        if position is None:
            choice = offer.suiting(self._facts, self._now, self._language) or offer.choices[0]
        else:
            choice = offer.choices[position]
        self.learn(offer.taken(choice, self._facts))
        if position is None and len(offer.choices) == 1:
            return self._book.accept
        said = self._book.choose.format(choice=choice.text.strip())
        return said[:1].upper() + said[1:]


def _is_about(topic: Topic, beginnings: set[str], text: str) -> bool:
    """A word of the fact's name begins as one that was said; a name in Chinese is in the text as it is."""
    if beginnings & {word[:_BEGINNING] for word in topic.slot.words}:
        return True
    return not topic.name.isascii() and topic.name in text
