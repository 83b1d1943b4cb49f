"""What Allure is given."""

import json

from harness.reporting.allure import (
    HTTP_EXCHANGE,
    allure_conversation,
    conversation_html,
    http_exchange_json,
    rows_html,
    turn_lines,
)
from tests.reporting.parsed import parse
from tests.reporting.sample import NEVER_ASKED, booked_call, chinese_call, troubled_call, unasked_call


def test_a_turn_that_findings_point_at_is_failed_and_no_other() -> None:
    lines = turn_lines(unasked_call(), [NEVER_ASKED])

    assert [text for text, status in lines if status == "failed"] == [
        "🛠 bookTable(seats=2, startsAt=2026-01-20T19:00) → refused: guestPhone is missing"
    ]


def test_without_findings_every_turn_is_passed() -> None:
    assert {status for _, status in turn_lines(unasked_call())} == {"passed"}


def test_turns_name_who_speaks_and_what_the_tool_said() -> None:
    texts = [text for text, _ in turn_lines(booked_call())]

    assert texts[0] == "🤖 Mia: Harbour Hotel, this is Mia. How can I help?"
    assert texts[1] == "🧑 Caller: A table for two on Tuesday at seven, please."
    assert texts[5].endswith("→ done: Table 4 is reserved for Tuesday at 19:00.")


def test_what_went_wrong_on_purpose_is_told_among_the_turns() -> None:
    texts = [text for text, _ in turn_lines(troubled_call())]

    assert "⚡ The scenario made this go wrong on purpose: the backend does not answer" in texts
    assert "🛠 readMenu() → no answer: No result returned." in texts


def test_the_conversation_stands_alone() -> None:
    page = parse(conversation_html(unasked_call(), [NEVER_ASKED]))

    assert page.all("script") == []
    assert page.misnested == []
    assert len(page.all("style")) == 1
    assert len(page.all("li", class_="marked")) == 1
    assert "What day works for you?" in page.text
    assert "gmail" not in page.text


def test_rows_are_a_table_or_a_sentence() -> None:
    assert len(parse(rows_html(booked_call())).all("table")) == 3
    assert "The database is as it was." in parse(rows_html(unasked_call())).text


def test_an_answered_tool_call_is_an_exchange() -> None:
    exchange = json.loads(http_exchange_json(booked_call(), booked_call().trace.tool_uses[0]))

    assert exchange["schemaVersion"] == 1
    assert exchange["stop"] - exchange["start"] == 300
    assert exchange["request"]["method"] == "POST"
    assert json.loads(exchange["request"]["body"]["value"])["arguments"]["seats"] == 2
    assert exchange["response"]["status"] == 200
    assert exchange["response"]["statusText"] == "OK"


def test_a_tool_call_without_an_answer_is_an_exchange_with_an_error() -> None:
    exchange = json.loads(http_exchange_json(troubled_call(), troubled_call().trace.tool_uses[0]))

    assert exchange["error"] == {"name": "no answer", "message": "timeout of 20000ms exceeded"}
    assert "response" not in exchange


def test_attachments_are_only_those_that_have_something_to_show() -> None:
    assert [(name, kind) for name, _, kind in allure_conversation(booked_call())] == [
        ("Conversation", "text/html"),
        ("Database", "text/html"),
        ("bookTable at 14.9 s", HTTP_EXCHANGE),
    ]
    assert [name for name, _, _ in allure_conversation(chinese_call())] == ["Conversation"]
