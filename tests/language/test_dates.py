"""Dates mean a day, seen from the day they are said."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.language.dates import dates

SUNDAY = datetime(2026, 1, 18, 10, 0)
MONDAY = datetime(2026, 1, 19, 10, 0)
TUESDAY = datetime(2026, 1, 20, 10, 0)


def heard(text: str, now: datetime = SUNDAY) -> list[str]:
    return [found.value for found in dates(text, now)]


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-20",
        "2026-01-20T14:00",
        "January 20",
        "Jan. 20th, please",
        "20th of January",
        "the twentieth of January",
        "January twentieth, twenty twenty-six",
        "january twenty",
        "Jan 20, 2026",
        "20 January 2026",
        "1/20/2026",
        "1/20/26",
        "1-20-2026",
        "20/1/2026",
        "1/20",
        "Tuesday",
        "on Tue at two",
        "this Tuesday",
        "next Tuesday",
        "Tuesday next week",
        "next week on Tuesday",
        "Tuesday the 20th",
        "next Tuesday, January 20th at 2 pm",
        "the day after tomorrow",
        "in two days",
        "in a couple of days",
        "two days from now",
        "the 20th",
        "on the twentieth",
        "the 20th of this month",
    ],
)
def test_said_on_a_sunday_each_means_the_coming_tuesday(text: str) -> None:
    assert heard(text) == ["2026-01-20"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-01-18"),
        ("this afternoon", "2026-01-18"),
        ("tomorrow", "2026-01-19"),
        ("yesterday", "2026-01-17"),
        ("Sunday", "2026-01-25"),
        ("last Monday", "2026-01-12"),
        ("a week from Tuesday", "2026-01-27"),
        ("the Tuesday after next", "2026-01-27"),
        ("in three weeks", "2026-02-08"),
        ("in a month", "2026-02-18"),
        ("two weeks from tomorrow", "2026-02-02"),
        ("a week ago", "2026-01-11"),
        ("the 3rd of next month", "2026-02-03"),
        ("the 5th", "2026-02-05"),
        ("on the twenty-first", "2026-01-21"),
        ("January 17", "2027-01-17"),
        ("January 18", "2026-01-18"),
        ("Feb 29", "2028-02-29"),
        ("March 3, 1985", "1985-03-03"),
        ("3/3/85", "1985-03-03"),
        ("on Sat", "2026-01-24"),
    ],
)
def test_days_are_counted_from_now(text: str, day: str) -> None:
    assert heard(text) == [day]


def test_next_means_the_next_calendar_week_and_this_the_first_one_after_today() -> None:
    assert [heard("this Tuesday", now) for now in (SUNDAY, MONDAY, TUESDAY)] == [["2026-01-20"], ["2026-01-20"], ["2026-01-27"]]
    assert [heard("next Tuesday", now) for now in (SUNDAY, MONDAY, TUESDAY)] == [["2026-01-20"], ["2026-01-27"], ["2026-01-27"]]


@pytest.mark.parametrize(
    "text",
    [
        "I sat in the sun",
        "May I ask?",
        "the second one",
        "24/7",
        "12 5th Avenue",
        "six oh four five five five 0123",
        "604-555-0123",
        "at two",
        "2026-02-30",
        "next week",
        "for three days",
        "13/13/2026",
        "",
    ],
)
def test_other_words_are_no_date(text: str) -> None:
    assert heard(text) == []


def test_several_dates_come_in_the_order_said() -> None:
    assert heard("from January 20 to January 23, or on Friday") == ["2026-01-20", "2026-01-23", "2026-01-23"]


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_a_date_with_its_year_is_that_date_on_every_day(day: date) -> None:
    written = f"{day:%B} {day.day}, {day.year}"

    assert heard(written) == heard(day.isoformat()) == heard(f"{day.month}/{day.day}/{day.year}") == [day.isoformat()]


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)), st.integers(0, 364))
def test_a_date_without_its_year_is_the_next_one(now: datetime, ahead: int) -> None:
    day = now.date() + timedelta(days=ahead)

    assert heard(f"{day:%B} {day.day}", now) == [day.isoformat()]


@given(st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)), st.sampled_from(("Monday", "Thursday", "Sunday")))
def test_a_weekday_is_within_the_next_seven_days(now: datetime, weekday: str) -> None:
    (value,) = heard(weekday, now)
    day = date.fromisoformat(value)

    assert f"{day:%A}" == weekday
    assert 1 <= (day - now.date()).days <= 7


@given(st.text() | st.text("0123456789/-. thndJanMyTuesdwkimoro"), st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)))
def test_no_text_is_too_strange(text: str, now: datetime) -> None:
    for found in dates(text, now):
        assert date.fromisoformat(found.value)
        assert found.text == text[found.start : found.end]


@pytest.mark.parametrize("text", ["in nine thousand years", "nine thousand years ago", "in nine hundred thousand weeks"])
def test_a_day_beyond_the_calendar_is_no_date(text: str) -> None:
    assert heard(text) == []


def test_a_day_before_a_part_of_the_day_is_no_hour() -> None:
    """ "January 30 in the afternoon" names a day; "January, 3 in the afternoon" may name an hour, and tells no day."""
    assert heard("on January 30 in the afternoon") == ["2026-01-30"]
    assert heard("January 30th in the morning") == ["2026-01-30"]
    assert heard("January, 3 in the afternoon") == []
