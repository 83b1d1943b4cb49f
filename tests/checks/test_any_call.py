"""No check breaks on any call, and none changes its mind."""

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.checks import catalogue
from harness.checks.catalogue import (
    RULES,
    AllCalled,
    AnswersInLanguage,
    AsksAtMostOnceFor,
    AsksFor,
    CalledAfter,
    CalledBefore,
    CalledImmediatelyBefore,
    CalledInSequence,
    CallerSpeaksAtMost,
    CellChanges,
    ChangedBy,
    Check,
    ConfirmedByCaller,
    ConfirmsBefore,
    DeadAirAtMost,
    EndedBecause,
    EndsPolitely,
    Evidence,
    ExpectedRow,
    FirstMessageIs,
    HandsOver,
    HearsFiller,
    NeverAsks,
    NeverCalled,
    NeverClaimsTrouble,
    NeverReaches,
    NeverSays,
    NoFillerFor,
    NothingAskedAgainAfterHandoff,
    NothingChanged,
    OnlyCalled,
    PartialOrder,
    Phrase,
    RowCount,
    RowsInOrder,
    RowsMatch,
    Says,
    StaysInLanguage,
    TakesThePath,
    ToolCalled,
    ToolOwners,
    UsesResultOf,
    cell,
    exactly,
    judge,
)
from harness.trace.trace import Trace
from tests.checks.traces import (
    Part,
    added,
    agent,
    call,
    caller,
    changed,
    gives_up,
    hands_over,
    harbour,
    removed,
    reported,
    spoken,
    together,
    tool,
)

SPEECH = st.sampled_from(
    ["May I have your phone number?", "604-555-0123", "Tuesday at two.", "Is that correct?", "Yes.", "No.", "It is booked.", ""]
) | st.text(max_size=30)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | SPEECH,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)
NAMES = st.sampled_from(["guestName", "guestPhone", "tableDate", "seats", "colour"])
ARGUMENTS = st.dictionaries(NAMES, VALUES, max_size=3)
TOOLS = st.sampled_from(["bookTable", "findTables", "unknownTool", ""])
WHO = st.sampled_from(["Mia", "Leo"])
ROWS = st.lists(
    st.builds(lambda v: added("tables", id=1, status=v), VALUES)
    | st.builds(lambda v: changed("tables", {"id": 1, "status": v}, status="booked"), VALUES)
    | st.builds(lambda v: removed("tables", id=1, status=v), VALUES),
    max_size=2,
)
PARTS: st.SearchStrategy[Part] = st.one_of(
    st.builds(caller, SPEECH),
    st.builds(agent, SPEECH, spoken=st.booleans(), by=st.sampled_from(["Mia", "Leo"])),
    st.builds(spoken, SPEECH, kind=st.sampled_from(["idle", "request-start"])),
    st.builds(tool, TOOLS, ARGUMENTS, result=VALUES, rows=ROWS, answered=st.booleans()),
    st.builds(tool, TOOLS, ARGUMENTS, error=st.none() | SPEECH, rows=ROWS, url=st.none() | st.sampled_from(["http://[::1", "x"])),
    st.builds(lambda one, two: together((one, {}), (two, {})), TOOLS, TOOLS),
    st.builds(gives_up, SPEECH),
    st.builds(hands_over, WHO, WHO, asked=st.booleans()),
    st.builds(lambda v: reported(added("tables", id=2, status=v)), VALUES),
)
CALLS = st.builds(lambda parts, ended: call(*parts, ended=ended), st.lists(PARTS, max_size=8), st.none() | SPEECH)
CHECKS: tuple[Check, ...] = (
    *RULES,
    AllCalled(tools=("bookTable", "findTables")),
    AnswersInLanguage(language="en"),
    AsksAtMostOnceFor(),
    AsksFor(what="the phone number", before="bookTable"),
    CalledAfter(tool="bookTable", other="findTables"),
    CalledBefore(tool="findTables", other="bookTable"),
    CalledImmediatelyBefore(tool="findTables", other="bookTable"),
    CalledInSequence(tools=("findTables", "bookTable")),
    ConfirmsBefore(tool="bookTable", times=2, mentioning=("tableDate",)),
    DeadAirAtMost(seconds=2),
    EndedBecause(reason="silence-timed-out"),
    EndsPolitely(),
    FirstMessageIs(text="Hello"),
    HearsFiller(tool="bookTable"),
    NeverAsks(what="the phone number"),
    NeverCalled(tool="bookTable"),
    CallerSpeaksAtMost(times=2),
    CellChanges(table="tables", column="status", whose="1", old="kept", new="booked"),
    ChangedBy(who="platform", check=RowCount(table="tables", count=exactly(1))),
    ConfirmedByCaller(tool="bookTable"),
    HandsOver(destination="Leo", after="findTables"),
    NeverReaches(assistant="Leo"),
    NothingAskedAgainAfterHandoff(),
    RowsInOrder(rows=(ExpectedRow(table="tables"), ExpectedRow(table="tables", kind="changed"))),
    StaysInLanguage(language="en", since="Leo"),
    TakesThePath(assistants=("Mia", "Leo")),
    ToolOwners(owners={"bookTable": ("Mia",)}),
    UsesResultOf(tool="bookTable", parameter="guestName", of="findTables"),
    NeverClaimsTrouble(),
    NeverSays(phrase=Phrase(text="booked")),
    NoFillerFor(tool="bookTable"),
    NothingChanged(),
    OnlyCalled(tools=("findTables",)),
    PartialOrder(pairs=(("findTables", "bookTable"),)),
    RowCount(table="tables", count=exactly(1)),
    RowsMatch(rows=(ExpectedRow(table="tables", cells={"status": cell("booked")}),)),
    Says(phrase=Phrase(text="booked")),
    ToolCalled(tool="bookTable", rows=({"guestName": cell("*")},)),
)


@settings(max_examples=100, deadline=None)
@given(CALLS)
def test_no_check_breaks_on_any_call(trace: Trace) -> None:
    evidence = Evidence(trace=trace, squad=harbour())

    broken = [judgement for judgement in (judge(check, evidence) for check in CHECKS) if judgement.verdict == "error"]

    assert broken == []


@settings(max_examples=30, deadline=None)
@given(CALLS)
def test_findings_name_events_that_exist_and_are_sentences(trace: Trace) -> None:
    evidence = Evidence(trace=trace, squad=harbour())

    for check in CHECKS:
        judgement = judge(check, evidence)
        assert judge(check, evidence) == judgement
        for finding in judgement.findings:
            assert set(finding.events) <= {event.n for event in trace.events}
            assert finding.message[-1] == "."


def test_every_check_that_is_offered_is_tried_here() -> None:
    offered = {value for value in vars(catalogue).values() if isinstance(value, type) and hasattr(value, "examine")} - {Check}

    assert offered == {type(check) for check in CHECKS}
