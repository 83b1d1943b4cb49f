"""Invented people, the same for the same seed: nobody real is ever phoned or written to."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from random import Random
from types import MappingProxyType
from typing import Any

from harness.errors import InputError

__all__ = ["LOCALES", "persona"]

_AREA_CODES = {
    "en_CA": ("604", "416", "403", "902"),
    "fr_CA": ("514", "418"),
    "en_US": ("206", "312", "617", "415"),
    "zh_CA": ("604", "778", "236"),
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _north_american(chance: Random, locale: str) -> str:
    # 555-0100 to 555-0199 are set aside for fiction in every area code (NANPA, "555 line numbers").
    return f"{chance.choice(_AREA_CODES[locale])}-555-01{chance.randrange(100):02d}"


def _british(chance: Random, _locale: str) -> str:
    # 07700 900000 to 900999: Ofcom, "Telephone numbers for use in TV and radio drama programmes".
    return f"07700 900{chance.randrange(1000):03d}"


def _chinese(chance: Random, _locale: str) -> str:
    # China sets nothing aside for fiction; four zeros after the prefix at least look invented.
    return f"1{chance.choice('358')}{chance.randrange(10)}0000{chance.randrange(10000):04d}"


_PHONES: Mapping[str, Callable[[Random, str], str]] = {
    "en_CA": _north_american,
    "en_GB": _british,
    "en_US": _north_american,
    "fr_CA": _north_american,
    "zh_CA": _north_american,
    "zh_CN": _chinese,
}
LOCALES = tuple(_PHONES)
"""Where a persona can come from; "zh_CA" has a Chinese name and lives in Canada."""
_MIXED = {"zh_CA": ("zh_CN", "en_CA")}
"""Where the name comes from, and where the address."""


@lru_cache(maxsize=1024)
def persona(seed: int, locale: str = "en_CA") -> Mapping[str, str]:
    """Facts about one invented person, by name, as the person would say them; read-only, the same for the same seed.

    Phone numbers are fictional where the country has a range for that, e-mail addresses are at example.com (RFC 2606).
    Raises InputError for a locale that is not among LOCALES.
    """
    if locale not in _PHONES:
        raise InputError(f"no personas for locale {locale!r}; there are {', '.join(LOCALES)}")
    names, places = _fakers(locale, seed)
    chance = Random(seed)  # noqa: S311 - a repeatable person, not a secret
    first, last = names.first_name(), names.last_name()
    chinese = locale.startswith("zh")
    born = date.fromordinal(chance.randint(date(1945, 1, 1).toordinal(), date(2004, 12, 31).toordinal()))
    return MappingProxyType(
        {
            "name": f"{last}{first}" if chinese else f"{first} {last}",
            "phone": _PHONES[locale](chance, locale),
            "email": _email(first, last, seed),
            "date of birth": f"{born.year}年{born.month}月{born.day}日" if chinese else _in_words(born),
            "address": places.street_address().replace("\n", ", "),
            "city": places.city(),
            "postal code": places.postcode(),
        }
    )


def _fakers(locale: str, seed: int) -> tuple[Any, Any]:
    """Who makes up names, and who makes up places; one and the same for people who live where they were named."""
    # A generator with two providers is made in 8 ms; Faker(locale), with all of them, takes 30.
    from faker.factory import Factory

    wanted = _MIXED.get(locale, (locale,))
    makers = [Factory.create(one, ["faker.providers.person", "faker.providers.address"]) for one in wanted]
    for maker in makers:
        maker.seed_instance(seed)
    return makers[0], makers[-1]


def _email(first: str, last: str, seed: int) -> str:
    plain = [re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", part).lower()) for part in (first, last)]
    return f"{'.'.join(part for part in plain if part) or f'guest{seed}'}@example.com"


def _in_words(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
