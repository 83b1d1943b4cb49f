"""`callproof serve clinic`."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from harness.commands.serve import serve_clinic
from harness.errors import InputError
from tests.reference.clinic.world import envelope, nested

ROOT = Path(__file__).parents[3]


def test_it_answers_on_a_port_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    """It says where it answers, keeps its rows in the file, and leaves nothing on standard error."""
    program = "import functools; from harness.commands.serve import serve_clinic; "
    program += f"serve_clinic(port=0, database={str(tmp_path / 'clinic.db')!r}, now='2026-01-18T10:00:00-08:00', "
    program += "say=functools.partial(print, flush=True))"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    serving = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    assert serving.stdout is not None
    told = [serving.stdout.readline() for _ in range(6)]
    with httpx.Client(base_url=told[0].split()[-1]) as client:
        body = envelope(nested("a", "find_earliest_appointment", {}))
        found = client.post("/api/vapi/find-earliest-appointment", json=body).json()
        tools = [handler["tool"] for handler in client.get("/contract").json()["handlers"]]

    serving.send_signal(signal.SIGINT)
    _, complaints = serving.communicate(timeout=20)

    assert '"startTime":"2026-01-19T09:00:00"' in found["results"][0]["result"]
    assert "create_appointment" in tools
    assert (serving.returncode, complaints) == (0, "")
    assert told[-1].strip() == "For the clinic it is 2026-01-18T10:00:00-08:00. Ctrl-C ends it."


@pytest.mark.parametrize("now", ["Sunday", "2026-01-18T10:00:00", ""])
def test_a_moment_nobody_can_place_is_one_sentence(now: str) -> None:
    with pytest.raises(InputError, match=r"^--now is a moment such as"):
        serve_clinic(port=0, now=now)
