"""A way of saying a date: what to look for, and how to read it on a given day."""

import re
from collections.abc import Callable
from datetime import date

from msgspec import Struct

__all__ = ["DatePattern"]


class DatePattern(Struct, frozen=True, kw_only=True):
    """One form in which dates are said."""

    form: re.Pattern[str]
    """Looked for in folded text."""
    read: Callable[[re.Match[str], date], date | None]
    """The date meant when said on the given day; None when the words turn out to be no date."""
    cues: re.Pattern[str]
    """Quick to search for; without one of them the form cannot occur."""
