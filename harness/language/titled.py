"""People named with their title, as one names somebody else: "with Dr. Chen", "to see Ms. Anna Smith"."""

import re
from functools import lru_cache

from harness.language.found import Found
from harness.language.slot import Kind

__all__ = ["titled"]

_NAME = r"[A-Z\u00c0-\u00de][\w'’-]*"
_TITLED = re.compile(rf"\b(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Rev|Chef|Coach)\b\.?\s+{_NAME}(?:\s+{_NAME})?")


@lru_cache(maxsize=1024)
def titled(text: str, language: str = "en") -> tuple[Found, ...]:
    """Every name with a title before it, the title included, in the order they are said; in Chinese the title comes after it."""
    if language == "zh":
        from harness.language.chinese.names import by_trade  # loaded by those who hear it

        found = by_trade(text, answering=False)
        return () if found is None else (found,)
    return tuple(
        Found(kind=Kind.NAME, value=match.group(), text=match.group(), start=match.start(), end=match.end())
        for match in _TITLED.finditer(text)
    )
