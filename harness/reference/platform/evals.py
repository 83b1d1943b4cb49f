"""POST /eval/run: a scripted chat, judged turn by turn (https://docs.vapi.ai/observability/evals-quickstart).

User messages are said to the target, scripted tool results stand in for its servers, and each assistant message with a judge
is held against what the target really said. A judge that is a model fails, and says why: there is none here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import json

from harness.contract.problems import ContractProblems
from harness.reference.platform.errors import PlatformError, bad_request
from harness.reference.platform.kinds import KINDS
from harness.reference.platform.playing import PlayRequest
from harness.reference.platform.records import Record, stamp
from harness.reference.platform.shelf import Shelf
from harness.reference.platform.speech import chat_messages
from harness.reference.platform.stage import Stage, seed_of
from harness.reference.platform.validation import faults_of

__all__ = ["EvalRuns"]

_NO_MODEL = "No model judges on this stand-in; judges of type exact and regex do."


class EvalRuns:
    """Holds eval runs of all organisations."""

    def __init__(self, shelf: Shelf, stage: Stage) -> None:
        self._shelf = shelf
        self._stage = stage

    def create(self, org_id: str, body: Any) -> Record:
        """The run as it is queued. 400 for a body that cannot be, 404 for an eval that is not there."""
        self._stage.need_player()
        faults = faults_of(body, "EvalRun")
        if not faults and bool(body.get("evalId")) == bool(body.get("eval")):
            faults = ["exactly one of `evalId`, `eval` must be given"]
        if faults:
            raise bad_request(faults)
        script = body.get("eval") or self._shelf.get(org_id, KINDS["eval"], body["evalId"]).body
        now = stamp(self._shelf.records.now())
        run: dict[str, Any] = {"status": "queued", "endedReason": None, "results": [], "cost": 0, "costs": []}
        run |= {"startedAt": now, "endedAt": now}
        record = self._shelf.records.add(org_id, "eval-run", self._shelf.new_id(), {**run, **body})
        self._stage.later(lambda: self._hold(org_id, record.id, script, body["target"]))
        return record

    def _hold(self, org_id: str, id: str, script: Mapping[str, Any], target: Mapping[str, Any]) -> None:
        started = self._stage.now()
        self._change(org_id, id, {"status": "running", "startedAt": stamp(started)})
        change: dict[str, Any]
        try:
            request = PlayRequest(
                kind="chat",
                squad=self._stage.squad(org_id, target),
                id=id,
                org_id=org_id,
                started_at=started,
                seed=seed_of(id),
                says=tuple(one.get("content", "") for one in script["messages"] if one["role"] == "user"),
                variables=(target.get("assistantOverrides") or {}).get("variableValues") or {},
                mocks=dict(_mocks(script["messages"])),
            )
            played = chat_messages(self._stage.play(request).trace.events)
        except (ContractProblems, PlatformError) as wrong:
            told = str(wrong.body.get("message")) if isinstance(wrong, PlatformError) else str(wrong)
            change = {"endedReason": "error", "endedMessage": told}
        else:
            change = {"endedReason": "mockConversation.done", "results": [_result(script["messages"], played, stamp(started))]}
        self._change(org_id, id, {"status": "ended", "endedAt": stamp(self._shelf.records.now()), **change})

    def _change(self, org_id: str, id: str, change: Mapping[str, Any]) -> None:
        self._shelf.records.change(org_id, "eval-run", id, lambda old: ({**old.body, **change}, old.kept))


def _mocks(messages: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Tool → the result that the script gives after a turn that calls it."""
    wanted: list[str] = []
    for message in messages:
        calls = message.get("toolCalls") or (message.get("judgePlan") or {}).get("toolCalls") or []
        wanted += [str(call.get("name")) for call in calls]
        if message["role"] == "tool" and "content" in message and wanted:
            yield wanted.pop(0), str(message["content"])


def _result(script: Sequence[Mapping[str, Any]], played: Sequence[Mapping[str, Any]], started: str) -> dict[str, Any]:
    turns = _turns(played)
    told: list[dict[str, Any]] = []
    turn: list[Mapping[str, Any]] = []
    failed = False
    for message in script:
        if message["role"] == "user":
            turn = next(turns, [])
        if message["role"] != "assistant" or "judgePlan" not in message:
            told.append(dict(message))
            continue
        found = turn.pop(0) if turn else {"role": "assistant", "content": ""}
        fault = _fault(message["judgePlan"], found)
        failed = failed or fault is not None
        judge = {"status": "pass"} if fault is None else {"status": "fail", "failureReason": fault}
        told.append({"role": "assistant", "content": found["content"], "toolCalls": _calls(found), "judge": judge})
        if fault is not None and (message.get("continuePlan") or {}).get("exitOnFailureEnabled"):
            break
    return {"status": "fail" if failed else "pass", "messages": told, "startedAt": started, "endedAt": started}


def _turns(played: Sequence[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    """What the target said and called after each user message."""
    turn: list[Mapping[str, Any]] | None = None
    for message in played:
        if message["role"] == "user":
            if turn is not None:
                yield turn
            turn = []
        elif message["role"] == "assistant" and turn is not None:
            turn.append(message)
    if turn is not None:
        yield turn


def _calls(message: Mapping[str, Any]) -> list[dict[str, Any]]:
    functions = [call["function"] for call in message.get("tool_calls", ())]
    return [{"name": one["name"], "arguments": json.decode(one["arguments"])} for one in functions]


def _fault(plan: Mapping[str, Any], found: Mapping[str, Any]) -> str | None:
    kind, content = plan.get("type"), str(plan.get("content") or "")
    if kind not in ("exact", "regex"):
        return _NO_MODEL
    said = str(found["content"])
    if content and kind == "exact" and said.casefold() != content.casefold():
        return f"Content mismatch. Expected: '{content}' but got: '{said}'"
    if content and kind == "regex" and not _matches(content, said):
        return f"Content mismatch. Expected to match: '{content}' but got: '{said}'"
    return _call_fault(plan.get("toolCalls") or [], _calls(found), str(kind))


def _call_fault(wanted: Sequence[Mapping[str, Any]], made: Sequence[Mapping[str, Any]], kind: str) -> str | None:
    if wanted and [one.get("name") for one in wanted] != [one["name"] for one in made]:
        names = ", ".join(one["name"] for one in made) or "none"
        return f"Tool call mismatch. Expected: {', '.join(str(one.get('name')) for one in wanted)} but got: {names}"
    for want, call in zip(wanted, made, strict=False):
        for name, value in (want.get("arguments") or {}).items():
            given = call["arguments"].get(name)
            same = _matches(str(value), str(given)) if kind == "regex" else value == given
            if not same:
                return f"Tool call arguments mismatch. Expected {name}: {value!r} but got: {given!r}"
    return None


def _matches(pattern: str, text: str) -> bool:
    try:
        return re.fullmatch(pattern, text, re.DOTALL) is not None
    except re.error:
        return False
