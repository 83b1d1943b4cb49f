"""One stretch of speech as a caller understands it: what is asked, offered, claimed."""

import re
from functools import cached_property, lru_cache

from msgspec import Struct

from harness.callers.phrases import LANGUAGES, PhraseBook, book_for
from harness.callers.topics import FIRST_NAME, LAST_NAME, Topic, topic_named
from harness.language.acts import asks_yes_no, is_question, offers, offers_more
from harness.language.asks import asked_slots
from harness.language.claims import claims_success, claims_trouble, says_goodbye
from harness.language.confirmations import asks_to_confirm

__all__ = ["Hearing", "hear", "says_goodbye_somehow"]


class Hearing(Struct, frozen=True, kw_only=True, dict=True):
    """What was understood. Several things may hold at once; each is found out when it is first looked at."""

    text: str
    topics: tuple[Topic, ...]
    """What the caller can be asked for."""
    language: str

    @cached_property
    def asked(self) -> tuple[Topic, ...]:
        """What it wants to be told, in the order the caller thinks of it."""
        asked = _asked(self.text, self.topics, self.language)
        named = (topic_named(what, self._own) for what in self._not_asked)
        by_name = (topic for topic in self._own if self._book.asks_by_name(topic.name, self.text) and self.question)
        return tuple(dict.fromkeys((*asked, *by_name, *(topic for topic in named if topic is not None))))

    @cached_property
    def unmatched(self) -> tuple[str, ...]:
        """What further questions name that the caller has never heard of: "grade" of "Your name? What is the grade?\"."""
        return tuple(what for what in self._not_asked if topic_named(what, self._own) is None)

    @cached_property
    def _not_asked(self) -> tuple[str, ...]:
        named = ((m.group(), m["what"].strip()) for m in self._book.hears_thing_asked.finditer(self.text))
        return tuple(dict.fromkeys(what for question, what in named if not _asked(question, self.topics, self.language)))

    @property
    def _own(self) -> tuple[Topic, ...]:
        return tuple(topic for topic in self.topics if not topic.cue)

    @cached_property
    def confirms(self) -> bool:
        """It reads details back and wants a yes, or doubts that the caller wants what it said."""
        return asks_to_confirm(self.text, self.language) or (
            self._book.hears_doubt.search(self.text) is not None and self.question
        )

    @cached_property
    def offers(self) -> bool:
        """It proposes something concrete."""
        if self.more or self._asks_wish or self._book.hears_owned.search(self.text) is not None:
            return False
        return offers(self.text, self.language)

    @cached_property
    def more(self) -> bool:
        """It asks whether there is anything else."""
        return offers_more(self.text, self.language)

    @cached_property
    def trouble(self) -> bool:
        """It says that something does not work, or that it did not manage."""
        return claims_trouble(self.text, self.language) or self._book.hears_failure.search(self.text) is not None

    @cached_property
    def success(self) -> bool:
        """It says that what was asked for has been done."""
        return claims_success(self.text, self.language)

    @cached_property
    def goodbye(self) -> bool:
        """It takes its leave."""
        return says_goodbye(self.text, self.language)

    @cached_property
    def question(self) -> bool:
        """It wants an answer."""
        return is_question(self.text, self.language)

    @cached_property
    def polar(self) -> bool:
        """A question for yes or no."""
        return asks_yes_no(self.text, self.language)

    @cached_property
    def alternatives(self) -> bool:
        """A question for one thing or the other."""
        return self.question and self._book.hears_alternatives.search(self.text) is not None

    @cached_property
    def proposal(self) -> bool:
        """A question whose plain answer is "yes, please"."""
        return self.polar and self._book.hears_proposal.search(self.text) is not None

    @cached_property
    def wish(self) -> bool:
        """It asks why the caller phones."""
        return self._asks_wish and not self.more

    @cached_property
    def which(self) -> bool:
        """It asks for one of the things just listed: "… Which one would you like?"."""
        return self._book.hears_which.search(self.text) is not None

    @cached_property
    def spelling(self) -> bool:
        """It asks how something is written."""
        return self._book.hears_spell.search(self.text) is not None and self.question

    @cached_property
    def language_asked(self) -> bool:
        """It asks which language the caller wants to speak."""
        return self._book.hears_language_asked.search(self.text) is not None and self.question

    @cached_property
    def unavailable(self) -> bool:
        """What the caller wants is not to be had."""
        return self._book.hears_unavailable.search(self.text) is not None

    @cached_property
    def again(self) -> bool:
        """It did not catch what was said."""
        return self._book.hears_say_again.search(self.text) is not None

    @cached_property
    def impossible(self) -> bool:
        """It says that it cannot go on, or not without something."""
        return self._book.hears_impossible.search(self.text) is not None

    @cached_property
    def _asks_wish(self) -> bool:
        return self._book.hears_wish_asked.search(self.text) is not None

    @property
    def _book(self) -> PhraseBook:
        return book_for(self.language)


@lru_cache(maxsize=4096)
def hear(text: str, topics: tuple[Topic, ...], language: str) -> Hearing:
    """The text, understood by a caller who can be asked for these topics. Raises InputError for a language nobody speaks."""
    book_for(language)
    return Hearing(text=text, topics=topics, language=language)


def says_goodbye_somehow(text: str) -> bool:
    """It takes its leave, in whatever language: that much one understands."""
    return any(says_goodbye(text, language) for language in LANGUAGES)


def _asked(text: str, topics: tuple[Topic, ...], language: str) -> tuple[Topic, ...]:
    heard = text.lower()
    thinkable = {topic.slot: topic for topic in topics if not topic.cue or _cue(topic.cue).search(heard)}
    asked = [thinkable[slot] for slot in asked_slots(text, tuple(thinkable), language)]
    own_kinds = {topic.slot.kind for topic in asked if not topic.cue}
    asked = [topic for topic in asked if not topic.cue or topic.common in _NAMES or topic.slot.kind not in own_kinds]
    return tuple(_whole_or_part(asked, heard, topics))


_NAMES = ("name", FIRST_NAME, LAST_NAME)


def _whole_or_part(asked: list[Topic], heard: str, topics: tuple[Topic, ...]) -> list[Topic]:
    """The name, unless just one part of it was asked for; as it is when the caller knows no whole name."""
    if not any(topic.common in _NAMES for topic in asked) or not any(
        topic.common == "name" and not topic.cue for topic in topics
    ):
        return asked
    parts = [topic for topic in topics if topic.name in _NAMES[1:] and topic.cue and _cue(topic.cue).search(heard)]
    meant = parts if len(parts) == 1 else [topic for topic in topics if topic.common == "name"][:1]
    return [*meant, *(topic for topic in asked if topic.common not in _NAMES)]


@lru_cache(maxsize=64)
def _cue(cue: str) -> re.Pattern[str]:
    return re.compile(cue)
