"""How much the caller has to say."""

from collections.abc import Sequence

from msgspec import Struct

from harness.checks.base import Evidence, Finding, NotApplicable
from harness.checks.wording import many_times

__all__ = ["CallerSpeaksAtMost"]


class CallerSpeaksAtMost(Struct, frozen=True, kw_only=True):
    """The caller gets what it wants in so many turns: nothing is asked or read back in vain."""

    times: int

    @property
    def title(self) -> str:
        """The promise in words."""
        return f"the caller speaks at most {many_times(self.times)}"

    def examine(self, evidence: Evidence) -> Sequence[Finding] | NotApplicable:
        """One finding with the turns that were too many; not applicable when the caller said nothing."""
        said = evidence.trace.said
        if not said:
            return NotApplicable(reason="The caller said nothing.")
        if len(said) <= self.times:
            return []
        message = f"The caller should have had to speak at most {many_times(self.times)}, but spoke {many_times(len(said))}."
        return [Finding(check=self.title, message=message, events=tuple(event.n for event in said[self.times :]))]
