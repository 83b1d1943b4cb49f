"""What one lint rule is: what it finds, why that matters, and what to do."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from harness.contract.diagnostic import Diagnostic, Severity
from harness.contract.entry import Entry
from harness.contract.lint.subject import Subject
from harness.contract.model import Source

__all__ = ["Check", "Hit", "Rule", "hit", "nothing"]


class Hit(Struct, frozen=True, kw_only=True):
    """One place that breaks a rule."""

    source: Source
    message: str
    mend: str = ""
    """What to do here; empty when the rule's own mend says it."""


Check = Callable[[Subject], Iterable[Hit]]


class Rule(Struct, frozen=True, kw_only=True):
    """One rule of the catalogue."""

    id: str
    """`<group>/<name>`; the group is references, tools, squads, assistants, prompts or platform."""
    severity: Severity
    what: str
    """What it finds, on one line, without a full stop."""
    why: str
    """What follows, in whole sentences."""
    mend: str
    check: Check

    def diagnostics(self, subject: Subject) -> Iterable[Diagnostic]:
        """Every place of `subject` that breaks the rule."""
        for found in self.check(subject):
            yield Diagnostic(
                rule=self.id,
                severity=self.severity,
                source=found.source,
                message=found.message,
                why=self.why,
                mend=found.mend or self.mend,
            )


def hit(place: Entry, message: str, mend: str = "") -> Hit:
    """A hit at a place in a document."""
    return Hit(source=place.source, message=message, mend=mend)


def nothing(_: Subject) -> Iterable[Hit]:
    """The check of a rule that the reader itself decides."""
    return ()
