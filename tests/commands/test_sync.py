"""`callproof sync` from the command line: the report, the exit codes, and an interruption in the middle."""

import io
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from harness.cli import main
from harness.commands.sync import SyncOptions, sync
from harness.reference.toolsync.database import open_tool_database
from tests.reference.toolsync.world import NORTH, SOUTH, add_assistant, add_organisation, rows
from tests.vapi.api import TOKEN, Api, served

TOOL = """
type: function
function:
  name: {name}
  description: Reserves a table.
  parameters:
    type: object
    properties: {{guestName: {{type: string}}}}
    required: [guestName]
server: {{url: "https://inn.example/api/tools/{name}"}}
"""
ROOT = Path(__file__).parents[2]


@pytest.fixture
def api() -> Api:
    return Api()


@pytest.fixture
def url(api: Api) -> Iterator[str]:
    with served(api) as where:
        yield where


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    folder = tmp_path / "inn"
    (folder / "tools").mkdir(parents=True)
    for name in ("reserve_table", "cancel_table"):
        (folder / "tools" / f"{name}.yml").write_text(TOOL.format(name=name))
    (folder / "tools" / "leave.yml").write_text("type: endCall\n")
    return folder


@pytest.fixture
def path(tmp_path: Path, api: Api) -> Path:
    """Two organisations from before their tools were, and one without an assistant."""
    where = tmp_path / "tools.db"
    with closing(open_tool_database(str(where))) as database:
        add_organisation(database, NORTH, add_assistant(api), add_assistant(api))
        add_organisation(database, SOUTH, add_assistant(api))
        add_organisation(database, "33333333-3333-4333-8333-333333333333")
    return where


def ran(capsys: pytest.CaptureFixture[str], path: Path, tools: Path, url: str, *arguments: str) -> tuple[Any, str, str]:
    words = ["--database", str(path), "--tools", str(tools), "--base-url", url, "--token", TOKEN, *arguments]
    with pytest.raises(SystemExit) as left:
        main(["sync", *words])
    printed = capsys.readouterr()
    return left.value.code, printed.out, printed.err


def _rows(path: Path) -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT org_id, tool_name, vapi_tool_id FROM org_tools ORDER BY 1, 2").fetchall()


def test_existing_organisations_migrate(capsys: pytest.CaptureFixture[str], path: Path, tools: Path, api: Api, url: str) -> None:
    code, out, err = ran(capsys, path, tools, url, "--dry-run")

    assert (code, err) == (0, "")
    assert f"Inn 1 ({NORTH})  would register cancel_table, reserve_table; would link assistant-1, assistant-2" in out
    assert "Inn 3 (33333333-3333-4333-8333-333333333333)  no assistant yet, nothing to do" in out
    assert out.endswith("3 organisations would be processed. Nothing was changed.\n")
    assert (_rows(path), api.called("POST"), api.called("PATCH")) == ([], 0, 0)

    code, out, err = ran(capsys, path, tools, url)

    assert (code, err) == (0, "")
    assert f"Inn 1 ({NORTH})  2 registered" in out
    assert out.endswith("3 assistants, 2 tools each.\n3 organisations processed, 3 succeeded, 0 failed.\n")
    assert [(org, name) for org, name, _ in _rows(path)] == [
        (org, name) for org in (NORTH, SOUTH) for name in ("cancel_table", "reserve_table")
    ]
    assert all(len(each["model"]["toolIds"]) == 2 for each in api.made("assistant"))


def test_a_second_run_has_nothing_to_do(capsys: pytest.CaptureFixture[str], path: Path, tools: Path, api: Api, url: str) -> None:
    ran(capsys, path, tools, url)
    before, writes = _rows(path), api.called("POST") + api.called("PATCH")

    code, out, _ = ran(capsys, path, tools, url)

    assert code == 0
    assert f"Inn 1 ({NORTH})  2 kept" in out
    assert (_rows(path), api.called("POST") + api.called("PATCH")) == (before, writes)


def test_a_changed_definition_is_planned_and_replaced(
    capsys: pytest.CaptureFixture[str], path: Path, tools: Path, api: Api, url: str
) -> None:
    ran(capsys, path, tools, url)
    before = {(org, name): id for org, name, id in _rows(path)}
    changed = TOOL.format(name="reserve_table").replace("guestName: {", "guests: {type: integer}, guestName: {")
    (tools / "tools" / "reserve_table.yml").write_text(changed)

    _, plan, _ = ran(capsys, path, tools, url, "--dry-run")
    code, out, _ = ran(capsys, path, tools, url)

    assert "would replace reserve_table; would keep cancel_table; would link assistant-1, assistant-2" in plan
    assert code == 0
    assert "1 kept, 1 replaced" in out
    after = {(org, name): id for org, name, id in _rows(path)}
    assert {key[1] for key in after if after[key] != before[key]} == {"reserve_table"}
    assert sorted(tool["id"] for tool in api.made("tool")) == sorted(after.values())


def test_a_forced_update_registers_everything_anew(
    capsys: pytest.CaptureFixture[str], path: Path, tools: Path, api: Api, url: str
) -> None:
    """Once for an organisation, however many assistants it has."""
    ran(capsys, path, tools, url)
    before, made = {id for *_, id in _rows(path)}, api.called("POST")

    code, out, _ = ran(capsys, path, tools, url, "--force-update")

    assert code == 0
    assert "2 replaced" in out
    assert api.called("POST") - made == 4
    assert not before & {id for *_, id in _rows(path)}
    assert sorted(tool["id"] for tool in api.made("tool")) == sorted(id for *_, id in _rows(path))


def test_one_organisation_alone(capsys: pytest.CaptureFixture[str], path: Path, tools: Path, api: Api, url: str) -> None:
    code, out, _ = ran(capsys, path, tools, url, "--org-id", SOUTH.upper())

    assert code == 0
    assert out.endswith("1 organisation processed, 1 succeeded, 0 failed.\n")
    assert {org for org, *_ in _rows(path)} == {SOUTH}


def test_one_failure_stops_no_other_and_is_1(
    capsys: pytest.CaptureFixture[str], path: Path, tools: Path, api: Api, url: str
) -> None:
    del api.resources["assistant"]["assistant-3"]

    _, plan, _ = ran(capsys, path, tools, url, "--dry-run")
    code, out, err = ran(capsys, path, tools, url)

    assert "3 organisations would be processed, 1 of them in vain." in plan
    assert (code, err) == (1, "")
    assert f"Inn 2 ({SOUTH})  FAILED  2 registered" in out
    assert "    assistant assistant-3: GET /assistant/assistant-3: status 404, assistant not found" in out
    assert out.endswith("3 organisations processed, 2 succeeded, 1 failed.\n")


def test_the_tools_may_be_at_another_backend(
    capsys: pytest.CaptureFixture[str], path: Path, tools: Path, api: Api, url: str
) -> None:
    ran(capsys, path, tools, url, "--backend-url", "https://tunnel.example")

    assert {tool["server"]["url"].rpartition("/")[0] for tool in api.made("tool")} == {"https://tunnel.example/api/tools"}


def test_what_cannot_be_used_is_2_and_one_sentence(
    capsys: pytest.CaptureFixture[str], path: Path, tools: Path, api: Api, url: str, tmp_path: Path
) -> None:
    (tmp_path / "page.db").write_text("<html>" * 999)
    (tmp_path / "empty" / "tools").mkdir(parents=True)
    wrong: list[tuple[tuple[str, ...], str]] = [
        (("--token", "wrong"), "GET /assistant: status 401, Invalid Key."),
        (("--token", ""), "there is no token for the API; set VAPI_TOKEN"),
        (("--token", "a b"), "the token for the API has a character that no token has"),
        (("--base-url", "vapi.ai"), "the address of the API is one such as"),
        (("--org-id", "inn"), "an organisation's id is a UUID such as"),
        (("--org-id", "44444444-4444-4444-8444-444444444444"), "there is no organisation 44444444-"),
        (("--database", str(tmp_path / "page.db")), f"the database {tmp_path}/page.db does not open"),
        (("--tools", "nobody"), "there is no organisation 'nobody'"),
        (("--tools", str(tmp_path / "empty")), f"{tmp_path}/empty/tools has no tool of type function"),
    ]
    for arguments, sentence in wrong:
        code, out, err = ran(capsys, path, tools, url, *arguments)
        assert (code, out, err.count("\n")) == (2, "", 1), (arguments, err)
        assert err.startswith(f"callproof: {sentence}")
        assert TOKEN not in err
    assert (_rows(path), api.called("POST")) == ([], 0)


def test_a_definition_that_is_no_json_schema_is_2_before_anything_is_done(
    capsys: pytest.CaptureFixture[str], path: Path, tools: Path, api: Api, url: str
) -> None:
    broken = TOOL.format(name="reserve_table").replace("type: string", "type: strnig")
    (tools / "tools" / "reserve_table.yml").write_text(broken)

    code, out, err = ran(capsys, path, tools, url)

    assert (code, out) == (2, "")
    assert "reserve_table.yml: `function.parameters.properties.guestName.type` is not valid JSON Schema" in err
    assert api.requests == []


def test_a_page_instead_of_an_api_is_2(capsys: pytest.CaptureFixture[str], path: Path, tools: Path) -> None:
    def page(_environ: Any, start_response: Any) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/html")])
        return [b"<html>Sign in</html>"]

    with served(page) as url:
        code, out, err = ran(capsys, path, tools, url)

    assert (code, out) == (2, "")
    assert err.startswith("callproof: GET /assistant: the answer is not JSON but text/html; check that the address")


def test_ctrl_c_in_the_middle_leaves_what_a_second_run_completes(path: Path, tools: Path, api: Api, tmp_path: Path) -> None:
    with closing(open_tool_database(str(path))) as database:
        for number in range(30):
            add_organisation(database, f"{number:08d}-5555-4555-8555-555555555555", add_assistant(api))
    with served(_Slow(api)) as url:
        words = ["sync", "--database", str(path), "--tools", str(tools), "--base-url", url]
        environment = os.environ | {"VAPI_TOKEN": TOKEN, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", "from harness.cli import main; main()", *words]
        running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        _wait_for(lambda: len(api.made("tool")) >= 10)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
        made = len(api.made("tool"))
        second = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)

    assert (running.returncode, out, err) == (2, "", "callproof: stopped by Ctrl-C.\n")
    assert made < 64
    assert (second.returncode, second.stderr) == (0, "")
    assert sorted(tool["id"] for tool in api.made("tool")) == sorted(id for *_, id in _rows(path))
    assert len(_rows(path)) == 64
    assert not list(tmp_path.glob("*turn*"))


class _Slow:
    def __init__(self, api: Api) -> None:
        self._api = api

    def __call__(self, environ: Any, start_response: Any) -> Any:
        if environ["REQUEST_METHOD"] == "POST":
            time.sleep(0.05)
        return self._api(environ, start_response)


def _wait_for(wanted: Any) -> None:
    until = time.monotonic() + 60
    while not wanted():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_who_watches_sees_a_bar(path: Path, tools: Path, url: str) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    out = Terminal()
    options = SyncOptions(database=str(path), token=TOKEN, base_url=url, organisation=str(tools))

    assert sync(options, dry_run=False, out=out) == 0
    assert "organisations" in out.getvalue()
    assert "3/3" in out.getvalue()


def test_two_runs_at_once_make_one_of_each(path: Path, tools: Path, api: Api, url: str) -> None:
    options = SyncOptions(database=str(path), token=TOKEN, base_url=url, organisation=str(tools))
    codes: list[int] = []

    runs = [Thread(target=lambda: codes.append(sync(options, dry_run=False, out=io.StringIO()))) for _ in range(2)]
    for each in runs:
        each.start()
    for each in runs:
        each.join()

    assert codes == [0, 0]
    with closing(open_tool_database(str(path))) as database:
        assert sorted(row["vapi_tool_id"] for row in rows(database)) == sorted(tool["id"] for tool in api.made("tool"))
