"""What Allure is given of a call: attachments that can be read without a script, and one line for every turn.

Allure starts attachments collapsed, so what matters most goes into the names of nested steps (`turn_lines`). Its viewer strips
scripts and keeps `<style>`; the pages made here bring their own colours. Everything is redacted here; nothing is written.
"""

import http
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from harness.checks.base import Finding
from harness.reporting.conversation import Line, ToolCard, conversation_of
from harness.reporting.redacted import redacted_call, redacted_value
from harness.reporting.run import PlayedCall
from harness.reporting.story import CallStory, call_story
from harness.reporting.summary import SeenFinding
from harness.reporting.templating import render
from harness.trace.events import CallStarted
from harness.trace.trace import ToolUse, Trace

__all__ = ["HTTP_EXCHANGE", "allure_conversation", "conversation_html", "http_exchange_json", "rows_html", "turn_lines"]

HTTP_EXCHANGE = "application/vnd.allure.http+json"
"""Allure's own media type for a request with its response."""

_SIGNS = {"caller": "🧑", "agent": "🤖", "filler": "🤖", "unspoken": "✏️", "note": "📝", "trouble": "⚡"}


def allure_conversation(call: PlayedCall, findings: Sequence[Finding] = ()) -> list[tuple[str, str, str]]:
    """Every attachment of a call as (name, body, media type): conversation, database, and each tool call that was sent."""
    story = _story(call, findings)
    attachments = [("Conversation", render("attachment.html.j2", call=story, part="conversation"), "text/html")]
    if call.trace.row_changes:
        attachments.append(("Database", render("attachment.html.j2", call=story, part="rows"), "text/html"))
    attachments += [
        (f"{use.name} at {use.request.at / 1000:.1f} s", http_exchange_json(call, use), HTTP_EXCHANGE)
        for use in call.trace.tool_uses
        if use.request.url
    ]
    return attachments


def conversation_html(call: PlayedCall, findings: Sequence[Finding] = ()) -> str:
    """The conversation as a page of its own; lines that `findings` point at are marked."""
    return render("attachment.html.j2", call=_story(call, findings), part="conversation")


def rows_html(call: PlayedCall) -> str:
    """What the call did to the database, as a page of its own."""
    return render("attachment.html.j2", call=_story(call, ()), part="rows")


def http_exchange_json(call: PlayedCall, use: ToolUse) -> str:
    """One tool call in Allure's form of an HTTP exchange; the request shows the call alone, without Vapi's envelope."""
    safe: ToolUse = redacted_value(use)
    began = _epoch_ms(call.trace) + safe.request.at
    reply = safe.reply
    asked = {"id": safe.request.call_id, "name": safe.name, "arguments": safe.arguments}
    exchange: dict[str, Any] = {
        "schemaVersion": 1,
        "start": began,
        "stop": began + (reply.latency_ms if reply else 0),
        "request": {
            "method": "POST",
            "url": safe.request.url or "(nothing was sent)",
            "headers": [],
            "body": _body(json.dumps(asked, ensure_ascii=False, default=str)),
        },
    }
    if reply is None or reply.status is None:
        problem = (reply.problem or reply.text) if reply else "the call went on without one"
        exchange["error"] = {"name": "no answer", "message": problem}
    else:
        exchange["response"] = {
            "status": reply.status,
            "statusText": _phrase(reply.status),
            "headers": [],
            "body": _body(reply.body if reply.body is not None else reply.text),
        }
    return json.dumps(exchange, ensure_ascii=False)


def turn_lines(call: PlayedCall, findings: Sequence[Finding] = ()) -> list[tuple[str, Literal["passed", "failed"]]]:
    """A name and a status for the nested step of each turn; only turns that `findings` point at are failed."""
    lines = conversation_of(redacted_call(call), _numbered(findings))
    return [(_turn(line), "failed" if line.marks else "passed") for line in lines]


def _story(call: PlayedCall, findings: Sequence[Finding]) -> CallStory:
    return call_story(redacted_call(call), findings=_numbered(findings))


def _numbered(findings: Sequence[Finding]) -> tuple[SeenFinding, ...]:
    return tuple(SeenFinding(number=number, finding=finding) for number, finding in enumerate(findings, start=1))


def _turn(line: Line) -> str:
    if line.tool:
        return f"🛠 {_tool(line.tool)}"
    said = " ".join(line.text.split())
    return f"{_SIGNS[line.kind]} {line.speaker}: {said}" if line.speaker else f"{_SIGNS[line.kind]} {said}"


def _tool(card: ToolCard) -> str:
    arguments = ", ".join(f"{field.name}={field.value}" for field in card.arguments)
    told = next((field.value for field in card.fields if field.name in ("message", "error", "speech")), card.answer)
    return f"{card.name}({arguments}) → {card.outcome}{f': {told}' if told else ''}"


def _epoch_ms(trace: Trace) -> int:
    first = trace.events[0] if trace.events else None
    if not isinstance(first, CallStarted):
        return 0
    try:
        return int(datetime.fromisoformat(first.started_at).timestamp() * 1000)
    except ValueError:
        return 0


def _body(text: str) -> dict[str, Any]:
    kind = "application/json" if text.lstrip().startswith(("{", "[")) else "text/plain"
    size = len(text.encode("utf-8", "replace"))
    return {"contentType": kind, "encoding": "utf8", "value": text, "size": size, "truncated": False}


def _phrase(status: int) -> str:
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:
        return ""
