"""`callproof drift`: the shipped squads against the reference backend, and any squad against a URL or a file."""

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import falcon
import pytest

from harness.cli import main
from harness.commands.drift import drifted
from harness.commands.serve import listen
from harness.contract.diagnostic import Diagnostic
from harness.errors import InputError
from harness.reference.clinic import CLINIC_STORE, ClinicSystem, Flaws
from harness.reference.clock import wall_clock
from harness.reference.database import EmbeddedDatabase
from tests.contract.folder import ASSISTANT, TOOL, written

SCENARIOS = (Path(__file__).parents[2] / "scenarios",)
TEXT = {"type": "string"}
BOOK_TABLE = {"tool": "bookTable", "reads": {"properties": {"guest": TEXT, "phone": TEXT}, "required": ["guest", "phone"]}}


def briefly(found: tuple[Diagnostic, ...]) -> list[tuple[str, str, str]]:
    """File, rule and first name in backticks of each finding."""
    return [(Path(each.source.file).name, each.rule, each.message.split("`")[1]) for each in found]


def line_of(diagnostic: Diagnostic) -> str:
    """The line of the file that a finding points at."""
    return Path(diagnostic.source.file).read_text(encoding="utf-8").splitlines()[diagnostic.source.line - 1].strip()


@pytest.fixture
def inn(tmp_path: Path) -> Path:
    """A folder with one assistant and one tool, bookTable(guest!, phone!)."""
    return written(tmp_path, assistants__desk_md=ASSISTANT, tools__book_table_yml=TOOL)


def contract(folder: Path, *handlers: dict[str, Any], name: str = "contract.json") -> str:
    """A contract file with these handlers."""
    path = folder / name
    path.write_text(json.dumps({"handlers": handlers}), encoding="utf-8")
    return str(path)


# --- the shipped squads ----------------------------------------------------------------------------------------------------


def test_the_squad_of_nine_has_drifted_where_its_documentation_says_and_nowhere_else() -> None:
    found = drifted("vitara", backend="reference", scenarios=SCENARIOS)

    assert sorted(briefly(found)) == [
        ("get-providers-1ffa2c33.yml", "drift/never-read", "specialty"),
        ("search-patient-4889f4e5.yml", "drift/never-read", "firstName"),
        ("search-patient-4889f4e5.yml", "drift/never-sent", "dateOfBirth"),
        ("transfer-call-d95ed81e.yml", "drift/never-read", "notes"),
        ("transfer-call-d95ed81e.yml", "drift/never-sent", "context"),
    ]
    assert {each.severity for each in found} == {"warning"}
    by_name = {each.message.split("`")[1]: each for each in found}
    assert {name: line_of(each) for name, each in by_name.items() if each.rule == "drift/never-read"} == {
        "specialty": "specialty:",
        "firstName": "firstName:",
        "notes": "notes:",
    }
    assert by_name["notes"].message == "The model is told to send `notes` to transfer_call; the backend reads `context`."
    assert "rename" not in by_name["firstName"].mend.lower()


@pytest.mark.parametrize(
    ("mended", "gone"),
    [
        (Flaws(transfer_call_reads_context=False), {"notes", "context"}),
        (Flaws(search_patient_reads_date_of_birth=False), {"dateOfBirth"}),
        (Flaws(search_patient_ignores_first_name=False), {"firstName"}),
        (Flaws(get_providers_ignores_specialty=False), {"specialty"}),
    ],
)
def test_a_flaw_of_the_backend_that_is_mended_is_no_longer_told(tmp_path: Path, mended: Flaws, gone: set[str]) -> None:
    """And nothing else changes."""
    system = ClinicSystem(EmbeddedDatabase(CLINIC_STORE), wall_clock, mended)
    published = contract(tmp_path, *(handler.published() for handler in system.handlers))

    found = drifted("vitara", backend=published, scenarios=SCENARIOS)

    assert {name for _, _, name in briefly(found)} == {"notes", "context", "dateOfBirth", "firstName", "specialty"} - gone


def test_mending_the_tool_mends_the_drift(tmp_path: Path) -> None:
    """The other side may be the one to give way."""
    shutil.copytree(SCENARIOS[0] / "resources" / "vitara", tmp_path / "resources" / "vitara")
    tool = tmp_path / "resources" / "vitara" / "tools" / "transfer-call-d95ed81e.yml"
    tool.write_text(tool.read_text(encoding="utf-8").replace("      notes:\n", "      context:\n"), encoding="utf-8")

    found = drifted("vitara", backend="reference", scenarios=(tmp_path,))

    assert {name for _, _, name in briefly(found)} == {"dateOfBirth", "firstName", "specialty"}


def test_the_squad_of_one_has_not_drifted() -> None:
    assert drifted("callwaiting", backend="reference", scenarios=SCENARIOS) == ()


def test_a_tool_that_calls_what_is_kept_for_older_callers_is_told(tmp_path: Path) -> None:
    """The reference backend still answers it; nobody should begin to rely on it."""
    old = TOOL.replace("bookTable", "getUpcomingAppointments")
    written(tmp_path, assistants__desk_md=ASSISTANT, tools__book_table_yml=old)

    found = drifted("inn", backend="reference", scenarios=(tmp_path,))

    assert "drift/legacy-handler" in {each.rule for each in found if "getUpcomingAppointments" in each.message}
    assert "drift/no-handler" not in {each.rule for each in found}


# --- the command line ------------------------------------------------------------------------------------------------------


Ran = Callable[..., tuple[object, str]]


@pytest.fixture
def ran(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ran:
    """Runs the command in the project's folder: its exit code, and what was printed."""

    def run(*arguments: str) -> tuple[object, str]:
        monkeypatch.chdir(SCENARIOS[0].parent)
        with pytest.raises(SystemExit) as left:
            main(["drift", *arguments])
        return left.value.code, capsys.readouterr().out

    return run


def test_a_finding_is_printed_with_place_reason_and_mend(ran: Ran) -> None:
    code, printed = ran("vitara")

    assert code == 1
    assert (
        "scenarios/resources/vitara/tools/transfer-call-d95ed81e.yml:20  warning  drift/never-read\n"
        "  The model is told to send `notes` to transfer_call; the backend reads `context`. What the caller said is lost.\n"
        "  → Rename the parameter to `context`, or accept `notes` in the backend.\n"
    ) in printed
    assert printed.endswith("0 errors · 5 warnings\n")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("callwaiting",), 0),
        (("vitara", "--fail-on", "warning"), 1),
        (("vitara", "--fail-on", "error"), 0),
        (("vitara", "--fail-on", "info"), 1),
        (("vitara", "--fail-on", "fatal"), 2),
        (("vitara", "--format", "yml"), 2),
        (("vitra",), 2),
        (("vitara", "--backend", "http://127.0.0.1:1"), 2),
    ],
)
def test_the_exit_code_says_whether_they_agree(ran: Ran, arguments: tuple[str, ...], code: int) -> None:
    assert ran(*arguments)[0] == code


def test_hints_are_shown_when_asked_for(ran: Ran, inn: Path, tmp_path: Path) -> None:
    """Counted always; a run that fails on them shows them too."""
    spare = contract(tmp_path, BOOK_TABLE, {"tool": "freeTable", "reads": {}})
    asked = (str(inn), "--backend", spare)

    assert ran(*asked) == (0, "0 errors · 0 warnings · 1 hint (--all shows hints)\n")
    assert "no tool calls it" in ran(*asked, "--all")[1]
    assert ran(*asked, "--fail-on", "info")[0] == 1
    assert "no tool calls it" in ran(*asked, "--fail-on", "info")[1]


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_programs_get_every_finding_with_its_rule_file_and_line(ran: Ran, form: str) -> None:
    code, printed = ran("vitara", "--format", form)

    assert code == 1
    assert printed.count("drift/never-sent") >= 2
    assert "search-patient-4889f4e5.yml" in printed
    if form == "json":
        assert [one["line"] for one in json.loads(printed)["diagnostics"]] == [9, 8, 14, 20, 20]


# --- files and addresses ---------------------------------------------------------------------------------------------------


def test_a_contract_file_stands_for_a_backend(inn: Path, tmp_path: Path) -> None:
    agreed = contract(tmp_path, BOOK_TABLE)
    other = contract(tmp_path, {"tool": "bookTable", "reads": {"properties": {"guest": TEXT}}}, name="other.json")

    assert drifted(str(inn), backend=agreed) == ()
    assert briefly(drifted(str(inn), backend=other)) == [
        ("book-table.yml", "drift/never-read", "phone"),
        ("book-table.yml", "drift/required-here-only", "guest"),
    ]


def test_a_contract_file_may_be_yaml(inn: Path, tmp_path: Path) -> None:
    path = tmp_path / "contract.yml"
    path.write_text(
        "handlers:\n  - tool: bookTable\n    aliases: {who: guest}\n    reads: {additionalProperties: true}\n", encoding="utf-8"
    )

    assert [each.rule for each in drifted(str(inn), backend=str(path))] == []


def test_tools_written_inside_an_assistant_are_compared_too(tmp_path: Path) -> None:
    inline = ASSISTANT.replace(
        "  toolIds:\n    - book-table ## books a table\n", "  tools: [{type: function, function: {name: call_taxi}}]\n"
    )
    folder = written(tmp_path, assistants__desk_md=inline)

    (missing,) = drifted(str(folder), backend=contract(tmp_path))

    assert (missing.rule, Path(missing.source.file).name) == ("drift/no-handler", "desk.md")


class _Answers:
    """Anything at all, at any path."""

    def __init__(self, body: str, status: str, content_type: str) -> None:
        self._body, self._status, self._content_type = body, status, content_type

    def __call__(self, request: falcon.Request, response: falcon.Response) -> None:
        response.text, response.status, response.content_type = self._body, self._status, self._content_type


Serve = Callable[..., str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts a server that answers everything with one text; returns its address."""
    running = []

    def started(body: str, status: str = "200 OK", content_type: str = "application/json") -> str:
        application: Any = falcon.App()
        application.add_sink(_Answers(body, status, content_type), "/")
        served = listen(application, "127.0.0.1", 0)
        thread = threading.Thread(target=served.run)
        thread.start()
        running.append((served, thread))
        return served.url

    yield started
    for served, thread in running:
        served.stop()
        thread.join()


def test_a_running_backend_is_asked_for_its_contract(inn: Path, serve: Serve) -> None:
    """At /contract below the address, or at the address itself when it ends so."""
    url = serve(json.dumps({"handlers": [BOOK_TABLE]}))

    for address in (url, f"{url}/", f"{url}/contract"):
        assert drifted(str(inn), backend=address) == ()


@pytest.mark.parametrize(
    ("body", "more", "message"),
    [
        ("<html>Welcome</html>", {"content_type": "text/html; charset=utf-8"}, "did not answer with JSON but with text/html"),
        ("no", {"status": "404 Not Found"}, "answered with status 404"),
        ("", {"status": "301 Moved Permanently"}, "answered with status 301"),
        ("[]", {}, "is no contract of a backend: expected `object`, got `array`. Expected"),
        ("{}", {}, "object missing required field `handlers`"),
        ('{"handlers": [{"tool": "x"}]}', {}, "object missing required field `reads` at handlers"),
        ('{"handlers": [{"tool": "x", "reads": {"type": "array"}}]}', {}, "`reads` of x is not an object schema"),
        ('{"handlers": [{"tool": "x", "reads": {"properties": 3}}]}', {}, "`reads` of x is not valid JSON Schema"),
        ('{"handlers": [{"tool": "x", "reads": {}}, {"tool": "x", "reads": {}}]}', {}, "lists x more than once"),
        ("[" * 100_000, {}, "did not answer with JSON"),
    ],
)
def test_what_is_no_contract_is_said_in_one_sentence(
    inn: Path, serve: Serve, body: str, more: dict[str, str], message: str
) -> None:
    url = serve(body, **more)

    with pytest.raises(InputError) as refused:
        drifted(str(inn), backend=url)

    said = str(refused.value)
    assert said.startswith(url)
    assert message in said
    assert "\n" not in said


@pytest.mark.parametrize(
    ("backend", "message"),
    [
        ("http://127.0.0.1:1", "http://127.0.0.1:1/contract gave no answer: connect ECONNREFUSED 127.0.0.1:1."),
        ("http://", "the backend 'http://' is not a complete URL"),
        ("nowhere.json", "there is no file nowhere.json"),
        ("refrence", "there is no file refrence. Write reference"),
    ],
)
def test_a_backend_that_is_not_there_is_said_in_one_sentence(inn: Path, backend: str, message: str) -> None:
    with pytest.raises(InputError, match=message.replace(".", r"\.")):
        drifted(str(inn), backend=backend)


def test_a_file_that_is_no_yaml_is_said_with_its_line(inn: Path, tmp_path: Path) -> None:
    path = tmp_path / "contract.yml"
    path.write_text("handlers:\n\t- tool", encoding="utf-8")

    with pytest.raises(InputError, match=r"contract\.yml:2: "):
        drifted(str(inn), backend=str(path))
