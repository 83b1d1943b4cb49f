"""Phase 3: one simulated call through the squad as it is deployed."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from harness.agents.literal import LiteralAgent
from harness.callers.cast import caller_for
from harness.callers.profile import CallerProfile
from harness.checks.asking import AsksFor
from harness.checks.base import Check, Evidence, judge_all
from harness.checks.rules import RULES
from harness.commands.verifying.endpoint import NO_DATABASE, ZONE, booked_rows
from harness.commands.verifying.result import Row, matched, mismatched, unchecked
from harness.contract.model import Squad
from harness.ports import ToolBackend
from harness.runtime import CallSettings, CloudNetwork, simulate
from harness.trace.trace import Trace
from harness.trace.transcript import transcript

if TYPE_CHECKING:
    from harness.reference.database import ServedDatabase

__all__ = ["Call", "Held", "held_call"]

_THE_PHONE = "the phone number"


class Call(Struct, frozen=True, kw_only=True):
    """Who phones whom."""

    squad: Squad
    profile: CallerProfile
    phone: str
    """As the backend should keep the caller's number."""
    tool: str
    """What should be called once the caller has said everything."""
    now: datetime
    seed: int
    org_id: str | None
    """Travels with the caller's metadata; None: nobody in particular."""


class Held(Struct, frozen=True, kw_only=True):
    """What became of it."""

    rows: tuple[Row, ...]
    transcript: str


def held_call(call: Call, backend: ToolBackend, database: "ServedDatabase | None") -> Held:
    """Play it, from the first ring to the dead line, and judge it. `database` is the backend's, when it can be looked at."""
    settings = CallSettings(
        started_at=call.now.astimezone(ZONE),
        seed=call.seed,
        customer_number=call.profile.number,
        customer_metadata={} if call.org_id is None else {"org_id": call.org_id},
    )
    caller = caller_for(call.profile, now=settings.started_at, seed=call.seed)
    trace = simulate(call.squad, settings, agent=LiteralAgent(), caller=caller, backend=CloudNetwork(backend))
    rows = [*_judged(trace, call), *_effects(trace, call, database)]
    return Held(rows=tuple(rows), transcript=transcript(trace))


def _judged(trace: Trace, call: Call) -> Iterator[Row]:
    checks: tuple[Check, ...] = (AsksFor(what=_THE_PHONE, before=call.tool), *RULES)
    for judgement in judge_all(checks, Evidence(trace=trace, squad=call.squad)):
        component = f"Call: {judgement.check}"
        if judgement.verdict == "failed":
            finding = judgement.findings[0]
            mend = finding.why or "Read the simulated call in the evidence, and mend the prompt or the tool."
            yield mismatched(component, "holds", finding.message, mend)
        elif judgement.verdict == "error":
            yield unchecked(component, "holds", judgement.reason, "This is a fault of callproof; report it.")
        elif judgement.verdict == "passed":
            yield matched(component, "holds")


def _effects(trace: Trace, call: Call, database: "ServedDatabase | None") -> Iterator[Row]:
    uses = trace.uses_of(call.tool)
    component, expected = f"Call: {call.tool}", "called, and returns success"
    if not uses:
        yield mismatched(component, expected, "never called", "Have the prompt say when it is called; the evidence has the call.")
        return
    last = uses[-1].result
    if not last.succeeded:
        found = last.message or str(last.data or "no result")
        yield mismatched(component, expected, found, "Read the request and its answer in the evidence.")
        return
    yield matched(component, expected, last.message or "success")
    if database is None or call.org_id is None:
        why = "it was played against the reference backend"
        yield unchecked("Call: the backend's own database", "has the appointment", why, NO_DATABASE)
        return
    yield _record(trace, database)
    number = last.data.get("appointmentId") if isinstance(last.data, dict) else None
    for row in booked_rows(database, number, org_id=call.org_id, when=None, phone=call.phone):
        yield Row(
            component=f"Call: {row.component[0].lower()}{row.component[1:]}", expected=row.expected, found=row.found,
            status=row.status, mend=row.mend,
        )  # fmt: skip


def _record(trace: Trace, database: "ServedDatabase") -> Row:
    """Of the call itself: the backend heard that it ended."""
    component, expected = "Call: record of it in the database", "ended"
    row = next((row for row in database.rows("call_records") if row["call_id"] == trace.started.call_id), None)
    found = "none" if row is None else f"{row['status']}, {row['ended_reason']}"
    if row is not None and row["status"] == "ended":
        return matched(component, expected, found)
    mend = "Let status updates and end-of-call reports reach the backend's webhook: look at the assistant's server URL."
    return mismatched(component, expected, found, mend)
