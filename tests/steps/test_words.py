"""The words of steps, read as values."""

import string
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.errors import InputError
from harness.steps.wording import pattern
from harness.steps.words import column, count, facts, file_name, language, moment, quoted_names, records, rows_by_table

NOW = datetime(2026, 1, 18, 10, 0, tzinfo=ZoneInfo("America/Vancouver"))
QUOTED = st.text(alphabet=string.printable.replace('"', "").replace("\n", "").replace("\r", ""), max_size=30)


@given(QUOTED, QUOTED)
def test_quoted_places_take_whatever_stands_between_the_quotation_marks(first: str, second: str) -> None:
    step = pattern('the tool "{tool}" has "{other}"')
    sentence = f'the tool "{first}" has "{second}"'

    assert step.is_matching(sentence)
    assert step.parse_arguments(sentence) == {"tool": first, "other": second}


def test_a_step_is_the_whole_sentence() -> None:
    step = pattern("the call ends politely")

    assert step.is_matching("the call ends politely")
    assert not step.is_matching("the call ends politely, mostly")
    assert not step.is_matching("and the call ends politely")


def test_punctuation_in_a_step_is_only_punctuation() -> None:
    assert pattern("is it so? (yes.)").is_matching("is it so? (yes.)")
    assert not pattern("it ends.").is_matching("it ends!")


def test_a_free_place_is_words_without_quotation_marks() -> None:
    step = pattern("<speaker> asks for <what>")

    assert step.parse_arguments("Mr. Lee asks for the last name") == {"speaker": "Mr. Lee", "what": "the last name"}
    assert not step.is_matching('Lee asks for the name before calling "bookTable"')


def test_a_speaker_is_nobody_who_never_does_something() -> None:
    says, never_says = pattern('<speaker> says "{text}"'), pattern('<speaker> never says "{text}"')

    assert not says.is_matching('Lee never says "hello"')
    assert never_says.parse_arguments('Lee never says "hello"') == {"speaker": "Lee", "text": "hello"}
    assert says.parse_arguments('Lee says "never"') == {"speaker": "Lee", "text": "never"}


def test_numbers_are_numbers() -> None:
    seconds, status = pattern("a pause of <seconds> seconds"), pattern("the answer is HTTP <status>")

    assert seconds.parse_arguments("a pause of 2.5 seconds") == {"seconds": "2.5"}
    assert not seconds.is_matching("a pause of some seconds")
    assert status.parse_arguments("the answer is HTTP 404") == {"status": "404"}
    assert not status.is_matching("the answer is HTTP 200 with:")


def test_an_ending_may_be_there_or_not() -> None:
    step = pattern('"{table}" gains <number> row[|s]')

    assert step.parse_arguments('"tables" gains 1 row') == {"table": "tables", "number": "1"}
    assert step.parse_arguments('"tables" gains 2 rows') == {"table": "tables", "number": "2"}


@pytest.mark.parametrize(
    ("words", "number"), [("once", 1), ("twice", 2), ("never", 0), ("no", 0), ("three times", 3), ("1 time", 1), ("12", 12)]
)
def test_times_are_counted(words: str, number: int) -> None:
    assert count(words) == number


@given(st.integers(min_value=0, max_value=10**6))
def test_every_number_is_counted(number: int) -> None:
    assert count(f"{number} times") == count(str(number)) == number


@pytest.mark.parametrize("words", ["", "often", "-1", "1.5 times", "twice a day"])
def test_what_is_no_number_of_times_is_refused_by_name(words: str) -> None:
    with pytest.raises(InputError, match=f'"{words}" is not a number of times'):
        count(words)


def test_facts_are_two_columns() -> None:
    assert facts([[" name ", "Ann Lee"], ["table for", " four "]]) == {"name": "Ann Lee", "table for": "four"}
    with pytest.raises(InputError, match="two columns"):
        facts([["name", "Ann Lee", "or so"]])


def test_a_fact_told_twice_is_refused() -> None:
    with pytest.raises(InputError, match="'name' is there twice"):
        facts([["name", "Ann Lee"], ["name", "Bo Lee"]])


def test_records_have_a_heading() -> None:
    assert records([["name", "seats"], ["Ann", "2"], ["Bo", ""]]) == [{"name": "Ann", "seats": "2"}, {"name": "Bo", "seats": ""}]


@pytest.mark.parametrize(
    ("table", "complaint"), [([["name"]], "says nothing"), ([["name", "name"], ["a", "b"]], "names a column twice: name, name")]
)
def test_a_table_that_says_nothing_or_one_thing_twice_is_refused(table: list[list[str]], complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        records(table)


def test_a_column_that_must_be_there() -> None:
    assert column([{"table": "rooms"}, {"table": "guests"}], "table") == "rooms"
    with pytest.raises(InputError, match='needs a column "table"'):
        column([{"room": "12"}], "table")


def test_rows_go_to_the_table_they_name() -> None:
    assert rows_by_table([["table", "name"], ["rooms", "12"], ["guests", "Ann"]]) == [
        ("rooms", {"name": "12"}),
        ("guests", {"name": "Ann"}),
    ]


def test_a_moment_is_in_the_zone_of_the_call() -> None:
    assert moment("2026-01-20 14:00", NOW) == datetime(2026, 1, 20, 14, 0, tzinfo=NOW.tzinfo)
    with pytest.raises(InputError, match='"Tuesday" is not a date and time'):
        moment("Tuesday", NOW)


def test_a_name_is_found_in_its_file() -> None:
    assert file_name("Harbour  guests at night") == "harbour-guests-at-night"


@pytest.mark.parametrize(("words", "number"), [("一次", 1), ("两次", 2), ("3次", 3), ("3 次", 3), ("三", 3)])
def test_times_are_counted_in_chinese(words: str, number: int) -> None:
    assert count(words) == number


def test_languages_have_names_in_both() -> None:
    assert {language(name) for name in ("Chinese", "中文", "普通话")} == {"zh"}
    with pytest.raises(InputError, match='"Latin" is not a language known here'):
        language("Latin")


def test_names_between_quotation_marks() -> None:
    assert quoted_names('"A", then "B c"') == quoted_names("“A”、「B c」") == ("A", "B c")


def test_the_headings_that_are_ours_have_chinese_names() -> None:
    assert rows_by_table([["表", "变化", "name"], ["rooms", "增加", "12"]]) == [("rooms", {"change": "增加", "name": "12"})]
