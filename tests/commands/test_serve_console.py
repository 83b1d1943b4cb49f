"""`callproof serve console`: a save over HTTP, its tools in the background, and a graceful end."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from harness.commands.serve_console import ConsoleOptions, serve_console
from harness.errors import InputError
from tests.reference.toolsync.world import NORTH
from tests.vapi.api import TOKEN, Api, served

DESK = {"name": "Front desk", "systemPrompt": "Answer."}
SECRET = "console-secret"


def test_sigterm_ends_it_after_the_sync_that_is_being_done(tmp_path: Path) -> None:
    api, path = Api(), tmp_path / "tools.db"
    with served(api) as platform:
        words = ["serve", "console", "--port", "0", "--database", str(path), "--org-id", NORTH, "--base-url", platform]
        environment = os.environ | {"VAPI_TOKEN": TOKEN, "CONSOLE_TOKEN": SECRET, "PYTHONPATH": str(Path(__file__).parents[2])}
        command = [sys.executable, "-u", "-c", "from harness.cli import main; main()", *words]
        console = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        try:
            assert console.stdout is not None
            address = console.stdout.readline().split()[-1]
            url, headers = f"{address}/api/founder-console/agents", {"Authorization": f"Bearer {SECRET}"}
            with httpx.Client(headers=headers, timeout=30) as client:
                told = [console.stdout.readline() for _ in range(3)]
                saved = client.post(url, json=DESK).json()
                until = time.monotonic() + 30
                while client.get(f"{url}/1/tool-sync").json()["status"] != "synced":
                    assert time.monotonic() < until
                    time.sleep(0.02)
            console.send_signal(signal.SIGTERM)
            _, complaints = console.communicate(timeout=60)
        finally:
            console.kill()

    assert told[-1] == "Ctrl-C ends it.\n"
    assert saved["toolSyncTriggered"] is True
    assert (console.returncode, complaints) == (0, "")
    with closing(sqlite3.connect(path)) as connection:
        ids = [id for (id,) in connection.execute("SELECT vapi_tool_id FROM org_tools")]
    assert sorted(api.made("assistant")[0]["model"]["toolIds"]) == sorted(ids)
    assert len(ids) > 0


@pytest.mark.parametrize(
    ("token", "org", "told"),
    [("short", NORTH, "the console's token needs at least eight"), (SECRET, "inn", "an organisation's id is a UUID")],
)
def test_options_that_cannot_be_used_are_one_sentence(tmp_path: Path, token: str, org: str, told: str) -> None:
    options = ConsoleOptions(database=str(tmp_path / "tools.db"), token=TOKEN, console_token=token, org_id=org)

    with pytest.raises(InputError, match=told):
        serve_console(options, host="127.0.0.1", port=0, say=print)
