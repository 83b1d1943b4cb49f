"""Findings somebody has accepted: by a comment in the YAML, or in `.callproof.yml`; never without a reason, never unseen.

    server:  # callproof: ignore tools/no-timeout -- the default is right for it

A comment counts for its own line and, when it stands alone, for the next line that is none. The body of a Markdown file is the
prompt, where a comment would reach the model; for it there is `.callproof.yml`.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct

from harness.contract.diagnostic import Diagnostic
from harness.contract.gitops import ResourceFile
from harness.contract.lint.rule import Rule, nothing
from harness.contract.lint.settings import Silence
from harness.contract.lint.yaml_text import yaml_part
from harness.contract.model import Source
from harness.contract.problems import did_you_mean

__all__ = ["RULES", "Silenced", "comments_in", "silenced"]

_COMMENT = re.compile(r"(?:^|\s)#\s*callproof:\s*ignore\s+([^\s].*?)\s*$")
_REASON = re.compile(r"\s+(?:--|–|—)\s+|\s+--$")
_UNTIL_REASON = re.compile(r"[\w/-]+(?:\s*,\s*[\w/-]+)*")


class Silenced(Struct, frozen=True, kw_only=True):
    """A finding that is not shown, and why."""

    diagnostic: Diagnostic
    reason: str
    source: Source
    """Where the silence is written."""


def comments_in(file: ResourceFile) -> Iterator[Silence]:
    """Every silence written as a comment in a file's YAML."""
    text, first = yaml_part(file)
    lines = text.split("\n")
    for index, line in enumerate(lines):
        found = _COMMENT.search(line)
        if found is None:
            continue
        rules, _, reason = _split(found.group(1))
        covered = [index + first]
        if line.lstrip().startswith("#"):
            covered += [number + first for number in range(index + 1, len(lines)) if not _is_comment(lines[number])][:1]
        source = Source(file=file.source.file, line=index + first)
        for rule in re.split(r"\s*,\s*", rules):
            yield Silence(rule=rule, reason=reason, file=file.source.file, lines=tuple(covered), source=source)


def _split(written: str) -> tuple[str, str, str]:
    parts = _REASON.split(written, maxsplit=1)
    rules = _UNTIL_REASON.match(parts[0])
    return (rules.group() if rules else parts[0]), "", parts[1].strip() if len(parts) > 1 else ""


def _is_comment(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def silenced(
    diagnostics: Sequence[Diagnostic], silences: Iterable[Silence], known: Collection[str]
) -> tuple[list[Diagnostic], list[Silenced]]:
    """The findings that stay, those about the silences themselves included, and the findings that are silenced."""
    stay, gone = list(diagnostics), list[Silenced]()
    for silence in silences:
        if silence.rule not in known:
            stay.append(_about(silence, _UNKNOWN, f"There is no rule '{silence.rule}'.", did_you_mean(silence.rule, known)))
            continue
        if not silence.reason:
            stay.append(_about(silence, _NO_REASON, f"{silence.rule} is silenced without a reason."))
            continue
        covered = [d for d in diagnostics if silence.covers(d.rule, d.source)]
        if not covered:
            stay.append(_about(silence, _UNUSED, f"{silence.rule} is silenced where it has nothing to say."))
        gone += [Silenced(diagnostic=d, reason=silence.reason, source=silence.source) for d in covered if d in stay]
        stay = [d for d in stay if d not in covered]
    return stay, gone


def _about(silence: Silence, rule: Rule, message: str, mend: str = "") -> Diagnostic:
    return Diagnostic(
        rule=rule.id, severity=rule.severity, source=silence.source, message=message, why=rule.why, mend=mend or rule.mend
    )


_NO_REASON = Rule(
    id="platform/silence-without-reason",
    severity="error",
    what="a silence without a reason",
    why="It silences nothing: whoever comes next must be able to judge whether it still holds.",
    mend="Add the reason: `# callproof: ignore <rule> -- <reason>`, or `reason:` in .callproof.yml.",
    check=nothing,
)
_UNUSED = Rule(
    id="platform/silence-unused",
    severity="warning",
    what="a silence that silences nothing",
    why="It would hide the next mistake of its kind.",
    mend="Remove it.",
    check=nothing,
)
_UNKNOWN = Rule(
    id="platform/silence-unknown-rule",
    severity="error",
    what="a silence of a rule that does not exist",
    why="It silences nothing.",
    mend="Write the rule's id; `callproof lint --rules` lists them.",
    check=nothing,
)
RULES = (_NO_REASON, _UNUSED, _UNKNOWN)
