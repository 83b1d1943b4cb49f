"""A call as a conversation, and its effects as tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from harness.reporting.conversation import clock, conversation_of, ended_in_words, shown
from harness.reporting.rows import changed_tables, changes_in_words
from harness.reporting.run import PlayedCall
from harness.reporting.summary import SeenFinding
from harness.trace.events import CallEnded, CallStarted
from harness.trace.trace import Trace
from tests.reporting.sample import NEVER_ASKED, booked_call, chinese_call, troubled_call, unasked_call


@pytest.mark.parametrize("call", [booked_call(), unasked_call(), troubled_call(), chinese_call()])
def test_every_event_but_the_first_and_the_last_is_in_exactly_one_line(call: PlayedCall) -> None:
    covered = sorted(n for line in conversation_of(call) for n in line.events)

    assert covered == [event.n for event in call.trace if not isinstance(event, CallStarted | CallEnded)]


def test_a_finding_about_an_answer_marks_the_tool_call_it_answers() -> None:
    about_answer = replace(NEVER_ASKED, events=(8,))

    lines = conversation_of(unasked_call(), [SeenFinding(number=3, finding=about_answer)])

    assert [(line.n, line.marks) for line in lines if line.marks] == [(7, (3,))]


def test_a_tool_card_tells_arguments_answer_and_effect() -> None:
    card = next(line.tool for line in conversation_of(booked_call()) if line.tool)

    assert [(field.name, field.value) for field in card.arguments][2:] == [("seats", "2"), ("startsAt", "2026-01-20T19:00")]
    assert card.outcome == "done"
    assert (card.status, card.rows) == ("200 · 0.3 s", "4 rows changed")
    assert [(field.name, field.value) for field in card.fields] == [
        ("success", "true"),
        ("message", "Table 4 is reserved for Tuesday at 19:00."),
    ]


def test_assistants_go_by_their_short_name() -> None:
    assert {line.speaker for line in conversation_of(booked_call())} == {"Mia", "Caller"}


def test_how_a_call_ended_is_told_in_words() -> None:
    assert ended_in_words(booked_call()) == "The caller hung up (customer-ended-call) after 1:02."
    assert ended_in_words(chinese_call()) == "The recording stops before the call ended."

    odd = replace(chinese_call(), trace=Trace(events=(CallEnded(n=1, at=5000, reason="pipeline-error-x"),)))
    assert ended_in_words(odd) == "The call ended after 0:05: pipeline-error-x."


@given(st.integers(0, 10**7))
def test_the_clock_reads_back_as_whole_seconds(milliseconds: int) -> None:
    minutes, seconds = clock(milliseconds).split(":")

    assert int(minutes) * 60 + int(seconds) == milliseconds // 1000
    assert len(seconds) == 2


def test_a_long_value_is_cut_and_says_how_much_is_missing() -> None:
    assert shown("x" * 1250).endswith("… (50 more characters)")
    assert shown({"a": [1]}) == '{"a": [1]}'
    assert shown(None) == "\N{EN DASH}"


def test_tables_leave_out_columns_that_are_empty_throughout() -> None:
    tables = {table.name: table for table in changed_tables(booked_call().trace)}

    assert tables["reservations"].columns == ("id", "guest", "table_no", "status")
    assert [row.kind for row in tables["reservations"].rows] == ["added", "changed"]
    changed = tables["reservations"].rows[1].cells[3]
    assert (changed.before, changed.value) == ("booked", "moved")


def test_every_change_says_which_tool_call_caused_it() -> None:
    assert changed_tables(booked_call().trace)[0].rows[0].because == "bookTable at 0:15"
    assert changed_tables(troubled_call().trace)[0].rows[0].because == "no tool call at 0:23"


def test_changes_are_counted_in_words() -> None:
    assert changes_in_words(changed_tables(booked_call().trace)) == "2 rows added, 1 changed, 1 removed"
    assert changes_in_words(changed_tables(troubled_call().trace)) == "1 row added"
    assert changes_in_words(()) == "The database is as it was."
