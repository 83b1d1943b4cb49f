"""Numbers are heard in digits and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.language.choices import choices
from harness.language.numbers import cardinal, numbers, ordinal


def heard(text: str) -> list[str]:
    return [found.value for found in numbers(text)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("two of us", ["2"]),
        ("a table for four", ["4"]),
        ("1,200 and 3.50", ["1200", "3.5"]),
        ("007", ["7"]),
        ("twenty-five", ["25"]),
        ("one hundred and five", ["105"]),
        ("two thousand three hundred", ["2300"]),
        ("just me", ["1"]),
        ("a couple of nights", ["2"]),
        ("a dozen", ["12"]),
        ("sixteen or sixty", ["16", "60"]),
        ("one", ["1"]),
    ],
)
def test_numbers_are_heard(text: str, values: list[str]) -> None:
    assert heard(text) == values


@pytest.mark.parametrize(
    "text", ["I don't have one", "no one", "that one", "the 3rd", "2pm", "604-555-0123", "14:00", "someone", ""]
)
def test_other_words_are_no_number(text: str) -> None:
    assert heard(text) == []


def test_words_have_their_values() -> None:
    assert cardinal("nine hundred and ninety-nine") == 999
    assert ordinal("twenty-first") == 21


@given(st.integers(0, 9999))
def test_digits_are_heard_as_themselves(value: int) -> None:
    assert heard(f"about {value} of them") == heard(f"about {value:,} of them") == [str(value)]


@given(st.text() | st.text("0123456789,.-"))
def test_no_text_is_too_strange(text: str) -> None:
    for found in numbers(text):
        assert float(found.value) >= 0


OPTIONS = ("room", "deluxe room", "standard_room", "suiteLarge", "day-trip")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A deluxe room, please", ["deluxe room"]),
        ("Deluxe rooms", ["deluxe room"]),
        ("standard-room", ["standard_room"]),
        ("the suite, large", ["suiteLarge"]),
        ("two day trips and a room", ["day-trip", "room"]),
        ("mushroom", []),
    ],
)
def test_options_are_heard_whatever_their_spelling_and_the_longest_wins(text: str, said: list[str]) -> None:
    assert [found.value for found in choices(text, OPTIONS)] == said


def test_a_word_of_one_option_alone_is_enough_when_asked() -> None:
    assert choices("the deluxe one", OPTIONS[1:]) == ()
    assert [found.value for found in choices("the deluxe one", OPTIONS[1:], loosely=True)] == ["deluxe room"]


@given(st.text(), st.lists(st.text(max_size=8), max_size=4))
def test_no_option_is_too_strange(text: str, options: list[str]) -> None:
    assert {found.value for found in choices(text, options, loosely=True)} <= set(options)
