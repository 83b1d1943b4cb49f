"""What a server's answer means."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.contract.model import ToolMessage
from harness.ports import HttpFailure, HttpReply
from harness.vapi import NO_RESULT, Switches, ToolAnswer, read_api_reply, read_tool_reply

DEFAULT = Switches()
KEYS = st.sampled_from(["toolCallId", "result", "error", "message", "content", "contents", "role"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def read(body: Any, *, status: int = 200, switches: Switches = DEFAULT) -> ToolAnswer:
    """What call c1 is told."""
    raw = body if isinstance(body, bytes) else msgspec.json.encode(body)
    return read_tool_reply(HttpReply(status=status, body=raw), ["c1"], switches)["c1"]


def one(**entry: Any) -> dict[str, Any]:
    return {"results": [{"toolCallId": "c1", **entry}]}


def test_a_result_is_told_verbatim() -> None:
    assert read(one(result='{"slots": []}')) == ToolAnswer(outcome="result", text='{"slots": []}')


def test_an_error_is_told_as_an_error() -> None:
    assert read(one(error="The hotel is full")) == ToolAnswer(outcome="error", text="The hotel is full")
    assert read({"error": "The hotel is full"}) == ToolAnswer(outcome="error", text="The hotel is full")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"<html>", "invalid json response body"),
        (b"", "invalid json response body"),
        (b"\xff", "invalid json response body"),
        (b"[" * 100_000, "invalid json response body"),
        ([], "not a JSON object"),
        ({}, "no `results` list (found: nothing)"),
        ({"toolResult": {}, "speech": ""}, "no `results` list (found: speech, toolResult)"),
        ({"results": {"toolCallId": "c1", "result": "x"}}, "no `results` list (found: results)"),
        ({"results": []}, "no result carries toolCallId c1 (found: none)"),
        ({"results": [1, {"toolCallId": 2}, {"toolCallId": "C1", "result": "x"}]}, "toolCallId c1 (found: C1)"),
        ({"results": [{"toolCallId": "c1", "result": ""}]}, "the result is empty"),
        ({"results": [{"toolCallId": "c1"}]}, "the result is empty"),
        ({"results": [{"toolCallId": "c1", "result": None, "error": None}]}, "the result is empty"),
    ],
)
def test_anything_wrong_with_the_body_is_no_result_with_its_reason(body: Any, problem: str) -> None:
    answer = read(body)

    assert (answer.outcome, answer.text) == ("no-result", NO_RESULT)
    assert problem in (answer.problem or "")


@pytest.mark.parametrize("status", [201, 204, 301, 400, 404, 500])
def test_only_http_200_counts_unless_the_switch_says_otherwise(status: int) -> None:
    refused = read(one(result="ok"), status=status)

    assert refused.problem == f"Your server rejected `tool-calls` webhook. Error: Request failed with status code {status}"
    assert read(one(result="ok"), status=status, switches=Switches(non200_body_parsed=True)).text == "ok"


def test_no_answer_is_worded_as_the_call_log_words_it() -> None:
    answer = read_tool_reply(HttpFailure(reason="timeout of 20000ms exceeded"), ["c1", "c2"], DEFAULT)

    assert answer["c1"] == answer["c2"]
    assert answer["c1"].problem == "Your server rejected `tool-calls` webhook. Error: timeout of 20000ms exceeded"


def test_each_call_gets_its_own_answer_whatever_the_order() -> None:
    body = msgspec.json.encode({"results": [{"toolCallId": "c2", "result": "two"}, {"toolCallId": "c1", "result": "one"}]})
    answers = read_tool_reply(HttpReply(status=200, body=body), ["c1", "c2", "c3"], DEFAULT)

    assert [answer.text for answer in answers.values()] == ["one", "two", NO_RESULT]


@pytest.mark.parametrize("result", [{"a": 1}, ["x"], 7, True, 0, False, 2**80])
def test_a_result_that_is_no_string_is_made_one_with_a_warning_or_rejected(result: Any) -> None:
    taken = read(json.dumps(one(result=result)).encode())

    assert json.loads(taken.text) == result
    assert len(taken.warnings) == 1
    assert taken.is_empty == (result in (0, False))
    assert read(json.dumps(one(result=result)).encode(), switches=Switches(result_non_string="reject")).text == NO_RESULT


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "\n"])
def test_a_line_break_is_warned_of(text: str) -> None:
    answer = read(one(result=text))

    assert answer.text == text
    assert "line break" in answer.warnings[0]


def test_result_and_error_together_are_warned_of() -> None:
    answer = read(one(result="ok", error="but"))

    assert (answer.outcome, answer.text) == ("result", "ok")
    assert "both" in answer.warnings[0]


def test_a_message_of_the_reply_is_read_with_everything_it_can_say() -> None:
    message = {
        "type": "request-complete",
        "content": "Done.",
        "contents": [{"type": "text", "text": "好。", "language": "zh"}, 1, {"language": "fr"}],
        "role": "assistant",
        "endCallAfterSpokenEnabled": True,
    }

    assert read(one(result="ok", message=message)).message == ToolMessage(
        kind="request-complete", content="Done.", contents={"zh": "好。"}, end_call_after_spoken=True
    )


def test_a_message_follows_the_outcome_and_an_empty_one_is_silence() -> None:
    assert read(one(error="no", message={"content": "Sorry.", "role": "system"})).message == ToolMessage(
        kind="request-failed", content="Sorry.", role="system"
    )
    assert read(one(result="ok", message={"content": ""})).message == ToolMessage(kind="request-complete")


@pytest.mark.parametrize("message", [None, "Done.", {}, {"content": 3}, []])
def test_what_is_no_message_is_none(message: Any) -> None:
    assert read(one(result="ok", message=message)).message is None


@given(JSON | st.fixed_dictionaries({"results": st.lists(JSON, max_size=3)}), st.sampled_from([200, 500]))
def test_no_body_breaks_the_reader(body: Any, status: int) -> None:
    answer = read(json.dumps(body).encode(), status=status)

    assert answer.text
    assert (answer.outcome == "no-result") == (answer.problem is not None)


@given(st.binary(max_size=60))
def test_no_bytes_break_the_readers(body: bytes) -> None:
    assert read(body).text
    assert read_api_reply(HttpReply(status=200, body=body)).text


def test_an_api_reply_is_its_body() -> None:
    assert read_api_reply(HttpReply(status=204, body=b'{"a": 1}')) == ToolAnswer(outcome="result", text='{"a": 1}')
    assert read_api_reply(HttpReply(status=302, body=b"{}")).problem == "Request failed with status code 302"
    assert read_api_reply(HttpFailure(reason="socket hang up")).text == "socket hang up"
