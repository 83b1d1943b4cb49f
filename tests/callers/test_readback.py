"""What callers find wrong in what is read back to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.callers.facts import Facts, facts_of
from harness.callers.phrases import ENGLISH
from harness.callers.profile import CallerProfile
from harness.callers.readback import mistakes
from harness.callers.topics import topic_named
from tests.callers.dialogue import NOW

FACTS = facts_of(
    CallerProfile(
        knows={
            "name": "Ann Lee",
            "phone": "six oh four, five five five, oh one two three",
            "email": "ann@example.com",
            "departure date": "Tuesday",
            "return date": "January 30",
            "time": "half past two",
            "number of guests": "two",
        }
    ),
    seed=0,
    book=ENGLISH,
)


def wrong(text: str, facts: Facts = FACTS) -> dict[str, str]:
    told = facts.topics[: len(facts.values)]
    return {mistake.topic.name: mistake.heard for mistake in mistakes(text, facts, told, now=NOW, language="en")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee, 604-555-0123, ann@example.com, January 20 to January 30 at 2:30 PM, correct?", {}),
        ("So that's for Ann, is that right?", {}),
        ("The number is 604-555-0124, right?", {"phone": "+16045550124"}),
        ("I have anna@example.com as your e-mail, right?", {"email": "anna@example.com"}),
        ("Leaving Wednesday, January 21 and returning January 30?", {"departure date": "2026-01-21"}),
        ("Leaving Tuesday and returning January 31?", {"return date": "2026-01-31"}),
        ("At 3:30 PM, correct?", {"time": "15:30"}),
        ("I am Olga, and I have two options for you.", {}),
    ],
)
def test_only_values_that_fit_none_of_its_facts_are_wrong(text: str, expected: dict[str, str]) -> None:
    assert wrong(text) == expected


def test_who_takes_anything_finds_nothing_wrong() -> None:
    easy = facts_of(CallerProfile(knows={"date": "as soon as possible", "time": "any time"}), seed=0, book=ENGLISH)

    assert wrong("So that's Tuesday, January 20 at 2 PM. Is that correct?", easy) == {}


def test_what_was_never_told_is_not_checked() -> None:
    assert mistakes("The number is 604-555-0124, right?", FACTS, (), now=NOW, language="en") == ()


def test_a_mistake_carries_the_right_value_in_the_callers_words() -> None:
    phone = topic_named("phone", FACTS.topics)

    assert phone is not None
    assert mistakes("604-555-0124?", FACTS, [phone], now=NOW, language="en")[0].right == FACTS.values["phone"]


@given(st.text(max_size=80))
def test_any_text_can_be_compared(text: str) -> None:
    assert set(wrong(text)) <= set(FACTS.values)
