"""`callproof lint`: what is wrong with an organisation's files, found without a call."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from harness.commands.finding import organisation_folder, scenarios_folders, shown
from harness.commands.outcome import Outcome, Telling, told
from harness.contract.diagnostic import in_order
from harness.contract.gitops import read_leniently
from harness.contract.lint.catalogue import RULES, Linted
from harness.contract.lint.catalogue import lint as linted
from harness.errors import InputError
from harness.reporting.diagnostics import Accepted, DiagnosticReport, RuleHelp

__all__ = ["lint", "rule_list"]


def lint(
    names: Sequence[str],
    *,
    form: str = "text",
    fail_on: str = "error",
    everything: bool = False,
    scenarios: Sequence[Path] = (),
) -> Outcome:
    """What the rules find in the organisations called `names`, or in the folders they are paths of; without names, in all.

    Raises InputError for an unknown name, format or severity, and for a folder that holds no resources.
    """
    telling = Telling.of(form, fail_on, everything=everything)
    found = [_linted(folder) for folder in _folders(names, scenarios)]
    report = DiagnosticReport(
        diagnostics=in_order(diagnostic for one in found for diagnostic in one.diagnostics),
        accepted=tuple(
            Accepted(diagnostic=each.diagnostic, reason=each.reason, source=each.source) for one in found for each in one.silenced
        ),
        rules=tuple(RuleHelp(id=r.id, severity=r.severity, what=r.what, why=r.why, mend=r.mend) for r in RULES),
    )
    return told(report, telling)


def rule_list() -> str:
    """Every rule with its severity, a line each."""
    wide = max(len(rule.id) for rule in RULES)
    return "\n".join(f"{rule.id:<{wide}}  {rule.severity:<7}  {rule.what}" for rule in RULES)


def _folders(names: Sequence[str], scenarios: Sequence[Path]) -> Iterator[Path]:
    if names:
        yield from dict.fromkeys(organisation_folder(name, scenarios) for name in names)
        return
    roots = scenarios_folders(scenarios)
    tops = [root / "resources" for root in (roots[: len(scenarios)] or roots[:1])]
    found = [path for top in tops if top.is_dir() for path in sorted(top.iterdir()) if _is_organisation(path)]
    if not found:
        raise InputError(f"there is no organisation in {' or '.join(str(shown(top)) for top in tops)}. Name one, or its folder.")
    yield from found


def _is_organisation(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith(".")


def _linted(folder: Path) -> Linted:
    reading = read_leniently(folder, shown_as=shown(folder))
    if not reading.files and len(reading.problems) <= 1:
        raise InputError(f"{shown(folder)} holds no resources. Name the folder that holds assistants/ and tools/.")
    return linted(reading)
