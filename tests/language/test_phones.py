"""Phone numbers are heard in every layout people use, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.language.phones import digit_runs, phone_of, phones

DIGIT_NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def heard(text: str, region: str = "CA") -> list[str]:
    return [found.value for found in phones(text, region)]


@pytest.mark.parametrize(
    "text",
    [
        "604-555-0123",
        "It's (604) 555 0123.",
        "+1 604 555 0123",
        "+1 (604) 555-0123",
        "1-604-555-0123",
        "604.555.0123",
        "6045550123",
        "604\u2013555\u20130123",
        "six oh four, five five five, zero one two three",
        "six oh four double five five oh one two three",
        "604 triple five 0123",
        "plus one six oh four five five five oh one two three",
        "area code 604, then 555, 0123",
        "six oh four, five fifty-five, zero one twenty three",
        "on 2026-01-20 call 604-555-0123",
        "two of us. 604 555 0123, two guests",
        "604 555 0123 2 guests",
        "604-555-0123 extension 5",
    ],
)
def test_a_number_is_heard_in_any_layout(text: str) -> None:
    assert heard(text) == ["+16045550123"]


@pytest.mark.parametrize(
    "text",
    [
        "0123 at the end",
        "555-0123",
        "4111 1111 1111 1111",
        "2026-01-20T14:00:00",
        "1/20/2026 2 604 5",
        "a table for two at seven",
        "12 Oak Street, room 604",
        "one two three",
        "",
    ],
)
def test_other_digits_are_no_number(text: str) -> None:
    assert heard(text) == []


def test_numbers_of_other_countries_are_heard_with_plus_or_at_home() -> None:
    assert heard("+44 20 7946 0958") == ["+442079460958"]
    assert heard("020 7946 0958", "GB") == ["+442079460958"]
    assert heard("oh two oh, seven nine four six, oh nine five eight", "GB") == ["+442079460958"]


def test_two_numbers_are_heard_apart_with_their_places() -> None:
    text = "604-555-0123 or 604-555-0124"

    found = phones(text)

    assert [one.value for one in found] == ["+16045550123", "+16045550124"]
    assert [text[one.start : one.end] for one in found] == ["604-555-0123", "604-555-0124"]


def test_a_short_run_of_digits_is_still_a_run() -> None:
    assert [run.digits for run in digit_runs("it ends in oh one two four")] == ["0124"]


def test_only_the_length_decides_what_can_be_dialled() -> None:
    assert phone_of("1234567890") == "+11234567890"
    assert phone_of("5550123") is None


@given(
    st.from_regex(r"[2-9][0-9]{2}[2-9][0-9]{6}", fullmatch=True),
    st.sampled_from(
        ("{0}-{1}-{2}", "({0}) {1} {2}", "({0}) {1}-{2}", "+1 {0} {1} {2}", "{0}.{1}.{2}", "{0}{1}{2}", "1 {0} {1} {2}")
    ),
)
def test_any_number_in_any_written_layout_is_heard(digits: str, layout: str) -> None:
    assert heard(f"Sure, it's {layout.format(digits[:3], digits[3:6], digits[6:])}, thanks.") == [f"+1{digits}"]


@given(st.from_regex(r"[2-9][0-9]{2}[2-9][0-9]{6}", fullmatch=True), st.sampled_from(("oh", "zero", "o")))
def test_any_number_said_digit_by_digit_is_heard(digits: str, zero: str) -> None:
    names = (zero, *DIGIT_NAMES[1:])
    said = [" ".join(names[int(digit)] for digit in part) for part in (digits[:3], digits[3:6], digits[6:])]

    assert heard(", ".join(said)) == [f"+1{digits}"]
    assert heard(" ".join(said)) == [f"+1{digits}"]


@given(st.text() | st.text("0123456789+-() .,onetwoh"), st.sampled_from(("CA", "GB", "CN")))
def test_no_text_is_too_strange(text: str, region: str) -> None:
    for found in phones(text, region):
        assert found.value.startswith("+")
        assert found.text == text[found.start : found.end]
