"""Values are said as people say them, and heard back as themselves."""

from datetime import date, datetime, timedelta

import pytest
from faker import Faker
from hypothesis import given
from hypothesis import strategies as st

from harness.language.slot import Kind, Slot
from harness.language.spoken import spoken, spoken_date, spoken_email, spoken_phone, spoken_time
from harness.language.values import extract, mentions

NOW = datetime(2026, 1, 18, 10, 0)
NOWS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1))


def heard_back(kind: Kind, value: str, now: datetime = NOW) -> str | None:
    found = extract(Slot(name=kind.value, words=(kind.value,), kind=kind), spoken(value, kind, now), now, answering=True)
    return found.value if found else None


def test_a_date_is_said_without_its_year_only_while_that_is_clear() -> None:
    assert spoken_date("2026-01-20", NOW) == "Tuesday, January 20"
    assert spoken_date("2027-01-20", NOW) == "Wednesday, January 20, 2027"
    assert spoken_date("2026-01-17", NOW) == "Saturday, January 17, 2026"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("14:00", "2 PM"),
        ("14:05", "2:05 PM"),
        ("09:30:00", "9:30 AM"),
        ("12:00", "noon"),
        ("00:00", "midnight"),
        ("00:30", "12:30 AM"),
    ],
)
def test_a_time_is_said_by_the_clock(value: str, said: str) -> None:
    assert spoken_time(value) == said


def test_a_phone_number_is_said_in_its_groups() -> None:
    assert spoken_phone("+16045550123") == "604-555-0123"
    assert spoken_phone("+442079460958") == "+44 20 7946 0958"


def test_an_address_is_said_in_words_unless_they_would_be_misheard() -> None:
    assert spoken_email("jane.doe@example.com") == "jane dot doe at example dot com"
    assert spoken_email("dot@example.com") == "dot@example.com"


def test_the_other_kinds() -> None:
    assert spoken("2026-01-20T14:00", Kind.DATETIME, NOW) == "Tuesday, January 20 at 2 PM"
    assert spoken("true", Kind.BOOLEAN, NOW) == "yes"
    assert spoken("Jane Doe", Kind.NAME, NOW) == "Jane Doe"


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("value", ["", "soon", "2026-13-40", "25:99", "+1", "T", "@", ":"])
def test_what_has_no_canonical_form_is_said_as_it_is(kind: Kind, value: str) -> None:
    assert spoken(value, kind, NOW).strip("at ") in {value, value.strip("T")}


@given(NOWS, st.integers(0, 366))
def test_a_date_within_a_year_is_heard_back(now: datetime, ahead: int) -> None:
    value = (now.date() + timedelta(days=ahead)).isoformat()

    assert heard_back(Kind.DATE, value, now) == value
    assert mentions(spoken_date(value, now), value, kind=Kind.DATE, now=now)


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_any_other_date_is_heard_back_with_its_year(day: date) -> None:
    assert heard_back(Kind.DATE, day.isoformat()) == day.isoformat()


@given(st.integers(0, 287))
def test_a_time_is_heard_back(fives: int) -> None:
    value = f"{fives // 12:02}:{fives % 12 * 5:02}"

    assert heard_back(Kind.TIME, value) == value
    assert mentions(spoken_time(value), value, kind=None, now=NOW)


@given(NOWS, st.integers(0, 360), st.integers(0, 287))
def test_a_date_and_time_is_heard_back(now: datetime, ahead: int, fives: int) -> None:
    value = f"{now.date() + timedelta(days=ahead)}T{fives // 12:02}:{fives % 12 * 5:02}"

    assert heard_back(Kind.DATETIME, value, now) == value
    assert mentions(spoken(value, Kind.DATETIME, now), f"{value}:00", kind=None, now=now)


@given(st.from_regex(r"\+1[2-9][0-9]{2}[2-9][0-9]{6}", fullmatch=True))
def test_a_phone_number_is_heard_back(value: str) -> None:
    assert heard_back(Kind.PHONE, value) == value
    assert mentions(spoken_phone(value), value[2:], kind=None, now=NOW)


@given(st.integers(0, 2**32 - 1))
def test_an_address_is_heard_back(seed: int) -> None:
    faker = Faker("en_CA")
    faker.seed_instance(seed)
    value = faker.email()

    assert heard_back(Kind.EMAIL, value) == value
    assert mentions(spoken_email(value), value, kind=None, now=NOW)


@given(st.booleans(), st.integers(0, 9999))
def test_a_yes_and_a_number_are_heard_back(yes: bool, count: int) -> None:
    assert heard_back(Kind.BOOLEAN, str(yes).lower()) == str(yes).lower()
    assert heard_back(Kind.NUMBER, str(count)) == str(count)
