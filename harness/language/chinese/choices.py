"""Which of a closed list of options was said in Chinese, whatever language the options are written in."""

import re
from collections.abc import Sequence
from functools import lru_cache

from harness.language.chinese.heard import HAN, has_latin, heard, latin
from harness.language.chinese.options import said_of
from harness.language.choices import choices as english_choices
from harness.language.found import Found, apart
from harness.language.slot import Kind

__all__ = ["choices"]

_HAN = re.compile(f"[{HAN}]")


def choices(text: str, options: Sequence[str], *, loosely: bool = False) -> tuple[Found, ...]:
    """The options said, each as its owner spells it: "上午" says "morning" and "上午" alike; the longest wins.

    `loosely` also takes two characters that only one Chinese option has: "豪华的" → "豪华大床房".
    """
    plain, siblings = heard(text), tuple(options)
    found: list[Found] = []
    for option in siblings:
        for said in _forms(option, siblings):
            found.extend(_said(text, option, match.start(), match.end()) for match in re.finditer(re.escape(said), plain))
    if has_latin(text) or any(sign.isdigit() for sign in text):
        found.extend(english_choices(latin(text), siblings, loosely=loosely))
    if not found and loosely:
        found = [
            _said(text, option, at, at + len(part)) for part, option in _own_parts(siblings) if (at := plain.find(part)) >= 0
        ]
    return apart(found)


@lru_cache(maxsize=1024)
def _forms(option: str, siblings: tuple[str, ...]) -> tuple[str, ...]:
    own = (heard(option.strip()),) if _HAN.search(option) else ()
    return (*own, *said_of(option, siblings))


@lru_cache(maxsize=256)
def _own_parts(options: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Every two characters in a row that only one of the options has."""
    owners: dict[str, set[str]] = {}
    for option in options:
        for form in _forms(option, options):
            for at in range(len(form) - 1):
                owners.setdefault(form[at : at + 2], set()).add(option)
    return tuple((part, next(iter(having))) for part, having in owners.items() if len(having) == 1 and _HAN.search(part))


def _said(text: str, option: str, start: int, end: int) -> Found:
    return Found(kind=Kind.CHOICE, value=option, text=text[start:end], start=start, end=end)
