"""Then what the harness found: negative controls, which plant a fault and want to see it named."""

from collections.abc import Sequence

from harness.checks.asking import AsksFor
from harness.checks.base import Evidence, Finding, Judgement, judge
from harness.errors import InputError
from harness.pytest_plugin.log import ScenarioLog
from harness.reporting.run import PlayedCall
from harness.steps.wording import then
from harness.steps.words import records


@then("the harness reports that <speaker> never asked for <what>", "检查报告<speaker>没有询问<what>")
def reports_never_asked(log: ScenarioLog, call: PlayedCall, speaker: str, what: str) -> None:
    """The check "asks for …" fails on this call, and is meant to."""
    judgement = judge(AsksFor(what=what, speaker=speaker), Evidence(trace=call.trace, squad=call.squad))
    _expect(log, f"{speaker} never asked for {what}", judgement.findings, [judgement])


@then(
    'the harness reports that <speaker> never asked for <what>, because "{cause}"',
    '检查报告<speaker>没有询问<what>，因为 "{cause}"',
)
def reports_never_asked_because(log: ScenarioLog, call: PlayedCall, speaker: str, what: str, cause: str) -> None:
    """The same, and the finding names the cause and blames the contract: nothing made the assistant ask."""
    judgement = judge(AsksFor(what=what, speaker=speaker), Evidence(trace=call.trace, squad=call.squad))
    matching = [f for f in judgement.findings if _says(f, cause) and f.owner == "contract"]
    _expect(log, f'{speaker} never asked for {what}, because "{cause}"', matching, [judgement])


@then('the harness reports "{text}"', '检查报告 "{text}"')
def reports(log: ScenarioLog, call: PlayedCall, text: str) -> None:
    """A rule's finding holds this text, in its message or its cause."""
    matching = [f for j in call.judgements for f in j.findings if _says(f, text)]
    _expect(log, f'"{text}"', matching, call.judgements)


@then('the harness blames the <owner>, and reports "{text}"', '检查认定责任在 <owner>，并报告 "{text}"')
def reports_owner(log: ScenarioLog, call: PlayedCall, owner: str, text: str) -> None:
    """The same, with whose fault it is."""
    matching = [f for j in call.judgements for f in j.findings if _says(f, text) and f.owner == owner]
    _expect(log, f'"{text}", owner {owner}', matching, call.judgements)


@then("the harness reports exactly:", "检查只报告：")
def reports_exactly(log: ScenarioLog, call: PlayedCall, datatable: Sequence[Sequence[str]]) -> None:
    """Each row `owner`, `finding` is found by a rule, and no rule found anything else."""
    rows = records(datatable)
    found = [finding for judgement in call.judgements for finding in judgement.findings]
    for row in rows:
        if "finding" not in row:
            raise InputError('the table needs a column "finding", and may have one "owner".')
        matching = [f for f in found if _says(f, row["finding"]) and row.get("owner", f.owner) == f.owner]
        _expect(log, f'"{row["finding"]}"', matching, call.judgements)
        found = [f for f in found if f not in matching]


@then("the harness finds nothing wrong", "检查没有发现问题")
def finds_nothing(log: ScenarioLog, call: PlayedCall) -> None:
    """No rule has a finding."""
    findings = tuple(f for j in call.judgements for f in j.findings)
    log.judged(Judgement(check="the harness finds nothing wrong", verdict="failed" if findings else "passed", findings=findings))


def _says(finding: Finding, text: str) -> bool:
    return text.casefold() in f"{finding.message} {finding.why or ''}".casefold()


def _expect(log: ScenarioLog, what: str, matching: Sequence[Finding], judgements: Sequence[Judgement]) -> None:
    """A planted fault that is found is expected; one that is not found means that the harness, not the squad, is wrong."""
    title = f"the harness reports {what}"
    if matching:
        log.expect(matching)
        log.judged(Judgement(check=title, verdict="passed"))
        return
    found = "; ".join(f.message for j in judgements for f in j.findings) or "nothing"
    missed = Finding(check=title, message=f"The harness should have reported {what}, but it found: {found}.", owner="harness")
    log.judged(Judgement(check=title, verdict="failed", findings=(missed,)))
