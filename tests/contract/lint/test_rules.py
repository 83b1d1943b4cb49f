"""Every rule finds what breaks it, and nothing where it is kept."""

from pathlib import Path

import pytest

from harness.contract.lint.catalogue import RULES
from harness.contract.lint.refused import FALLBACK, diagnosed
from harness.contract.model import Source
from harness.contract.problems import Problem
from tests.contract.lint.broken import CASES
from tests.contract.lint.case import Case
from tests.contract.lint.inn import diagnostics, rules


def test_no_rule_has_anything_to_say_of_the_inn(tmp_path: Path) -> None:
    assert diagnostics(tmp_path) == ()


def test_every_rule_of_the_catalogue_has_its_case() -> None:
    assert {case.rule for case in CASES} | {FALLBACK} == {rule.id for rule in RULES}


def test_a_problem_no_rule_knows_is_a_finding_all_the_same() -> None:
    problem = Problem(source=Source(file="inn/desk.md", line=3), message="the bell is broken.", mend="Mend it.")

    (found,) = diagnosed([problem])

    assert (found.rule, found.severity, found.message, found.mend) == (FALLBACK, "error", "The bell is broken.", "Mend it.")


@pytest.mark.parametrize("case", CASES, ids=[case.rule for case in CASES])
def test_what_breaks_a_rule_is_found_by_it(case: Case, tmp_path: Path) -> None:
    found = [each for each in diagnostics(tmp_path, case.broken) if each.rule == case.rule]

    assert found
    for diagnostic in found:
        assert diagnostic.message.endswith((".", "?", "!"))
        assert diagnostic.why
        assert diagnostic.mend
        assert diagnostic.source.line >= 1


NEAR_MISSES = [case for case in CASES if case.kept]


@pytest.mark.parametrize("case", NEAR_MISSES, ids=[case.rule for case in NEAR_MISSES])
def test_what_only_nearly_breaks_a_rule_is_not_found_by_it(case: Case, tmp_path: Path) -> None:
    assert case.rule not in rules(tmp_path, case.kept)
