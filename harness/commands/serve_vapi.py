"""`callproof serve vapi`: the stand-in for Vapi's REST API on a port."""

from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from harness.commands.options import RunOptions
from harness.commands.serve import DEFAULT_HOST, REAL_TIME, clock_of, listen
from harness.errors import InputError

if TYPE_CHECKING:
    from harness.reference.platform import PlatformSystem

__all__ = ["DEFAULT_PORT", "organisations_of", "serve_vapi"]

DEFAULT_PORT = 3002
"""Beside the reference backends' own."""


def serve_vapi(
    *,
    host: str = DEFAULT_HOST,
    port: int = DEFAULT_PORT,
    database: str = ":memory:",
    tokens: Sequence[str] = (),
    faults: Sequence[str] = (),
    backend: str | None = None,
    caller: str = "",
    now: str = REAL_TIME,
    scenarios: Sequence[Path] = (),
    has_versions: bool = False,
    say: Callable[[str], None] = print,
) -> None:
    """Answer as api.vapi.ai does until Ctrl-C; `host`, `port`, `database` and what is raised are as for bookings.

    `tokens` are bearer tokens, each of an organisation of its own, or "<organisation id>:<token>". `backend` is the URL that all
    public hosts stand for; None sends webhooks where they are addressed. `caller` phones when a call does not say who does, and
    `now` is when conversations take place; `has_versions` numbers the versions of assistants and tools. InputError for no token,
    a fault or a caller nobody knows.
    """
    from harness.commands.player import Player
    from harness.commands.rig import Rig
    from harness.reference.clock import wall_clock
    from harness.reference.database import open_database
    from harness.reference.platform import PLATFORM_STORE, Faults, PlatformSystem, read_fault

    organisations = organisations_of(tokens)
    planned, call_clock = Faults([read_fault(fault) for fault in faults]), clock_of(now)
    with closing(Rig.from_options(RunOptions(scenarios=tuple(scenarios)))) as rig:
        if caller:
            rig.caller(caller)
        play = Player(rig.caller, backend=backend, default_caller=caller)
        with closing(open_database(database, PLATFORM_STORE)) as kept:
            system = PlatformSystem(
                kept, wall_clock, organisations, faults=planned, play=play, call_clock=call_clock, has_versions=has_versions
            )
            with closing(system):
                _answer(system, host, port, say)


def _answer(system: "PlatformSystem", host: str, port: int, say: Callable[[str], None]) -> None:
    served = listen(system, host, port)
    with suppress(KeyboardInterrupt):
        say(f"The stand-in for api.vapi.ai answers at {served.url}")
        for path in system.paths:
            say(f"  {path}")
        say(f"For Vapi's own tools: VAPI_BASE_URL={served.url}")
        say("Ctrl-C ends it.")
        served.run()


def organisations_of(tokens: Sequence[str]) -> dict[str, str]:
    """Token → id of its organisation. InputError for none, an empty one, and for one token of two organisations."""
    found: dict[str, str] = {}
    for written in tokens:
        organisation, _, token = written.rpartition(":")
        organisation = organisation or str(uuid5(NAMESPACE_URL, f"callproof:{token}"))
        if not token or token != token.strip():
            raise InputError("a token is empty, or has white space around it; write --token <token> or <organisation>:<token>")
        if found.setdefault(token, organisation) != organisation:
            raise InputError("one token is given to two organisations; give each its own")
    if not found:
        raise InputError("nobody could call this stand-in: give it a token with --token, or set VAPI_TOKEN")
    return found
