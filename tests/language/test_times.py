"""Times of day are heard as people say them on the phone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.language.spoken import spoken_time
from harness.language.times import possible_times, times


def heard(text: str, *, answering: bool = False) -> list[str]:
    return [found.value for found in times(text, answering)]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2 pm", "14:00"),
        ("2:30 p.m.", "14:30"),
        ("2.30pm", "14:30"),
        ("2 30 pm", "14:30"),
        ("5 p m", "17:00"),
        ("14:00", "14:00"),
        ("09:05", "09:05"),
        ("02:30", "02:30"),
        ("2026-01-20T14:00:00", "14:00"),
        ("two in the afternoon", "14:00"),
        ("eight in the evening", "20:00"),
        ("8 tonight", "20:00"),
        ("half past two", "14:30"),
        ("quarter to three", "14:45"),
        ("a quarter after eight in the morning", "08:15"),
        ("twenty minutes past four", "16:20"),
        ("five to three", "14:55"),
        ("ten past nine pm", "21:10"),
        ("noon", "12:00"),
        ("12 noon", "12:00"),
        ("midnight", "00:00"),
        ("12 am", "00:00"),
        ("12:30 pm", "12:30"),
        ("two o'clock", "14:00"),
        ("at two", "14:00"),
        ("January 20 2 pm", "14:00"),
        ("make it three, please", "15:00"),
        ("two thirty", "14:30"),
        ("two oh five pm", "14:05"),
        ("evening 6, please", "18:00"),
        ("on the 4th in the morning at 10", "10:00"),
        ("quarter to 12 in the morning", "11:45"),
        ('3 o"clock in the afternoon', "15:00"),
        ("tomorrow evening at eight", "20:00"),
        ("tomorrow morning at six", "06:00"),
        ("Good morning, can I come at three", "15:00"),
    ],
)
def test_a_time_is_heard(text: str, time: str) -> None:
    assert heard(text) == [time]


def test_an_hour_alone_is_one_of_a_business_day() -> None:
    hours = [heard(f"at {hour}")[0] for hour in range(1, 13)]

    assert hours == ["13:00", "14:00", "15:00", "16:00", "17:00", "18:00", "07:00", "08:00", "09:00", "10:00", "11:00", "12:00"]


@pytest.mark.parametrize(
    "text",
    [
        "tomorrow morning",
        "at 2 days' notice",
        "at 12 Oak Street",
        "a table for two",
        "604-555-0123",
        "January 20",
        "nine to five",
        "$2.50",
        "for two people",
        "25:00",
        "",
    ],
)
def test_other_words_are_no_time(text: str) -> None:
    assert heard(text) == []


def test_only_an_answer_may_be_a_bare_hour() -> None:
    assert heard("Two, please.") == []
    assert heard("Two, please.", answering=True) == ["14:00"]
    assert heard("uh, 3", answering=True) == ["15:00"]
    assert heard("2 people", answering=True) == []


def test_both_ends_of_a_range_are_heard() -> None:
    assert heard("from 2 to 4 pm") == ["14:00", "16:00"]


def test_an_hour_without_am_or_pm_may_be_either() -> None:
    assert possible_times("dinner at eight") == {"08:00", "20:00"}
    assert possible_times("at eight am") == {"08:00"}


@given(st.integers(0, 23), st.integers(0, 11))
def test_a_spoken_time_is_heard_as_itself(hour: int, fives: int) -> None:
    time = f"{hour:02}:{fives * 5:02}"

    assert heard(spoken_time(time)) == [time]
    assert heard(f"Could I come at {spoken_time(time)}, please?") == [time]


@given(st.text() | st.text("0123456789: apmtwoquarnl.'ck"), st.booleans())
def test_no_text_is_too_strange(text: str, answering: bool) -> None:
    for found in times(text, answering):
        assert 0 <= int(found.value[:2]) < 24
        assert 0 <= int(found.value[3:]) < 60
        assert found.text == text[found.start : found.end]
