"""Text that is safe to write to a file others may read: no real phone number, no real e-mail address, no secret.

Stays readable because it belongs to nobody: numbers set aside for fiction (North America 555-0100 to 555-0199, and Ofcom's
07700 900xxx, 020 7946 0xxx and 01632 960xxx) and e-mail domains reserved by RFC 2606 and RFC 6761 (example.com, .test …).
Not recognised: a number or an address spelled in words ("six oh four", "jane at gmail dot com"), and numbers of fewer than ten
digits, unless the field they stand in is called a phone.
"""

import re
from collections.abc import Callable
from functools import lru_cache

__all__ = ["MASK", "is_fictional_phone", "is_phone_name", "is_secret_name", "mask_digits", "redact_text"]

MASK = "••••"
"""Stands for a secret; says nothing of its length."""

_FEWEST_PHONE_DIGITS = 10
_SECRET_WORDS = r"api[-_ ]?key|secret|token|passw(?:or)?d|authorization|credentials?|private[-_ ]?key"
_SECRET_NAME = re.compile(rf"(?i)(?:{_SECRET_WORDS}|\bcookie)s?$")
_PHONE_NAME = re.compile(r"(?i)(?:phone|mobile|cell|tel|fax|whatsapp)(?:[-_ ]?(?:number|no))?$|customer_?number$")

# What follows is tried from left to right at every place, so what is listed as kept (identifiers, dates, decimals) never
# reaches the telephone pattern.
_IDENTIFIER = r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}(?![0-9a-fA-F])"
_ISO_TIME = r"[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?"
_ISO_DATE = rf"(?:19|20)\d{{2}}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:{_ISO_TIME})?(?!\d)"
_SLASHED_DATE = r"\d{1,2}/\d{1,2}/(?:19|20)\d{2}(?![\d/])"
_DECIMAL = r"\d{1,3}\.\d{4,}(?![\d.\-]|[ ]\d)"
_PHONE = r"\+?\(?\d(?:[ \t\u00a0\u2009\u202f\u3000().\-\u2010-\u2015/]{0,3}\d|,[ ]?\d){9,}(?!\d)"
_NUMBERS = re.compile(rf"(?<![\d_])(?:(?P<kept>{_IDENTIFIER}|{_ISO_DATE}|{_SLASHED_DATE}|{_DECIMAL})|(?P<phone>{_PHONE}))")
_SPOKEN_GROUPS = {(3, 3, 4), (3, 4, 4)}
"""How people group ten and eleven digits; anything else with commas in it is a list of numbers."""

_WORD = r"(?:(?![\u2e80-\uffff])[\w%+'\-])"
_EMAIL = re.compile(rf"(?<![A-Za-z0-9._%+'\-]){_WORD}(?:{_WORD}|\.)*@(?P<domain>{_WORD}+(?:\.{_WORD}+)+)")
_RESERVED_DOMAIN = re.compile(r"(?i)(?:^|\.)(?:example\.(?:com|org|net)|example|test|invalid|localhost)$")

_SECRETS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(://[^/\s:@]*:)[^/\s@]+@"), rf"\1{MASK}@"),
    (re.compile(rf"(?i)((?:{_SECRET_WORDS})[\"']?\s*[:=]\s*[\"']?(?:(?:bearer|basic)\s+)?+)[^\s\"',;&}}•]+"), rf"\1{MASK}"),
    (re.compile(r"(?i)\b(bearer|basic)(\s+)[A-Za-z0-9._~+/=\-]{8,}"), rf"\1\2{MASK}"),
    (re.compile(r"\beyJ[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]+\.[A-Za-z0-9_\-]*"), MASK),
    (re.compile(r"\b(?:sk|pk|rk|ghp|gho|ghs|github_pat|glpat|xox[abprs])[-_][A-Za-z0-9_\-]{12,}"), MASK),
    (re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bAIza[A-Za-z0-9_\-]{30,}"), MASK),
)
_SECRET_HINT = re.compile(
    r"(?i)://|bearer|basic|key|secret|token|passw|authorization|credential|eyj|[spr]k[-_]|gh[pos]|_pat|glpat|xox|akia|asia|aiza"
)
"""One of these is in every text a secret's pattern can match: far cheaper to look for than the patterns."""
_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=16_384)
def redact_text(text: str, keep: frozenset[str] = frozenset()) -> str:
    """The same text with phone numbers cut to their last two digits, e-mail addresses to a letter, and secrets to `••••`.

    `keep` names numbers and addresses that stay as they are, however they are punctuated; a secret never stays.
    Text without any of these comes back unchanged. Applying it twice changes nothing more.
    """
    if _SECRET_HINT.search(text):
        for pattern, replacement in _SECRETS:
            text = pattern.sub(replacement, text)
    if "@" in text:
        text = _EMAIL.sub(_email_masker(keep), text)
    if len(_DIGIT.findall(text)) >= _FEWEST_PHONE_DIGITS:
        text = _NUMBERS.sub(_phone_masker(keep), text)
    return text


def mask_digits(text: str) -> str:
    """Every digit but the last two becomes `•`; punctuation stays, so that 604-555-1234 reads •••-•••-••34."""
    left = sum(character.isdecimal() for character in text)
    shown = []
    for character in text:
        if character.isdecimal():
            shown.append(character if left <= 2 else "•")
            left -= 1
        else:
            shown.append(character)
    return "".join(shown)


@lru_cache(maxsize=1024)
def is_secret_name(name: str) -> bool:
    """Whether a field or header of this name holds a secret: X-Vapi-Secret, Authorization, apiKey, access_token."""
    return _SECRET_NAME.search(name) is not None


@lru_cache(maxsize=1024)
def is_phone_name(name: str) -> bool:
    """Whether a field of this name holds a phone number, so that short local numbers in it are masked too."""
    return _PHONE_NAME.search(name) is not None


def is_fictional_phone(digits: str) -> bool:
    """Whether these digits, with or without country code, are a number that is set aside for fiction and rings nowhere."""
    if re.fullmatch(r"1?[2-9]\d\d55501\d\d", digits):
        return True
    british = re.sub(r"^(?:00)?44|^0", "", digits)
    return re.fullmatch(r"7700900\d{3}|2079460\d{3}|1632960\d{3}", british) is not None


def _phone_masker(keep: frozenset[str]) -> Callable[[re.Match[str]], str]:
    kept_digits = {_digits(value) for value in keep} - {""}

    def masked(match: re.Match[str]) -> str:
        found = match.group("phone")
        if found is None:
            return match.group()
        digits = _digits(found)
        if "," in found and not _is_grouped_as_spoken(found):
            return ",".join(_NUMBERS.sub(masked, part) for part in found.split(","))
        if is_fictional_phone(digits) or digits in kept_digits:
            return found
        return mask_digits(found)

    return masked


def _is_grouped_as_spoken(number: str) -> bool:
    groups = tuple(len(group) for group in re.findall(r"\d+", number))
    return groups in _SPOKEN_GROUPS or groups[1:] in _SPOKEN_GROUPS or max(groups) == 1


def _email_masker(keep: frozenset[str]) -> Callable[[re.Match[str]], str]:
    kept = {value.casefold() for value in keep}

    def masked(match: re.Match[str]) -> str:
        address = match.group()
        if _RESERVED_DOMAIN.search(match.group("domain")) or address.casefold() in kept:
            return address
        return f"{address[0]}•••@•••.{address.rpartition('.')[2]}"

    return masked


def _digits(text: str) -> str:
    return "".join(str(int(character)) for character in text if character.isdecimal())
