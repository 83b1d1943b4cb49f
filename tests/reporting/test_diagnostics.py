"""Diagnostics as text, JSON, SARIF and workflow commands: complete, escaped, and without secrets."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.contract.diagnostic import Diagnostic, Severity
from harness.contract.model import Source
from harness.reporting.diagnostics import DIAGNOSTIC_FORMATS, Accepted, DiagnosticReport, RuleHelp, render_diagnostics
from harness.reporting.terminal import Look

RULE = RuleHelp(id="tools/no-bell", severity="warning", what="a tool without a bell", why="Nobody hears it.", mend="Add a bell.")


def diagnostic(
    severity: Severity = "warning", message: str = "'find_table' has no bell.", file: str = "tools/a.yml"
) -> Diagnostic:
    """One about a bell, on line 7."""
    return Diagnostic(
        rule=RULE.id, severity=severity, source=Source(file=file, line=7), message=message, why=RULE.why, mend=RULE.mend
    )


def report(*diagnostics: Diagnostic, accepted: tuple[Accepted, ...] = ()) -> DiagnosticReport:
    """A report that looked for bells."""
    return DiagnosticReport(diagnostics=diagnostics, rules=(RULE,), accepted=accepted)


ACCEPTED = Accepted(diagnostic=diagnostic(), reason="It rings elsewhere.", source=Source(file="tools/a.yml", line=6))


def test_text_says_place_severity_rule_what_why_and_mend() -> None:
    assert render_diagnostics(report(diagnostic()), "text") == (
        "tools/a.yml:7  warning  tools/no-bell\n"
        "  'find_table' has no bell. Nobody hears it.\n"
        "  → Add a bell.\n"
        "\n"
        "0 errors · 1 warning"
    )


def test_text_counts_hints_and_silenced_findings_and_shows_them_when_asked() -> None:
    made = report(diagnostic("info"), accepted=(ACCEPTED,))

    short = render_diagnostics(made, "text")
    full = render_diagnostics(made, "text", everything=True)

    assert short == "0 errors · 0 warnings · 1 hint · 1 silenced with a reason (--all shows hints and what is silenced)"
    assert "tools/a.yml:7  info  tools/no-bell" in full
    assert "tools/a.yml:7  silenced  tools/no-bell" in full
    assert "It rings elsewhere. (tools/a.yml:6)" in full
    assert full.endswith("0 errors · 0 warnings · 1 hint · 1 silenced with a reason")


def test_text_of_nothing_says_so() -> None:
    assert render_diagnostics(report(), "text") == "Nothing found."


def test_text_wraps_at_the_width_and_fits_a_poor_encoding() -> None:
    shown = render_diagnostics(report(diagnostic(message="word " * 60 + ".")), "text", look=Look(encoding="ascii", width=60))

    assert max(map(len, shown.splitlines())) <= 60
    assert "  -> Add a bell." in shown
    assert shown.isascii()


def test_json_holds_everything_under_documented_keys() -> None:
    content = json.loads(render_diagnostics(report(diagnostic(), diagnostic("info"), accepted=(ACCEPTED,)), "json"))

    assert content["version"] == 1
    assert content["counts"] == {"error": 0, "warning": 1, "info": 1, "silenced": 1}
    assert content["diagnostics"][0] == {
        "rule": "tools/no-bell",
        "severity": "warning",
        "file": "tools/a.yml",
        "line": 7,
        "message": "'find_table' has no bell.",
        "why": "Nobody hears it.",
        "mend": "Add a bell.",
    }
    assert content["silenced"][0]["reason"] == "It rings elsewhere."
    assert content["silenced"][0]["silencedBy"] == {"file": "tools/a.yml", "line": 6}


def sarif(made: DiagnosticReport) -> dict[str, Any]:
    """The parsed log's only run."""
    log = json.loads(render_diagnostics(made, "sarif"))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    run: dict[str, Any] = log["runs"][0]
    return run


def test_sarif_has_what_the_standard_requires() -> None:
    """SARIF 2.1.0, sections 3.13, 3.14, 3.18, 3.19, 3.27, 3.28, 3.29, 3.30, 3.49 and 3.35."""
    run = sarif(report(diagnostic("error"), diagnostic("warning"), diagnostic("info"), accepted=(ACCEPTED,)))

    driver = run["tool"]["driver"]
    assert driver["name"] == "callproof"
    assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note", "warning"]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "tools/a.yml"
        assert place["region"]["startLine"] == 7
    assert [len(result.get("suppressions", ())) for result in run["results"]] == [0, 0, 0, 1]
    assert run["results"][3]["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "It rings elsewhere."}
    ]


def test_sarif_writes_paths_as_uris() -> None:
    run = sarif(report(diagnostic(file="tools/a b#1.yml"), diagnostic(file="/tmp/桌.yml")))

    uris = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]]
    assert uris == ["tools/a%20b%231.yml", "file:///tmp/%E6%A1%8C.yml"]


def test_sarif_knows_a_finding_again_after_it_has_moved() -> None:
    moved = Diagnostic(rule=RULE.id, severity="warning", source=Source(file="tools/a.yml", line=90), message=diagnostic().message)

    before, after = (sarif(report(each))["results"][0]["partialFingerprints"] for each in (diagnostic(), moved))

    assert before == after


def test_github_annotates_the_line() -> None:
    assert render_diagnostics(report(diagnostic("error"), diagnostic("info")), "github") == (
        "::error file=tools/a.yml,line=7,title=tools/no-bell::'find_table' has no bell.%0ANobody hears it.%0AAdd a bell."
    )


def test_github_escapes_what_would_end_a_command_or_a_property() -> None:
    made = report(diagnostic("error", message="50% of\n::error::it", file="a,b:c%.yml"))

    assert render_diagnostics(made, "github") == (
        "::error file=a%2Cb%3Ac%25.yml,line=7,title=tools/no-bell::50%25 of ::error::it%0ANobody hears it.%0AAdd a bell."
    )


@given(st.text(max_size=60), st.sampled_from(DIAGNOSTIC_FORMATS))
def test_no_text_from_a_file_breaks_a_format(text: str, form: str) -> None:
    shown = render_diagnostics(report(diagnostic("error", message=text, file=f"tools/{text}.yml")), form, everything=True)

    if form in ("json", "sarif"):
        json.loads(shown)
    if form == "github":
        assert len(shown.splitlines()) == 1
    assert "\x1b" not in shown


@pytest.mark.parametrize("form", DIAGNOSTIC_FORMATS)
def test_no_format_repeats_a_secret_or_a_phone_number(form: str) -> None:
    message = "'https://me:hunter2secret@inn.example' is called with api_key=abcdefgh12345678 for 604-232-9876."

    shown = render_diagnostics(report(diagnostic("error", message=message)), form, everything=True)

    assert "hunter2secret" not in shown
    assert "abcdefgh12345678" not in shown
    assert "232-9876" not in shown


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1), ("info", 1)])
def test_the_exit_code_depends_on_what_is_bad_enough(fail_on: Severity, code: int) -> None:
    assert report(diagnostic("warning")).exit_code(fail_on) == code
    assert report().exit_code(fail_on) == 0
    assert report(accepted=(ACCEPTED,)).exit_code(fail_on) == 0
