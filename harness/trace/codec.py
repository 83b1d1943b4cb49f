"""A trace as lines of JSON, and back.

The first line is a header, `{"callproof": 1}`; every further line is one event, in order. Lines can be read while they are
written. Values JSON has no form for (dates, decimals, bytes in a row) come back as text; everything else comes back equal.
"""

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from harness.errors import InputError
from harness.trace.events import Event
from harness.trace.trace import Trace

__all__ = ["VERSION", "CodecError", "decode", "encode", "encode_event", "header", "read_events"]

VERSION = 1
"""Version of the format; raised when an older reader could misunderstand a line."""


class CodecError(InputError):
    """A recording that cannot be read or written: which line, what is wrong, what to do. The author of the file is at fault."""

    def __init__(self, *, source: str, line: int, problem: str, mend: str) -> None:
        super().__init__(f"{source}:{line}: {problem} {mend}")
        self.source = source
        self.line = line
        self.problem = problem
        self.mend = mend


class _Header(Struct, frozen=True, kw_only=True):
    callproof: int


_ENCODER = msgspec.json.Encoder()
_EVENT_DECODER: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)
_HEADER_DECODER = msgspec.json.Decoder(_Header)
_RECORD_AGAIN = "Record the call again, or remove the line and all that follow it."


def header() -> bytes:
    """The first line, with its line end."""
    return _ENCODER.encode(_Header(callproof=VERSION)) + b"\n"


def encode_event(event: Event) -> bytes:
    """One line, with its line end. Raises CodecError for text that is not Unicode (half of a surrogate pair)."""
    try:
        return _ENCODER.encode(event) + b"\n"
    except (UnicodeEncodeError, TypeError, RecursionError) as reason:
        problem = f"Event {event.n} cannot be written as JSON: {reason}."
        raise CodecError(source="<memory>", line=event.n + 1, problem=problem, mend="Mend its values.") from reason


def encode(trace: Trace) -> bytes:
    """The whole call as JSON lines. Raises CodecError when its events are not numbered 1, 2, 3 …"""
    for place, event in enumerate(trace.events, start=1):
        _check_number(event.n, expected=place, source="<memory>", line=place + 1)
    return header() + b"".join(map(encode_event, trace.events))


def decode(data: bytes, *, source: str = "<memory>") -> Trace:
    """The call that was written. `source` names the file in errors. Raises CodecError."""
    return Trace(events=tuple(read_events(data.splitlines(), source=source)))


def read_events(lines: Iterable[bytes], *, source: str = "<memory>") -> Iterator[Event]:
    """The events one by one, as the lines arrive; blank lines are passed over. Raises CodecError at the first bad line."""
    expected = 0
    last_line = 0
    for number, line in enumerate(lines, start=1):
        last_line = number
        if not line.strip():
            continue
        if expected == 0:
            _check_header(line, source=source, line_number=number)
        else:
            event = _event(line, source=source, line_number=number)
            _check_number(event.n, expected=expected, source=source, line=number)
            yield event
        expected += 1
    if expected == 0:
        raise CodecError(source=source, line=max(last_line, 1), problem="The recording is empty.", mend="Record the call again.")


def _check_header(line: bytes, *, source: str, line_number: int) -> None:
    try:
        version = _HEADER_DECODER.decode(line).callproof
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as reason:
        raise CodecError(
            source=source,
            line=line_number,
            problem='This is not a recorded call: the first line is not {"callproof": 1}.',
            mend="Give a file that callproof recorded.",
        ) from reason
    if version != VERSION:
        raise CodecError(
            source=source,
            line=line_number,
            problem=f"The recording has format version {version}; this callproof reads version {VERSION}.",
            mend="Record the call again, or read it with the callproof that wrote it.",
        )


def _event(line: bytes, *, source: str, line_number: int) -> Event:
    try:
        return _EVENT_DECODER.decode(line)
    except msgspec.ValidationError as reason:
        problem = f"This line is JSON but not an event of a call: {_plain(reason)}."
    except (msgspec.DecodeError, UnicodeDecodeError) as reason:
        problem = f"This line is not complete JSON, the recording may have been cut off: {_plain(reason)}."
    except RecursionError:
        problem = "This line is nested too deeply to be an event of a call."
    raise CodecError(source=source, line=line_number, problem=problem, mend=_RECORD_AGAIN)


def _check_number(found: int, *, expected: int, source: str, line: int) -> None:
    if found == expected:
        return
    problem = f"Event {expected} should stand here, but event {found} does."
    raise CodecError(source=source, line=line, problem=problem, mend="Restore the missing lines.")


def _plain(reason: Exception) -> str:
    return str(reason).rstrip(".")
