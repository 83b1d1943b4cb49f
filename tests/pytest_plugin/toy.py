"""A front desk in a few steps, for playing features in a folder of their own."""

from importlib.metadata import entry_points

__all__ = ["BOOKS", "FRONT_DESK", "PHONES", "PLUGIN", "STEPS", "feature", "scenario"]

PLUGIN = "callproof" if "callproof" in {point.name for point in entry_points(group="pytest11")} else "harness.pytest_plugin"
"""Under this name pytest loads the plugin once, installed or not."""

STEPS = '''
from pytest_bdd import given, parsers, then, when

@given("an empty diary", target_fixture="diary")
def _():
    """A diary with nothing in it."""
    return []

@when(parsers.parse("the guest asks for {seats:d} seats"))
def _(diary, seats):
    diary.append(seats)

@then(parsers.parse('the answer is "{answer}"'))
def _(diary, answer):
    assert answer == ("yes" if diary[-1] < 5 else "no")
'''

FRONT_DESK = '''
import pytest
from pytest_bdd import given, parsers, then, when
from harness.checks.base import Finding, Judgement, PromiseBroken
from harness.contract.model import Assistant, Member, Squad
from harness.errors import InputError
from harness.reporting.run import PlayedCall
from harness.trace.events import (
    AgentSpoke, CallEnded, CallerSpoke, CallStarted, RowChange, RowsChanged, ToolReplied, ToolRequested
)
from harness.trace.trace import Trace

SQUAD = Squad(name="harbour", members=(Member(assistant=Assistant(name="Mia")),))
TRACE = Trace(events=(
    CallStarted(n=1, at=0, call_id="c1", squad="harbour", assistant="Mia", started_at="2026-01-18T10:00:00-08:00"),
    AgentSpoke(n=2, at=0, assistant="Mia", text="Hello, this is Mia.", until=900, first=True),
    CallerSpoke(n=3, at=1000, text="A table on Tuesday please.", until=2000),
    ToolRequested(n=4, at=2100, assistant="Mia", tool="bookTable", call_id="t1", arguments={"day": "Tuesday"}, url="https://desk.example/book"),
    ToolReplied(n=5, at=2200, tool="bookTable", call_id="t1", outcome="result", text='{"success": true}', status=200, body="{}"),
    RowsChanged(n=6, at=2200, call_id="t1", changes=(RowChange(table="tables", after={"day": "Tuesday"}),)),
    CallEnded(n=7, at=3000, reason="assistant-ended-call"),
))
NO_NAME = Finding(
    check="asks for the name", message="Mia never asked for the name.", owner="contract", events=(4,), why="nothing asks for it"
)
INVENTED = Finding(check="no invented value", message="Mia made up the day.", events=(4,))

def ours(function):
    """Pass for a step that comes with the package, which has to say what it examined."""
    function.__module__ = "harness.steps.toy"
    return function

def played(*findings):
    rule = Judgement(check="no invented value", verdict="failed" if findings else "passed", findings=findings)
    return PlayedCall(trace=TRACE, squad=SQUAD, judgements=(rule,))

@given("a front desk")
@ours
def _():
    pass

@given("a front desk with")
@ours
def _(datatable):
    pass

@when("the guest phones")
@ours
def _(log):
    log.calls.append(played())

@when("the guest phones and the day is made up")
@ours
def _(log):
    log.calls.append(played(INVENTED))

@when("the guest phones and a rule crashes")
@ours
def _(log):
    rule = Judgement(check="a rule", verdict="error", reason="boom")
    log.calls.append(PlayedCall(trace=TRACE, squad=SQUAD, judgements=(rule,)))

@then("Mia books a table")
@ours
def _(log):
    log.judged(Judgement(check="books a table", verdict="passed"))

@then("Mia sends")
@ours
def _(log, docstring):
    log.judged(Judgement(check="sends", verdict="passed"))

@then("Mia asks for the name")
@ours
def _(log):
    log.judged(Judgement(check="asks for the name", verdict="failed", findings=(NO_NAME,)))

@then("Mia asks for the name at once")
@ours
def _(log):
    judgement = Judgement(check="asks for the name", verdict="failed", findings=(NO_NAME,))
    log.judged(judgement)
    raise PromiseBroken(judgement.findings)

@then("Mia confirms twice")
@ours
def _(log):
    log.judged(Judgement(check="confirms twice", verdict="not applicable", reason="nothing was booked"))

@then("a broken check looks")
@ours
def _(log):
    log.judged(Judgement(check="a check", verdict="error", reason="the check itself crashed"))

@then("nothing is looked at")
@ours
def _():
    pass

@then("the harness reports that the day was made up")
@ours
def _(log):
    log.judged(Judgement(check="reports an invented value", verdict="passed"))
    log.expect([INVENTED])

@then("somebody else asserts")
def _():
    assert 1 + 1 == 2

@then("somebody else's assertion fails")
def _():
    left = 1
    assert left == 2

@then("the harness has a bug")
@ours
def _():
    {}["missing"]

@then(parsers.parse('the file "{name}" cannot be used'))
@ours
def _(name):
    raise InputError(f"{name}:3: this is not YAML. Close the quote.")

@then("we leave it")
def _():
    pytest.skip("not this season")

@then("the machine dies")
def _():
    import os
    os._exit(3)
'''
"""Steps that log calls and judgements as the real vocabulary does."""

PHONES, BOOKS = "When the guest phones", "Then Mia books a table"


def scenario(name: str, *lines: str, kind: str = "Scenario") -> str:
    """A scenario in Gherkin; without lines the guest phones and Mia books a table."""
    return "".join([f"  {kind}: {name}\n", *(f"    {line}\n" for line in lines or (PHONES, BOOKS))])


def feature(*scenarios: str) -> str:
    """A feature of these scenarios; each takes a line for its name and one for each of its own."""
    return "Feature: f\n" + "".join(scenarios)
