"""`callproof serve vapi`: who may call it, and that it comes and goes cleanly."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from harness.commands.serve_vapi import organisations_of, serve_vapi
from harness.errors import InputError


def test_each_token_is_of_an_organisation_of_its_own() -> None:
    found = organisations_of(["one", "two", "org-3:three", "org-3:four"])

    assert found["three"] == found["four"] == "org-3"
    assert len({found["one"], found["two"], "org-3"}) == 3
    assert organisations_of(["one"]) == {"one": found["one"]}


@pytest.mark.parametrize("tokens", [[], [""], ["org:"], [" one"], ["a:one", "b:one"]])
def test_a_token_that_cannot_be_is_one_sentence_that_does_not_repeat_it(tokens: list[str]) -> None:
    with pytest.raises(InputError) as refused:
        organisations_of(tokens)

    assert "\n" not in str(refused.value)
    assert "one'" not in str(refused.value)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"faults": ["tired"]}, "there is no fault 'tired'"),
        ({"caller": "nobody-at-all"}, "there is no 'nobody-at-all.yml'"),
        ({"now": "soon"}, "--now is a moment"),
    ],
)
def test_an_option_nobody_understands_is_refused_before_anything_is_served(options: dict[str, object], told: str) -> None:
    with pytest.raises(InputError, match=told):
        serve_vapi(port=0, tokens=["one"], **options)  # type: ignore[arg-type]


def test_it_answers_with_the_token_of_the_environment_until_ctrl_c(tmp_path: Path) -> None:
    """Rows stay in the file; no token is printed."""
    database, environment = str(tmp_path / "platform.db"), os.environ | {"VAPI_TOKEN": "hush-hush", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "harness.cli", "serve", "vapi", "--port", "0", "--database", database]

    def serve(name: str) -> tuple[list[str], int, str]:
        root = Path(__file__).parents[2]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, cwd=root
        ) as serving:
            try:
                names, told = ask(serving, name)
                serving.send_signal(signal.SIGINT)
                rest, complaints = serving.communicate(timeout=20)
            finally:
                serving.kill()
        assert "hush-hush" not in told + rest + complaints
        return names, serving.returncode, complaints

    def ask(serving: "subprocess.Popen[str]", name: str) -> tuple[list[str], str]:
        assert serving.stdout is not None
        told = [serving.stdout.readline()]
        while told[-1] and "Ctrl-C" not in told[-1]:
            told.append(serving.stdout.readline())
        headers = {"Authorization": "Bearer hush-hush"}
        with httpx.Client(base_url=told[0].split()[-1], headers=headers, verify=False) as client:
            assert client.post("/squad", json={"name": name, "members": [{"assistant": {}}]}).status_code == 201
            return [squad["name"] for squad in client.get("/squad").json()], "".join(told)

    assert serve("first") == (["first"], 0, "")
    assert serve("second") == (["second", "first"], 0, "")
