"""A way of saying a date: what to look for, and how to read it on a given day."""

import re
from collections.abc import Callable
from datetime import date

from msgspec import Struct

from harness.language.cued import Cued

__all__ = ["DatePattern"]


class DatePattern(Struct, frozen=True, kw_only=True):
    """One form in which dates are said."""

    form: Cued
    """Looked for in folded text."""
    read: Callable[[re.Match[str], date], date | None]
    """The date meant when said on the given day; None when the words turn out to be no date."""
