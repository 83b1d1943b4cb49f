"""What a server answered to a tool call, as Vapi reads it.

Anything wrong with the answer to a `tool-calls` webhook - another status than 200, no JSON, no `results`, another tool call id -
ends as the literal text "No result returned." in the model's history, and as a line in the call's log
(https://docs.vapi.ai/tools/custom-tools-troubleshooting).
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec
from msgspec import Struct

from harness.contract.model import ToolMessage
from harness.ports import HttpAnswer, HttpFailure
from harness.vapi.switches import Switches

__all__ = ["NO_RESULT", "ToolAnswer", "read_api_reply", "read_tool_reply"]

NO_RESULT = "No result returned."

_NOT_A_STRING = "the result is not a string; Vapi's schema asks for one"
_LINE_BREAK = "the result holds a line break; Vapi's troubleshooting page says that breaks parsing"
_BOTH = "the entry holds both `result` and `error`; the result is used"


class ToolAnswer(Struct, frozen=True, kw_only=True):
    """One tool call's answer."""

    outcome: Literal["result", "error", "no-result"]
    text: str
    """What the model hears."""
    problem: str | None = None
    """Why there is no result, in the words of Vapi's call log."""
    warnings: tuple[str, ...] = ()
    """What worked here but need not on the real platform."""
    message: ToolMessage | None = None
    """`results[].message`: spoken, or hinted to the model, instead of the tool's own request-complete or request-failed."""
    is_empty: bool = False
    """The result is empty, 0 or false: neither request-complete nor request-failed is triggered."""


def read_tool_reply(answer: HttpAnswer, call_ids: Sequence[str], switches: Switches) -> Mapping[str, ToolAnswer]:
    """One answer for each of `call_ids`, whatever came back. Never raises."""
    if isinstance(answer, HttpFailure):
        return _same(call_ids, _rejected(answer.reason))
    if answer.status != 200 and not switches.non200_body_parsed:
        return _same(call_ids, _rejected(f"Request failed with status code {answer.status}"))
    try:
        body = msgspec.json.decode(answer.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return _same(call_ids, _nothing(f"invalid json response body: {error}"))
    if not isinstance(body, dict):
        return _same(call_ids, _nothing("the response body is not a JSON object"))
    if not isinstance(body.get("results"), list):
        return _same(call_ids, _without_results(body))
    found = _by_id(body["results"])
    return {call_id: _answer(found.get(call_id), call_id, found, switches) for call_id in call_ids}


def read_api_reply(answer: HttpAnswer) -> ToolAnswer:
    """The answer of an apiRequest tool: the body of a 2xx reply when it is JSON, an error otherwise. Never raises."""
    if isinstance(answer, HttpFailure):
        return _api_error(answer.reason)
    if not 200 <= answer.status < 300:
        return _api_error(f"Request failed with status code {answer.status}")
    try:
        msgspec.json.decode(answer.body)
        return ToolAnswer(outcome="result", text=answer.body.decode())
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return _api_error(f"invalid json response body: {error}")


def _api_error(reason: str) -> ToolAnswer:
    return ToolAnswer(outcome="error", text=reason, problem=reason)


def _rejected(reason: str) -> ToolAnswer:
    return _nothing(f"Your server rejected `tool-calls` webhook. Error: {reason}")


def _nothing(problem: str) -> ToolAnswer:
    return ToolAnswer(outcome="no-result", text=NO_RESULT, problem=problem)


def _same(call_ids: Sequence[str], answer: ToolAnswer) -> dict[str, ToolAnswer]:
    return dict.fromkeys(call_ids, answer)


def _without_results(body: Mapping[str, Any]) -> ToolAnswer:
    """The schema of the response also knows a top-level `error` (Vapi API reference: ServerMessageResponseToolCalls)."""
    error = body.get("error")
    if isinstance(error, str) and error:
        return ToolAnswer(outcome="error", text=error)
    found = ", ".join(sorted(body)) or "nothing"
    return _nothing(f"the response has no `results` list (found: {found})")


def _by_id(entries: Sequence[Any]) -> Mapping[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for entry in entries:
        if isinstance(entry, dict) and isinstance(entry.get("toolCallId"), str):
            found.setdefault(entry["toolCallId"], entry)
    return found


def _answer(
    entry: Mapping[str, Any] | None, call_id: str, found: Mapping[str, Mapping[str, Any]], switches: Switches
) -> ToolAnswer:
    if entry is None:
        others = ", ".join(found) or "none"
        return _nothing(f"no result carries toolCallId {call_id} (found: {others})")
    result, error = entry.get("result"), entry.get("error")
    outcome: Literal["result", "error"] = "result" if result is not None else "error"
    raw = result if outcome == "result" else error
    if raw is None or raw == "":
        return ToolAnswer(outcome="no-result", text=NO_RESULT, problem="the result is empty", is_empty=True)
    if not isinstance(raw, str) and switches.result_non_string == "reject":
        return _nothing("the result is not a string")
    text = raw if isinstance(raw, str) else msgspec.json.encode(raw).decode()
    warnings = (
        *((_NOT_A_STRING,) if text is not raw else ()),
        *((_LINE_BREAK,) if "\n" in text or "\r" in text else ()),
        *((_BOTH,) if result is not None and error is not None else ()),
    )
    return ToolAnswer(outcome=outcome, text=text, warnings=warnings, message=_message(entry, outcome), is_empty=raw == 0)


def _message(entry: Mapping[str, Any], outcome: Literal["result", "error"]) -> ToolMessage | None:
    """The reply's own message; None when it has none with a text. Its type follows the outcome, whatever it says."""
    message = entry.get("message")
    if not isinstance(message, dict):
        return None
    written = message.get("contents")
    items = [item for item in written if isinstance(item, dict)] if isinstance(written, list) else []
    contents = {str(item.get("language", "")): item["text"] for item in items if isinstance(item.get("text"), str)}
    content = message.get("content")
    if not contents and not isinstance(content, str):
        return None
    return ToolMessage(
        kind="request-complete" if outcome == "result" else "request-failed",
        content=content if isinstance(content, str) else "",
        contents=contents,
        role="system" if message.get("role") == "system" else "assistant",
        end_call_after_spoken=message.get("endCallAfterSpokenEnabled") is True,
    )
