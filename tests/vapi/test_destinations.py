"""A server's answer to where a call should go is read whatever it holds."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.contract.model import ContextPlan, Tool
from harness.ports import HttpFailure, HttpReply
from harness.vapi import DestinationAnswer, read_destination_reply

KEYS = st.sampled_from(
    ["destination", "type", "assistantName", "assistantId", "assistant", "number", "error", "result", "message", "name", "model",
     "contextEngineeringPlan", "variableExtractionPlan", "aliases", "schema", "assistantOverrides", "variableValues", "toolIds",
     "server", "url", "maxMessages", "squadId"]
)  # fmt: skip
WORDS = st.sampled_from(["assistant", "dynamic", "number", "sip", "squad", "lastNMessages", "", "Ben"])
VALUES = WORDS | st.integers() | st.none()
JSON = st.recursive(
    VALUES | st.floats(allow_nan=False) | st.booleans(),
    lambda below: st.lists(below, max_size=2) | st.dictionaries(KEYS, below, max_size=4),
    max_leaves=12,
)


def read(body: Any) -> DestinationAnswer:
    return read_destination_reply(HttpReply(status=200, body=msgspec.json.encode(body)))


def test_everything_an_answer_can_say() -> None:
    plan = {"type": "lastNMessages", "maxMessages": 2}
    place = {"type": "assistant", "assistantName": "Ben", "contextEngineeringPlan": plan}
    told = read({"destination": place, "result": "Ben.", "message": {"type": "request-start", "content": "Here is Ben."}})

    assert told.destination is not None
    assert (told.destination.name, told.destination.context) == ("Ben", ContextPlan(kind="lastNMessages", max_messages=2))
    assert (told.result, told.message, told.problem) == ("Ben.", "Here is Ben.", None)


@pytest.mark.parametrize("message", ["Here is Ben.", {"content": "Here is Ben."}])
def test_a_message_is_an_object_or_its_text(message: Any) -> None:
    assert read({"destination": {"assistantName": "Ben"}, "message": message}).message == "Here is Ben."


def test_an_assistant_in_the_answer_has_the_tools_it_names() -> None:
    body = {"destination": {"assistant": {"name": "Zoe", "model": {"toolIds": ["find"]}}}}
    found = Tool(name="find_room", slug="find")
    answer = read_destination_reply(HttpReply(status=200, body=msgspec.json.encode(body)), {"find": found})

    assert answer.destination is not None
    assert answer.destination.assistant is not None
    assert answer.destination.assistant.tools == (found,)
    assert read(body).problem == "there is no tool 'find'."


@given(JSON | st.fixed_dictionaries({"destination": st.dictionaries(KEYS, JSON, max_size=5)}))
def test_any_json_is_a_destination_or_a_problem(body: Any) -> None:
    answer = read(body)

    assert (answer.destination is None) != (answer.problem is None)


@given(st.binary(max_size=40), st.sampled_from([200, 204, 500]))
def test_no_bytes_break_the_reader(body: bytes, status: int) -> None:
    assert read_destination_reply(HttpReply(status=status, body=body)).problem


def test_no_answer_is_a_problem_in_its_own_words() -> None:
    assert read_destination_reply(HttpFailure(reason="socket hang up")).problem == "socket hang up"
