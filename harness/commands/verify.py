"""`callproof verify`: what the platform holds, whether the backend is reached, and one call, against what the files say."""

import random
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from harness.callers.profile import CallerProfile
from harness.callers.reader import read_caller
from harness.commands.finding import organisation, scenarios_folders, shown
from harness.commands.outcome import Outcome
from harness.commands.published import published
from harness.commands.verifying.books import opened_books
from harness.commands.verifying.configuration import configuration
from harness.commands.verifying.deployed import Deployed
from harness.commands.verifying.evidence import Exchanges, write_evidence
from harness.commands.verifying.expectations import Expectations, ExpectedAssistant, booking_tool, expectations
from harness.commands.verifying.phases import Bench, conversation, reachability, undone
from harness.commands.verifying.result import Section, Verification
from harness.commands.verifying.tables import shown as tables
from harness.contract.problems import did_you_mean
from harness.errors import InputError
from harness.reporting.terminal import Look
from harness.vapi.client import VapiClient

if TYPE_CHECKING:
    from harness.reference.database import ServedDatabase

__all__ = ["API", "CALLER", "NO_TUNNEL", "TUNNEL", "VerifyOptions", "verify"]

API = "https://api.vapi.ai"
TUNNEL = "http://127.0.0.1:4040"
NO_TUNNEL = "none"
CALLER = "verifier"
_WIDTH_WITHOUT_TERMINAL, _WIDEST = 120, 160


class VerifyOptions(Struct, frozen=True, kw_only=True):
    """Where everything is."""

    token: str
    base_url: str = API
    public_url: str = ""
    """Where the platform reaches the backend; empty: as the files say."""
    tunnel: str = TUNNEL
    """The tunnel agent, or NO_TUNNEL."""
    backend: str = ""
    """Where requests for the public address go instead; empty: to the public address itself."""
    contract: str = "reference"
    """Who says what the backend reads: `reference`, a URL with GET /contract, or a file."""
    database: str = ""
    """The backend's own database; empty: it cannot be looked at, so nothing is booked in it."""
    assistant: str = ""
    """Who is phoned; empty: the first one that can book."""
    caller: str = CALLER
    reports: Path = Path("reports/verify")
    scenarios: tuple[Path, ...] = ()
    retries: int = 5
    """How often a request to the platform is sent again."""


def verify(name: str, options: VerifyOptions, *, now: datetime | None = None) -> Outcome:
    """The tables; the exit code is 1 when anything is not as expected, else 0. `now` is the real time unless told otherwise.

    Raises InputError for what cannot be read, VapiError when the platform cannot be asked, MachineError for a database or a
    folder that does not open.
    """
    options = _checked(options)
    read = organisation(name, options.scenarios)
    handlers = tuple(handler for system in published(options.contract) for handler in system)
    expected = expectations(read, handlers, options.public_url)
    target = _target(expected, options.assistant)
    profile = _caller(options.caller, options.scenarios)
    exchanges = Exchanges((options.token,))
    with exchanges.client() as http, opened_books(options.database) as database:
        client = VapiClient(
            base_url=options.base_url,
            token=options.token,
            http=http,
            sleep=time.sleep,
            jitter=lambda longest: random.uniform(longest / 2, longest),  # noqa: S311 - it spreads retries, and guards nothing
            retries=options.retries,
        )
        deployed = Deployed(client)
        first = configuration(expected, deployed)
        with _marked(database) as org_id:
            bench = Bench(
                expected=expected,
                exchanges=exchanges,
                database=database,
                org_id=org_id,
                now=now or datetime.now(UTC),
                backend=options.backend,
                tunnel=options.tunnel,
            )
            second = reachability(bench)
            third, transcript = conversation(bench, deployed, target, profile)
        last = () if database is None else (undone(database),)
    sections = (first, second, Section(title=third.title, rows=(*third.rows, *last)))
    found = Verification(organisation=read.slug, sections=sections)
    paths = write_evidence(options.reports, found, exchanges, transcript)
    kept = "\n".join(f"evidence  {shown(path)}" for path in paths)
    return Outcome(text=f"{tables(found, _look())}\n{kept}", exit_code=1 if found.mismatches else 0)


@contextmanager
def _marked(database: "ServedDatabase | None") -> Iterator[str]:
    from harness.reference.booking.marked import MARKED, marked_organization

    if database is None:
        yield MARKED
        return
    with marked_organization(database) as org_id:
        yield org_id


def _target(expected: Expectations, name: str) -> ExpectedAssistant:
    """Who is phoned. Raises InputError for a name nobody has."""
    if name:
        found = next((each for each in expected.assistants if each.name == name), None)
        if found is None:
            names = [each.name for each in expected.assistants]
            raise InputError(f"there is no assistant '{name}'. {did_you_mean(name, names)}")
        return found
    wanted = booking_tool()
    books = (each for each in expected.assistants if wanted in {tool.name for tool in (*each.attached, *each.inline)})
    return next(books, expected.assistants[0])


def _caller(name: str, scenarios: Sequence[Path]) -> CallerProfile:
    folders = [root / "callers" for root in scenarios_folders(scenarios)]
    files = {path.stem: path for root in reversed(folders) if root.is_dir() for path in sorted(root.glob("*.yml"))}
    if name not in files:
        raise InputError(f"there is no caller '{name}'. {did_you_mean(name, sorted(files))}")
    return read_caller(files[name])


def _checked(options: VerifyOptions) -> VerifyOptions:
    """With every address complete, and no tunnel as an empty one. Raises InputError that names the option."""
    tunnel = "" if options.tunnel == NO_TUNNEL else _url(options.tunnel, "--tunnel")
    public, backend = _url(options.public_url, "--public-url"), _url(options.backend, "--backend")
    return replace(options, tunnel=tunnel, public_url=public, backend=backend)


def _url(text: str, option: str) -> str:
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        complete = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and " " not in text
    except ValueError:  # a port that is no number, brackets that do not close
        complete = False
    if not complete:
        raise InputError(f'{option} is a complete address such as "http://127.0.0.1:3001"; got {text!r}.')
    return text.rstrip("/")


def _look() -> Look:
    watched = sys.stdout.isatty()
    width = min(shutil.get_terminal_size().columns, _WIDEST) if watched else _WIDTH_WITHOUT_TERMINAL
    return Look(encoding=sys.stdout.encoding or "utf-8", colour=watched, width=width)
