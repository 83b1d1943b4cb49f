"""Every call is one its tool allows."""

from collections.abc import Sequence

from msgspec import Struct, field

from harness.checks.base import Evidence, Finding
from harness.checks.wording import listed
from harness.contract.model import Squad, Tool
from harness.contract.schema import Validator
from harness.trace.trace import ToolUse
from harness.trace.transcript import shown_request

__all__ = ["ArgumentsFitSchema", "tool_of"]

_PLATFORM_TOOLS = frozenset({"endCall"})
"""Offered by the platform to assistants that may hang up (Vapi: endCallFunctionEnabled), without a tool of their own."""


class ArgumentsFitSchema(Struct, frozen=True, kw_only=True):
    """Every call names a tool its assistant has, with arguments that satisfy the tool's schema."""

    validator: Validator = field(default_factory=Validator)

    @property
    def title(self) -> str:
        """The promise in words."""
        return "every tool call satisfies its tool's schema"

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """One finding for each call that does not."""
        findings: list[Finding] = []
        for use in evidence.trace.tool_uses:
            tool = tool_of(evidence.squad, use)
            if tool is None:
                if use.name not in _PLATFORM_TOOLS:
                    findings.append(self._unknown(use, evidence.squad))
            elif faults := self.validator.validate(tool, use.arguments):
                findings.append(self._unfit(use, tool, faults))
        return findings

    def _unknown(self, use: ToolUse, squad: Squad) -> Finding:
        assistant = squad.assistant(use.request.assistant)
        known = listed(tool.name for tool in assistant.tools) if assistant else ""
        why = f"Its tools are {known}." if known else "It has no tools."
        message = f'{use.request.assistant} called "{use.name}", a tool it does not have.'
        return Finding(
            check=self.title, message=message, events=(use.request.n,), why=why, source=assistant.source if assistant else None
        )

    def _unfit(self, use: ToolUse, tool: Tool, faults: Sequence[str]) -> Finding:
        place = tool.line_of("required" if any(fault.endswith(" is missing") for fault in faults) else "parameters")
        return Finding(
            check=self.title,
            message=f'"{use.name}" was called with arguments its schema does not allow: {listed(faults)}.',
            events=(use.request.n,),
            why=f"The call was {shown_request(use.request)}; what it takes is written at {place}.",
            source=place,
        )


def tool_of(squad: Squad, use: ToolUse) -> Tool | None:
    """The tool a call meant: the calling assistant's own, or any member's when the assistant is not one of the squad."""
    assistant = squad.assistant(use.request.assistant)
    return assistant.tool(use.name) if assistant else squad.tool(use.name)
