"""Which assistant may use which tool."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from harness.checks.base import Evidence, Finding
from harness.checks.line import assistant_at, handoffs, has_the_line
from harness.checks.wording import listed
from harness.contract.model import Assistant, Squad
from harness.trace.trace import ToolUse

__all__ = ["OwnTools", "ToolOwners"]

PLATFORM_TOOLS = frozenset({"endCall"})
"""Offered by the platform to assistants that may hang up (Vapi: endCallFunctionEnabled), without a tool of their own."""
_OF_THE_PLATFORM = frozenset({"handoff", "transferCall", "endCall", "voicemail", "dtmf"})
"""Types of tools that move the call itself; a matrix of a squad's functions does not list them."""


class OwnTools(Struct, frozen=True, kw_only=True):
    """Every tool is called by an assistant that has the line and that, at that moment, has the tool.

    Tools of one assistant are gone as soon as another takes over (Vapi: squads), also when the model still remembers them.
    """

    @property
    def title(self) -> str:
        """The promise in words."""
        return "assistants use only tools of their own"

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """One finding for each call of a tool by an assistant that does not have it, or does not have the line."""
        handed_over = {event.call_id for event in handoffs(evidence.trace) if event.call_id}
        findings: list[Finding] = []
        for use in evidence.trace.tool_uses:
            caller = assistant_at(evidence, use.request.assistant, use.request.n)
            holder = has_the_line(evidence.trace, use.request.n)
            if use.request.assistant != holder:
                findings.append(self._off_the_line(use, holder))
            elif use.name not in PLATFORM_TOOLS and use.request.call_id not in handed_over and not _has(caller, use.name):
                findings.append(self._foreign(use, caller, evidence.squad))
        return findings

    def _foreign(self, use: ToolUse, caller: Assistant | None, squad: Squad) -> Finding:
        known = listed(tool.name for tool in caller.tools) if caller else ""
        why = f"Its tools are {known}." if known else "It has no tools."
        owners = listed(each.name for each in squad.assistants if each.tool(use.name))
        return Finding(
            check=self.title,
            message=f'{use.request.assistant} called "{use.name}", a tool it does not have.',
            events=(use.request.n,),
            why=f"{why} {use.name} belongs to {owners}." if owners else why,
            source=caller.source if caller else None,
        )

    def _off_the_line(self, use: ToolUse, holder: str) -> Finding:
        message = f'{use.request.assistant} called "{use.name}" while {holder} had the line.'
        return Finding(check=self.title, message=message, owner="harness", events=(use.request.n,))


class ToolOwners(Struct, frozen=True, kw_only=True):
    """The squad's functions belong to exactly these assistants; of what the files say, whatever happened in the call.

    Tools that hand on, forward or end the call count only where the table names them.
    """

    owners: Mapping[str, tuple[str, ...]]
    """Tool → the assistants that have it; empty for a tool that nobody has."""

    @property
    def title(self) -> str:
        """The promise in words."""
        return "every tool belongs to the assistants it is promised to"

    def examine(self, evidence: Evidence) -> Sequence[Finding]:
        """One finding for each tool that somebody has and should not, or should have and has not."""
        return self.compare(evidence.squad)

    def compare(self, squad: Squad) -> Sequence[Finding]:
        """The same, of a squad that nobody has phoned."""
        findings: list[Finding] = []
        tools = {tool.name: tool.type for each in squad.assistants for tool in each.tools}
        functions = [name for name, kind in tools.items() if kind not in _OF_THE_PLATFORM]
        for tool in dict.fromkeys((*self.owners, *functions)):
            promised = self.owners.get(tool, ())
            have = [each.name for each in squad.assistants if _has(each, tool)]
            lacking = [f'"{name}" does not have it' for name in promised if name not in have]
            besides = [f'"{name}" has it as well' for name in have if name not in promised]
            if lacking or besides:
                whose = listed(f'"{name}"' for name in promised) or "nobody"
                message = f'"{tool}" should belong to {whose}, but {listed([*lacking, *besides])}.'
                place = squad.assistant(([name for name in promised if name not in have] or have)[0])
                source = place.source if place else squad.source
                findings.append(Finding(check=self.title, message=message, owner="contract", source=source))
        return findings


def _has(assistant: Assistant | None, tool: str) -> bool:
    return assistant is not None and assistant.tool(tool) is not None
