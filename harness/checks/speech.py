"""What is, and is never, said, and in which language."""

from collections.abc import Sequence

from msgspec import Struct

from harness.checks.base import Evidence, Finding, NotApplicable
from harness.checks.phrases import Phrase, is_same_speech
from harness.checks.speakers import heard_from, name_of
from harness.checks.tongues import language_name
from harness.checks.wording import quoted
from harness.language.tongue import spoken_language
from harness.trace.events import AgentSpoke

__all__ = ["AnswersInLanguage", "FirstMessageIs", "NeverSays", "Says"]


class Says(Struct, frozen=True, kw_only=True):
    """The caller hears the phrase from the assistant at least once."""

    phrase: Phrase
    assistant: str | None = None
    speaker: str | None = None

    @property
    def title(self) -> str:
        """The promise in words."""
        return f"{self.speaker or self.assistant or 'the assistant'} says {self.phrase.in_words()}"

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """One finding that quotes the last thing said instead."""
        heard = heard_from(evidence.trace, self.assistant)
        if any(self.phrase.is_in(event.text) for event in heard):
            return []
        who = name_of(evidence, self.speaker, self.assistant)
        last = f"; the last words were {quoted(heard[-1].text)}" if heard else ", and was never heard at all"
        message = f"{who} should have said {self.phrase.in_words()}, but never did{last}."
        return [Finding(check=self.title, message=message, events=tuple(event.n for event in heard[-1:]))]


class NeverSays(Struct, frozen=True, kw_only=True):
    """The caller never hears the phrase from the assistant."""

    phrase: Phrase
    assistant: str | None = None
    speaker: str | None = None

    @property
    def title(self) -> str:
        """The promise in words."""
        return f"{self.speaker or self.assistant or 'the assistant'} never says {self.phrase.in_words()}"

    def examine(self, evidence: Evidence) -> Sequence[Finding] | NotApplicable:
        """One finding for each time; not applicable when the assistant never spoke."""
        heard = heard_from(evidence.trace, self.assistant)
        if not heard:
            return NotApplicable(reason=f"{name_of(evidence, self.speaker, self.assistant)} never spoke.")
        expected = f"should never have said {self.phrase.in_words()}"
        return [
            Finding(
                check=self.title,
                message=f"{name_of(evidence, self.speaker, event)} {expected}, but said {quoted(event.text)}.",
                events=(event.n,),
            )
            for event in heard
            if self.phrase.is_in(event.text)
        ]


class AnswersInLanguage(Struct, frozen=True, kw_only=True):
    """Everything the assistant says after the caller's first words is in one language; digits alone are in any."""

    language: str
    """ISO 639-1: "en", "zh"."""
    assistant: str | None = None
    speaker: str | None = None

    @property
    def title(self) -> str:
        """The promise in words."""
        return f"{self.speaker or self.assistant or 'the assistant'} answers in {language_name(self.language)}"

    def examine(self, evidence: Evidence) -> Sequence[Finding] | NotApplicable:
        """One finding for each answer in another language; not applicable when nothing was answered."""
        first = evidence.trace.said[0].n if evidence.trace.said else None
        answers = [e for e in heard_from(evidence.trace, self.assistant) if first is not None and e.n > first]
        if not answers:
            return NotApplicable(reason="The caller was never answered, so no language can be told.")
        findings: list[Finding] = []
        for event in answers:
            spoken = spoken_language(event.text)
            if spoken not in (None, self.language):
                who = name_of(evidence, self.speaker, event)
                found = f"answered in {language_name(str(spoken))}: {quoted(event.text)}"
                message = f"{who} should have answered in {language_name(self.language)}, but {found}."
                findings.append(Finding(check=self.title, message=message, events=(event.n,)))
        return findings


class FirstMessageIs(Struct, frozen=True, kw_only=True):
    """The first thing the caller hears is this text, variables already filled in."""

    text: str

    @property
    def title(self) -> str:
        """The promise in words."""
        return f"the call begins with {quoted(self.text)}"

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """One finding with what was heard instead."""
        first = next(iter(evidence.trace.heard), None)
        if first is not None and is_same_speech(first.text, self.text) and _opens(evidence, first.n):
            return []
        found = "the caller heard nothing" if first is None else f"the first words were {quoted(first.text)}"
        if first is not None and not _opens(evidence, first.n):
            found = f"the caller had to speak first, and then heard {quoted(first.text)}"
        source = evidence.squad.entry
        return [
            Finding(
                check=self.title,
                message=f"The call should have begun with {quoted(self.text)}, but {found}.",
                owner="contract" if isinstance(first, AgentSpoke) and first.first else "agent",
                events=(first.n,) if first else (),
                source=source.source,
            )
        ]


def _opens(evidence: Evidence, n: int) -> bool:
    return not evidence.trace.said or n < evidence.trace.said[0].n
