"""What one scenario did and found, kept by its steps and settled after its last one.

When steps      log.calls.append(PlayedCall(…))       the judgements of the always-on rules come with it
Then steps      log.judged(judge(check, evidence))    one for each check examined; need not raise
a negative control   log.expect(findings)             faults the scenario planted and saw reported
"""

from collections.abc import Iterable

from msgspec.structs import replace

from harness.checks.base import Finding, Judgement, PromiseBroken
from harness.errors import CallproofError, InputError
from harness.reporting.run import PlayedCall

__all__ = ["CheckFailed", "ScenarioLog"]


class CheckFailed(CallproofError):
    """A check crashed or could not be made: Callproof is at fault, not the contract."""


class ScenarioLog:
    """The record of one scenario. Steps write into it; the plugin reads it."""

    def __init__(self, place: str) -> None:
        self.place = place
        """File and line of the scenario."""
        self.calls: list[PlayedCall] = []
        """Every call played, in order, each with the judgements of the rules."""
        self.expected: list[Finding] = []
        """Findings the scenario wants to see; they do not count against it."""
        self.judgements: list[tuple[int, Judgement]] = []
        """What Then steps examined, with the number of the step."""
        self.tools: set[str] = set()
        """Names of the tools the squad has or had; empty when it is not known."""
        self._named: list[list[Judgement]] = []
        self._step = -1
        self._foreign_assertions = 0

    def judged(self, judgement: Judgement) -> None:
        """Keep what a Then step found. A failure fails the scenario when it is over; the steps after it are still played."""
        self.judgements.append((self._step, judgement))
        self._named.extend([] for _ in range(len(self.calls) - len(self._named)))
        if self._named:
            self._named[-1].append(judgement)

    def expect(self, findings: Iterable[Finding]) -> None:
        """These findings are what the scenario set out to provoke."""
        self.expected.extend(findings)

    def begin_step(self, number: int) -> None:
        """The step with this number (from 0) runs now."""
        self._step = number

    def count_foreign_assertion(self) -> None:
        """A Then step of somebody else's conftest ran: it asserts in its own way."""
        self._foreign_assertions += 1

    @property
    def judged_calls(self) -> tuple[PlayedCall, ...]:
        """The calls, each with the judgements of the rules and then of the Then steps that followed it."""
        named = [*self._named, *([] for _ in range(len(self.calls) - len(self._named)))]
        return tuple(
            replace(call, judgements=(*call.judgements, *(judgement for judgement in extra if judgement not in call.judgements)))
            for call, extra in zip(self.calls, named, strict=True)
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What counts against the scenario: of its Then steps, then of the rules; each once."""
        rules = (judgement for call in self.calls for judgement in call.judgements)
        everything = [*(judgement for _, judgement in self.judgements), *rules]
        unexpected = [f for judgement in everything for f in judgement.findings if f not in self.expected]
        return tuple(finding for place, finding in enumerate(unexpected) if finding not in unexpected[:place])

    def fault_of_step(self, number: int) -> PromiseBroken | CallproofError | None:
        """What the checks of one step found wrong, though the step itself did not raise."""
        mine = [judgement for step, judgement in self.judgements if step == number]
        for judgement in mine:
            if judgement.verdict == "error":
                return CheckFailed(f"{self.place}: '{judgement.check}' could not be checked: {judgement.reason}.")
            if judgement.verdict == "not applicable":
                return InputError(
                    f"{self.place}: '{judgement.check}' had nothing to judge ({judgement.reason}), so it proves nothing. "
                    "Change the scenario so that it happens, or delete the step."
                )
        findings = [f for judgement in mine for f in judgement.findings if f not in self.expected]
        return PromiseBroken(findings) if findings else None

    def settle(self) -> None:
        """Return when it passed. Raises CheckFailed, InputError when it proves nothing, or PromiseBroken."""
        faults = [self.fault_of_step(step) for step in sorted({step for step, _ in self.judgements})]
        errors = [*self._crashed_rules(), *(fault for fault in faults if isinstance(fault, CallproofError))]
        if errors:
            raise errors[0]
        if self.findings:
            raise PromiseBroken(self.findings)
        if not self.judgements and not self._foreign_assertions:
            raise InputError(
                f"{self.place}: the scenario asserts nothing: none of its Then steps examined a call. "
                "Add one that says what must happen."
            )

    def _crashed_rules(self) -> list[CheckFailed]:
        return [
            CheckFailed(f"{self.place}: the rule '{judgement.check}' could not be checked: {judgement.reason}.")
            for call in self.calls
            for judgement in call.judgements
            if judgement.verdict == "error"
        ]
