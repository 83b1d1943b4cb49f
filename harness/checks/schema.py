"""Every call is one its tool allows; which assistant may use which tool is said in `owners`."""

from collections.abc import Sequence

from msgspec import Struct, field

from harness.checks.base import Evidence, Finding
from harness.checks.line import assistant_at
from harness.checks.wording import listed
from harness.contract.model import Tool
from harness.contract.schema import Validator
from harness.trace.trace import ToolUse
from harness.trace.transcript import shown_request

__all__ = ["ArgumentsFitSchema", "tool_of"]


class ArgumentsFitSchema(Struct, frozen=True, kw_only=True):
    """The arguments of every call satisfy the tool's schema, as the assistant has it that called it."""

    validator: Validator = field(default_factory=Validator)

    @property
    def title(self) -> str:
        """The promise in words."""
        return "every tool call satisfies its tool's schema"

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """One finding for each call that does not."""
        findings: list[Finding] = []
        for use in evidence.trace.tool_uses:
            tool = tool_of(evidence, use)
            if tool is not None and (faults := self.validator.validate(tool, use.arguments)):
                findings.append(self._unfit(use, tool, faults))
        return findings

    def _unfit(self, use: ToolUse, tool: Tool, faults: Sequence[str]) -> Finding:
        place = tool.line_of("required" if any(fault.endswith(" is missing") for fault in faults) else "parameters")
        return Finding(
            check=self.title,
            message=f'"{use.name}" was called with arguments its schema does not allow: {listed(faults)}.',
            events=(use.request.n,),
            why=f"The call was {shown_request(use.request)}; what it takes is written at {place}.",
            source=place,
        )


def tool_of(evidence: Evidence, use: ToolUse) -> Tool | None:
    """The tool a call meant: the calling assistant's own, or any member's when the assistant is not one of the squad."""
    assistant = assistant_at(evidence, use.request.assistant, use.request.n)
    return assistant.tool(use.name) if assistant else evidence.squad.tool(use.name)
