"""`callproof lint`, through the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import Struct

from harness.cli import main
from harness.commands.lint import lint, rule_list
from harness.contract.lint.catalogue import RULES
from harness.errors import InputError
from tests.contract.folder import ASSISTANT, TOOL, written

BROKEN = TOOL.replace("[guest, phone]", "[guest, fone]")


class Ended(Struct, frozen=True, kw_only=True):
    """How the command ended and what it printed."""

    exit_code: int
    output: str
    complaint: str


Run = Callable[..., Ended]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs the command with the given arguments."""

    def ran(*arguments: str) -> Ended:
        with pytest.raises(SystemExit) as ended:
            main(["lint", *arguments])
        printed = capfd.readouterr()
        assert isinstance(ended.value.code, int)
        return Ended(exit_code=ended.value.code, output=printed.out, complaint=printed.err)

    return ran


def test_an_error_is_shown_with_place_reason_and_mend_and_fails(run: Run, tmp_path: Path) -> None:
    folder = written(tmp_path, assistants__desk_md=ASSISTANT, tools__book_table_yml=BROKEN)

    result = run(str(folder))

    assert result.exit_code == 1
    assert "tools/book-table.yml:10  error  tools/required-not-in-properties\n" in result.output
    assert "  `required` names 'fone', which is not among the properties." in result.output
    assert "  → Did you mean 'phone'?" in result.output


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1), ("info", 1)])
def test_how_bad_it_must_be_to_fail_is_an_option(run: Run, fail_on: str, code: int, tmp_path: Path) -> None:
    folder = written(tmp_path, assistants__desk_md=ASSISTANT, tools__book_table_yml=TOOL)

    assert run(str(folder), "--fail-on", fail_on).exit_code == code


def test_hints_are_counted_and_shown_when_asked(run: Run, tmp_path: Path) -> None:
    folder = written(tmp_path, assistants__desk_md=ASSISTANT, tools__book_table_yml=TOOL)

    short, full = run(str(folder)).output, run(str(folder), "--all").output

    assert "tools/default-filler" not in short
    assert "(--all shows hints)" in short
    assert "tools/default-filler" in full


def test_organisations_are_found_by_name_and_all_of_them_without_one(run: Run, tmp_path: Path) -> None:
    written(tmp_path, assistants__desk_md=ASSISTANT, tools__book_table_yml=BROKEN)
    other = tmp_path / "resources" / "pub" / "tools"
    other.mkdir(parents=True)
    (other / "pour.yml").write_text(BROKEN.replace("bookTable", "pourBeer"))

    one = json.loads(run("pub", "--scenarios", str(tmp_path), "--format", "json").output)
    both = json.loads(run("--scenarios", str(tmp_path), "--format", "json").output)

    def errors(content: dict[str, list[dict[str, str]]]) -> set[str]:
        return {Path(each["file"]).name for each in content["diagnostics"] if each["severity"] == "error"}

    assert errors(one) == {"pour.yml"}
    assert errors(both) == {"pour.yml", "book-table.yml"}


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_machine_formats_are_json_and_nothing_else(run: Run, form: str, tmp_path: Path) -> None:
    folder = written(tmp_path, assistants__desk_md=ASSISTANT, tools__book_table_yml=BROKEN)

    result = run(str(folder), "--format", form)

    assert result.exit_code == 1
    assert json.loads(result.output)["version"] in (1, "2.1.0")


def test_github_prints_one_command_a_finding(run: Run, tmp_path: Path) -> None:
    folder = written(tmp_path, assistants__desk_md=ASSISTANT, tools__book_table_yml=BROKEN)

    lines = run(str(folder), "--format", "github").output.splitlines()

    assert any(line.startswith("::error file=") and "title=tools/required-not-in-properties" in line for line in lines)
    assert all(line.startswith(("::error ", "::warning ")) for line in lines)


def test_the_rules_are_listed_with_severity_and_meaning(run: Run) -> None:
    lines = rule_list().splitlines()

    assert len(lines) == len(RULES)
    for line, rule in zip(lines, RULES, strict=True):
        assert line.split() == [rule.id, rule.severity, *rule.what.split()]
    assert run("--rules").output == rule_list() + "\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("callwaitin",), "Did you mean 'callwaiting'?"),
        (("./nowhere/at-all",), "there is no folder ./nowhere/at-all"),
        (("callwaiting", "--format", "txt"), "Did you mean 'text'?"),
        (("callwaiting", "--fail-on", "warn"), "Did you mean 'warning'?"),
        (("--scenarios", "nowhere"), "the scenarios folder nowhere does not exist"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)

    assert (result.exit_code, result.output) == (2, "")
    assert said in result.complaint


def test_a_folder_without_resources_is_unusable(tmp_path: Path) -> None:
    (tmp_path / "assistants").mkdir()

    with pytest.raises(InputError, match="holds no resources"):
        lint([f"{tmp_path}/"])


def test_scenarios_without_an_organisation_are_unusable(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no organisation in"):
        lint([], scenarios=[tmp_path])
