"""When a request is posted to the backend directly, and what it answers: the response formats, without a call around them."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from msgspec import Struct

from harness.checks.base import Finding, Judgement
from harness.checks.cells import MISSING, agrees, cell
from harness.commands.rig import Arrangement, Rig, Stage
from harness.errors import InputError
from harness.ports import HttpFailure, HttpReply, HttpRequest
from harness.pytest_plugin.log import ScenarioLog
from harness.steps.wording import then, when
from harness.steps.words import count, records
from harness.trace.events import RowChange
from harness.trace.transcript import shown_change

_HOST = "https://backend.example.com"


class Answered(Struct, frozen=True, kw_only=True):
    """What was posted, what came back, and what it changed."""

    request: HttpRequest
    reply: HttpReply | HttpFailure
    changes: tuple[RowChange, ...]
    earlier: "Answered | None" = None
    """The answer before this one, when the same was posted again."""

    @property
    def body(self) -> Any:
        """The answer as JSON; its text when it is none."""
        if isinstance(self.reply, HttpFailure):
            return self.reply.reason
        try:
            return json.loads(self.reply.body)
        except ValueError:
            return self.reply.body.decode("utf-8", "replace")

    @property
    def status(self) -> str:
        """The HTTP status; why there is none otherwise."""
        return str(self.reply.status) if isinstance(self.reply, HttpReply) else self.reply.reason


@pytest.fixture
def answered(log: ScenarioLog) -> Answered:
    """Replaced by `When this is posted to "…":`."""
    raise InputError(f'{log.place}: nothing has been posted. Add: When this is posted to "/path":')


@when('this is posted to "{path}":', '向 "{path}" 发送：', target_fixture="answered")
def is_posted(log: ScenarioLog, rig: Rig, stage: Stage, arrangement: Arrangement, path: str, docstring: str) -> Answered:
    """The bytes of the docstring, as they are."""
    request = HttpRequest(url=f"{_HOST}{path}", headers={"Content-Type": "application/json"}, body=docstring.encode())
    return _post(log, rig, stage, arrangement, request, None)


@when("the same is posted again", "再次发送同样的内容", target_fixture="answered")
def is_posted_again(log: ScenarioLog, rig: Rig, stage: Stage, arrangement: Arrangement, answered: Answered) -> Answered:
    """The same bytes to the same path."""
    return _post(log, rig, stage, arrangement, answered.request, answered)


@then("the server answers HTTP <status>", "服务器返回 HTTP <status>")
def answers_status(log: ScenarioLog, answered: Answered, status: str) -> None:
    """The status alone."""
    _judge(log, f"the server answers HTTP {status}", answered.status == status, f"the server answered {answered.status}")


@then("the server answers HTTP <status> with:", "服务器返回 HTTP <status>，内容是：")
def answers_with(log: ScenarioLog, answered: Answered, status: str, docstring: str) -> None:
    """Status, and JSON that has at least these keys; `"*"` stands for anything."""
    answers_status(log, answered, status)
    try:
        expected = json.loads(docstring)
    except ValueError as error:
        raise InputError(f"the expected answer is not JSON: {error}.") from error
    was = f"the server answered {json.dumps(answered.body)}"
    _judge(log, "the server's answer has the documented shape", _holds(expected, answered.body), was)


@then("the server answers as before", "服务器的回答与之前相同")
def answers_as_before(log: ScenarioLog, answered: Answered) -> None:
    """The same status and the same JSON as the first time."""
    if answered.earlier is None:
        raise InputError(f"{log.place}: there is no answer before this one. Add before it: When the same is posted again")
    same = (answered.status, answered.body) == (answered.earlier.status, answered.earlier.body)
    was = f"the server answered {json.dumps(answered.earlier.body)} and then {json.dumps(answered.body)}"
    _judge(log, "the server answers as before", same, was)


@then('the answer has no "{key}"', '回答中没有 "{key}"')
def answer_has_no(log: ScenarioLog, answered: Answered, key: str) -> None:
    """No such key in the answer, which is a JSON object."""
    found = answered.body
    kept = isinstance(found, dict) and key not in found
    _judge(log, f'the answer has no "{key}"', kept, f"the server answered {json.dumps(found)}")


@then('the answer\'s "{key}" contains:', '回答的 "{key}" 包含：')
def answer_contains(log: ScenarioLog, answered: Answered, key: str, docstring: str) -> None:
    """A text somewhere in the value at a dotted key; a number counts the entries of a list from 0."""
    value, text = answered.body, docstring.strip()
    for part in key.split("."):
        value = _inside(value, part)
    shown = value if isinstance(value, str) else json.dumps(value)
    _judge(log, f'"{key}" contains {text}', text in shown, f'"{key}" was {shown}')


@then('posting it added <number> row[|s] to "{table}"', '发送使 "{table}" 增加 <number> 行')
def added_rows(log: ScenarioLog, stage: Stage, answered: Answered, number: str, table: str) -> None:
    """Counted in one table."""
    stage.check_rows(table)
    wanted = count(number)
    added = sum(change.table == table and change.kind == "added" for change in answered.changes)
    _judge(log, f'{wanted} rows are added to "{table}"', added == wanted, f"{added} were added")


@then('posting it added these rows to "{table}":', '发送使 "{table}" 增加了这些行：')
def added_these_rows(log: ScenarioLog, stage: Stage, answered: Answered, table: str, datatable: Sequence[Sequence[str]]) -> None:
    """Exactly these in this table, in their order; an empty cell is not compared."""
    rows = records(datatable)
    stage.check_rows(table, [name for row in rows for name, text in row.items() if text.strip()])
    added = [change.after or {} for change in answered.changes if change.table == table and change.kind == "added"]
    kept = len(added) == len(rows) and all(map(_is_row, rows, added))
    found = "; ".join(shown_change(change) for change in answered.changes if change.table == table) or "none"
    _judge(log, f'these rows are added to "{table}"', kept, found)


@then("posting it changed nothing in the database", "发送没有改变数据库")
def changed_nothing(log: ScenarioLog, stage: Stage, answered: Answered) -> None:
    """In no table."""
    stage.check_rows()
    tables = sorted({change.table for change in answered.changes})
    _judge(log, "nothing changes in the database", not tables, f"rows changed in {', '.join(tables)}")


def _post(
    log: ScenarioLog, rig: Rig, stage: Stage, arrangement: Arrangement, request: HttpRequest, earlier: Answered | None
) -> Answered:
    """At the scenario's date and time; a crash of the reference backend is judged at once."""
    rig.clock.set(arrangement.now)
    reply = stage.backend.send(request)
    for crash in stage.crashes():
        log.judged(crash)
    return Answered(request=request, reply=reply, changes=stage.changes(), earlier=earlier)


def _judge(log: ScenarioLog, check: str, kept: bool, found: str) -> None:
    findings = () if kept else (Finding(check=check, message=f"Expected: {check}. Found: {found}.", owner="backend"),)
    log.judged(Judgement(check=check, verdict="passed" if kept else "failed", findings=findings))


def _is_row(expected: Mapping[str, str], found: Mapping[str, Any]) -> bool:
    return all(agrees(cell(text), found.get(column, MISSING)) for column, text in expected.items() if text.strip())


def _inside(value: Any, key: str) -> Any:
    """The value at one key, or None."""
    if isinstance(value, list):
        return value[int(key)] if key.isdigit() and int(key) < len(value) else None
    return value.get(key) if isinstance(value, dict) else None


def _holds(expected: Any, found: Any) -> bool:
    if expected == "*":
        return found is not None
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(key in found and _holds(value, found[key]) for key, value in expected.items())
    if isinstance(expected, list):
        return isinstance(found, list) and len(found) == len(expected) and all(map(_holds, expected, found))
    return bool(expected == found)
