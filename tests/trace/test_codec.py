"""Traces as JSON lines."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.trace.codec import CodecError, decode, encode, encode_event, header, read_events
from harness.trace.events import (
    AgentSpoke,
    CallEnded,
    CallerGaveUp,
    CallerSpoke,
    CallStarted,
    FaultInjected,
    FillerSpoken,
    HandedOff,
    HarnessWarned,
    RowChange,
    RowsChanged,
    ToolReplied,
    ToolRequested,
)
from harness.trace.trace import Trace

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
JSON_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
CELLS = st.dictionaries(TEXT, JSON_VALUES, max_size=3)
MAYBE = st.none() | TEXT
TIMES = st.integers(0, 10**7)
CHANGES = st.lists(st.builds(RowChange, table=TEXT, before=st.none() | CELLS, after=st.none() | CELLS), max_size=3).map(tuple)
PLACE = {"n": st.just(1), "at": TIMES}
EVENTS = st.one_of(
    st.builds(CallStarted, **PLACE, call_id=TEXT, squad=TEXT, assistant=TEXT, started_at=TEXT, customer_number=MAYBE),
    st.builds(CallerSpoke, **PLACE, text=TEXT, until=TIMES),
    st.builds(AgentSpoke, **PLACE, assistant=TEXT, text=TEXT, until=TIMES, spoken=st.booleans(), first=st.booleans()),
    st.builds(FillerSpoken, **PLACE, assistant=TEXT, text=TEXT, until=TIMES, kind=st.just("idle"), call_id=MAYBE),
    st.builds(ToolRequested, **PLACE, assistant=TEXT, tool=TEXT, call_id=TEXT, arguments=CELLS, url=MAYBE),
    st.builds(ToolReplied, **PLACE, tool=TEXT, call_id=TEXT, outcome=st.just("error"), text=TEXT, problem=MAYBE, body=MAYBE),
    st.builds(RowsChanged, **PLACE, call_id=MAYBE, changes=CHANGES),
    st.builds(HandedOff, **PLACE, source=TEXT, destination=TEXT, call_id=MAYBE),
    st.builds(FaultInjected, **PLACE, fault=TEXT, call_id=MAYBE),
    st.builds(CallerGaveUp, **PLACE, reason=TEXT),
    st.builds(HarnessWarned, **PLACE, message=TEXT, call_id=MAYBE),
    st.builds(CallEnded, **PLACE, reason=TEXT),
)
TRACES = st.lists(EVENTS, max_size=8).map(
    lambda events: Trace(events=tuple(msgspec.structs.replace(event, n=n) for n, event in enumerate(events, start=1)))
)
ONE_CALL = Trace(events=(CallerSpoke(n=1, at=0, text="Hello", until=400), CallEnded(n=2, at=400, reason="customer-ended-call")))


@given(TRACES)
def test_a_trace_comes_back_equal(trace: Trace) -> None:
    assert decode(encode(trace)) == trace


@given(TRACES)
def test_every_line_is_one_json_object(trace: Trace) -> None:
    lines = encode(trace).splitlines()

    assert json.loads(lines[0]) == {"callproof": 1}
    assert [json.loads(line)["n"] for line in lines[1:]] == list(range(1, len(trace) + 1))


@given(st.binary(max_size=200))
def test_any_bytes_are_a_call_or_an_error_with_a_line(data: bytes) -> None:
    for recording in (data, header() + data):
        lines = len(recording.splitlines())
        outcome = _decoded(recording)

        assert isinstance(outcome, Trace) or 1 <= outcome.line <= max(lines, 1)


def _decoded(recording: bytes) -> Trace | CodecError:
    try:
        return decode(recording)
    except CodecError as problem:
        return problem


def test_events_are_read_while_they_are_written() -> None:
    written = [header(), encode_event(ONE_CALL.events[0])]

    events = read_events(iter(written))

    assert next(events) == ONE_CALL.events[0]


def test_blank_lines_are_passed_over() -> None:
    assert decode(b"\n" + encode(ONE_CALL).replace(b"\n", b"\n\n")) == ONE_CALL


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (b"", 1, "empty"),
        (b'{"n": 1}\n', 1, "not a recorded call"),
        (b"\xff\xfe\n", 1, "not a recorded call"),
        (b'{"callproof": 2}\n', 1, "format version 2; this callproof reads version 1"),
        (header() + b'{"event": "sang", "n": 1}\n', 2, "not an event of a call"),
        (header() + encode_event(ONE_CALL.events[0])[:-9], 2, "cut off"),
        (header() + encode_event(ONE_CALL.events[1]), 2, "Event 1 should stand here, but event 2 does"),
        (header() + b"[" * 100_000, 2, "line"),
    ],
)
def test_a_bad_line_is_named_with_what_to_do(data: bytes, line: int, says: str) -> None:
    with pytest.raises(CodecError) as caught:
        decode(data, source="jane.jsonl")

    assert caught.value.line == line
    assert says in str(caught.value)
    assert str(caught.value).startswith(f"jane.jsonl:{line}: ")
    assert caught.value.mend


def test_events_out_of_order_are_not_written() -> None:
    with pytest.raises(CodecError, match="Event 1 should stand here"):
        encode(Trace(events=ONE_CALL.events[1:]))


def test_half_a_surrogate_pair_is_named_not_written() -> None:
    with pytest.raises(CodecError, match="Event 1 cannot be written"):
        encode(Trace(events=(CallerGaveUp(n=1, at=0, reason="\ud800"),)))
