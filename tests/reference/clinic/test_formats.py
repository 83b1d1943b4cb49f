"""What an argument's text must look like: nothing that fits is refused, nothing that does not is kept."""

import re
import string
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.reference.clinic.formats import FORMATS, PROVINCES, Unfit, health_card, provider_number
from harness.reference.clinic.names import displayed_name, spellings

_FIRST, _LETTER = "ABCEGHJKLMNPRSTVXY", "ABCEGHJKLMNPRSTVWXYZ"
_POSTAL = st.tuples(*(st.sampled_from(kind) for kind in (_FIRST, string.digits, _LETTER, string.digits, _LETTER, string.digits)))
_DIGITS = st.text(string.digits, min_size=10, max_size=10)


def _kept(form: str, text: str) -> Any:
    """What the reader makes of it; None when it is refused."""
    try:
        return FORMATS[form](text)
    except Unfit:
        return None


def _spaced(text: str, data: st.DataObject, between: str) -> str:
    return "".join(letter + data.draw(st.sampled_from(["", *between])) for letter in text).strip(between)


@given(number=st.integers(0, 999_999_999))
def test_every_number_is_that_provider(number: int) -> None:
    assert provider_number(str(number)) == number


@given(word=st.text().filter(lambda text: not re.fullmatch("[0-9]{1,9}", text)))
def test_every_other_word_is_any_provider(word: str) -> None:
    assert provider_number(word) is None


@pytest.mark.parametrize("word", ["any", "任何", "Dr. Smith", "\uff11\uff10\uff10", "1 00", "+100", "-1", "1e3", ""])
def test_what_only_looks_like_a_number_is_any_provider(word: str) -> None:
    assert provider_number(word) is None


@given(area=st.sampled_from(["604", "778", "250", "416"]), rest=st.text("23456789", min_size=7, max_size=7), data=st.data())
def test_a_phone_number_is_kept_alike_however_it_is_written(area: str, rest: str, data: st.DataObject) -> None:
    written = data.draw(st.sampled_from(["", "1", "+1", "+1 "])) + _spaced(area + rest, data, " -.")

    assert FORMATS["phone"](written) == f"+1{area}{rest}"


@given(text=st.text(max_size=30))
def test_a_phone_number_that_is_kept_is_international(text: str) -> None:
    kept = _kept("phone", text)

    assert kept is None or re.fullmatch(r"\+[1-9][0-9]{6,14}", kept)


@given(code=_POSTAL, data=st.data())
def test_a_postal_code_is_kept_with_one_space_in_capitals(code: tuple[str, ...], data: st.DataObject) -> None:
    left, right = "".join(code[:3]), "".join(code[3:])
    written = left + data.draw(st.sampled_from(["", " ", "-"])) + right

    assert FORMATS["postal-code"](data.draw(st.sampled_from([written, written.lower()]))) == f"{left} {right}"


@given(text=st.text(string.ascii_uppercase + string.digits + " -", max_size=8))
def test_a_postal_code_that_is_kept_has_canada_posts_shape(text: str) -> None:
    kept = _kept("postal-code", text)

    looks_like_one = re.fullmatch(r"[A-Z][0-9][A-Z][ -]?[0-9][A-Z][0-9]", text) and not re.search("[DFIOQU]|^[WZ]", text)
    assert (kept is not None) is bool(looks_like_one)
    assert kept is None or kept.replace(" ", "") == re.sub("[ -]", "", text)


@given(number=_DIGITS, data=st.data())
def test_a_bc_number_is_its_ten_digits(number: str, data: st.DataObject) -> None:
    assert health_card("BC", _spaced(number, data, " -")) == number


@given(text=st.text(string.digits + string.ascii_letters, min_size=1).filter(lambda text: not re.fullmatch("[0-9]{10}", text)))
def test_anything_but_ten_digits_is_no_bc_number(text: str) -> None:
    with pytest.raises(Unfit, match="must be ten digits"):
        health_card("BC", text)


@given(text=st.text(string.digits + string.ascii_uppercase, min_size=8, max_size=12))
def test_another_provinces_number_has_eight_to_twelve_letters_and_digits(text: str) -> None:
    assert health_card("OUT_OF_PROVINCE", text.lower()) == text
    with pytest.raises(Unfit):
        health_card("OUT_OF_PROVINCE", text[:7])


@pytest.mark.parametrize("kind", ["BC", "OUT_OF_PROVINCE", "PRIVATE"])
@pytest.mark.parametrize("number", [None, "", " ", "-"])
def test_no_number_is_none_for_any_card(kind: str, number: str | None) -> None:
    assert health_card(kind, number) is None


@given(day=st.dates(min_value=date(1000, 1, 1)))
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    assert FORMATS["date"](day.isoformat()) == day


@given(text=st.text(string.digits + "-T:", max_size=12))
def test_a_text_that_is_read_as_a_day_is_that_day(text: str) -> None:
    kept = _kept("date", text)

    assert kept is None or kept.isoformat() == text


@given(moment=st.datetimes(min_value=datetime(1000, 1, 1)))
def test_a_moment_is_read_to_the_minute(moment: datetime) -> None:
    read = FORMATS["date-time"](moment.isoformat())

    assert read == moment.replace(second=0, microsecond=0)


@pytest.mark.parametrize("text", ["", "tomorrow", "2026-01-20", "2026-02-30T10:00:00", "2026-01-20T25:00:00", "20260120T100000"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(Unfit, match="must be YYYY-MM-DDTHH:MM:00"):
        FORMATS["date-time"](text)


@given(code=st.sampled_from(sorted(PROVINCES)))
def test_a_province_is_known_by_code_and_by_name(code: str) -> None:
    assert FORMATS["province"](code.lower()) == FORMATS["province"](PROVINCES[code].upper()) == code


@given(text=st.text(max_size=20))
def test_a_name_compared_twice_is_compared_alike(text: str) -> None:
    once = spellings(text)

    assert "  " not in once
    assert once == once.lower()


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (("Jane", "Doe", None, "en"), "Jane Doe"),
        (("Mei", "Lin", "林美", "zh"), "林美"),
        (("Mei", "Lin", "林美", "en"), "Mei Lin"),
        (("雷", "李", None, "en"), "李雷"),
    ],
)
def test_a_name_is_shown_as_its_bearer_writes_it(told: tuple[str, str, str | None, str], shown: str) -> None:
    assert displayed_name(*told) == shown
