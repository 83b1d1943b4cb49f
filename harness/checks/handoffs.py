"""Which assistants the call goes through."""

from collections.abc import Sequence

from msgspec import Struct

from harness.checks.base import Evidence, Finding
from harness.checks.line import handoffs, path, path_in_words
from harness.checks.wording import many_times
from harness.trace.events import HandedOff

__all__ = ["HandsOver", "NeverReaches", "TakesThePath"]


class TakesThePath(Struct, frozen=True, kw_only=True):
    """These assistants have the line, in this order, and nobody else: the first answers, each hands over to the next."""

    assistants: tuple[str, ...]

    @property
    def title(self) -> str:
        """The promise in words."""
        return f"the call is taken by {path_in_words(self.assistants)}"

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """One finding with the path that was taken instead, at the hand-over that left the way."""
        taken = path(evidence.trace)
        if taken == self.assistants:
            return []
        same = 0
        while same < min(len(taken), len(self.assistants)) and taken[same] == self.assistants[same]:
            same += 1
        passed = handoffs(evidence.trace)
        events = (passed[same - 1].n if 0 < same <= len(passed) else evidence.trace.started.n,)
        if same == len(taken):
            events, found = (evidence.trace.events[-1].n,), f"it ended with {path_in_words(taken[-1:])}"
        elif same == len(self.assistants):
            found = f"went on to {path_in_words(taken[same:])}"
        else:
            found = f"the way was {path_in_words(taken)}"
        message = f"The call should have been taken by {path_in_words(self.assistants)}, but {found}."
        return [Finding(check=self.title, message=message, events=events, why=_way_in_words(passed))]


class HandsOver(Struct, frozen=True, kw_only=True):
    """The call is handed to an assistant, from one assistant, or before or after a tool when these are given."""

    destination: str
    source: str | None = None
    after: str | None = None
    """A tool: the first such hand-over comes after its first answer."""
    before: str | None = None
    """A tool: the first such hand-over comes before its first call, if there is one."""
    times: int | None = None
    """None: at least once."""

    @property
    def title(self) -> str:
        """The promise in words."""
        who = f'"{self.source}" hands the call' if self.source else "the call is handed"
        often = f" {many_times(self.times)}" if self.times is not None else ""
        when = f' after "{self.after}" has answered' if self.after else ""
        when += f' before "{self.before}" is called' if self.before else ""
        return f'{who} to "{self.destination}"{often}{when}'

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """A finding when the hand-over never came, came a wrong number of times, or at the wrong moment."""
        made = [e for e in handoffs(evidence.trace) if e.destination == self.destination and self.source in (None, e.source)]
        expected = f"The call should have been handed to {path_in_words([self.destination])}"
        expected += f" by {path_in_words([self.source])}" if self.source else ""
        if self.times is not None and len(made) != self.times:
            return [self._finding(f"{expected} {many_times(self.times)}, but was so {many_times(len(made))}.", made)]
        if not made:
            return [] if self.times == 0 else [self._finding(f"{expected}, but {_instead(evidence)}.", ())]
        found = self._wrong_moment(evidence, made[0])
        return [self._finding(f"{expected} {found}.", made[:1])] if found else []

    def _wrong_moment(self, evidence: Evidence, made: HandedOff) -> str:
        if self.after:
            replies = [use.reply.n for use in evidence.trace.uses_of(self.after) if use.reply]
            if not replies:
                return f'after "{self.after}" had answered, but "{self.after}" never answered'
            return "" if replies[0] < made.n else f'after "{self.after}" had answered, but was so before that'
        if self.before:
            calls = [use.request.n for use in evidence.trace.uses_of(self.before)]
            return f'before "{self.before}" was called, but was so after that' if calls and calls[0] < made.n else ""
        return ""

    def _finding(self, message: str, events: Sequence[HandedOff]) -> Finding:
        return Finding(check=self.title, message=message, events=tuple(event.n for event in events))


class NeverReaches(Struct, frozen=True, kw_only=True):
    """An assistant never has the line in this call."""

    assistant: str

    @property
    def title(self) -> str:
        """The promise in words."""
        return f'"{self.assistant}" is never on the line'

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """One finding for each time it came on the line."""
        message = f'"{self.assistant}" should never have been on the line, but '
        findings: list[Finding] = []
        if evidence.trace.started.assistant == self.assistant:
            answered = Finding(check=self.title, message=f"{message}answered the phone.", events=(evidence.trace.started.n,))
            findings.append(answered)
        for event in handoffs(evidence.trace):
            if event.destination == self.assistant:
                handed = f'"{event.source}" handed the call to it'
                findings.append(Finding(check=self.title, message=f"{message}{handed}.", events=(event.n,)))
        return findings


def _instead(evidence: Evidence) -> str:
    taken = path(evidence.trace)
    return f"stayed with {path_in_words(taken)}" if len(taken) == 1 else f"the way was {path_in_words(taken)}"


def _way_in_words(passed: Sequence[HandedOff]) -> str:
    if not passed:
        return "Nobody handed the call to anybody."
    steps = (f'"{event.source}" handed it to "{event.destination}" (event {event.n})' for event in passed)
    return f"{'; '.join(steps)}."
