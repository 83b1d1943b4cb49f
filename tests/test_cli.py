"""The command line itself."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command

from harness.cli import app, main

HEAVY = (
    "pytest",
    "sqlalchemy",
    "faker",
    "jsonschema",
    "jinja2",
    "msgspec",
    "phonenumbers",
    "falcon",
    "httpx",
    "harness.commands",
    "harness.reporting",
)


def ran(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[object, str, str]:
    """Exit code, what was printed, and what was printed as an error."""
    with pytest.raises(SystemExit) as left:
        main(arguments)
    printed = capsys.readouterr()
    return left.value.code, printed.out, printed.err


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


def test_every_command_and_every_option_has_help() -> None:
    found = dict(commands(get_command(app)))

    serve = {("serve", "booking"), ("serve", "clinic"), ("serve", "vapi"), ("serve", "console")}
    assert set(found) == {("run",), ("explain",), ("lint",), ("squad",), ("drift",), ("sync",), ("verify",)} | serve
    for path, command in found.items():
        assert command.help, path
        assert [param.name for param in command.params if not getattr(param, "help", None)] == []


@pytest.mark.parametrize(
    "arguments", [["--help"], ["run", "--help"], ["explain", "-h"], ["serve", "booking", "--help"], ["--version"]]
)
def test_help_and_version_are_0(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    code, out, err = ran(capsys, *arguments)

    assert (code, err) == (0, "")
    assert out.startswith(("Usage: ", "callproof "))


def test_help_imports_nothing_heavy() -> None:
    code = "import sys\nfrom harness.cli import _run\ncode = _run(['run', '--help'])\nprint('LOADED', *sys.modules)"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert not set(printed.partition("LOADED")[2].split()) & set(HEAVY)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["run", "--agnt", "x"], "No such option: --agnt"),
        (["rnu"], "No such command 'rnu'."),
        (["run", "--seed", "many"], "Invalid value for '--seed'"),
        (["explain"], "Missing argument"),
        (["serve", "booking", "--port", "99999"], "Invalid value for '--port'"),
    ],
)
def test_a_wrong_command_line_is_2_and_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    code, out, err = ran(capsys, *arguments)

    assert (code, out) == (2, "")
    assert err.startswith(f"callproof: {sentence}")
    assert err.endswith(" See callproof --help.\n")
    assert err.count("\n") == 1


def test_no_command_at_all_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = ran(capsys)

    assert code == 2
    assert err.startswith("Usage: ")


def test_the_seed_is_the_one_of_the_options() -> None:
    from harness.commands.options import DEFAULT_SEED

    run = dict(commands(get_command(app)))[("run",)]
    (seed,) = [param for param in run.params if param.name == "seed"]
    assert seed.default == DEFAULT_SEED
