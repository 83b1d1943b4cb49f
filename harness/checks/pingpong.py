"""The call is not handed back and forth."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from harness.checks.base import Evidence, Finding, NotApplicable
from harness.checks.line import handoffs, in_one_breath, path_in_words
from harness.checks.wording import many_times
from harness.trace.events import HandedOff

__all__ = ["NoPingPong"]


class NoPingPong(Struct, frozen=True, kw_only=True):
    """Assistants do not hand the caller back and forth.

    Between two utterances of the caller nothing new can have been learned, so no assistant may hand the call to the same other
    one twice there: A → B → A is a look at somebody else's tools, A → B → A → B is a loop. Over the whole call, with the caller
    speaking in between, the same hand-over may be made `most` times: a caller with several wishes does come back to who
    answered the phone. The platform has no such limit (Vapi: a squad hands on until maxDurationSeconds).
    """

    most: int = 3

    @property
    def title(self) -> str:
        """The promise in words."""
        return "the call is not handed back and forth"

    def examine(self, evidence: Evidence) -> Sequence[Finding] | NotApplicable:
        """One finding for each pair that does so; not applicable when nothing was handed over."""
        if not handoffs(evidence.trace):
            return NotApplicable(reason="The call was never handed over.")
        findings: list[Finding] = []
        blamed: set[tuple[str, str]] = set()
        for breath in in_one_breath(evidence.trace):
            for pair, times in _pairs(breath):
                if times > 1 and pair not in blamed:
                    blamed.add(pair)
                    found = f"did so {many_times(times)} without a word of the caller in between"
                    findings.append(self._finding(evidence, pair, breath, found))
        for pair, times in _pairs(handoffs(evidence.trace)):
            if times > self.most and pair not in blamed:
                found = f"did so {many_times(times)} in one call"
                findings.append(self._finding(evidence, pair, handoffs(evidence.trace), found))
        return findings

    def _finding(self, evidence: Evidence, pair: tuple[str, str], among: Sequence[HandedOff], found: str) -> Finding:
        source, destination = pair
        asking = evidence.squad.assistant(source)
        way = path_in_words([among[0].source, *(event.destination for event in among)])
        return Finding(
            check=self.title,
            message=f'"{source}" should not hand the call to "{destination}" again and again, but {found}.',
            events=tuple(event.n for event in among if {event.source, event.destination} == set(pair)),
            why=f"The way was {way}.",
            source=asking.source if asking else None,
        )


def _pairs(events: Sequence[HandedOff]) -> list[tuple[tuple[str, str], int]]:
    return list(Counter((event.source, event.destination) for event in events).items())
