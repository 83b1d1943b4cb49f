"""What may be read by others once it is written."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from harness.reporting.redacted import redacted_run, redacted_trace, redacted_value
from harness.reporting.redaction import is_fictional_phone, is_secret_name, redact_text
from tests.reporting.sample import booked_call, sample_run, unasked_call

SEPARATORS = st.sampled_from(["", " ", "-", ".", "/", "\N{NO-BREAK SPACE}", "\N{EN DASH}"])
WORDS = st.text(alphabet=st.characters(whitelist_categories=["Lu", "Ll", "Lo", "Zs", "Po"]), max_size=20)


@st.composite
def north_american(draw: st.DrawFn) -> str:
    """A number that may ring, as people write it."""
    area, exchange = draw(st.integers(200, 999)), draw(st.integers(200, 999).filter(lambda number: number != 555))
    line, gap = draw(st.integers(0, 9999)), draw(SEPARATORS)
    country = draw(st.sampled_from(["", "+1", "1", "+1 ", "1-", "001 "]))
    area_text = draw(st.sampled_from([f"{area}", f"({area})", f"({area}) "]))
    return f"{country}{area_text}{gap}{exchange}{gap}{line:04d}"


@st.composite
def anywhere(draw: st.DrawFn) -> str:
    """Eleven to fifteen digits after a plus, in groups."""
    digits = str(draw(st.integers(10**11, 10**15 - 1)))
    cut, gap = draw(st.integers(2, 9)), draw(SEPARATORS)
    return f"+{digits[:3]}{gap}{digits[3 : 3 + cut]}{gap}{digits[3 + cut :]}"


def digits_of(text: str) -> str:
    """The decimal digits in a text."""
    return "".join(character for character in text if character.isdecimal())


@given(before=WORDS, phone=north_american() | anywhere(), after=WORDS)
def test_no_real_phone_number_survives(before: str, phone: str, after: str) -> None:
    if is_fictional_phone(digits_of(phone)):
        return

    assert len(digits_of(redact_text(f"{before}{phone}{after}"))) <= 2


@given(st.text())
def test_redacting_twice_changes_nothing_more(text: str) -> None:
    once = redact_text(text)

    assert redact_text(once) == once


@given(phone=north_american())
def test_a_masked_number_keeps_its_last_two_digits_and_its_shape(phone: str) -> None:
    masked = redact_text(phone)

    assert digits_of(masked) == digits_of(phone)[-2:]
    assert len(masked) == len(phone)


@pytest.mark.parametrize(
    "text",
    [
        "604-555-0123",
        "+1 (604) 555-0199",
        "+447700900123",
        "020 7946 0018",
        "jane@example.com",
        "jane@mail.example.org",
        "jane@hotel.test",
        "Tuesday at 14:00, 2026-01-20T14:00:00-08:00",
        "2026-01-20 14:00",
        "c8617e87-be85-45b9-ba53-1fed059cb5e9",
        "12345678-1234-1234-1234-123456789012",
        "[1024, 2048, 4096]",
        "49.2827291, -123.1207375",
        "features/a.feature:14 --seed 20260118",
        "call_0000000001",
        "the secret of a good soup",
    ],
)
def test_what_belongs_to_nobody_or_is_no_number_of_anyone_stays(text: str) -> None:
    assert redact_text(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call 604-868-1234.", "Call •••-•••-••34."),
        ("电话13800138000谢谢", "电话•••••••••00谢谢"),
        ("6 0 4, 8 6 8, 1 2 3 4", "• • •, • • •, • • 3 4"),
        ("2026-01-20 6048681234", "2026-01-20 ••••••••34"),
        ("604-555-0123 604-868-1234", "•••-•••-•••• •••-•••-••34"),
        ("邮箱是jane.roe@mail.com的", "邮箱是j•••@•••.com的"),
        ("Authorization: Bearer abc.def", "Authorization: Bearer ••••"),
        ("X-Vapi-Secret: s3cr3t", "X-Vapi-Secret: ••••"),
        ('{"apiKey": "k-1", "seats": 2}', '{"apiKey": "••••", "seats": 2}'),
        ("https://user:pass@host/path?token=abc&x=1", "https://user:••••@host/path?token=••••&x=1"),
        ("key sk-abcdefghijklmnop", "key ••••"),
        ("eyJhbGciOiJI.eyJzdWIi.c2lnbmF0dXJl", "••••"),
    ],
)
def test_secrets_numbers_and_addresses_are_masked(text: str, expected: str) -> None:
    assert redact_text(text) == expected


@pytest.mark.parametrize("zero", ["\N{FULLWIDTH DIGIT ZERO}", "\N{ARABIC-INDIC DIGIT ZERO}"])
def test_digits_of_other_scripts_are_digits(zero: str) -> None:
    digits = [chr(ord(zero) + int(digit)) for digit in "6048681234"]

    assert redact_text("".join(digits)) == "•" * 8 + digits[-2] + digits[-1]


def test_what_is_to_be_kept_stays_however_it_is_punctuated() -> None:
    keep = frozenset({"+1 604 868 1234", "Jane@gmail.com"})

    assert redact_text("+16048681234 or jane@gmail.com", keep) == "+16048681234 or jane@gmail.com"
    assert redact_text("token=abc", frozenset({"abc"})) == "token=••••"


@pytest.mark.parametrize(
    "name", ["Authorization", "X-Vapi-Secret", "apiKey", "api_key", "access_token", "password", "Set-Cookie"]
)
def test_fields_that_hold_secrets_are_known_by_name(name: str) -> None:
    assert is_secret_name(name)


@pytest.mark.parametrize("name", ["name", "tokenCount", "secretary", "authorizationsNeeded"])
def test_fields_that_only_sound_like_secrets_are_not(name: str) -> None:
    assert not is_secret_name(name)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"apiKey": "abc", "seats": 2}, {"apiKey": "••••", "seats": 2}),
        ({"guestPhone": "868-1234"}, {"guestPhone": "•••-••34"}),
        ({"guestPhone": 6048681234}, {"guestPhone": "••••••••34"}),
        ({"guestPhone": "555-0123", "none": None, "yes": True}, {"guestPhone": "555-0123", "none": None, "yes": True}),
        ({"deep": [{"token": 5}, ("a@b.de", 12345678901)]}, {"deep": [{"token": "••••"}, ("a•••@•••.de", "•••••••••01")]}),
        ("half a pair \ud800", "half a pair ?"),
    ],
)
def test_values_are_masked_by_the_name_of_their_field(value: Any, expected: Any) -> None:
    assert redacted_value(value) == expected


def test_a_call_keeps_its_numbers_times_and_ids() -> None:
    before, after = unasked_call().trace, redacted_trace(unasked_call().trace)

    assert [(type(e), e.n, e.at) for e in before] == [(type(e), e.n, e.at) for e in after]
    assert [use.request.call_id for use in after.tool_uses] == ["t1"]
    assert after.started == before.started


def test_a_call_without_anything_secret_comes_back_equal() -> None:
    assert redacted_trace(booked_call().trace) == booked_call().trace


def test_tables_of_steps_are_masked_by_their_headings() -> None:
    run = sample_run()
    step = run.scenarios[0].steps[1]
    tables = [(("header", "value"), ("X-Vapi-Secret", "abc")), (("name", "password"), ("Jane", "abc"))]

    steps = tuple(replace(step, table=table) for table in tables)
    masked = redacted_run(replace(run, scenarios=(replace(run.scenarios[0], steps=steps),))).scenarios[0].steps

    assert [step.table[1][1] for step in masked] == ["••••", "••••"]


def test_replay_commands_stay_as_they_are() -> None:
    run = sample_run()

    assert [s.replay for s in redacted_run(run).scenarios] == [s.replay for s in run.scenarios]
    assert not re.search("868", str(redacted_run(run)))
