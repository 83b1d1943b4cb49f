"""What the reader refuses is a finding with an id of its own, and lint goes on."""

import re
from pathlib import Path

import pytest

from harness.contract.gitops import read_leniently
from harness.contract.lint.catalogue import lint
from harness.contract.lint.refused import FALLBACK
from tests.contract.folder import ASSISTANT, TOOL, written
from tests.contract.test_broken_folders import BROKEN_ASSISTANTS, BROKEN_TOOLS


@pytest.mark.parametrize(
    "files",
    [
        *({"tools__book_table_yml": text} for text, _ in BROKEN_TOOLS),
        *({"assistants__desk_md": text, "tools__book_table_yml": TOOL} for text, _ in BROKEN_ASSISTANTS),
    ],
)
def test_every_problem_of_the_reader_has_a_rule(files: dict[str, str | bytes], tmp_path: Path) -> None:
    reading = read_leniently(written(tmp_path, **files), shown_as=Path("inn"))

    found = lint(reading).diagnostics

    assert reading.problems
    assert FALLBACK not in {each.rule for each in found}
    said = {(str(each.source), re.sub(r"\W", "", each.message).lower()) for each in found if each.severity == "error"}
    assert said >= {(str(each.source), re.sub(r"\W", "", each.message).lower()) for each in reading.problems}


def test_one_broken_file_does_not_hide_what_is_wrong_with_another(tmp_path: Path) -> None:
    folder = written(
        tmp_path, assistants__desk_md=ASSISTANT, tools__book_table_yml=TOOL, tools__other_yml="a: b: c", squads__house_yml="[]"
    )

    rules = {each.rule for each in lint(read_leniently(folder)).diagnostics}

    assert rules >= {"platform/yaml-syntax", "platform/yaml-not-object", "tools/no-timeout", "prompts/tool-never-mentioned"}
