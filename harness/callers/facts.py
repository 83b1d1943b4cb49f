"""What a caller knows, and how that changes in a call."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from harness.callers.personas import persona
from harness.callers.phrases import PhraseBook
from harness.callers.profile import CallerProfile, Persona
from harness.callers.topics import FIRST_NAME, LAST_NAME, Topic, topic_named, topics_of

__all__ = ["Facts", "facts_of"]


class Facts(Struct, frozen=True, kw_only=True):
    """Facts by name, in the caller's own words."""

    values: Mapping[str, str]
    spare: Mapping[str, tuple[str, ...]]
    """Further choices, by the name of the fact."""
    refused: frozenset[str]
    """Names of facts that are never told."""
    topics: tuple[Topic, ...]
    """Everything the caller understands being asked for, whether it knows it or not."""

    def value(self, topic: Topic) -> str | None:
        """What the caller answers when asked for the topic; None: it does not know. First and last name come from the name."""
        if topic.name in self.values:
            return self.values[topic.name]
        if topic.name not in (FIRST_NAME, LAST_NAME):
            return None
        whole = next((self.values[t.name] for t in self.topics if t.common == "name" and t.name in self.values), "").split()
        if len(whole) < 2:
            return None
        return whole[0] if topic.name == FIRST_NAME else " ".join(whole[1:])

    def corrected(self, changes: Mapping[str, str]) -> "Facts":
        """The same facts with other values; a fact it did not know becomes known."""
        names = {name: _name_in(self.topics, name) for name in changes}
        values = {**self.values, **{names[name]: value for name, value in changes.items()}}
        return replace(self, values=values, topics=topics_of((*values, *sorted(self.refused - values.keys()))))

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
    refused = tuple(dict.fromkeys(_name_in(topics, name) for name in profile.refuses))
    return Facts(
        values=values,
        spare=dict(profile.alternatives),
        refused=frozenset(refused),
        topics=topics_of((*values, *(name for name in refused if name not in values))),
    )


def _fill(values: dict[str, str], more: Mapping[str, str]) -> None:
    given = topics_of(tuple(values))[: len(values)]
    values.update({name: value for name, value in more.items() if topic_named(name, given) is None})


def _name_in(topics: tuple[Topic, ...], name: str) -> str:
    topic = topic_named(name, topics)
    return topic.name if topic is not None else name
