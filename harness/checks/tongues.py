"""Which language is spoken, from a given moment on."""

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from harness.checks.base import Evidence, Finding, NotApplicable
from harness.checks.line import handoffs
from harness.checks.speakers import name_of
from harness.checks.wording import quoted
from harness.language.tongue import spoken_language
from harness.trace.events import FillerSpoken
from harness.trace.trace import Heard

__all__ = ["LANGUAGE_NAMES", "StaysInLanguage", "language_name", "tongue_of"]

LANGUAGE_NAMES = {"en": "English", "zh": "Chinese"}


@lru_cache(maxsize=4096)
def tongue_of(text: str, otherwise: str = "en") -> str:
    """The language of a text by its script; `otherwise` for one that has neither letters nor characters."""
    return spoken_language(text) or otherwise


def language_name(code: str) -> str:
    """A language as a sentence names it; the code itself when it has no name here."""
    return LANGUAGE_NAMES.get(code, code)


class StaysInLanguage(Struct, frozen=True, kw_only=True):
    """From the moment an assistant first has the line, whoever speaks to the caller does so in one language, to the goodbye.

    Digits alone are in any language, and so are other scripts.
    """

    language: str
    """ISO 639-1: "en", "zh"."""
    since: str | None = None
    """An assistant; None: from the caller's first words on."""
    fillers: bool = True
    """False: sentences the configuration has spoken, such as a tool's request-start, are left out."""

    @property
    def title(self) -> str:
        """The promise in words."""
        since = f'from "{self.since}" on ' if self.since else ""
        what = "everything is said" if self.fillers else "the assistants speak"
        return f"{since}{what} in {language_name(self.language)}"

    def examine(self, evidence: Evidence) -> Sequence[Finding] | NotApplicable:
        """One finding for each sentence in another language; not applicable when nothing was said from then on."""
        start = self._start(evidence)
        if start is None:
            never = f'"{self.since}" never had the line' if self.since else "The caller said nothing"
            return NotApplicable(reason=f"{never}.")
        heard = [e for e in evidence.trace.heard if e.n > start and (self.fillers or not isinstance(e, FillerSpoken))]
        if not any(spoken_language(event.text) for event in heard):
            return NotApplicable(reason="Nothing was said from then on.")
        return [self._finding(evidence, event) for event in heard if spoken_language(event.text) not in (None, self.language)]

    def _start(self, evidence: Evidence) -> int | None:
        if self.since is None:
            return next((event.n for event in evidence.trace.said), None)
        if evidence.trace.started.assistant == self.since:
            return evidence.trace.started.n
        return next((event.n for event in handoffs(evidence.trace) if event.destination == self.since), None)

    def _finding(self, evidence: Evidence, event: Heard) -> Finding:
        found = language_name(str(spoken_language(event.text)))
        spoke = "the platform spoke" if isinstance(event, FillerSpoken) else f"{name_of(evidence, None, event)} spoke"
        since = f'From "{self.since}" on' if self.since else "From the caller's first words on"
        message = f"{since} everything should have been said in {language_name(self.language)}, but {spoke} {found}: "
        return Finding(
            check=self.title,
            message=f"{message}{quoted(event.text)}.",
            owner="contract" if isinstance(event, FillerSpoken) else "agent",
            events=(event.n,),
        )
