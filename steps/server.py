"""When a request is posted to the backend directly, and what it answers: the response formats, without a call around them."""

import json
from typing import Any

import pytest
from msgspec import Struct
from pytest_bdd import then, when

from harness.checks.base import Finding, Judgement
from harness.commands.rig import Rig, Stage
from harness.errors import InputError
from harness.ports import HttpFailure, HttpReply, HttpRequest
from harness.pytest_plugin.log import ScenarioLog
from harness.steps.words import pattern
from harness.trace.events import RowChange


class Answered(Struct, frozen=True, kw_only=True):
    """What came back, and what it changed."""

    reply: HttpReply | HttpFailure
    changes: tuple[RowChange, ...]

    @property
    def body(self) -> Any:
        """The answer as JSON; its text when it is none."""
        if isinstance(self.reply, HttpFailure):
            return self.reply.reason
        try:
            return json.loads(self.reply.body)
        except ValueError:
            return self.reply.body.decode("utf-8", "replace")


@pytest.fixture
def answered(log: ScenarioLog) -> Answered:
    """Replaced by `When this is posted to "…":`."""
    raise InputError(f'{log.place}: nothing has been posted. Add: When this is posted to "/path":')


@when(pattern('this is posted to "{path}":'), target_fixture="answered")
def is_posted(rig: Rig, stage: Stage, path: str, docstring: str) -> Answered:
    """The bytes of the docstring, as they are."""
    request = HttpRequest(url=f"https://backend.example.com{path}", headers={"Content-Type": "application/json"}, body=docstring.encode())
    reply = rig.backend.send(request)
    return Answered(reply=reply, changes=stage.database.changes())


@then(pattern("the server answers HTTP <status>"))
def answers_status(log: ScenarioLog, answered: Answered, status: str) -> None:
    """The status alone."""
    found = answered.reply.status if isinstance(answered.reply, HttpReply) else answered.reply.reason
    _judge(log, f"the server answers HTTP {status}", str(found) == status, f"the server answered {found}")


@then(pattern("the server answers HTTP <status> with:"))
def answers_with(log: ScenarioLog, answered: Answered, status: str, docstring: str) -> None:
    """Status, and JSON that has at least these keys; `"*"` stands for anything."""
    answers_status(log, answered, status)
    expected = json.loads(docstring)
    found = answered.body
    _judge(log, "the server's answer has the documented shape", _holds(expected, found), f"the server answered {json.dumps(found)}")


@then(pattern('the result in "{key}" holds "{text}"'))
def result_holds(log: ScenarioLog, answered: Answered, key: str, text: str) -> None:
    """A text somewhere in the value at a dotted key."""
    value = answered.body
    for part in key.split("."):
        value = value[int(part)] if isinstance(value, list) else value.get(part) if isinstance(value, dict) else None
    shown = value if isinstance(value, str) else json.dumps(value)
    _judge(log, f'"{key}" holds "{text}"', text in shown, f'"{key}" was {shown}')


@then(pattern('posting it added <number> row[|s] to "{table}"'))
def added_rows(log: ScenarioLog, answered: Answered, number: str, table: str) -> None:
    """Counted in one table."""
    added = sum(change.table == table and change.kind == "added" for change in answered.changes)
    _judge(log, f'{number} rows are added to "{table}"', str(added) == number.replace("no", "0"), f"{added} were added")


@then(pattern("posting it changed nothing in the database"))
def changed_nothing(log: ScenarioLog, answered: Answered) -> None:
    """In no table."""
    tables = sorted({change.table for change in answered.changes})
    _judge(log, "nothing changes in the database", not tables, f"rows changed in {', '.join(tables)}")


def _judge(log: ScenarioLog, check: str, kept: bool, found: str) -> None:
    findings = () if kept else (Finding(check=check, message=f"Expected: {check}. Found: {found}.", owner="backend"),)
    log.judged(Judgement(check=check, verdict="passed" if kept else "failed", findings=findings))


def _holds(expected: Any, found: Any) -> bool:
    if expected == "*":
        return found is not None
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(key in found and _holds(value, found[key]) for key, value in expected.items())
    if isinstance(expected, list):
        return isinstance(found, list) and len(found) == len(expected) and all(map(_holds, expected, found))
    return bool(expected == found)
