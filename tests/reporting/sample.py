"""A run with one scenario of every kind, as the real ones look; what the report tests are about."""

from msgspec.structs import replace

from harness.checks.base import Finding, Judgement
from harness.contract.model import Assistant, Member, Source, Squad, Tool
from harness.reporting.run import PlayedCall, Run, RunSettings, ScenarioResult, StepResult
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

MIA = "Harbour Hotel Inbound"
URL = "https://tools.example.com/api/vapi/tools/bookTable"
FEATURE = "features/mia/table.feature"
TOOL_FILE = Source(file="scenarios/resources/harbour/tools/book-table.yml", line=21)
ASKS = "asks for the phone number before calling bookTable"

SQUAD = Squad(name=MIA, members=(Member(assistant=Assistant(name=MIA, tools=(Tool(name="bookTable"),))),))

NEVER_ASKED = Finding(
    check=ASKS,
    message="Mia never asked for the phone number, and called bookTable without it.",
    owner="contract",
    events=(7,),
    why="nothing asks for it: guestPhone is not in `required`, and no line of the prompt mentions it",
    source=TOOL_FILE,
)


def started(call_id: str = "call-1", language: str = "en") -> CallStarted:
    """The pick-up that opens every sample call."""
    return CallStarted(
        n=1, at=0, call_id=call_id, squad=MIA, assistant=MIA, started_at="2026-01-19T09:05:00-08:00", language=language
    )


def booked_call() -> PlayedCall:
    """A good call: asked, booked, two rows added and one changed."""
    events = (
        started(),
        AgentSpoke(n=2, at=400, assistant=MIA, text="Harbour Hotel, this is Mia. How can I help?", until=3000, first=True),
        CallerSpoke(n=3, at=3400, text="A table for two on Tuesday at seven, please.", until=6100),
        AgentSpoke(n=4, at=7000, assistant=MIA, text="With pleasure. May I have your phone number?", until=9800),
        CallerSpoke(n=5, at=10200, text="It is 604-555-0123.\nAsk for Jane Doe.", until=14000),
        FillerSpoken(n=6, at=14900, assistant=MIA, text="One moment, please.", until=16000, kind="request-start", call_id="t1"),
        ToolRequested(
            n=7,
            at=14900,
            assistant=MIA,
            tool="bookTable",
            call_id="t1",
            arguments={"guestName": "Jane Doe", "guestPhone": "+16045550123", "seats": 2, "startsAt": "2026-01-20T19:00"},
            url=URL,
        ),
        ToolReplied(
            n=8,
            at=15200,
            tool="bookTable",
            call_id="t1",
            outcome="result",
            status=200,
            latency_ms=300,
            text='{"success": true, "message": "Table 4 is reserved for Tuesday at 19:00."}',
            body='{"results": [{"toolCallId": "t1", "result": "{}"}]}',
        ),
        RowsChanged(
            n=9,
            at=15200,
            call_id="t1",
            changes=(
                RowChange(
                    table="reservations", after={"id": 41, "guest": "Jane Doe", "table_no": 4, "status": "booked", "note": None}
                ),
                RowChange(table="guests", after={"id": 9, "name": "Jane Doe", "phone": "+16045550123"}),
                RowChange(
                    table="reservations",
                    before={"id": 12, "guest": "Jane Doe", "table_no": 2, "status": "booked"},
                    after={"id": 12, "guest": "Jane Doe", "table_no": 2, "status": "moved"},
                ),
                RowChange(table="holds", before={"id": 3, "table_no": 4}),
            ),
        ),
        AgentSpoke(n=10, at=16500, assistant=MIA, text="Table 4 is yours on Tuesday at seven. Anything else?", until=20000),
        CallerSpoke(n=11, at=20500, text="No, thank you. Goodbye.", until=22000),
        AgentSpoke(n=12, at=22800, assistant=MIA, text="Goodbye, Jane.", until=23900),
        CallEnded(n=13, at=62100, reason="customer-ended-call"),
    )
    judgements = (
        Judgement(check="every tool call satisfies its schema", verdict="passed"),
        Judgement(check="never claims success before a result", verdict="passed"),
        Judgement(check="hands over once", verdict="not applicable", reason="the squad has one assistant"),
        Judgement(check=ASKS, verdict="passed"),
    )
    return PlayedCall(trace=Trace(events=events), squad=SQUAD, judgements=judgements, speakers={MIA: "Mia"})


def unasked_call() -> PlayedCall:
    """A bad call: the phone number was never asked for, and the tool refuses."""
    events = (
        started("call-2"),
        AgentSpoke(n=2, at=400, assistant=MIA, text="Harbour Hotel, this is Mia. How can I help?", until=3000, first=True),
        CallerSpoke(n=3, at=3400, text="A table for two, please.", until=5000),
        AgentSpoke(n=4, at=6000, assistant=MIA, text="What day works for you?", until=7600),
        CallerSpoke(n=5, at=8000, text="Tuesday at seven. My sister is at jane.roe@gmail.com or 604-868-1234.", until=10000),
        AgentSpoke(n=6, at=10800, assistant=MIA, text="I will look that up.", until=10800, spoken=False),
        ToolRequested(
            n=7,
            at=10800,
            assistant=MIA,
            tool="bookTable",
            call_id="t1",
            arguments={"seats": 2, "startsAt": "2026-01-20T19:00"},
            url=URL,
        ),
        ToolReplied(
            n=8,
            at=11100,
            tool="bookTable",
            call_id="t1",
            outcome="error",
            text="guestPhone is missing",
            status=200,
            latency_ms=300,
        ),
        AgentSpoke(n=9, at=11900, assistant=MIA, text="I am sorry, I could not reserve the table.", until=15000),
        CallEnded(n=10, at=19000, reason="assistant-ended-call"),
    )
    judgements = (
        Judgement(check="every tool call satisfies its schema", verdict="passed"),
        Judgement(check=ASKS, verdict="failed", findings=(NEVER_ASKED,)),
    )
    return PlayedCall(trace=Trace(events=events), squad=SQUAD, judgements=judgements, speakers={MIA: "Mia"})


def troubled_call() -> PlayedCall:
    """Everything odd at once: a planted fault, a handoff, a warning, no answer, rows nobody explains, a caller who gives up."""
    events = (
        started("call-3"),
        CallerSpoke(n=2, at=1000, text="I would like to talk to the kitchen.", until=3000),
        HandedOff(n=3, at=3500, source=MIA, destination="Kitchen"),
        FaultInjected(n=4, at=3600, fault="the backend does not answer", call_id="t1"),
        ToolRequested(
            n=5, at=3600, assistant="Kitchen", tool="readMenu", call_id="t1", arguments={}, url="https://tools.example.com/menu"
        ),
        ToolReplied(
            n=6,
            at=23600,
            tool="readMenu",
            call_id="t1",
            outcome="no-result",
            text="No result returned.",
            problem="timeout of 20000ms exceeded",
            latency_ms=20000,
        ),
        RowsChanged(n=7, at=23700, call_id=None, changes=(RowChange(table="menu", after={"dish": "Soup"}),)),
        HarnessWarned(n=8, at=23800, message="sources disagree whether a second answer counts; the first one does"),
        CallerGaveUp(n=9, at=24000, reason="asked for a room number it was never told"),
        CallEnded(n=10, at=24000, reason="customer-ended-call"),
    )
    return PlayedCall(trace=Trace(events=events), squad=SQUAD)


def chinese_call() -> PlayedCall:
    """A call in Chinese, cut off before its end."""
    events = (
        started("call-4", language="zh"),
        AgentSpoke(n=2, at=300, assistant=MIA, text="您好。这里是海港酒店。", until=3000, first=True),
        CallerSpoke(n=3, at=3500, text="我想预订星期二晚上七点的两人桌。", until=7000),
    )
    return PlayedCall(trace=Trace(events=events), squad=SQUAD)


def steps(failing: str = "") -> tuple[StepResult, ...]:
    """Given, When, Then, And; the Then fails when a message is given."""
    return (
        StepResult(keyword="Given", text='the squad "harbour"', line=15, status="passed"),
        StepResult(
            keyword="And",
            text='a caller who wants "a table" and knows:',
            line=16,
            status="passed",
            table=(("name", "Jane Doe"), ("phone", "604-555-0123")),
        ),
        StepResult(keyword="When", text=f'the caller phones "{MIA}"', line=19, status="passed"),
        StepResult(
            keyword="Then",
            text='Mia asks for the phone number before calling "bookTable"',
            line=20,
            status="failed" if failing else "passed",
            message=failing,
        ),
        StepResult(keyword="And", text="the call ends politely", line=21, status="not run" if failing else "passed"),
    )


def kept_scenario() -> ScenarioResult:
    """A plain pass with a call, an outline row and tags."""
    return ScenarioResult(
        id=f"{FEATURE}::books[1]",
        feature="Mia takes reservations",
        feature_file=FEATURE,
        feature_description="As the hotel, we must be able to call guests back,\nso no reservation without a phone number.",
        line=8,
        name="A table is reserved with the guest's own words",
        verdict="passed",
        sentence="",
        tags=("@critical", "@story:tables"),
        steps=steps(),
        calls=(booked_call(),),
        replay=f"callproof run {FEATURE}:8 --seed 20260118",
        example=(("seats", "2"), ("day", "Tuesday")),
        seconds=0.012,
    )


def broken_scenario() -> ScenarioResult:
    """The phone number was never asked for."""
    return ScenarioResult(
        id=f"{FEATURE}::asks",
        feature="Mia takes reservations",
        feature_file=FEATURE,
        feature_description="As the hotel, we must be able to call guests back,\nso no reservation without a phone number.",
        line=14,
        name="Mia must ask for the phone number",
        verdict="failed",
        sentence=NEVER_ASKED.message,
        owner="contract",
        findings=(NEVER_ASKED,),
        steps=steps(NEVER_ASKED.message),
        calls=(unasked_call(),),
        replay=f"callproof run {FEATURE}:14 --seed 20260118",
        seconds=0.009,
    )


def control_scenario() -> ScenarioResult:
    """A negative control: the same bad call, planted, and reported as it should be."""
    return replace(
        broken_scenario(),
        id=f"{FEATURE}::control",
        line=40,
        name="A tool without the phone number is caught before anyone phones",
        verdict="passed",
        sentence="The harness reported exactly the fault that was planted.",
        owner=None,
        findings=(),
        steps=steps(),
        replay=f"callproof run {FEATURE}:40 --seed 20260118",
    )


def unjudged_scenario() -> ScenarioResult:
    """The harness or the scenario is at fault; with a traceback for developers."""
    return ScenarioResult(
        id="features/mia/kitchen.feature::menu",
        feature="The kitchen answers",
        feature_file="features/mia/kitchen.feature",
        line=5,
        name="The menu is read out",
        verdict="error",
        sentence="The caller was asked for a room number the scenario never told it.",
        owner="caller",
        rule="Only today's menu",
        steps=(
            StepResult(
                keyword="When", text="the caller phones", line=6, status="error", docstring="any words", message="no answer"
            ),
        ),
        calls=(troubled_call(),),
        replay="callproof run features/mia/kitchen.feature:5 --seed 20260118",
        details="Traceback (most recent call last):\n  ...\nLookupError: room",
    )


def chinese_scenario() -> ScenarioResult:
    """A scenario written in Chinese with nothing to judge."""
    return ScenarioResult(
        id="features/zh/订位.feature::订位",
        feature="预订餐桌",
        feature_file="features/zh/订位.feature",
        line=3,
        name="预订之前必须询问电话号码",
        verdict="not applicable",
        sentence="",
        steps=(StepResult(keyword="当", text="来电者拨打酒店", line=4, status="passed"),),
        calls=(chinese_call(),),
    )


def sample_run() -> Run:
    """One of each kind."""
    return Run(
        settings=RunSettings(seed=20260118, version="0.1.0"),
        scenarios=(kept_scenario(), broken_scenario(), control_scenario(), unjudged_scenario(), chinese_scenario()),
        seconds=0.42,
        problems=("features/mia/late.feature:3: no step is written like this: Then all is well.",),
    )


def long_run(scenarios: int) -> Run:
    """Many scenarios with a whole call each; one in thirty is broken."""
    made = (
        replace(
            broken_scenario() if number % 30 == 0 else kept_scenario(),
            id=f"long::{number}",
            feature_file=f"features/{number % 12}.feature",
        )
        for number in range(scenarios)
    )
    return Run(settings=RunSettings(seed=1), scenarios=tuple(made), seconds=3.2)
