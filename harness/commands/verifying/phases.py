"""Phases 2 and 3 of the plan: what happens when the backend and the squad are really asked."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from harness.callers.profile import CallerProfile
from harness.commands.verifying.conversation import Call, Held, held_call
from harness.commands.verifying.deployed import Deployed
from harness.commands.verifying.endpoint import ZONE, endpoint
from harness.commands.verifying.evidence import Exchanges, RecordingBackend
from harness.commands.verifying.expectations import Expectations, ExpectedAssistant, booking_tool
from harness.commands.verifying.result import Row, Section, matched, mismatched, unchecked
from harness.commands.verifying.tunnel import tunnel
from harness.contract.problems import ContractProblems
from harness.runtime.http_backend import HttpBackend

if TYPE_CHECKING:
    from harness.reference.database import ServedDatabase

__all__ = ["LOCAL_BACKEND", "Bench", "conversation", "reachability", "undone"]

LOCAL_BACKEND = "http://127.0.0.1:3001"
"""Where a tunnel is expected to lead when nobody says it."""
_SEED = 20260118


class Bench(Struct, frozen=True, kw_only=True):
    """Everything the phases work with."""

    expected: Expectations
    exchanges: Exchanges
    database: "ServedDatabase | None"
    """The backend's own; None when it cannot be looked at."""
    org_id: str
    """Of the marked organisation."""
    now: datetime
    backend: str
    """Where requests for the public address go instead; empty: to the public address itself."""
    tunnel: str
    """The tunnel agent's address; empty: there is no tunnel."""

    @property
    def reached_at(self) -> str:
        """Where requests go; empty when nobody knows."""
        return self.backend or self.expected.base


def reachability(bench: Bench) -> Section:
    """Phase 2."""
    return Section(title="Phase 2: tunnel and endpoint", rows=(*_tunnel(bench), *_endpoint(bench)))


def conversation(bench: Bench, deployed: Deployed, target: ExpectedAssistant, profile: CallerProfile) -> tuple[Section, str]:
    """Phase 3, with the transcript of the call; empty when there was none. Raises VapiError as `Deployed` does."""
    held = _phoned(bench, deployed, target, profile)
    return Section(title="Phase 3: one simulated call", rows=held.rows), held.transcript


def undone(database: "ServedDatabase") -> Row:
    """Whether anything of the marked organisation is left."""
    from harness.reference.booking.marked import rows_of_marked

    left = rows_of_marked(database)
    component, expected = "Database: afterwards", "nothing of the verification is left"
    if left:
        return mismatched(component, expected, f"{left} rows", "Verify once more: what is left behind is removed first.")
    return matched(component, expected)


def _tunnel(bench: Bench) -> Iterator[Row]:
    if bench.tunnel:
        with bench.exchanges.client(trust_env=False) as http:
            yield from tunnel(bench.tunnel, bench.expected.base, bench.backend or LOCAL_BACKEND, http)


def _endpoint(bench: Bench) -> Iterator[Row]:
    tools = (tool for assistant in bench.expected.assistants for tool in (*assistant.attached, *assistant.inline))
    url = next((tool.url for tool in tools if tool.name == booking_tool() and tool.url is not None), None)
    component = "Endpoint: books"
    if url is None:
        mend = f"Only {booking_tool()} is tried out; look at the other tools yourself."
        yield unchecked(component, f"{booking_tool()} is answered", "no assistant has it", mend)
    elif not bench.reached_at:
        mend = "Give --public-url, or --backend."
        yield unchecked(component, f"{booking_tool()} is answered", "nobody says where the backend is", mend)
    else:
        base = bench.reached_at
        at = url if bench.expected.base else base + url
        with closing(HttpBackend(base)) as reached:
            backend = RecordingBackend(reached, bench.exchanges)
            public = bench.expected.base or base
            yield from endpoint(backend, at, base=public, org_id=bench.org_id, database=bench.database, now=bench.now)


def _phoned(bench: Bench, deployed: Deployed, target: ExpectedAssistant, profile: CallerProfile) -> Held:
    component, expected = f"Call: {target.name}", "is at the platform and can be phoned"
    if booking_tool() not in {tool.name for tool in (*target.attached, *target.inline)}:
        mend = f"Only calls that end in {booking_tool()} are tried out; play the others with callproof run."
        return Held(rows=(unchecked(component, expected, f"it does not have {booking_tool()}", mend),), transcript="")
    found = deployed.assistant(target)
    if found is None:
        row = mismatched(component, expected, "not at the platform", f"Push {target.source.file}.")
        return Held(rows=(row,), transcript="")
    try:
        squad = deployed.squad_of(found)
    except ContractProblems as problems:
        row = mismatched(component, expected, str(problems.problems[0]), "Mend it at the platform, or push it again.")
        return Held(rows=(row,), transcript="")
    known = bench.database is not None
    call = Call(
        squad=squad,
        profile=profile,
        phone=_kept(profile),
        tool=booking_tool(),
        now=bench.now.astimezone(ZONE),
        seed=_SEED,
        org_id=bench.org_id if known else None,
    )
    if known and bench.reached_at:
        with closing(HttpBackend(bench.reached_at)) as reached:
            held = held_call(call, RecordingBackend(reached, bench.exchanges), bench.database)
    else:
        held = _against_reference(call, bench.exchanges)
    answers = matched(component, expected, str(found.get("id")))
    return Held(rows=(answers, *held.rows), transcript=held.transcript)


def _against_reference(call: Call, exchanges: Exchanges) -> Held:
    """In this process, so that nothing is booked that could not be undone."""
    from harness.commands.systems import Systems
    from harness.reference.clock import CallClock
    from harness.reference.database import EmbeddedDatabase

    systems = Systems(CallClock(call.now), EmbeddedDatabase)
    try:
        system = systems.named("booking")
        with system.database.call():
            return held_call(call, RecordingBackend(system.backend, exchanges), None)
    finally:
        systems.close()


def _kept(profile: CallerProfile) -> str:
    """The caller's number as a backend keeps it; as the caller says it when that is none."""
    from harness.reference.phones import normalised_phone

    said = profile.knows.get("phone", profile.number or "")
    try:
        return normalised_phone(said, "CA")
    except ValueError:
        return said
