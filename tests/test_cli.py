"""The command line itself."""

import subprocess
import sys

import pytest
from typer.main import get_command

from harness.cli import app, main

HEAVY = ("pytest", "sqlalchemy", "faker", "jsonschema", "jinja2", "msgspec", "phonenumbers", "falcon", "httpx", "harness.commands", "harness.reporting")


def ran(monkeypatch, capsys, *arguments):
    """Exit code, what was printed, and what was printed as an error."""
    monkeypatch.setattr(sys, "argv", ["callproof", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    printed = capsys.readouterr()
    return left.value.code, printed.out, printed.err


def commands(group, path=()):
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


def test_every_command_and_every_option_has_help():
    found = dict(commands(get_command(app)))

    assert set(found) == {("run",), ("explain",), ("serve", "booking")}
    for path, command in found.items():
        assert command.help, path
        assert [param.name for param in command.params if not getattr(param, "help", None)] == []


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["explain", "-h"], ["serve", "booking", "--help"], ["--version"]])
def test_help_and_version_are_0(monkeypatch, capsys, arguments):
    code, out, err = ran(monkeypatch, capsys, *arguments)

    assert (code, err) == (0, "")
    assert out.startswith(("Usage: ", "callproof "))


def test_help_imports_nothing_heavy():
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
def test_a_wrong_command_line_is_2_and_one_sentence(monkeypatch, capsys, arguments, sentence):
    code, out, err = ran(monkeypatch, capsys, *arguments)

    assert (code, out) == (2, "")
    assert err.startswith(f"callproof: {sentence}")
    assert err.endswith(" See callproof --help.\n")
    assert err.count("\n") == 1


def test_no_command_at_all_shows_the_help(monkeypatch, capsys):
    code, _, err = ran(monkeypatch, capsys)

    assert code == 2
    assert err.startswith("Usage: ")


def test_the_seed_is_the_one_of_the_options():
    from harness.commands.options import DEFAULT_SEED

    (seed,) = [param for param in get_command(app).commands["run"].params if param.name == "seed"]
    assert seed.default == DEFAULT_SEED
