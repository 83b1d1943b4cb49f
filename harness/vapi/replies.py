"""What a server answered to a `tool-calls` webhook, as Vapi reads it.

Anything wrong with the answer - another status than 200, no JSON, no `results`, another tool call id - ends as the literal text
"No result returned." in the model's history, and as a line in the call's log (https://docs.vapi.ai/tools/custom-tools-troubleshooting).
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec
from msgspec import Struct

from harness.ports import HttpAnswer, HttpFailure, HttpReply
from harness.vapi.switches import Switches

__all__ = ["NO_RESULT", "ToolAnswer", "read_tool_reply"]

NO_RESULT = "No result returned."


class ToolAnswer(Struct, frozen=True, kw_only=True):
    """One tool call's answer."""

    outcome: Literal["result", "error", "no-result"]
    text: str
    """What the model hears."""
    problem: str | None = None
    """Why there is no result, in the words of Vapi's call log."""
    warning: str | None = None
    """What worked here but need not on the real platform."""
    spoken: str | None = None
    """`results[].message` of type request-complete or request-failed with role assistant."""
    hint: str | None = None
    """The same with role system: for the model, not for the caller."""
    ends_call: bool = False


def read_tool_reply(answer: HttpAnswer, call_ids: Sequence[str], switches: Switches) -> Mapping[str, ToolAnswer]:
    """One answer for each of `call_ids`, whatever came back. Never raises."""
    if isinstance(answer, HttpFailure):
        return _nothing(call_ids, f"Your server rejected `tool-calls` webhook. Error: {answer.reason}")
    if answer.status != 200 and not switches.non200_body_parsed:
        problem = f"Your server rejected `tool-calls` webhook. Error: Request failed with status code {answer.status}"
        return _nothing(call_ids, problem)
    body, problem = _body_of(answer)
    if body is None:
        return _nothing(call_ids, problem)
    found = _by_id(body)
    return {call_id: _answer(found.get(call_id), call_id, found, switches) for call_id in call_ids}


def _nothing(call_ids: Sequence[str], problem: str) -> dict[str, ToolAnswer]:
    return {call_id: ToolAnswer(outcome="no-result", text=NO_RESULT, problem=problem) for call_id in call_ids}


def _body_of(answer: HttpReply) -> tuple[Mapping[str, Any] | None, str]:
    try:
        body = msgspec.json.decode(answer.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return None, f"invalid json response body: {error}"
    if not isinstance(body, dict):
        return None, "the response body is not a JSON object"
    if not isinstance(body.get("results"), list):
        found = ", ".join(sorted(map(str, body))) or "nothing"
        return None, f"the response has no `results` list (found: {found})"
    return body, ""


def _by_id(body: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for entry in body["results"]:
        if isinstance(entry, dict) and isinstance(entry.get("toolCallId"), str):
            found.setdefault(entry["toolCallId"], entry)
    return found


def _answer(
    entry: Mapping[str, Any] | None, call_id: str, found: Mapping[str, Mapping[str, Any]], switches: Switches
) -> ToolAnswer:
    if entry is None:
        others = ", ".join(found) or "none"
        problem = f"no result carries toolCallId {call_id} (found: {others})"
        return ToolAnswer(outcome="no-result", text=NO_RESULT, problem=problem)
    outcome: Literal["result", "error"] = "result" if entry.get("result") is not None else "error"
    raw = entry.get("result") if outcome == "result" else entry.get("error")
    if raw is None or raw == "":
        return ToolAnswer(outcome="no-result", text=NO_RESULT, problem="the result is empty")
    warning = None
    if not isinstance(raw, str):
        if switches.result_non_string == "reject":
            return ToolAnswer(outcome="no-result", text=NO_RESULT, problem="the result is not a string")
        raw = json.dumps(raw, ensure_ascii=False, separators=(",", ":"))
        warning = "the result is not a string; Vapi's schema asks for one"
    if "\n" in raw:
        warning = "the result holds a line break; Vapi's troubleshooting page says that breaks parsing"
    message = entry.get("message")
    return _with_message(outcome, raw, warning, message if isinstance(message, dict) else {})


def _with_message(outcome: Literal["result", "error"], text: str, warning: str | None, message: Mapping[str, Any]) -> ToolAnswer:
    content = message.get("content")
    content = content if isinstance(content, str) and content else None
    to_model = message.get("role") == "system"
    return ToolAnswer(
        outcome=outcome,
        text=text,
        warning=warning,
        spoken=None if to_model else content,
        hint=content if to_model else None,
        ends_call=bool(message.get("endCallAfterSpokenEnabled")) and not to_model,
    )
