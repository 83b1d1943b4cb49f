"""A call as lines of text."""

from hypothesis import given
from hypothesis import strategies as st

from harness.trace.events import CallerSpoke
from harness.trace.trace import Trace
from harness.trace.transcript import excerpt, transcript, transcript_lines
from tests.checks.traces import added, agent, call, caller, changed, gives_up, tool

BOOKED = call(
    agent("Harbour restaurant, this is Mia.", first=True),
    caller("Tuesday at two\nplease."),
    tool("bookTable", {"guestName": "Jane Doe", "seats": 2}, error="guestPhone is missing", filler="One moment."),
    agent("I could not do that.", spoken=False),
    tool("bookTable", {"guestName": "Jane Doe"}, result="booked", rows=[added("tables", guest="Jane Doe", phone=None)]),
)


def test_each_event_is_one_numbered_line() -> None:
    assert transcript(BOOKED).splitlines() == [
        "    1  call     Mia answers, 2026-01-18 10:00",
        "    2  Mia      Harbour restaurant, this is Mia.",
        "    3  caller   Tuesday at two please.",
        '    4  Mia      bookTable(guestName="Jane Doe", seats=2)',
        "    5  Mia      (filler) One moment.",
        "    6  tool     error: guestPhone is missing",
        "    7  Mia      (not spoken) I could not do that.",
        '    8  Mia      bookTable(guestName="Jane Doe")',
        "    9  tool     booked",
        '   10  rows     added tables(guest="Jane Doe", phone=nothing)',
        "   11  call     ended: assistant-ended-call",
    ]


def test_an_excerpt_marks_the_events_and_leaves_out_the_rest() -> None:
    assert excerpt(BOOKED, [2, 8], around=1).splitlines() == [
        "    1  call     Mia answers, 2026-01-18 10:00",
        ">   2  Mia      Harbour restaurant, this is Mia.",
        "    3  caller   Tuesday at two please.",
        "    …",
        "    7  Mia      (not spoken) I could not do that.",
        '>   8  Mia      bookTable(guestName="Jane Doe")',
        "    9  tool     booked",
    ]


def test_an_excerpt_around_no_event_is_empty() -> None:
    assert excerpt(BOOKED, []) == ""
    assert excerpt(BOOKED, [99]) == ""


def test_a_changed_row_shows_before_and_after() -> None:
    trace = call(tool("move", result="ok", rows=[changed("tables", {"id": 7, "status": "held", "seats": 2}, status="booked")]))

    assert 'changed tables(id=7): status "held" → "booked"' in transcript(trace)


def test_a_speaker_goes_by_the_name_it_is_given() -> None:
    assert "    2  Captain  Hi." in transcript(call(agent("Hi.")), speakers={"Mia": "Captain"})


def test_a_caller_that_gives_up_says_why() -> None:
    assert "caller   (cannot go on: nobody told it)" in transcript(call(gives_up("nobody told it")))


@given(st.text(max_size=60))
def test_a_line_is_one_printable_line_whatever_was_said(text: str) -> None:
    (line,) = transcript_lines(Trace(events=(CallerSpoke(n=1, at=0, text=text, until=0),)))

    assert line.text.isprintable()
    assert len(line.text.splitlines()) <= 1
