"""What verifying comes to: rows of expected and found, in the order they were looked at."""

from typing import Literal

from msgspec import Struct

__all__ = ["Row", "Section", "Status", "Verification", "matched", "mismatched", "unchecked"]

Status = Literal["ok", "mismatch", "not checked"]


class Row(Struct, frozen=True, kw_only=True):
    """One component held against what is expected of it."""

    component: str
    expected: str
    found: str
    status: Status
    mend: str = ""
    """What to do about a mismatch, or about what could not be checked; empty when it is as expected."""


class Section(Struct, frozen=True, kw_only=True):
    """One phase of the plan."""

    title: str
    rows: tuple[Row, ...]


class Verification(Struct, frozen=True, kw_only=True):
    """Everything that was looked at."""

    organisation: str
    sections: tuple[Section, ...]

    @property
    def mismatches(self) -> tuple[Row, ...]:
        """What is not as expected."""
        return tuple(row for section in self.sections for row in section.rows if row.status == "mismatch")

    @property
    def unchecked(self) -> tuple[Row, ...]:
        """What nobody could look at."""
        return tuple(row for section in self.sections for row in section.rows if row.status == "not checked")


def matched(component: str, expected: str, found: str | None = None) -> Row:
    """It is as expected; `found` when it is worth more words than the expectation."""
    return Row(component=component, expected=expected, found=expected if found is None else found, status="ok")


def mismatched(component: str, expected: str, found: str, mend: str) -> Row:
    """It is not."""
    return Row(component=component, expected=expected, found=found, status="mismatch", mend=mend)


def unchecked(component: str, expected: str, why: str, mend: str) -> Row:
    """It could not be looked at."""
    return Row(component=component, expected=expected, found=why, status="not checked", mend=mend)
