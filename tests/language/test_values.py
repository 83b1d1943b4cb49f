"""What fills a slot, what was corrected, and what was said at all."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.language.slot import Kind, slot_of
from harness.language.values import corrected, extract, mentions

NOW = datetime(2026, 1, 18, 10, 0)
LONG = (
    "My name is Jane Doe, and I would like a table for two on Tuesday, January 20 at 2 pm for a birthday; "
    "my number is 604-555-0123 and my email is jane dot doe at example dot com."
)


def answered(name: str, text: str, **schema: object) -> str | None:
    found = extract(slot_of(name, **schema), text, NOW, answering=True)  # type: ignore[arg-type]
    return found.value if found else None


def volunteered(name: str, text: str, **schema: object) -> str | None:
    found = extract(slot_of(name, **schema), text, NOW)  # type: ignore[arg-type]
    return found.value if found else None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("guestName", "Jane Doe"),
        ("firstName", "Jane"),
        ("lastName", "Doe"),
        ("party_size", "2"),
        ("date", "2026-01-20"),
        ("time", "14:00"),
        ("slot", "2026-01-20T14:00"),
        ("guestPhone", "+16045550123"),
        ("guestEmail", "jane.doe@example.com"),
        ("reason", "birthday"),
        ("nights", None),
        ("restaurant_name", None),
        ("postal_code", None),
        ("city", None),
    ],
)
def test_one_sentence_fills_each_slot_it_speaks_of_and_no_other(name: str, value: str | None) -> None:
    assert volunteered(name, LONG) == value


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("phone", "604-555-0123 - sorry, 0124", "+16045550124"),
        ("phone", "604-555-0123, no wait, 604-555-0199", "+16045550199"),
        ("phone", "it's not 604-555-0123, it's 604-555-0199", "+16045550199"),
        ("phone", "604-555-0123 or 604-555-0199", "+16045550123"),
        ("date", "Tuesday, no, Wednesday", "2026-01-21"),
        ("date", "I can't do Tuesday, Wednesday works", "2026-01-21"),
        ("date", "not Tuesday", None),
        ("date", "why not Tuesday?", "2026-01-20"),
        ("date", "Tuesday or Wednesday", "2026-01-20"),
        ("date", "I'm calling today to come on Friday", "2026-01-23"),
        ("time", "2 pm, sorry, 3 pm", "15:00"),
        ("slot", "Tuesday at two, sorry, at three", "2026-01-20T15:00"),
        ("party_size", "There'll be four of us, no, five", "5"),
        ("guest_name", "it's Smith, sorry, Smyth", "Smyth"),
    ],
)
def test_the_last_value_counts_only_when_the_speaker_corrects_himself(name: str, text: str, value: str | None) -> None:
    assert answered(name, text) == value


@pytest.mark.parametrize(
    "text",
    ["I'd rather not say.", "I don't have one.", "No thanks.", "Why do you need that?", "I don't know.", "Sorry?", "Yes.", "No."],
)
@pytest.mark.parametrize("name", ["name", "phone", "email", "date", "time", "party_size", "city", "postal_code", "reason"])
def test_a_refusal_fills_nothing(name: str, text: str) -> None:
    assert answered(name, text) is None


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("reason", "Uh, it's a birthday please", "birthday"),
        ("reason", "because my sink leaks", "my sink leaks"),
        ("reason", "My reason is a leaking pipe, and my name is Jane", "leaking pipe"),
        ("city", "Vancouver, please", "Vancouver"),
        ("city", "I'd like to stay in San Jose", "San Jose"),
        ("city", "Vancouver would be perfect!", "Vancouver"),
        ("city", "find something in san jose", "san jose"),
        ("address", "It's 12 Oak Street, Vancouver", "12 Oak Street, Vancouver"),
        ("return_date", "I need the car from March 7th to March 10th.", "2026-03-10"),
        ("party_size", "I need one seat", "1"),
        ("postal_code", "V6B 1A1", "V6B 1A1"),
        ("postal_code", "V six B one A one", "V6B1A1"),
        ("postal_code", "Sure, the code is AB12CD", "AB12CD"),
        ("time", "two", "14:00"),
        ("party_size", "just me", "1"),
        ("party_size", "at 7 pm for two", "2"),
        ("party_size", "three nights", None),
        ("slot", "Tuesday", None),
        ("restaurant_name", "Golden Wok please", "Golden Wok"),
    ],
)
def test_a_direct_answer_may_be_bare(name: str, text: str, value: str | None) -> None:
    assert answered(name, text) == value


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("address", "My address is 12 Oak Street", "12 Oak Street"),
        ("postal_code", "my postal code is V6B 1A1, and my name is Jane", "V6B 1A1"),
        ("city", "I need a hotel in San Jose on Tuesday", "San Jose"),
        ("city", "in January", None),
        ("check_in_date", "from January 20 to January 23", "2026-01-20"),
        ("check_out_date", "from January 20 to January 23", "2026-01-23"),
        ("check_out_date", "January 20", None),
        ("return_date", "leaving Tuesday and returning Friday", "2026-01-23"),
        ("nights", "a room for two guests for three nights", "3"),
        ("party_size", "at 7 pm", None),
        ("lastName", "My first name is Jane and my last name is Doe", "Doe"),
        ("lastName", "I'm Jane", None),
        ("reason", "hello there", None),
        ("date", "Thank you, that's all for today.", None),
        ("date", "I don't want it right now", None),
        ("return_date", "I want to travel on March 9th", None),
        ("date", "I want to travel on March 9th", "2026-03-09"),
    ],
)
def test_unasked_values_need_words_that_say_what_they_are(name: str, text: str, value: str | None) -> None:
    assert volunteered(name, text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Yes please", "true"),
        ("sure", "true"),
        ("No thanks", "false"),
        ("not really", "false"),
        ("I don't know", None),
        ("Tuesday", None),
    ],
)
def test_yes_and_no(text: str, value: str | None) -> None:
    assert answered("consent", text, json_type="boolean") == value


def test_a_closed_list_is_heard_by_its_own_spelling() -> None:
    options = ("deluxe room", "standard_room")

    assert answered("service", "deluxe, no, standard", choices=options) == "standard_room"
    assert volunteered("service", "I'd like standard rooms", choices=options) == "standard_room"
    assert volunteered("service", "standard, I think", choices=options) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Sorry, the number is 0124 at the end", "+16045550124"),
        ("the last four digits are oh one two four", "+16045550124"),
        ("it ends in 0124", "+16045550124"),
        ("no, 0124", "+16045550124"),
        ("0124, not 0123", "+16045550124"),
        ("0123 should be 0124", "+16045550124"),
        ("the last digit is 4", "+16045550124"),
        ("the area code is 778", "+17785550123"),
        ("Sorry, I meant 555 0199", "+16045550199"),
        ("it's 604 555 0199", "+16045550199"),
        ("thanks a lot", None),
        ("for two people", None),
    ],
)
def test_a_part_of_a_phone_number_is_corrected(text: str, value: str | None) -> None:
    assert corrected("+16045550123", text, slot_of("phone")) == value


def test_the_day_or_the_hour_of_a_moment_is_corrected_alone() -> None:
    slot = slot_of("slot")

    assert corrected("2026-01-20T14:00", "no, at three", slot) == "2026-01-20T15:00"
    assert corrected("2026-01-20T14:00", "make it Wednesday", slot, now=NOW) == "2026-01-21T14:00"
    assert corrected("2026-01-20T14:00", "fine", slot, now=NOW) is None


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("two in the afternoon", "14:00", None),
        ("Tuesday", "2026-01-20", None),
        ("604 555 0123", "+16045550123", None),
        ("604 555 0123", "6045550123", None),
        ("six oh four five five five oh one two three", "604-555-0123", None),
        ("Jane Doe", "Jane", None),
        ("it's jane doe", "Jane Doe", Kind.NAME),
        ("José O'Brien", "Jose OBrien", Kind.NAME),
        ("the two of us", "2", None),
        ("Tuesday at two", "2026-01-20T14:00:00", None),
        ("Tuesday at two", "2026-01-20T14:00:00-08:00", None),
        ("dinner at eight", "20:00", None),
        ("jane dot doe at example dot com", "jane.doe@example.com", None),
        ("V six B one A one", "V6B1A1", None),
        ("standard rooms", "standard_room", Kind.CHOICE),
        ("my sink has a leak", "leak in my sink", Kind.TEXT),
        ("Yes please", "true", None),
        ("Tuesday the 20th at 2", "January 20, 2026 at 2 PM", None),
        ("anything", "", None),
    ],
)
def test_a_value_is_mentioned_in_any_form(text: str, value: str, kind: Kind | None) -> None:
    assert mentions(text, value, kind=kind, now=NOW)


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("Tuesday at two", "2026-01-20T15:00:00", None),
        ("Tuesday at two", "2026-01-21T14:00:00", None),
        ("at two", "2026-01-20", None),
        ("604 555 0124", "+16045550123", None),
        ("my name is Jane", "Bob", None),
        ("Jane", "Jane Doe", Kind.NAME),
        ("the two of us", "12", None),
        ("my number is 604 555 0123", "4", None),
        ("No thanks", "true", None),
        ("hello", "general checkup", None),
        ("at eight am", "20:00", None),
    ],
)
def test_an_invented_value_is_not_mentioned(text: str, value: str, kind: Kind | None) -> None:
    assert not mentions(text, value, kind=kind, now=NOW)


def test_a_moment_in_another_zone_is_the_one_said_here() -> None:
    here = NOW.replace(tzinfo=timezone(timedelta(hours=-8)))

    assert mentions("Tuesday at two", "2026-01-20T22:00:00Z", kind=None, now=here)
    assert not mentions("Tuesday at two", "2026-01-20T21:00:00Z", kind=None, now=here)


SLOTS = [
    slot_of(name)
    for name in (
        "name",
        "last_name",
        "phone",
        "email",
        "date",
        "return_date",
        "time",
        "slot",
        "nights",
        "code",
        "city",
        "to",
        "reason",
    )
] + [slot_of("agreed", json_type="boolean"), slot_of("kind", choices=("one", "two"))]
WORDS = st.lists(
    st.sampled_from(
        (*LONG.split(), "not", "sorry,", "0124", "no", "last", "four", "is", "1/2", "@", "dot", "-", "at", "in", "\n")
    ),
    max_size=14,
).map(" ".join)


@given(st.text() | WORDS, st.booleans())
def test_extract_never_stumbles(text: str, answering: bool) -> None:
    for one in SLOTS:
        found = extract(one, text, NOW, answering=answering)
        if found is not None:
            assert found.value
            assert found.text == text[found.start : found.end]


@given(WORDS | st.text(), st.sampled_from(("+16045550123", "2026-01-20T14:00", "A1", "")))
def test_corrected_never_stumbles(text: str, previous: str) -> None:
    for one in SLOTS:
        value = corrected(previous, text, one, now=NOW)
        assert value is None or value


@given(WORDS | st.text(), WORDS | st.text(), st.sampled_from((None, *Kind)))
def test_mentions_never_stumbles_and_what_was_said_word_for_word_was_said(text: str, value: str, kind: Kind | None) -> None:
    assert mentions(text, value, kind=kind, now=NOW) in {True, False}
    assert mentions(f"{text} {value} {text}", value, kind=kind, now=NOW)
