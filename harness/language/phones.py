"""Phone numbers in any layout, in digits or said digit by digit."""

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from harness.language.found import Found, folded
from harness.language.numbers import DIGIT_WORDS
from harness.language.slot import Kind

__all__ = ["DigitRun", "digit_runs", "phone_of", "phones"]

_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_DIGIT = {word: str(value) for word, value in DIGIT_WORDS.items()} | {"oh": "0", "o": "0", "nought": "0"}
_SPOKEN = "|".join((*_DIGIT, *_TEENS))
_TOKEN = re.compile(
    r"(?<![\w'])(?:"
    r"(?P<plus>\+\s?|plus\s+(?=one\b|[0-9]))"
    r"|(?P<digits>(?<![:/$])[0-9]+)(?![\w:/%])"
    rf"|(?P<repeat>double|triple|treble)[\s-]+(?P<repeated>[0-9]|{'|'.join(_DIGIT)})"
    rf"|(?P<hundreds>[1-9]|{'|'.join(_DIGIT)})\s+hundred"
    rf"|(?P<tens>{'|'.join(_TENS)})(?:[\s-]+(?P<unit>{'|'.join(list(DIGIT_WORDS)[1:])}))?"
    rf"|(?P<word>{_SPOKEN})"
    r")(?![a-z'])"
)
_GAP = re.compile(r"[\s,.()-]*(?:(?:and|then|uh|um|er|dash|hyphen|area\s+code)\b[\s,.()-]*)*")
_ISO_DATE = re.compile(r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?:t[0-9:.]+(?:z|[+-][0-9:]+)?)?|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}")
_ENOUGH = re.compile(
    r"(?:[0-9][^0-9]{0,3}){4}|\b(?:oh|zero|double|triple|one|two|three|four|five|six|seven|eight|nine|hundred)\b"
)
_NANP = frozenset({"CA", "US", "PR", "JM", "BS", "BB", "DO", "TT"})
_NANP_GROUPS = ([10], [3, 7], [3, 3, 4], [6, 4], [3, 3, 2, 2])


class _Token(Struct, frozen=True, kw_only=True):
    digits: str
    start: int
    end: int


class DigitRun(Struct, frozen=True, kw_only=True):
    """Digits said one after the other, pauses and small words between them left out."""

    digits: str
    """Only digits, led by "+" when it was said."""
    start: int
    end: int


def phones(text: str, region: str = "CA", language: str = "en") -> tuple[Found, ...]:
    """Every whole phone number as E.164. Fictional numbers count; a local number without area code, or an ending, does not.

    `region` is the ISO country in which a number without "+" is dialled.
    """
    if language == "zh":
        from harness.language.chinese import phones as chinese  # loaded by those who hear it

        return chinese.phones(text, region)
    return _in_region(text, region)


@lru_cache(maxsize=1024)  # one utterance is read for many slots
def _in_region(text: str, region: str) -> tuple[Found, ...]:
    heard = folded(text)
    if not _ENOUGH.search(heard):
        return ()
    found: list[Found] = []
    for run in _runs(heard):
        for start, end, value in _numbers_in(run, region):
            found.append(Found(kind=Kind.PHONE, value=value, text=text[start:end], start=start, end=end))
    return tuple(found)


def digit_runs(text: str, language: str = "en") -> tuple[DigitRun, ...]:
    """Every run of digits, however short, in digits or words: "it ends in oh one two four" → "0124"."""
    if language == "zh":
        from harness.language.chinese import phones as chinese  # loaded by those who hear it

        return chinese.digit_runs(text)
    return _digit_runs(text)


@lru_cache(maxsize=1024)
def _digit_runs(text: str) -> tuple[DigitRun, ...]:
    return tuple(
        DigitRun(digits="".join(token.digits for token in run), start=run[0].start, end=run[-1].end)
        for run in _runs(folded(text))
    )


@lru_cache(maxsize=4096)
def phone_of(dialled: str, region: str = "CA") -> str | None:
    """E.164 of digits as they are dialled in a region, or None when they cannot be a whole number.

    Only the length is judged (libphonenumber's "possible", not "valid"), so that 604-555-0123 is a number.
    """
    if region in _NANP and not dialled.startswith(("+", "0")):
        if len(dialled) == 10:
            return f"+1{dialled}"
        if len(dialled) == 11 and dialled[0] == "1":
            return f"+{dialled}"
        return None
    import phonenumbers  # 30 ms to import, and most numbers never need it

    try:
        number = phonenumbers.parse(dialled, region)
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _runs(heard: str) -> Iterator[list[_Token]]:
    masked = _ISO_DATE.sub(lambda match: "/" * len(match.group()), heard)
    run: list[_Token] = []
    for match in _TOKEN.finditer(masked):
        token = _Token(digits=_digits_of(match), start=match.start(), end=match.end())
        joined = run and token.digits != "+" and _GAP.fullmatch(masked, run[-1].end, token.start)
        if run and not joined:
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _digits_of(match: re.Match[str]) -> str:
    if match["plus"]:
        return "+"
    if match["digits"]:
        return match["digits"]
    if match["repeat"]:
        return _one_digit(match["repeated"]) * (2 if match["repeat"] == "double" else 3)
    if match["hundreds"]:
        return _one_digit(match["hundreds"]) + "00"
    if match["tens"]:
        return str(_TENS.index(match["tens"]) + 2) + (_DIGIT[match["unit"]] if match["unit"] else "0")
    word = match["word"]
    return _DIGIT.get(word) or str(_TEENS.index(word) + 10)


def _one_digit(said: str) -> str:
    return _DIGIT.get(said, said)


def _numbers_in(run: list[_Token], region: str) -> Iterator[tuple[int, int, str]]:
    """The numbers of one run: all of it when it is one, else the stretches laid out like a North American number."""
    dialled = "".join(token.digits for token in run)
    if len(dialled.lstrip("+")) < 7:
        return
    if len(dialled) <= 18 and (whole := phone_of(dialled, region)):
        yield run[0].start, run[-1].end, whole
        return
    if region not in _NANP and not dialled.startswith("+1"):
        return
    position = 0
    while position < len(run):
        size = _stretch(run, position)
        if size:
            digits = "".join(token.digits for token in run[position : position + size]).removeprefix("+")
            yield run[position].start, run[position + size - 1].end, f"+1{digits[-10:]}"
        position += size or 1


def _stretch(run: list[_Token], position: int) -> int:
    """How many tokens from here make a North American number; 0 for none."""
    first = position
    if run[first].digits in {"+", "+1"}:
        first += 1
    if first < len(run) and run[first].digits == "1":
        first += 1
    groups: list[int] = []
    digits = ""
    for index in range(first, len(run)):
        groups.append(len(run[index].digits))
        digits += run[index].digits
        if len(digits) >= 10:
            laid_out = groups in _NANP_GROUPS or all(group <= 2 for group in groups)
            return index + 1 - position if len(digits) == 10 and laid_out and digits[0] in "23456789" else 0
    return 0
