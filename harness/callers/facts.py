"""What a caller knows, and how that changes in a call."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from harness.callers.personas import persona
from harness.callers.phrases import PhraseBook
from harness.callers.profile import EVERYTHING, CallerProfile, Persona
from harness.callers.topics import FIRST_NAME, LAST_NAME, Topic, topic_named, topics_of

__all__ = ["Facts", "facts_of"]


class Facts(Struct, frozen=True, kw_only=True):
    """Facts by name, in the caller's own words."""

    values: Mapping[str, str]
    spare: Mapping[str, tuple[str, ...]]
    """Further choices, by the name of the fact."""
    refused: frozenset[str]
    """Names of facts that are never told."""
    lacked: frozenset[str]
    """Names of things it does not have, and says so; "everything" for all it does not know."""
    topics: tuple[Topic, ...]
    """Everything the caller understands being asked for, whether it knows it or not."""
    book: PhraseBook
    """How names are put together."""

    def value(self, topic: Topic) -> str | None:
        """What the caller answers when asked for the topic; None: it does not know. A name and its parts come from each other."""
        if topic.name in self.values:
            return self.values[topic.name]
        if topic.common == "name":
            first, last = self._common(FIRST_NAME), self._common(LAST_NAME)
            return self.book.whole_name(first, last) if first and last else first or last
        if topic.common not in (FIRST_NAME, LAST_NAME):
            return None
        parts = self.book.name_parts(self._common("name") or "")
        return None if parts is None else parts[0 if topic.common == FIRST_NAME else 1]

    def lacks(self, topic: Topic) -> bool:
        """It does not have this, and knows that it has not."""
        return topic.name in self.lacked or (EVERYTHING in self.lacked and self.value(topic) is None)

    def _common(self, common: str) -> str | None:
        return next((self.values[t.name] for t in self.topics if t.common == common and t.name in self.values), None)

    def corrected(self, changes: Mapping[str, str]) -> "Facts":
        """The same facts with other values; a fact it did not know becomes known."""
        names = {name: _name_in(self.topics, name) for name in changes}
        values = {**self.values, **{names[name]: value for name, value in changes.items()}}
        return replace(self, values=values, topics=_topics(values, self.refused, self.lacked))

    def for_another_goal(self, changes: Mapping[str, str], alternatives: Mapping[str, tuple[str, ...]]) -> "Facts":
        """The same facts where the next thing the caller wants is different, with its own further choices."""
        changed = self.corrected(changes)
        return replace(changed, spare={_name_in(changed.topics, name): choices for name, choices in alternatives.items()})

    def next_choice(self, name: str) -> "Facts | None":
        """The facts with the next choice for one of them; None when there is no other."""
        rest = self.spare.get(name, ())
        if not rest:
            return None
        return replace(self, values={**self.values, name: rest[0]}, spare={**self.spare, name: rest[1:]})


def facts_of(profile: CallerProfile, *, seed: int, book: PhraseBook) -> Facts:
    """The facts at the start of a call: what the profile gives, else the persona, else (it knows everything) everyday ones."""
    values = dict(profile.knows)
    if profile.persona is not None or profile.knows_everything:
        source = profile.persona or Persona(locale=book.locale)
        _fill(values, persona(seed if source.seed is None else source.seed, source.locale))
    if profile.knows_everything:
        _fill(values, book.everyday)
    topics = topics_of(tuple(values))
    refused = frozenset(_name_in(topics, name) for name in profile.refuses)
    lacked = frozenset(name if name == EVERYTHING else _name_in(topics, name) for name in profile.lacks)
    return Facts(
        values=values,
        spare=dict(profile.alternatives),
        refused=refused,
        lacked=lacked,
        topics=_topics(values, refused, lacked),
        book=book,
    )


def _topics(values: Mapping[str, str], refused: frozenset[str], lacked: frozenset[str]) -> tuple[Topic, ...]:
    """What it can be asked for; things it only lacks come last, and what is common is known anyway."""
    return topics_of((*values, *sorted((refused | lacked) - values.keys() - {EVERYTHING})))


def _fill(values: dict[str, str], more: Mapping[str, str]) -> None:
    given = topics_of(tuple(values))[: len(values)]
    values.update({name: value for name, value in more.items() if topic_named(name, given) is None})


def _name_in(topics: tuple[Topic, ...], name: str) -> str:
    topic = topic_named(name, topics)
    return topic.name if topic is not None else name
