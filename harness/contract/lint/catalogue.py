"""Every lint rule, and what they find in an organisation."""

from msgspec import Struct

from harness.contract.diagnostic import Diagnostic, in_order
from harness.contract.gitops import Reading
from harness.contract.lint import (
    assistant_limits,
    assistant_voice,
    credentials,
    deprecated,
    handoffs,
    hooks,
    prompt_text,
    prompt_tools,
    properties,
    references,
    refused,
    silence,
    simulations,
    squad_graph,
    squad_overrides,
    tool_kinds,
    tool_messages,
    tool_schemas,
    tool_servers,
    variables,
    yaml_text,
)
from harness.contract.lint.rule import Rule, nothing
from harness.contract.lint.settings import read_settings
from harness.contract.lint.silence import Silenced, comments_in, silenced
from harness.contract.lint.subject import Subject
from harness.contract.problems import Problem

__all__ = ["RULES", "Linted", "lint"]

_SETTINGS = Rule(
    id="platform/settings",
    severity="error",
    what="something in .callproof.yml that cannot be used",
    why="What it says is not done.",
    mend="Do what the message says.",
    check=nothing,
)
_OWN: tuple[Rule, ...] = (
    *references.RULES,
    *deprecated.RULES,
    *tool_schemas.RULES,
    *tool_messages.RULES,
    *tool_servers.RULES,
    *credentials.RULES,
    *tool_kinds.RULES,
    *squad_graph.RULES,
    *handoffs.RULES,
    *squad_overrides.RULES,
    *assistant_limits.RULES,
    *assistant_voice.RULES,
    *hooks.RULES,
    *variables.RULES,
    *prompt_tools.RULES,
    *prompt_text.RULES,
    *yaml_text.RULES,
    *properties.RULES,
    *simulations.RULES,
    *silence.RULES,
    _SETTINGS,
)
_GROUPS = ("references", "tools", "squads", "assistants", "prompts", "platform")


def _place(rule: Rule) -> tuple[int, str]:
    return _GROUPS.index(rule.id.split("/", 1)[0]), rule.id


RULES: tuple[Rule, ...] = tuple(sorted(({r.id: r for r in refused.RULES} | {r.id: r for r in _OWN}).values(), key=_place))
"""Each once, by group and name. A few are decided by the reader and by a check of their own."""


class Linted(Struct, frozen=True, kw_only=True):
    """What the rules found in one organisation."""

    diagnostics: tuple[Diagnostic, ...]
    """By file, line and rule; silenced ones are not among them."""
    silenced: tuple[Silenced, ...] = ()


def lint(reading: Reading) -> Linted:
    """Everything the rules find, less what is silenced with a reason."""
    settings = read_settings(reading.settings)
    subject = Subject(reading, settings)
    found = [*refused.diagnosed(reading.problems), *map(_about_settings, settings.problems)]
    for rule in _OWN:
        found += rule.diagnostics(subject)
    silences = [*settings.silences, *(each for file in reading.files for each in comments_in(file))]
    stay, gone = silenced(_each_once(found), silences, {rule.id for rule in RULES})
    return Linted(diagnostics=in_order(stay), silenced=tuple(gone))


def _about_settings(problem: Problem) -> Diagnostic:
    message = problem.message[:1].upper() + problem.message[1:]
    return Diagnostic(
        rule=_SETTINGS.id,
        severity=_SETTINGS.severity,
        source=problem.source,
        message=message,
        why=_SETTINGS.why,
        mend=problem.mend,
    )


def _each_once(found: list[Diagnostic]) -> list[Diagnostic]:
    """One finding a rule and message at one place: the reader sees an assistant again in every squad it is a member of."""
    return list({(d.rule, d.source.file, d.source.line, d.message): d for d in found}.values())
