"""Names are heard where people give them, and only there."""

import pytest
from faker import Faker
from hypothesis import given
from hypothesis import strategies as st

from harness.language.names import name_words, names


def heard(text: str, *, answering: bool = False) -> list[str]:
    return [found.value for found in names(text, answering)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("My name is Jane Doe.", "Jane Doe"),
        ("my name's jane doe and I'd like a table", "Jane Doe"),
        ("This is Jane Doe calling.", "Jane Doe"),
        ("Hi, I'm Jane.", "Jane"),
        ("I\u2019m Jane Doe and my number is 604-555-0123", "Jane Doe"),
        ("It's Jane Doe", "Jane Doe"),
        ("Jane Doe here.", "Jane Doe"),
        ("Hello, Jane Doe speaking.", "Jane Doe"),
        ("i'm jane doe", "Jane Doe"),
        ("name's Jane O'Brien", "Jane O'Brien"),
        ("my name is jan van der berg", "Jan van der Berg"),
        ("My name is Mary-Jane Müller and I'd like a room", "Mary-Jane Müller"),
        ("I'm sorry, my name is José García.", "José García"),
        ("this is Dr. Jane Doe", "Jane Doe"),
        ("I'm Will Smith", "Will Smith"),
        ("my last name is Day", "Day"),
        ("My name is Anna Le.", "Anna Le"),
        ("a table for Jane Doe on Tuesday", "Jane Doe"),
        ("The reservation is under Jane Doe", "Jane Doe"),
        ("Name: Jane Doe", "Jane Doe"),
    ],
)
def test_a_name_is_heard_where_it_is_given(text: str, name: str) -> None:
    assert heard(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "I'm calling about a table",
        "I'm looking for a room",
        "It's Tuesday",
        "I'm in Vancouver",
        "i'm really sorry",
        "this is urgent",
        "That's right.",
        "I'm allergic to nuts",
        "a train for San Francisco",
        "May I ask why?",
        "I'd like a table for Tuesday",
        "It is for two people",
        "",
    ],
)
def test_other_words_are_no_name(text: str) -> None:
    assert heard(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jane Doe.", "Jane Doe"),
        ("jane doe", "Jane Doe"),
        ("JANE DOE", "Jane Doe"),
        ("Uh, Jane", "Jane"),
        ("Sure, it's Jane Doe, and my number is 604-555-0123", "Jane Doe"),
        ("Of course. Jane Doe.", "Jane Doe"),
        ("Jane. Jane Doe.", "Jane Doe"),
        ("o'brien", "O'Brien"),
        ("J-A-N-E D-O-E", "Jane Doe"),
        ("Jean-Luc de la Fontaine", "Jean-Luc de la Fontaine"),
        ("Dr. Jane Doe", "Jane Doe"),
        ("Xi Wang", "Xi Wang"),
        ("Jane Doe please", "Jane Doe"),
    ],
)
def test_an_answer_may_be_the_bare_name(text: str, name: str) -> None:
    assert heard(text, answering=True) == [name]


@pytest.mark.parametrize(
    "text", ["No thanks.", "Why?", "Yes.", "Sure thing", "Tuesday at two", "what do you mean", "a cleaning", "We are four"]
)
def test_an_answer_that_gives_no_name_has_none(text: str) -> None:
    assert heard(text, answering=True) == []


def test_titles_do_not_identify() -> None:
    assert name_words("Dr. Jane O'Brien") == ("jane", "o'brien")


@given(st.sampled_from(("en_CA", "en_US", "en_GB")), st.integers(0, 2**32 - 1))
def test_any_persons_name_is_heard(locale: str, seed: int) -> None:
    faker = Faker(locale)
    faker.seed_instance(seed)
    name = f"{faker.first_name()} {faker.last_name()}"

    assert heard(f"Hello, my name is {name}. I'd like a room.") == [name]
    assert heard(f"{name}.", answering=True) == [name]
    assert heard(f"Sure, it's {name}.", answering=True) == [name]
    assert heard(f"Hi, this is {name}.") == [name]


@given(st.text(), st.booleans())
def test_no_text_is_too_strange(text: str, answering: bool) -> None:
    for found in names(text, answering):
        assert found.value
        assert found.text == text[found.start : found.end]
