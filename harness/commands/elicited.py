"""For each parameter of each tool: who asks for it, and why."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from harness.agents.literal.instruction import DECLINED, HEARD, WISH, Pass
from harness.agents.literal.needs import Need
from harness.agents.literal.parameters import Parameter
from harness.agents.literal.policy import Policy, ToolPolicy

__all__ = ["Elicited", "elicited"]

_SOURCES = {
    DECLINED: "the days of the offers that were declined",
    HEARD: "what the caller said last",
    WISH: "what the caller wished for",
}
_SAYS_REQUIRED = re.compile(r"\brequired\b|\bmandatory\b|\bmust (?:be|have)\b", re.IGNORECASE)
_SAYS_NOT = re.compile(r"\bnot (?:required|mandatory)\b|\boptional\b", re.IGNORECASE)


class Elicited(Struct, frozen=True, kw_only=True):
    """One thing a tool call may carry."""

    name: str
    reason: str
    warning: bool = False
    """Its description says that it is required, and nobody asks for it."""
    only_by_schema: bool = False
    """No prompt line asks for it; it is asked because the tool requires it."""


def elicited(policy: Policy, target: ToolPolicy, first_line: int) -> tuple[Elicited, ...]:
    """Every parameter in the schema's order, then what the prompt wants to know beyond them.

    `first_line` is the file's line of the prompt's line 1.
    """
    needs = {need.slot.name: need for need in target.needs}
    lines = _pass_lines(policy, first_line)
    found = [_of(parameter, needs.get(parameter.slot.name), target, lines, first_line) for parameter in target.parameters]
    return (
        *found,
        *(
            Elicited(name=need.slot.name, reason=f"{_asked(need, first_line)}; no parameter takes it")
            for need in target.needs
            if need.parameter is None
        ),
    )


def _of(parameter: Parameter, need: Need | None, target: ToolPolicy, passed: Mapping[str, int], first_line: int) -> Elicited:
    name = parameter.name
    if name in target.passes:
        by = f", by line {passed[name]}" if name in passed else ""
        return Elicited(name=name, reason=f"always “{target.passes[name]}”{by}")
    if name in target.carries:
        by = f", by line {passed[name]}" if name in passed else ""
        return Elicited(name=name, reason=f"{_SOURCES.get(target.carries[name], 'from an earlier answer')}{by}")
    if need is None:
        if name in target.defaults:
            return Elicited(name=name, reason=f"“{target.defaults[name]}” by default; not asked")
        described = str(parameter.schema.get("description", ""))
        if _SAYS_REQUIRED.search(described) and not _SAYS_NOT.search(described):
            return Elicited(name=name, reason="nobody asks for it, though its description says it is required", warning=True)
        return Elicited(name=name, reason="not asked; sent when the caller happens to say it")
    if need.producer and not need.lines:
        return Elicited(name=name, reason=f"found out by {need.producer}; not asked")
    reason = _asked(need, first_line)
    if need.optional and not need.required:
        reason += "; may be left out"
    return Elicited(name=name, reason=reason, only_by_schema=not need.lines and not need.enforced)


def _asked(need: Need, first_line: int) -> str:
    lines = _listed("asked by", list(need.lines), first_line)
    guards = [_listed("", need.enforced, first_line)] if need.enforced else []
    if need.required:
        guards.append("`required`")
    if not lines:
        return (
            f"asked because {_listed('', need.enforced, first_line)} demands it"
            if need.enforced
            else "asked because the tool requires it"
        )
    return f"{lines}, enforced by {' and by '.join(guards)}" if guards else lines


def _listed(lead: str, lines: Sequence[int], first_line: int) -> str:
    """ "asked by lines 15 and 18"; line 0 is the tool's own description."""
    numbers = [str(first_line + line - 1) for line in dict.fromkeys(lines) if line]
    parts = [f"line{'s' if len(numbers) > 1 else ''} {' and '.join(numbers)}"] if numbers else []
    parts += ["the tool's description"] if 0 in lines else []
    return f"{lead} {' and '.join(parts)}".strip() if parts else ""


def _pass_lines(policy: Policy, first_line: int) -> dict[str, int]:
    return {
        order.parameter: first_line + item.line - 1
        for item in policy.understood
        for order in item.instructions
        if isinstance(order, Pass) and item.line
    }
