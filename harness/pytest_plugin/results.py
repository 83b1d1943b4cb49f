"""A played scenario as the value that every report reads."""

import shlex
from collections.abc import Sequence

import msgspec
import pytest

from harness.checks.base import Finding, Owner, PromiseBroken, Verdict
from harness.commands.options import RunOptions, replay_options
from harness.errors import CallproofError, InputError
from harness.pytest_plugin.gherkin import Case
from harness.pytest_plugin.playing import Played, message_of
from harness.reporting.run import ScenarioResult, StepResult

__all__ = ["from_wire", "replay_command", "result_of", "to_wire"]


def result_of(
    *,
    item: str,
    file: str,
    case: Case,
    played: Played | None,
    fault: BaseException | None,
    details: str,
    seconds: float,
    options: RunOptions,
) -> ScenarioResult:
    """What the scenario came to. `played` is None when it never started; `fault` is what ended it, None for a pass."""
    scenario = case.scenario
    findings = _findings(played, fault)
    verdict = _verdict(fault, findings)
    return ScenarioResult(
        id=item,
        feature=scenario.feature.name,
        feature_file=file,
        feature_description=scenario.feature.description.strip(),
        line=case.line,
        name=scenario.name,
        rule=scenario.rule.name if scenario.rule else None,
        description=scenario.description.strip(),
        tags=tuple(sorted(case.tags)),
        example=tuple(case.values.items()),
        verdict=verdict,
        sentence=_sentence(fault, findings, played),
        steps=played.steps if played else _steps_not_run(case),
        calls=played.log.judged_calls if played else (),
        findings=findings,
        owner=_owner(verdict, findings),
        replay=replay_command(f"{file}:{case.line}", options) if verdict in ("failed", "error") else "",
        details=details,
        seconds=seconds,
    )


def replay_command(place: str, options: RunOptions) -> str:
    """The command that plays one scenario alone again, with the options that are not the default."""
    return shlex.join(["callproof", "run", place, *replay_options(options)])


def to_wire(result: ScenarioResult) -> str:
    """The result as JSON, for the way from a worker process to the one that reports."""
    return msgspec.json.encode(result, enc_hook=str).decode()


def from_wire(text: str) -> ScenarioResult:
    """The result a worker sent."""
    return msgspec.json.decode(text, type=ScenarioResult)


def _verdict(fault: BaseException | None, findings: Sequence[Finding]) -> Verdict:
    """Failed: the contract was broken. What only the caller or the harness is to blame for is an error."""
    if fault is None:
        return "passed"
    if isinstance(fault, pytest.skip.Exception | pytest.xfail.Exception):
        return "not applicable"
    if findings and all(finding.owner in ("caller", "harness") for finding in findings):
        return "error"
    return "failed" if isinstance(fault, AssertionError | pytest.fail.Exception) else "error"


def _findings(played: Played | None, fault: BaseException | None) -> tuple[Finding, ...]:
    """What the failure rests on, none for a pass. What is known to the line of a file leads: the rest mostly follows from it."""
    if fault is None or isinstance(fault, pytest.skip.Exception | pytest.xfail.Exception):
        return ()
    if isinstance(fault, InputError):
        return tuple(Finding(check="the input can be used", message=line, owner="harness") for line in str(fault).splitlines())
    raised = fault.findings if isinstance(fault, PromiseBroken) else ()
    logged = played.log.findings if played else ()
    found = (*raised, *(finding for finding in logged if finding not in raised))
    return tuple(sorted(found, key=lambda finding: finding.source is None))


def _sentence(fault: BaseException | None, findings: Sequence[Finding], played: Played | None) -> str:
    if fault is None:
        return ""
    if isinstance(fault, PromiseBroken | InputError) and findings:
        more = len(findings) - 1
        return findings[0].message + (f" (and {more} more)" if more else "")
    message = message_of(fault).partition("\n")[0]
    if isinstance(fault, CallproofError | pytest.skip.Exception | pytest.xfail.Exception):
        return message
    broken = next((step for step in played.steps if step.status in ("failed", "error")), None) if played else None
    return f"'{broken.keyword} {broken.text}': {message}" if broken else message


def _owner(verdict: Verdict, findings: Sequence[Finding]) -> Owner | None:
    if verdict == "error":
        return "harness"
    return findings[0].owner if findings else None


def _steps_not_run(case: Case) -> tuple[StepResult, ...]:
    return tuple(
        StepResult(keyword=step.keyword, text=step.name, line=step.line_number, status="not run") for step in case.scenario.steps
    )
