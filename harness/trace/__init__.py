"""What happened in a call: numbered, timed events, the questions everyone asks of them, and how they are stored and shown."""

from harness.trace.codec import CodecError, decode, encode, read_events
from harness.trace.events import Event, RowChange
from harness.trace.outcome import Outcome, outcome_of, outcome_of_text
from harness.trace.trace import ToolUse, Trace
from harness.trace.transcript import excerpt, transcript

__all__ = [
    "CodecError",
    "Event",
    "Outcome",
    "RowChange",
    "ToolUse",
    "Trace",
    "decode",
    "encode",
    "excerpt",
    "outcome_of",
    "outcome_of_text",
    "read_events",
    "transcript",
]
