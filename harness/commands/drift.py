"""`callproof drift`: an organisation's tools against what their backend says it reads."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from harness.commands.finding import organisation
from harness.commands.options import BACKENDS
from harness.commands.outcome import Outcome, Telling, told
from harness.commands.published import published
from harness.contract.diagnostic import Diagnostic
from harness.contract.drift import RULES, answered_by
from harness.contract.drift import drift as compared
from harness.contract.handlers import Handler
from harness.contract.model import Organisation, Tool
from harness.reporting.diagnostics import DiagnosticReport, RuleHelp

__all__ = ["drift", "drifted", "tools_of"]

_UNCALLED = "drift/no-tool"


def drift(
    name: str,
    *,
    backend: str = "reference",
    form: str = "text",
    fail_on: str = "warning",
    everything: bool = False,
    scenarios: Sequence[Path] = (),
) -> Outcome:
    """What `drifted` finds, in one of the diagnostic formats; `everything` shows hints too.

    Raises InputError for an unknown format or severity, and when either side cannot be read.
    """
    telling = Telling.of(form, fail_on, everything=everything)
    found = drifted(name, backend=backend, scenarios=scenarios)
    rules = tuple(RuleHelp(id=rule.id, severity=rule.severity, what=rule.what) for rule in RULES)
    return told(DiagnosticReport(diagnostics=found, rules=rules, command="drift"), telling)


def drifted(name: str, *, backend: str, scenarios: Sequence[Path] = ()) -> tuple[Diagnostic, ...]:
    """Every difference between the tools of the organisation `name` and `backend`: `reference`, a URL or a file.

    Raises InputError when either side cannot be read.
    """
    read = organisation(name, scenarios)
    tools = tuple(tools_of(read))
    systems = published(backend)
    if backend not in BACKENDS:
        return compared(tools, _joined(systems), home=read.source)
    # A reference system that answers none of the tools is another organisation's; when all are, none misses its tools.
    concerned = [handlers for handlers in systems if any(answered_by(tool, handlers) for tool in tools)]
    found = compared(tools, _joined(concerned or systems), home=read.source)
    return found if concerned else tuple(each for each in found if each.rule != _UNCALLED)


def tools_of(read: Organisation) -> Iterator[Tool]:
    """Every tool once: those with a file, and those that stand in an assistant or a squad."""
    assistants = (*read.assistants, *(assistant for squad in read.squads for assistant in squad.assistants))
    every = (*read.tools, *(tool for assistant in assistants for tool in assistant.tools))
    yield from {(tool.source, tool.name): tool for tool in every}.values()


def _joined(systems: Sequence[Sequence[Handler]]) -> tuple[Handler, ...]:
    return tuple(handler for handlers in systems for handler in handlers)
