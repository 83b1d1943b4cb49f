"""A caller's yes and no."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.language.answers import affirms, denies

YES = [
    "yes",
    "Yes please",
    "that works",
    "Sounds good",
    "Yeah, that's fine",
    "Correct.",
    "Sure, go ahead",
    "Okay",
    "uh, yes",
    "that is right",
    "Perfect, thank you",
    "I'd like that",
    "Please do",
    "no problem",
    "Actually, that works",
    "Yes, but I have a question",
]
NO = [
    "no",
    "Nope.",
    "no, afternoon please",
    "not really",
    "Actually, it should be Friday",
    "that's not right",
    "That is wrong",
    "I don't want that",
    "No thanks",
    "that doesn't work for me",
    "um, no",
    "I said Friday",
    "Yes, but at seven instead",
    "Yes, but at three please",
    "Yes, that's right. Actually, make it three.",
    "I'd rather not say",
]
NEITHER = ["My name is Noah", "555 0123", "My email is yes@example.com", "Nobody's home", "November 3rd", "", "..."]


@pytest.mark.parametrize("text", YES)
def test_a_yes_affirms_and_does_not_deny(text: str) -> None:
    assert (affirms(text), denies(text)) == (True, False)


@pytest.mark.parametrize("text", NO)
def test_a_no_or_a_correction_denies_and_does_not_affirm(text: str) -> None:
    assert (affirms(text), denies(text)) == (False, True)


@pytest.mark.parametrize("text", NEITHER)
def test_information_is_neither(text: str) -> None:
    assert (affirms(text), denies(text)) == (False, False)


@given(st.sampled_from(YES + NO))
def test_capitals_make_no_difference(text: str) -> None:
    assert (affirms(text.upper()), denies(text.upper())) == (affirms(text), denies(text))


@given(st.text())
def test_no_text_is_both_yes_and_no(text: str) -> None:
    assert not (affirms(text) and denies(text))
