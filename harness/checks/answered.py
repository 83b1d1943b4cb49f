"""Every tool call got an answer the model could use."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from msgspec import Struct

from harness.checks.base import Evidence, Finding, Owner
from harness.checks.line import assistant_at
from harness.checks.schema import tool_of
from harness.checks.uses import numbers
from harness.contract.model import Source
from harness.contract.reach import unreachable
from harness.trace.events import FaultInjected
from harness.trace.trace import ToolUse

__all__ = ["ToolsAnswer"]


class ToolsAnswer(Struct, frozen=True, kw_only=True):
    """No tool call ends in "No result returned.", unless the scenario made the backend fail on purpose.

    The cause is told apart by the address and the status: a server URL that only a local network can reach and a path the server
    does not know are the contract's fault, everything else is the backend's.
    """

    @property
    def title(self) -> str:
        """The promise in words."""
        return "every tool call gets an answer"

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """One finding for each call without a result; a call the caller cut off by hanging up has none."""
        unanswered = [use for use in evidence.trace.tool_uses if use.reply is not None and use.reply.outcome == "no-result"]
        if not unanswered:
            return []
        # A fault that names no call was put on the line itself, and excuses every call.
        on_purpose = {event.call_id for event in evidence.trace.events if isinstance(event, FaultInjected)}
        return [
            self._finding(evidence, use) for use in unanswered if use.request.call_id not in on_purpose and None not in on_purpose
        ]

    def _finding(self, evidence: Evidence, use: ToolUse) -> Finding:
        place = _server_place(evidence, use)
        owner, message = _what_happened(use)
        faulty = owner == "contract"
        why = f"The tool's server URL is {use.request.url}." if faulty and use.request.url else None
        return Finding(
            check=self.title,
            message=message,
            owner=owner,
            events=numbers([use]),
            why=why,
            source=place if faulty else None,
        )


def _server_place(evidence: Evidence, use: ToolUse) -> Source | None:
    """Where the address is written: at the tool's own server, else at its assistant's (Vapi: server URL precedence)."""
    tool, assistant = tool_of(evidence, use), assistant_at(evidence, use.request.assistant, use.request.n)
    if tool is not None and tool.server is None and assistant is not None and assistant.server is not None:
        return assistant.server.source
    return tool.line_of("server.url") if tool else None


def _what_happened(use: ToolUse) -> tuple[Owner, str]:
    """Whose fault it is that there was no result, and what to tell someone who has never seen a log line."""
    url = use.request.url
    status = use.reply.status if use.reply else None
    problem = (use.reply.problem or use.reply.text).rstrip(".") if use.reply else ""
    if url is None:
        return (
            "contract",
            f'"{use.name}" was called, but neither the tool nor its assistant has a server URL, so nothing was sent.',
        )
    if unreachable(url) is not None:
        private = "a private address: only somebody's own machine or network knows it, the phone platform cannot reach it"
        return "contract", f'"{use.name}" never reached a server. Its server URL, {url}, is {private}.'
    if status in {404, 405}:
        return (
            "contract",
            f'"{use.name}" reached the server, but the server knows no such path: {urlsplit(url).path} (HTTP {status}).',
        )
    return "backend", f'"{use.name}" got no answer from {url}: {problem}.'
