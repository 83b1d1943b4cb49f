"""E-mail addresses are heard written and spoken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.language.emails import emails
from harness.language.spoken import spoken_email


def heard(text: str) -> list[str]:
    return [found.value for found in emails(text)]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("jane.doe@example.com", "jane.doe@example.com"),
        ("My email is Jane.Doe@Example.com.", "jane.doe@example.com"),
        ("jane dot doe at example dot com", "jane.doe@example.com"),
        ("it's jane underscore doe at gmail dot com.", "jane_doe@gmail.com"),
        ("jane.doe at gmail.com", "jane.doe@gmail.com"),
        ("my email is jane doe at gmail dot com", "janedoe@gmail.com"),
        ("my email is jane doe four two at gmail dot com", "janedoe42@gmail.com"),
        ("j a n e four two at gmail dot com", "jane42@gmail.com"),
        ("jane at example dash hotel dot co dot uk", "jane@example-hotel.co.uk"),
        ("jane plus spam at example dot com, thanks", "jane+spam@example.com"),
        ("reach me at jane@x.co.uk please", "jane@x.co.uk"),
        ("My email is jane.doe@example.com. Tuesday, at two.", "jane.doe@example.com"),
        ("jane dot doe at example dot com. Tuesday, at two.", "jane.doe@example.com"),
    ],
)
def test_an_address_is_heard(text: str, address: str) -> None:
    assert heard(text) == [address]


@pytest.mark.parametrize("text", ["look at example dot com", "at two", "we meet at noon. dot com", "@jane", "", "jane at home"])
def test_other_words_are_no_address(text: str) -> None:
    assert heard(text) == []


@given(
    st.from_regex(r"[a-z][a-z0-9]{0,8}([._+-][a-z0-9]{1,8}){0,2}", fullmatch=True),
    st.from_regex(r"[a-z][a-z0-9]{1,8}(-[a-z0-9]{1,6})?\.(com|ca|co\.uk|org)", fullmatch=True),
)
def test_an_address_that_is_said_is_written_back(local: str, domain: str) -> None:
    address = f"{local}@{domain}"

    assert heard(spoken_email(address)) == [address]
    assert heard(f"Sure, it's {spoken_email(address)}, thanks.") == [address]


@given(st.text() | st.text("a@. dotn-_", max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    for found in emails(text):
        assert "@" in found.value
        assert found.text == text[found.start : found.end]
