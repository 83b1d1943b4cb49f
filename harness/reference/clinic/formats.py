"""What the text of an argument must look like, and how it is kept. Each reader raises `Unfit` for what is something else."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from harness.reference.phones import normalised_phone

__all__ = ["ANY", "FORMATS", "PROVINCES", "Unfit", "health_card", "provider_number"]

ANY = None
"""What a provider id comes to that names nobody in particular."""

PROVINCES: Mapping[str, str] = {
    "AB": "Alberta", "BC": "British Columbia", "MB": "Manitoba", "NB": "New Brunswick", "NL": "Newfoundland and Labrador",
    "NS": "Nova Scotia", "NT": "Northwest Territories", "NU": "Nunavut", "ON": "Ontario", "PE": "Prince Edward Island",
    "QC": "Quebec", "SK": "Saskatchewan", "YT": "Yukon",
}  # fmt: skip
_PROVINCE_BY_NAME = {name.lower(): code for code, name in PROVINCES.items()}

# Canada Post: never D F I O Q U, and no W or Z in the first place.
_POSTAL_CODE = re.compile(r"([ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z])[ -]?([0-9][ABCEGHJ-NPRSTV-Z][0-9])")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?")


class Unfit(ValueError):
    """The text is not what the argument wants: the same sentence in English and in Chinese, without its subject."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.zh = zh


def provider_number(text: str) -> int | None:
    """The number of one provider. Any other word, "any" or 任何, stands for all of them (`ANY`)."""
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else ANY


def health_card(kind: str, number: str | None) -> str | None:
    """The number as it is kept, None for none.

    A BC Personal Health Number has ten digits; other provinces' have 8 to 12 letters and digits; a private insurer's is
    whatever it is. Unfit for anything else.
    """
    bare = re.sub(r"[\s-]", "", number or "").upper()
    if not bare:
        return None
    if kind == "BC" and not re.fullmatch(r"[0-9]{10}", bare):
        raise Unfit(f'must be ten digits for a BC health card; got "{number}"', f'对于BC健康卡必须是十位数字，收到的是"{number}"')
    if kind == "OUT_OF_PROVINCE" and not re.fullmatch(r"[A-Z0-9]{8,12}", bare):
        raise Unfit(
            f'must be 8 to 12 letters and digits for a card of another province; got "{number}"',
            f'对于外省健康卡必须是8到12位字母和数字，收到的是"{number}"',
        )
    return bare


def _phone(text: str) -> str:
    try:
        return normalised_phone(text, "CA")
    except ValueError as wrong:
        raise Unfit(str(wrong), f'必须是带区号的完整电话号码，收到的是"{text}"') from wrong


def _day(text: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise Unfit(f'must be YYYY-MM-DD; got "{text}"', f'必须是YYYY-MM-DD，收到的是"{text}"')
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise Unfit(f'must be a day of the calendar; got "{text}"', f'必须是日历上的日期，收到的是"{text}"') from wrong


def _moment(text: str) -> datetime:
    wanted = Unfit(f'must be YYYY-MM-DDTHH:MM:00; got "{text}"', f'必须是YYYY-MM-DDTHH:MM:00，收到的是"{text}"')
    if not _MOMENT.fullmatch(text):
        raise wanted
    try:
        found = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise wanted from wrong
    return found.replace(second=0, microsecond=0)


def _postal_code(text: str) -> str:
    found = _POSTAL_CODE.fullmatch(text.upper())
    if not found:
        raise Unfit(
            f'must be a Canadian postal code such as "V5K 0A1"; got "{text}"',
            f'必须是加拿大邮编，例如"V5K 0A1"，收到的是"{text}"',
        )
    return f"{found[1]} {found[2]}"


def _province(text: str) -> str:
    code = text.upper() if text.upper() in PROVINCES else _PROVINCE_BY_NAME.get(text.lower())
    if code is None:
        raise Unfit(f'must be a province of Canada such as "BC"; got "{text}"', f'必须是加拿大的省份，例如"BC"，收到的是"{text}"')
    return code


def _email(text: str) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", text):
        raise Unfit(f'must be an e-mail address; got "{text}"', f'必须是电子邮箱地址，收到的是"{text}"')
    return text


def _person(text: str) -> str:
    if not any(letter.isalpha() for letter in text):
        raise Unfit(f'must be a name; got "{text}"', f'必须是姓名，收到的是"{text}"')
    return text


FORMATS: Mapping[str, Callable[[str], Any]] = {
    "date": _day,
    "date-time": _moment,
    "email": _email,
    "person": _person,
    "phone": _phone,
    "postal-code": _postal_code,
    "province": _province,
    "provider": provider_number,
}
"""Name of a format in a declaration → its reader."""
