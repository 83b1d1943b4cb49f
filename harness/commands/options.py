"""How a run is made, as one value that is read once and handed on."""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from harness.errors import InputError

__all__ = ["AGENTS", "BACKENDS", "CALLERS", "DATABASES", "DEFAULT_SEED", "RunOptions", "checked", "replay_options"]

AGENTS = ("literal",)
CALLERS = ("scripted",)
BACKENDS = ("reference",)
DATABASES = ("sqlite", "postgres")
DEFAULT_SEED = 20260118


class RunOptions(Struct, frozen=True, kw_only=True):
    """What is played against what, and what is written afterwards."""

    seed: int = DEFAULT_SEED
    """Names the run: the same seed plays the same calls."""
    agent: str = "literal"
    caller: str = "scripted"
    backend: str = "reference"
    """`reference`, or the URL of a backend that runs already."""
    database: str = "sqlite"
    """`sqlite`, `postgres` for the embedded server, or the URL of either."""
    scenarios: tuple[Path, ...] = ()
    """Folders with resources, callers and seeds; the first that has a name wins."""
    reports: Path | None = None
    """Where reports are written; None writes nothing."""
    page: bool = True
    junit: bool = True
    allure: bool = False

    @property
    def shown_database(self) -> str:
        """The database without its password, for everything that is shown or written."""
        if "://" not in self.database:
            return self.database
        from harness.reference.database.address import shown_address

        return shown_address(self.database)


def checked(options: RunOptions) -> RunOptions:
    """The options, once every name in them is known. Raises InputError that lists the candidates."""
    _check("agent", options.agent, AGENTS)
    _check("caller", options.caller, CALLERS)
    _check("backend", options.backend, BACKENDS, url_schemes=("http://", "https://"))
    _check("database", options.database, DATABASES, url_schemes=("sqlite://", "postgresql://", "postgresql+psycopg://"))
    if options.database != "sqlite":
        _check_database(options.database)
    if options.backend not in BACKENDS and not _names_a_host(options.backend):
        raise InputError(f"the backend '{options.backend}' is not a complete URL. Write it like http://127.0.0.1:3001.")
    missing = [folder for folder in options.scenarios if not folder.is_dir()]
    if missing:
        raise InputError(f"the scenarios folder {missing[0]} does not exist. Name a folder that holds resources/ and callers/.")
    return options


def replay_options(options: RunOptions) -> Iterator[str]:
    """The command line that makes these options again: the seed always, the rest where it is not the default."""
    yield from ("--seed", str(options.seed))
    default = RunOptions()
    for name in ("agent", "caller", "backend"):
        if getattr(options, name) != getattr(default, name):
            yield from (f"--{name}", str(getattr(options, name)))
    if options.database != default.database:
        yield from ("--database", options.shown_database)


def _check_database(database: str) -> None:
    """Here and not when the first scenario needs it: what is missing is missing for all of them."""
    from harness.reference.database.address import read_address

    read_address(database)


def _names_a_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and not re.search(r"[\s<>]", url) and parts.port != 0
    except ValueError:  # a port that is no number, brackets that do not close
        return False


def _check(kind: str, name: str, known: Sequence[str], url_schemes: tuple[str, ...] = ()) -> None:
    if name in known or (url_schemes and name.startswith(url_schemes)):
        return
    close = get_close_matches(name, known, n=1)
    hint = f" Did you mean '{close[0]}'?" if close else ""
    urls = f", or a URL that begins with {' or '.join(url_schemes)}" if url_schemes else ""
    raise InputError(f"unknown {kind} '{name}'.{hint} Known: {', '.join(known)}{urls}.")
