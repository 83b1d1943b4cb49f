"""How long speech takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.runtime.clock import Pace, speech_ms


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("", 0),
        ("Hi.", 400),
        ("one two three four five", 2000),
        ("请稍等一下", 1000),
        ("我要 table 两位", 1200),
        ("Well - yes!", 800),
        ("…", 300),
        ("Grüezi mitenand", 800),
    ],
)
def test_speech_takes_as_long_as_its_words(text: str, milliseconds: int) -> None:
    assert speech_ms(text, Pace()) == milliseconds


def test_a_faster_pace_takes_less_but_never_nothing() -> None:
    assert speech_ms("one two three four five", Pace(words_per_minute=300)) == 1000
    assert speech_ms("Hi.", Pace(words_per_minute=100_000)) == 300


@given(st.text(min_size=1, max_size=50), st.text(max_size=50))
def test_more_words_never_take_less_time(text: str, more: str) -> None:
    assert speech_ms(text, Pace()) <= speech_ms(f"{text} {more}", Pace())
