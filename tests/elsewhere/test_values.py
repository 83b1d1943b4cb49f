"""From what a caller says to arguments as the schema wants them: types, formats, defaults, lists, objects."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.agents.literal.arguments import argument, fits
from harness.language.slot import slot_of
from tests.elsewhere.desk import TODAY, talk, tool

TEXT: Mapping[str, Any] = {"type": "string"}
WISH = "I'd like to reserve a table."

FORMATS: list[tuple[str, Mapping[str, Any], str, Any]] = [
    ("date", {"type": "string", "description": "YYYY-MM-DD"}, "March 6", "2026-03-06"),
    ("date", {"type": "string", "description": "MM/DD/YYYY"}, "March 6", "03/06/2026"),
    ("date", {"type": "string", "description": "DD.MM.YYYY"}, "next Friday", "13.03.2026"),
    ("date", {"type": "string", "format": "date"}, "tomorrow", "2026-03-03"),
    ("time", {"type": "string", "description": "HH:MM, 24-hour clock"}, "half past seven in the evening", "19:30"),
    ("time", {"type": "string", "description": "12-hour clock, e.g. 7:30 PM"}, "9 pm", "9:00 PM"),
    ("time", {"type": "string", "description": "HH:MM:SS"}, "3 pm", "15:00:00"),
    ("phone", {"type": "string", "description": "E.164"}, "604-555-0123", "+16045550123"),
    ("phone", {"type": "string", "description": "10 digits"}, "604 555 0123", "6045550123"),
    ("phone", {"type": "string", "description": "as (604) 555-0123: (XXX) XXX-XXXX"}, "604 555 0123", "(604) 555-0123"),
    ("phone", {"type": "string", "pattern": r"^\d{10}$"}, "604-555-0123", "6045550123"),
    ("party_size", {"type": "integer"}, "four of us", 4),
    ("party_size", {"type": "string"}, "four", "4"),
    ("seating", {"type": "string", "enum": ["indoor", "PATIO"]}, "the patio please", "PATIO"),
    ("high_chair", {"type": "boolean"}, "yes please", True),
    ("high_chair", {"type": "boolean"}, "no", False),
    ("order_number", {"type": "string", "pattern": "^[0-9]{5}$"}, "it's 40551", "40551"),
    (
        "dishes",
        {"type": "array", "items": {"type": "string", "enum": ["soup", "salad", "cake"]}},
        "soup and cake",
        ["soup", "cake"],
    ),
]


@pytest.mark.parametrize(("name", "schema", "said", "expected"), FORMATS)
def test_an_answer_arrives_in_the_type_and_format_of_the_schema(
    name: str, schema: Mapping[str, Any], said: str, expected: Any
) -> None:
    """One parameter, one question, one answer."""
    assert talk(TODAY, (tool("reserve_table", **{name: schema}),), WISH, said).calls == (("reserve_table", {name: expected}),)


UNFIT: list[tuple[str, Mapping[str, Any], str]] = [
    ("party_size", {"type": "integer", "maximum": 8}, "forty"),
    ("order_number", {"type": "string", "pattern": "^[0-9]{5}$"}, "it's 405"),
    ("seating", {"type": "string", "enum": ["indoor", "patio"]}, "on the roof"),
]


@pytest.mark.parametrize(("name", "schema", "said"), UNFIT)
def test_what_the_schema_would_refuse_is_asked_again_and_never_sent(name: str, schema: Mapping[str, Any], said: str) -> None:
    """Three times, then the call ends politely."""
    talked = talk(TODAY, (tool("reserve_table", **{name: schema}),), WISH, said, said, said)

    assert talked.calls == ()
    assert talked.said[1].startswith(("I'm sorry, that", "Sorry, I did not catch that"))
    assert talked.said[-1].endswith("Goodbye.")


def test_a_relative_day_is_not_made_up_when_the_prompt_names_no_date() -> None:
    """The caller's own words are passed."""
    assert talk("Speak English.", (tool("reserve_table", date=TEXT),), WISH, "next Friday").calls[0][1] == {"date": "next Friday"}


def test_constants_and_single_choices_are_sent_without_asking() -> None:
    """And so is a default of a required parameter."""
    schema: dict[str, Mapping[str, Any]] = {
        "currency": {"const": "CAD"},
        "channel": {"enum": ["phone"]},
        "copies": {"type": "integer", "default": 1},
    }
    talked = talk(TODAY, (tool("reserve_table", **{"name": TEXT, **schema}),), WISH, "Ann Lee")

    assert talked.calls[0][1] == {"name": "Ann Lee", "currency": "CAD", "channel": "phone", "copies": 1}


def test_a_value_set_by_the_prompt_takes_the_schemas_type() -> None:
    """ "Set smsConsent to true" sends a boolean."""
    spec = tool("reserve_table", name=TEXT, smsConsent={"type": "boolean"}, maxWait={"type": "integer"})
    talked = talk(TODAY + "Set smsConsent to true.\nAlways pass 15 as maxWait.\n", (spec,), WISH, "Ann Lee")

    assert talked.calls[0][1] == {"name": "Ann Lee", "smsConsent": True, "maxWait": 15}


def test_the_parts_of_an_object_are_asked_one_by_one() -> None:
    """And sent as the object."""
    guest = {"type": "object", "properties": {"name": TEXT, "phone": TEXT, "nickname": TEXT}, "required": ["name", "phone"]}
    talked = talk(TODAY, (tool("reserve_table", guest=guest, date=TEXT),), WISH, "Ann Lee", "604-555-0123", "March 6")

    assert talked.calls[0][1] == {"guest": {"name": "Ann Lee", "phone": "+16045550123"}, "date": "2026-03-06"}
    assert "nickname" not in " ".join(talked.said)


RANGES = [
    ("from March 6 to March 8", "2026-03-06", "2026-03-08"),
    ("March 6 until March 8", "2026-03-06", "2026-03-08"),
    ("arriving on Friday and leaving on Sunday", "2026-03-06", "2026-03-08"),
]


@pytest.mark.parametrize(("said", "start", "end"), RANGES)
@pytest.mark.parametrize(("first", "second"), [("checkIn", "checkOut"), ("start_date", "end_date"), ("pickupDate", "returnDate")])
def test_two_days_in_one_sentence_go_to_the_two_ends(said: str, start: str, end: str, first: str, second: str) -> None:
    """Whatever the two parameters are called, also in the other order in the schema."""
    day = {"type": "string", "format": "date"}
    for names in ((first, second), (second, first)):
        spec = tool("reserve_table", "Reserves a table.", **dict.fromkeys(names, day))
        assert talk(TODAY, (spec,), f"I'd like to reserve a table {said}.").calls[0][1] == {first: start, second: end}


def test_one_day_fills_the_first_end_only() -> None:
    """The other is asked."""
    day = {"type": "string", "format": "date"}
    talked = talk(TODAY, (tool("reserve_table", checkInDate=day, checkOutDate=day),), "I'd like to reserve a table on March 6.")

    assert talked.said == ("What is the check-out date?",)


def test_a_self_correction_is_one_value() -> None:
    """ "Friday, no, Saturday" is Saturday."""
    talked = talk(TODAY, (tool("reserve_table", date=TEXT),), WISH, "On Friday. No, sorry, Saturday.")

    assert talked.calls[0][1] == {"date": "2026-03-07"}


def test_an_id_found_by_one_tool_is_sent_by_another() -> None:
    """From a list the first; under another spelling of its name too."""
    find = tool("find_table", "Finds a free table. Returns tables, each with its id.", date=TEXT)
    reserve = tool("reserve_table", "Reserves it.", tableId={"type": "string", "description": "From find_table."}, name=TEXT)
    answers = {"find_table": ('{"tables": [{"id": "T4"}, {"id": "T9"}]}',)}
    talked = talk(TODAY, (reserve, find), WISH, "March 6", "Ann Lee", answers=answers)

    assert talked.calls == (("find_table", {"date": "2026-03-06"}), ("reserve_table", {"tableId": "T4", "name": "Ann Lee"}))


def test_what_a_tool_did_not_find_is_not_made_up() -> None:
    """The caller cannot know it, so nothing is asked and nothing is called."""
    find = tool("find_table", "Finds a free table.", date=TEXT)
    reserve = tool("reserve_table", "Reserves it.", tableId={"type": "string", "description": "From find_table."})
    talked = talk(TODAY, (reserve, find), WISH, "March 6", answers={"find_table": ('{"note": "busy"}',)})

    assert [name for name, _ in talked.calls] == ["find_table"]
    assert "I was not able to find the table id." in talked.said[-1]


@given(value=st.text(max_size=40), pattern=st.sampled_from([r"^\d{5}$", r"^[A-Z]{2}\d{3}$", "(", r"^\+\d+$"]))
def test_any_text_becomes_an_argument_or_does_not_fit(value: str, pattern: str) -> None:
    """Never an exception, whatever was heard and however broken the pattern is."""
    slot = slot_of("code")
    schema = {"type": "string", "pattern": pattern}

    assert isinstance(argument(value, slot, schema), str)
    assert fits(value, slot, schema) in (True, False)


def test_two_names_are_two_questions() -> None:
    """ "The owner's name and the boat's name"; and each answer goes to its own."""
    spec = tool("reserve_table", "Reserves a berth.", owner_name=TEXT, boat_name=TEXT)
    prompt = TODAY + "Ask for the owner's name and the boat's name.\n"
    talked = talk(prompt, (spec,), "I'd like to reserve a table", "Ann Lee", "Swift")

    assert talked.said[:2] == ("What is the owner's name?", "What is the boat's name?")
    assert talked.calls[0][1] == {"owner_name": "Ann Lee", "boat_name": "Swift"}


def test_what_a_tool_listed_is_offered_when_it_is_asked_for() -> None:
    """The caller hears what there is before choosing."""
    find = tool("list_times", "Lists free times for a day.", date=TEXT)
    reserve = tool(
        "reserve_table", "Reserves it.", date=TEXT, time={"type": "string", "description": "One that list_times gave."}
    )
    talked = talk(TODAY, (find, reserve), WISH, "March 6", "7 pm", answers={"list_times": ('{"free": ["18:00", "19:00"]}',)})

    assert talked.said[1] == "I can offer 6 PM or 7 PM. What time would you like?"
    assert talked.calls[1][1] == {"date": "2026-03-06", "time": "19:00"}


def test_a_full_date_is_asked_for_where_the_schema_takes_no_other_and_the_prompt_names_no_day() -> None:
    """Never counted from a made-up today."""
    spec = tool("reserve_table", date={"type": "string", "format": "date"})
    talked = talk("Speak English.", (spec,), WISH, "next Friday", "March 6, 2026")

    assert talked.said[1] == "I need the full date, with the year. What date would you like?"
    assert talked.calls == (("reserve_table", {"date": "2026-03-06"}),)
