"""The run as JUnit XML, for GitLab, GitHub and Jenkins: a suite a feature, a case a scenario."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree as xml

from harness.checks.base import Verdict
from harness.reporting.failure import failure_text
from harness.reporting.redacted import redacted_run
from harness.reporting.run import Run, ScenarioResult
from harness.reporting.summary import titles_of, verdict_sentence

__all__ = ["junit_of", "render_junit"]

# XML 1.0, production 2 (https://www.w3.org/TR/xml/#charsets): anything else cannot stand in a document, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_junit(run: Run, *, keep: frozenset[str] = frozenset()) -> str:
    """The whole run; a broken promise is a failure, what could not be judged an error, nothing to judge a skipped case."""
    return junit_of(redacted_run(run, keep=keep))


def junit_of(safe: Run) -> str:
    """The XML of a run that is redacted already."""
    titles = titles_of(safe)
    features: dict[tuple[str, str], list[ScenarioResult]] = {}
    for scenario in safe.scenarios:
        features.setdefault((scenario.feature, scenario.feature_file), []).append(scenario)
    root = xml.Element("testsuites", {"name": "callproof", "time": _seconds(safe.seconds)})
    for (feature, file), scenarios in features.items():
        suite = xml.SubElement(root, "testsuite", {"name": _clean(feature), "file": _clean(file), **_counts(scenarios)})
        _properties(suite, safe)
        for scenario in scenarios:
            _case(suite, scenario, titles[scenario.id])
    if safe.problems:
        _problems(root, safe.problems)
    for attribute in ("tests", "failures", "errors", "skipped"):
        root.set(attribute, str(sum(int(suite.get(attribute, "0")) for suite in root)))
    xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + xml.tostring(root, encoding="unicode") + "\n"


def _counts(scenarios: Sequence[ScenarioResult]) -> dict[str, str]:
    verdicts: list[Verdict] = [scenario.verdict for scenario in scenarios]
    return {
        "tests": str(len(verdicts)),
        "failures": str(verdicts.count("failed")),
        "errors": str(verdicts.count("error")),
        "skipped": str(verdicts.count("not applicable")),
        "time": _seconds(sum(scenario.seconds for scenario in scenarios)),
    }


def _properties(suite: xml.Element, run: Run) -> None:
    properties = xml.SubElement(suite, "properties")
    settings = run.settings
    values = {
        "agent": settings.agent,
        "caller": settings.caller,
        "backend": settings.backend,
        "database": settings.database,
        "seed": str(settings.seed),
        "interrupted": "yes" if run.interrupted else "",
    }
    for name, value in values.items():
        if value:
            xml.SubElement(properties, "property", {"name": name, "value": _clean(value)})


def _case(suite: xml.Element, scenario: ScenarioResult, title: str) -> None:
    case = xml.SubElement(
        suite,
        "testcase",
        {
            "classname": _clean(scenario.feature),
            "name": _clean(title),
            "file": _clean(scenario.feature_file),
            "line": str(scenario.line),
            "time": _seconds(scenario.seconds),
        },
    )
    if scenario.owner:
        properties = xml.SubElement(case, "properties")
        xml.SubElement(properties, "property", {"name": "owner", "value": scenario.owner})
    message = {"message": _clean(verdict_sentence(scenario))}
    if scenario.verdict == "not applicable":
        xml.SubElement(case, "skipped", message)
    elif scenario.verdict != "passed":
        tag = "failure" if scenario.verdict == "failed" else "error"
        details = f"\n\n{scenario.details}" if scenario.details and tag == "error" else ""
        told = xml.SubElement(case, tag, {**message, "type": scenario.owner or scenario.verdict})
        told.text = _clean(failure_text(scenario) + details)


def _problems(root: xml.Element, problems: Sequence[str]) -> None:
    count = str(len(problems))
    suite = xml.SubElement(
        root, "testsuite", {"name": "input", "tests": count, "failures": "0", "errors": count, "skipped": "0", "time": "0.000"}
    )
    for number, problem in enumerate(problems, start=1):
        case = xml.SubElement(suite, "testcase", {"classname": "input", "name": f"input problem {number}", "time": "0.000"})
        xml.SubElement(case, "error", {"message": _clean(problem), "type": "input"}).text = _clean(problem)


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _seconds(seconds: float) -> str:
    return f"{seconds:.3f}"
