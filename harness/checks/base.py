"""A check looks at the evidence of one call and says what is wrong with it.

Three outcomes are three types and are never folded into one another: a `Finding` (the contract was broken), an error of the
check itself, and `NotApplicable` (there was nothing to judge).
"""

from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

from msgspec import Struct

from harness.contract.model import Source, Squad
from harness.trace.trace import Trace

__all__ = [
    "Check",
    "Evidence",
    "Finding",
    "Judgement",
    "NotApplicable",
    "Owner",
    "PromiseBroken",
    "Verdict",
    "judge",
    "judge_all",
    "verdict_of",
]

Owner = Literal["caller", "agent", "contract", "backend", "harness"]
"""Whose fault it is."""
Verdict = Literal["passed", "failed", "error", "not applicable"]


class Evidence(Struct, frozen=True, kw_only=True):
    """All a check may look at: what happened, and what was promised."""

    trace: Trace
    squad: Squad


class Finding(Struct, frozen=True, kw_only=True):
    """One broken promise."""

    check: str
    """Name of the check, in words."""
    message: str
    """One sentence for someone who sees nothing else: what was expected, what was found."""
    owner: Owner = "agent"
    events: tuple[int, ...] = ()
    """Numbers of the events that show it."""
    why: str | None = None
    """The cause when it is known, with its place: "guestPhone is not in `required`"."""
    source: Source | None = None


class PromiseBroken(AssertionError):
    """Findings on their way through pytest, which knows failures only as exceptions."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(finding.message for finding in findings))
        self.findings = tuple(findings)


class NotApplicable(Struct, frozen=True, kw_only=True):
    """The check found nothing to judge in this call."""

    reason: str


class Check(Protocol):
    """A question about one call; its options are its fields."""

    @property
    def title(self) -> str:
        """The promise in words: "asks for the phone number before calling bookTable"."""
        ...

    def examine(self, evidence: Evidence) -> Sequence[Finding] | NotApplicable:
        """No findings is a pass. Whatever it raises is reported as an error of this check."""
        ...


class Judgement(Struct, frozen=True, kw_only=True):
    """What one check said of one call."""

    check: str
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    reason: str = ""
    """Why it errored, or why it does not apply."""


def judge(check: Check, evidence: Evidence) -> Judgement:
    """Run one check. A bug in the check is that check's error, never a pass and never a finding."""
    try:
        outcome = check.examine(evidence)
    except Exception as crash:  # noqa: BLE001 - the one place that turns a broken check into a verdict
        return Judgement(check=check.title, verdict="error", reason=f"the check itself crashed: {type(crash).__name__}: {crash}")
    if isinstance(outcome, NotApplicable):
        return Judgement(check=check.title, verdict="not applicable", reason=outcome.reason)
    return Judgement(check=check.title, verdict="failed" if outcome else "passed", findings=tuple(outcome))


def judge_all(checks: Iterable[Check], evidence: Evidence) -> tuple[Judgement, ...]:
    """Run every check; one that breaks does not stop the others."""
    return tuple(judge(check, evidence) for check in checks)


def verdict_of(judgements: Sequence[Judgement]) -> Verdict:
    """The worst of them: an error beats a failure beats a pass; nothing but not-applicable is not applicable."""
    verdicts = {judgement.verdict for judgement in judgements}
    for verdict in ("error", "failed", "passed"):
        if verdict in verdicts:
            return verdict
    return "not applicable"
