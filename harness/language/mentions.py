"""Whether a known value was said, in any of the forms people say it in."""

import re
import unicodedata
from datetime import datetime
from functools import lru_cache

from harness.language.choices import choices
from harness.language.dates import dates
from harness.language.emails import emails
from harness.language.found import folded
from harness.language.names import name_words
from harness.language.numbers import DIGIT_WORDS, numbers
from harness.language.phones import digit_runs, phone_of, phones
from harness.language.replies import yes_or_no
from harness.language.slot import Kind
from harness.language.times import possible_times, times

__all__ = ["mentions"]

_ISO_DATE = re.compile(r"\s*([0-9]{4}-[0-9]{2}-[0-9]{2})\s*")
_ISO_MOMENT = re.compile(
    r"\s*([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?\s*([Zz]|[+-][0-9]{2}:?[0-9]{2})?\s*"
)
_CLOCK = re.compile(r"\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\s*(?:[ap]\.?m\.?)?\s*|\s*[0-9]{1,2}\s*[ap]\.?m\.?\s*", re.IGNORECASE)
_DIALLED = re.compile(r"\s*\+?[0-9][0-9\s().-]{5,}[0-9]\s*")
_NUMBER = re.compile(r"\s*-?[0-9][0-9,]*(?:\.[0-9]+)?\s*")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SMALL_WORDS = frozenset(("a", "an", "the", "of", "for", "to", "in", "on", "and", "or", "is", "at", "with", "my"))


def mentions(text: str, value: str, *, kind: Kind | None, now: datetime, region: str = "CA", language: str = "en") -> bool:
    """Whether the text says the value, in whatever form: "two in the afternoon" says "14:00", "the two of us" says "2".

    For proving that an argument was not invented, so it is lenient where speech is: an hour without am or pm is either, a part of
    a name is the name's, word order and plurals do not matter. `kind` None goes by the look of the value. An empty value is said
    by any text.
    """
    if language == "zh" and value.strip():
        from harness.language.chinese import mentions as chinese  # loaded by those who hear it
        from harness.language.chinese.heard import latin

        if chinese.mentions(text, value, kind=kind or _likely(value), now=now, region=region):
            return True
        text = latin(text)
    if not value.strip() or _says_words(text, value):
        return True
    match kind or _likely(value):
        case Kind.DATE:
            return _says_date(text, value, now)
        case Kind.TIME:
            return _says_time(text, value)
        case Kind.DATETIME:
            return _says_moment(text, value, now)
        case Kind.PHONE:
            return _says_phone(text, value, region)
        case Kind.EMAIL:
            return any(found.value == folded(value).strip() for found in emails(text))
        case Kind.NUMBER:
            return _says_number(text, value)
        case Kind.BOOLEAN:
            return (found := yes_or_no(text)) is not None and found.value == folded(value).strip()
        case Kind.NAME:
            return _says_name(text, value)
        case Kind.CHOICE | Kind.PLACE | Kind.CODE | Kind.TEXT:
            return _says_otherwise(text, value, now)


@lru_cache(maxsize=1024)
def _likely(value: str) -> Kind:
    """The kind a value has by its shape alone."""
    if _ISO_DATE.fullmatch(value):
        return Kind.DATE
    if _ISO_MOMENT.fullmatch(value):
        return Kind.DATETIME
    if _CLOCK.fullmatch(value):
        return Kind.TIME
    if _DIALLED.fullmatch(value):
        return Kind.PHONE
    if _NUMBER.fullmatch(value):
        return Kind.NUMBER
    if folded(value).strip() in {"true", "false"}:
        return Kind.BOOLEAN
    return Kind.EMAIL if "@" in value else Kind.TEXT


@lru_cache(maxsize=2048)
def _bare_words(text: str) -> tuple[str, ...]:
    """Words in lower case without accents."""
    heard = folded(text)
    if not heard.isascii():
        heard = "".join(sign for sign in unicodedata.normalize("NFD", heard) if not unicodedata.combining(sign))
    return tuple(_WORD.findall(heard))


@lru_cache(maxsize=2048)
def _flat(text: str) -> str:
    return f" {' '.join(_bare_words(text))} "


def _says_words(text: str, value: str) -> bool:
    """The value's words one after the other, whatever the punctuation; a value without words by its signs."""
    words = _bare_words(value)
    if not words:
        return folded(value.strip()) in folded(text)
    return f" {' '.join(words)} " in _flat(text)


def _says_date(text: str, value: str, now: datetime) -> bool:
    wanted = {found.value for found in dates(value, now)}
    return bool(wanted) and any(found.value in wanted for found in dates(text, now))


def _says_time(text: str, value: str) -> bool:
    wanted = {found.value for found in times(value, answering=True)}
    return bool(wanted & possible_times(text))


def _says_moment(text: str, value: str, now: datetime) -> bool:
    iso = _ISO_MOMENT.fullmatch(value)
    if iso is None:
        return _says_date(text, value, now) and _says_time(text, value)
    day, clock, zone = iso.groups()
    readings = {(day, clock)}
    if zone and now.tzinfo is not None and (there := _moment(f"{day}T{clock}{zone.upper()}")) is not None:
        readings.add(tuple(there.astimezone(now.tzinfo).strftime("%Y-%m-%d %H:%M").split()))  # type: ignore[arg-type]
    said_days, said_clocks = {found.value for found in dates(text, now)}, possible_times(text)
    return any(one in said_days and other in said_clocks for one, other in readings)


def _moment(value: str) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def _says_phone(text: str, value: str, region: str) -> bool:
    digits = "".join(sign for sign in value if sign in "+0123456789")
    wanted = phone_of(digits, region)
    if wanted is not None and any(found.value == wanted for found in phones(text, region)):
        return True
    return len(digits) >= 3 and any(digits == run.digits for run in digit_runs(text))


def _says_number(text: str, value: str) -> bool:
    wanted = {found.value for found in numbers(value.strip().lstrip("-"))}
    return any(found.value in wanted for found in numbers(text)) or any(run.digits == value.strip() for run in digit_runs(text))


def _says_name(text: str, value: str) -> bool:
    said = _bare_words(text)
    spoken = {*said, *(word.replace("'", "") for word in said), *(word.removesuffix("'s") for word in said)}
    words = [word for part in name_words(value) for word in _bare_words(part)]
    return bool(words) and all(word in spoken for word in words)


def _says_otherwise(text: str, value: str, now: datetime) -> bool:
    """Free text: as a choice (plurals, hyphens), by its content words in any order, or as a date or time put in words."""
    if choices(text, (value,)):
        return True
    spoken = {_singular(word) for word in _bare_words(text)}
    content = [word for word in _bare_words(value) if word not in _SMALL_WORDS]
    if content and all(_singular(word) in spoken for word in content):
        return True
    if _says_code(text, value):
        return True
    days, clocks = dates(value, now), times(value)
    if not days and not clocks:
        return False
    return (not days or _says_date(text, value, now)) and (not clocks or _says_time(text, value))


def _says_code(text: str, value: str) -> bool:
    """Signs with digits among them, with any spaces between, digits as words or not: "V six B one A one"."""
    squeezed = "".join(_bare_words(value))
    if len(squeezed) < 3 or not any(sign.isdigit() for sign in squeezed):
        return False
    words = _bare_words(text)
    spelled = "".join(str(DIGIT_WORDS.get(word, "0" if word == "oh" else word)) for word in words)
    return squeezed in "".join(words) or squeezed in spelled


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
