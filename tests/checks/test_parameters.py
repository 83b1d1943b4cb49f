"""Which parameter a person means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.checks.parameters import parameter_meant, parameters_of
from harness.contract.model import Tool

NAMES = ("guestName", "guestPhone", "guestEmail", "arrivalDate", "arrivalTime", "seats")
PARAMETERS = parameters_of(
    [Tool(name="bookTable", parameters={"type": "object", "properties": {name: {"type": "string"} for name in NAMES}})]
)


@pytest.mark.parametrize(
    ("what", "name"),
    [
        ("the phone number", "guestPhone"),
        ("the guest's phone", "guestPhone"),
        ("a contact number", "guestPhone"),
        ("the mobile", "guestPhone"),
        ("the e-mail address", "guestEmail"),
        ("the full name", "guestName"),
        ("the day", "arrivalDate"),
        ("the day of arrival", "arrivalDate"),
        ("the time", "arrivalTime"),
        ("the number of seats", "seats"),
        ("guestPhone", "guestPhone"),
        ("the date of birth", None),
        ("the shoe size", None),
        ("the", None),
    ],
)
def test_words_name_the_parameter_or_none(what: str, name: str | None) -> None:
    found = parameter_meant(what, PARAMETERS)

    assert (found.name if found else None) == name


def test_two_that_fit_are_none() -> None:
    two = parameters_of([Tool(name="stay", parameters={"type": "object", "properties": {"checkInDate": {}, "checkOutDate": {}}})])

    assert parameter_meant("the date", two) is None
    assert [p.name for p in two if p is parameter_meant("the check-out date", two)] == ["checkOutDate"]


@given(st.text(max_size=40))
def test_any_words_name_a_parameter_or_none(what: str) -> None:
    found = parameter_meant(what, PARAMETERS)

    assert found is None or found in PARAMETERS
