"""The command line: options become values, errors become one sentence and an exit code.

Each command is imported when it is used, so that --help is quick.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from harness.errors import CallproofError

__all__ = ["app", "main"]

UNUSABLE = 2
"""The exit code when the harness or its input was at fault."""
_INTERRUPTED = 130
"""What Typer makes of Ctrl-C; no command of ours returns it."""
_DEFAULT_SEED = 20260118  # harness.commands.options.DEFAULT_SEED, whose module is not imported for --help
_UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""Every complaint about the command line. Typer keeps its base in a module that moves between its versions."""

app = typer.Typer(
    name="callproof",
    help="Proves that a squad of phone agents keeps its contract before anyone phones it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
serve_app = typer.Typer(help="Serve a reference system on a port.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(serve_app, name="serve")

Scenarios = Annotated[
    list[Path] | None,
    typer.Option(
        "--scenarios", help="A folder with resources/ and callers/; repeatable. Default: scenarios/, then the embedded one."
    ),
]
Host = Annotated[str, typer.Option(help="Address to listen on; anything but a loopback address is open to the network.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes any free one.")]
ServedDatabase = Annotated[str, typer.Option(help="A SQLite file, a SQLAlchemy URL; :memory: or postgres are forgotten.")]

ToolDatabase = Annotated[
    str, typer.Option(envvar="DATABASE_URL", show_envvar=True, help="Where org_tools is: a SQLite file, a SQLAlchemy URL.")
]
PlatformUrl = Annotated[str, typer.Option("--base-url", envvar="VAPI_BASE_URL", help="Address of the platform's API.")]
PlatformToken = Annotated[
    str, typer.Option("--token", envvar="VAPI_TOKEN", show_default=False, help="Private key of the platform's API.")
]
ToolsOf = Annotated[
    str, typer.Option("--tools", help="The folder below resources/ whose tools everybody gets, or the path of one.")
]


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command, of sys.argv by default, and exit: 0 kept, 1 a promise broken, 2 the harness or its input at fault."""
    sys.exit(_run(sys.argv[1:] if arguments is None else list(arguments)))


def _run(arguments: list[str]) -> int:
    try:
        code = app(arguments, prog_name="callproof", standalone_mode=False)
    except _UsageError as problem:
        return _refuse_usage(problem)
    except CallproofError as problem:
        return _refuse(str(problem))
    except (KeyboardInterrupt, typer.Abort):
        code = _INTERRUPTED
    if code == _INTERRUPTED:
        return _refuse("stopped by Ctrl-C.")
    return code if isinstance(code, int) else 0


def _refuse_usage(problem: Exception) -> int:
    message = str(problem.format_message() if hasattr(problem, "format_message") else problem)
    if message.startswith("Usage:"):  # no command was given: the help is the message
        typer.echo(message, err=True)
        return UNUSABLE
    sentence = " ".join(message.split())
    return _refuse(f"{sentence if sentence.endswith(('.', '?')) else sentence + '.'} See callproof --help.")


def _refuse(sentence: str) -> int:
    typer.echo(f"callproof: {sentence}", err=True)
    return UNUSABLE


def _say_version(asked: bool) -> None:
    if asked:
        from harness.version import version

        typer.echo(f"callproof {version()}")
        raise typer.Exit


@app.callback()
def callproof(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_say_version, is_eager=True)
    ] = False,
) -> None:
    """Proves that a squad of phone agents keeps its contract before anyone phones it."""


@app.command()
def run(
    features: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders, file:line or file::name. Default: features/ here, else the embedded ones."),
    ] = None,
    keyword: Annotated[str, typer.Option("-k", help="Only scenarios whose names fit, as in pytest: 'phone and not email'.")] = "",
    marks: Annotated[str, typer.Option("-m", help="Only scenarios whose tags fit: 'critical and not wip'.")] = "",
    workers: Annotated[int, typer.Option("-n", min=0, help="Play in this many processes; 0 plays in this one.")] = 0,
    seed: Annotated[int, typer.Option(help="Names the run: the same seed plays the same calls.")] = _DEFAULT_SEED,
    agent: Annotated[str, typer.Option(help="Who answers the phone: literal.")] = "literal",
    caller: Annotated[str, typer.Option(help="Who phones: scripted.")] = "scripted",
    backend: Annotated[str, typer.Option(help="What answers tool calls: reference, or a URL.")] = "reference",
    database: Annotated[
        str, typer.Option(help="The reference backend's database: sqlite, postgres, or a URL of either.")
    ] = "sqlite",
    scenarios: Scenarios = None,
    reports: Annotated[Path, typer.Option(help="Folder the reports are written to.")] = Path("reports"),
    page: Annotated[bool, typer.Option("--page/--no-page", help="Write the one-page report.")] = True,
    junit: Annotated[bool, typer.Option("--junit/--no-junit", help="Write the JUnit file.")] = True,
    allure: Annotated[bool, typer.Option("--allure/--no-allure", help="Write Allure results.")] = True,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", "-x", help="Stop at the first scenario that is not kept.")] = False,
) -> int:
    """Play features and judge every call. Exit code: 0 kept, 1 a promise broken, 2 the harness or its input at fault."""
    from harness.commands.options import RunOptions
    from harness.commands.run import Selection
    from harness.commands.run import run as play

    here = Path.cwd()
    selection = Selection(features=tuple(features or ()), keyword=keyword, marks=marks, workers=workers, fail_fast=fail_fast)
    options = RunOptions(
        seed=seed,
        agent=agent,
        caller=caller,
        backend=backend,
        database=database,
        scenarios=tuple(scenarios or ()),
        reports=here / reports,
        page=page,
        junit=junit,
        allure=allure,
    )
    return play(selection, options, folder=here, out=sys.stdout)


@app.command()
def explain(
    assistant: Annotated[str, typer.Argument(help="The assistant's name, or the stem of its file.")],
    scenarios: Scenarios = None,
) -> None:
    """Print each line of an assistant's prompt with what was understood, and what no line elicits."""
    from harness.commands.explain import explain as explained

    typer.echo(explained(assistant, scenarios=tuple(scenarios or ())))


@app.command()
def lint(
    organisations: Annotated[
        list[str] | None, typer.Argument(help="Names of folders below resources/, or paths of them. Default: all of them.")
    ] = None,
    form: Annotated[str, typer.Option("--format", help="text, json, sarif or github.")] = "text",
    fail_on: Annotated[str, typer.Option(help="The mildest severity that is exit code 1: error, warning or info.")] = "error",
    everything: Annotated[bool, typer.Option("--all", help="Show hints too, and what is silenced.")] = False,
    rules: Annotated[bool, typer.Option("--rules", help="List the rules and exit.")] = False,
    scenarios: Scenarios = None,
) -> int:
    """Judge prompts, tools and squads without a call. Exit code: 0 nothing found, 1 something is, 2 unusable input."""
    from harness.commands.lint import lint as judged
    from harness.commands.lint import rule_list

    if rules:
        typer.echo(rule_list())
        return 0
    outcome = judged(organisations or (), form=form, fail_on=fail_on, everything=everything, scenarios=tuple(scenarios or ()))
    if outcome.text:
        typer.echo(outcome.text)
    return outcome.exit_code


@app.command()
def squad(
    organisation: Annotated[str, typer.Argument(help="Name of a folder below resources/, or the path of one.")],
    form: Annotated[str, typer.Option("--format", help="text, markdown or json.")] = "text",
    scenarios: Scenarios = None,
) -> None:
    """Print who has which tool and hands over to whom, as the files were read."""
    from harness.commands.squad import squad as shown

    typer.echo(shown(organisation, form=form, scenarios=tuple(scenarios or ())))


@app.command()
def drift(
    organisation: Annotated[str, typer.Argument(help="Name of a folder below resources/, or the path of one.")],
    backend: Annotated[
        str, typer.Option(help="Who reads what the tools send: reference, a URL with GET /contract, or a JSON or YAML file.")
    ] = "reference",
    form: Annotated[str, typer.Option("--format", help="text, json, sarif or github.")] = "text",
    fail_on: Annotated[str, typer.Option(help="The mildest severity that is exit code 1: error, warning or info.")] = "warning",
    everything: Annotated[bool, typer.Option("--all", help="Show hints too.")] = False,
    scenarios: Scenarios = None,
) -> int:
    """Compare the tools with what their backend says it reads. Exit code: 0 they agree, 1 they do not, 2 unusable input."""
    from harness.commands.drift import drift as compared

    folders = tuple(scenarios or ())
    outcome = compared(organisation, backend=backend, form=form, fail_on=fail_on, everything=everything, scenarios=folders)
    if outcome.text:
        typer.echo(outcome.text)
    return outcome.exit_code


@app.command()
def verify(
    organisation: Annotated[str, typer.Argument(help="Name of a folder below resources/, or the path of one.")],
    base_url: Annotated[str, typer.Option(help="The platform's API, or a stand-in's.")] = "https://api.vapi.ai",
    token: Annotated[str, typer.Option(envvar="VAPI_TOKEN", help="The organisation's private key.")] = "",
    public_url: Annotated[
        str, typer.Option(help="Where the platform reaches the backend. Default: as the server URLs of the files say.")
    ] = "",
    tunnel: Annotated[str, typer.Option(help="The tunnel agent's own address, or none.")] = "http://127.0.0.1:4040",
    backend: Annotated[
        str, typer.Option(help="Where requests for the public address go instead, such as http://127.0.0.1:3001.")
    ] = "",
    contract: Annotated[
        str, typer.Option(help="Who says what the backend reads: reference, a URL with GET /contract, or a JSON or YAML file.")
    ] = "reference",
    database: Annotated[
        str, typer.Option(help="The backend's own database, a file or a URL. Default: nothing is booked in it.")
    ] = "",
    assistant: Annotated[str, typer.Option(help="Who is phoned. Default: the first assistant that can book.")] = "",
    caller: Annotated[str, typer.Option(help="A caller of scenarios/callers/.")] = "verifier",
    reports: Annotated[Path, typer.Option(help="Folder the evidence is written to.")] = Path("reports/verify"),
    scenarios: Scenarios = None,
) -> int:
    """Hold what the platform has against the files, try the backend, and make one simulated call.

    Exit code: 0 all is as expected, 1 something is not, 2 it could not be verified.
    """
    from harness.commands.verify import VerifyOptions
    from harness.commands.verify import verify as verified

    options = VerifyOptions(
        token=token,
        base_url=base_url,
        public_url=public_url,
        tunnel=tunnel,
        backend=backend,
        contract=contract,
        database=database,
        assistant=assistant,
        caller=caller,
        reports=reports,
        scenarios=tuple(scenarios or ()),
    )
    outcome = verified(organisation, options)
    typer.echo(outcome.text)
    return outcome.exit_code


@app.command()
def sync(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would happen, and change nothing.")] = False,
    org_id: Annotated[str | None, typer.Option("--org-id", help="One organisation alone, by its id. Default: all.")] = None,
    force_update: Annotated[
        bool, typer.Option("--force-update", help="Register every tool anew, even those that have not changed.")
    ] = False,
    database: ToolDatabase = "tools.db",
    base_url: PlatformUrl = "https://api.vapi.ai",
    token: PlatformToken = "",
    tools: ToolsOf = "callwaiting",
    backend_url: Annotated[
        str | None, typer.Option(envvar="BACKEND_URL", help="Where the tools' servers are. Default: where their files say.")
    ] = None,
    scenarios: Scenarios = None,
) -> int:
    """Register every organisation's tools and link them. Exit code: 0 all have them, 1 some have not, 2 unusable input."""
    from harness.commands.sync import SyncOptions
    from harness.commands.sync import sync as synced

    options = SyncOptions(
        database=database,
        token=token,
        base_url=base_url,
        organisation=tools,
        backend_url=backend_url,
        org_id=org_id,
        force_update=force_update,
        scenarios=tuple(scenarios or ()),
    )
    return synced(options, dry_run=dry_run, out=sys.stdout)


@serve_app.command("console")
def serve_console(
    org_id: Annotated[str, typer.Option("--org-id", help="Whose agents are saved; the organisation is made when it is new.")],
    host: Host = "127.0.0.1",
    port: Port = 3003,
    database: ToolDatabase = "tools.db",
    base_url: PlatformUrl = "https://api.vapi.ai",
    token: PlatformToken = "",
    console_token: Annotated[
        str,
        typer.Option(envvar="CONSOLE_TOKEN", show_default=False, help="What requests to the console carry as a bearer token."),
    ] = "",
    tools: ToolsOf = "callwaiting",
    backend_url: Annotated[
        str, typer.Option(envvar="BACKEND_URL", help="Where the assistants' events and the tools' calls go.")
    ] = "http://127.0.0.1:3001",
    org_name: Annotated[str, typer.Option("--org-name", help="The name of the organisation, when it is new.")] = "Demo",
    admin_email: Annotated[
        str | None, typer.Option("--admin-email", help="Who is written to when a sync fails for good.")
    ] = None,
    smtp: Annotated[
        str | None,
        typer.Option(envvar="SMTP_URL", show_default=False, help="The mail server, smtp://host:25. Default: mail waits."),
    ] = None,
    sender: Annotated[str, typer.Option(help="The address mail comes from.")] = "callproof@localhost",
    scenarios: Scenarios = None,
) -> None:
    """Save agents and sync their tools in the background, until Ctrl-C."""
    from harness.commands.serve_console import ConsoleOptions
    from harness.commands.serve_console import serve_console as served

    options = ConsoleOptions(
        database=database,
        token=token,
        console_token=console_token,
        org_id=org_id,
        org_name=org_name,
        admin_email=admin_email,
        base_url=base_url,
        backend_url=backend_url,
        organisation=tools,
        smtp=smtp,
        sender=sender,
        scenarios=tuple(scenarios or ()),
    )
    served(options, host=host, port=port, say=typer.echo)


@serve_app.command("booking")
def serve_booking(
    host: Host = "127.0.0.1",
    port: Port = 3001,
    database: ServedDatabase = ":memory:",
) -> None:
    """Answer bookings as the reference backend does, until Ctrl-C."""
    from harness.commands.serve import serve_booking as served

    served(host=host, port=port, database=database, say=typer.echo)


@serve_app.command("clinic")
def serve_clinic(
    host: Host = "127.0.0.1",
    port: Port = 3001,
    database: ServedDatabase = ":memory:",
    rows: Annotated[
        Path | None,
        typer.Option(help="A file of scenarios/clinics/ to start with when the database is empty. Default: vitara.yml."),
    ] = None,
    now: Annotated[
        str, typer.Option(help="The moment at which time stands still for the clinic, or: real.")
    ] = "2026-01-18T10:00:00-08:00",
) -> None:
    """Answer the clinic's functions as the reference backend does, until Ctrl-C."""
    from harness.commands.serve import serve_clinic as served

    served(host=host, port=port, database=database, rows=rows, now=now, say=typer.echo)


@serve_app.command("vapi")
def serve_vapi(
    host: Host = "127.0.0.1",
    port: Port = 3002,
    database: ServedDatabase = ":memory:",
    token: Annotated[
        list[str] | None,
        typer.Option(envvar="VAPI_TOKEN", help="A bearer token, or <organisation id>:<token>; repeatable. Default: VAPI_TOKEN."),
    ] = None,
    fault: Annotated[
        list[str] | None,
        typer.Option(help="What goes wrong, e.g. rate-limit:times=3,retry-after=2 or error:status=502,share=0.05; repeatable."),
    ] = None,
    backend: Annotated[
        str | None, typer.Option(help="The URL all public hosts of tools stand for. Default: webhooks go where they say.")
    ] = None,
    caller: Annotated[str, typer.Option(help="A file of scenarios/callers/ that phones when a call does not say who does.")] = "",
    now: Annotated[str, typer.Option(help="When conversations take place, or: real.")] = "real",
    versions: Annotated[
        bool, typer.Option("--versions", help="Number the versions of assistants and tools; Vapi's own tools see drift in it.")
    ] = False,
    scenarios: Scenarios = None,
) -> None:
    """Stand in for api.vapi.ai, until Ctrl-C: resources, chats, calls and simulations."""
    from harness.commands.serve_vapi import serve_vapi as served

    served(
        host=host,
        port=port,
        database=database,
        tokens=token or (),
        faults=fault or (),
        backend=backend,
        caller=caller,
        now=now,
        scenarios=scenarios or (),
        has_versions=versions,
        say=typer.echo,
    )


if __name__ == "__main__":
    main()
