"""Phone numbers and other digits, in figures or said one by one: "六零四，五五五，零一二三", "604 五五五 0123"."""

from harness.language.chinese.heard import dialled
from harness.language.found import Found
from harness.language.phones import DigitRun
from harness.language.phones import digit_runs as english_runs
from harness.language.phones import phones as english_phones

__all__ = ["digit_runs", "phones"]


def phones(text: str, region: str = "CA") -> tuple[Found, ...]:
    """Every whole phone number as E.164; `region` is where a number without "+" (加) is dialled."""
    return tuple(
        Found(kind=one.kind, value=one.value, text=text[one.start : one.end], start=one.start, end=one.end)
        for one in english_phones(dialled(text), region)
    )


def digit_runs(text: str) -> tuple[DigitRun, ...]:
    """Every run of digits, however short: "尾号零一二四" → "0124"."""
    return english_runs(dialled(text))
