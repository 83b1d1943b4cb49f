"""Dates in English speech, as the day they mean when said at a given moment."""

from datetime import date, datetime
from functools import lru_cache

from harness.language.calendar_dates import CALENDAR_PATTERNS
from harness.language.found import Found, apart, folded
from harness.language.relative_dates import RELATIVE_PATTERNS
from harness.language.slot import Kind

__all__ = ["dates"]

_PATTERNS = (*CALENDAR_PATTERNS, *RELATIVE_PATTERNS)


def dates(text: str, now: datetime, language: str = "en") -> tuple[Found, ...]:
    """Every date said, as "YYYY-MM-DD".

    A date without a year is its next occurrence, today included, unless the words say that it is past ("last Monday",
    "yesterday"). Month comes before day in "1/2/2026". How weekdays are read is told in `harness.language.relative_dates`.
    """
    if language == "zh":
        from harness.language.chinese import dates as chinese  # loaded by those who hear it

        return chinese.dates(text, now)
    return _on(text, now.date())


@lru_cache(maxsize=1024)  # one utterance is read for many slots
def _on(text: str, today: date) -> tuple[Found, ...]:
    heard = folded(text)
    found: list[Found] = []
    for pattern in _PATTERNS:
        for match in pattern.form.finditer(heard):
            start, end = match.span()
            if (when := pattern.read(match, today)) is not None:
                found.append(Found(kind=Kind.DATE, value=when.isoformat(), text=text[start:end], start=start, end=end))
    return apart(found)
