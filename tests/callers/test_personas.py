"""Invented people."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.callers.personas import LOCALES, persona
from harness.errors import InputError

FICTIONAL = {
    "en_CA": r"\d{3}-555-01\d\d",
    "en_US": r"\d{3}-555-01\d\d",
    "fr_CA": r"\d{3}-555-01\d\d",
    "zh_CA": r"\d{3}-555-01\d\d",
    "en_GB": r"07700 900\d{3}",
}


@given(seed=st.integers(0, 2**32), locale=st.sampled_from(LOCALES))
def test_a_persona_can_never_be_reached(seed: int, locale: str) -> None:
    person = persona(seed, locale)

    assert re.fullmatch(r"[a-z0-9.]+@example\.com", person["email"])
    assert re.fullmatch(FICTIONAL.get(locale, r"1\d{2}0000\d{4}"), person["phone"])


def test_the_same_seed_is_the_same_person_whatever_the_global_random_state() -> None:
    random.seed(1)
    first = dict(persona.__wrapped__(7, "en_CA"))
    random.seed(2)
    second = dict(persona.__wrapped__(7, "en_CA"))

    assert first == second
    assert first != dict(persona(8, "en_CA"))


def test_each_fact_about_a_person_is_given() -> None:
    for locale in LOCALES:
        person = persona(3, locale)

        assert set(person) == {"name", "phone", "email", "date of birth", "address", "city", "postal code"}
        assert all(value and "\n" not in value for value in person.values())


def test_a_persona_cannot_be_changed_under_the_next_caller() -> None:
    with pytest.raises(TypeError):
        persona(7)["name"] = "Somebody Else"  # type: ignore[index]


def test_an_unknown_locale_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match="no personas for locale 'xx_YY'; there are en_CA, en_GB, en_US, fr_CA, zh_CA, zh_CN"):
        persona(1, "xx_YY")
