"""Transfers, and the log of a call."""

from typing import Any

import pytest

from harness.reference.clinic import Flaws
from harness.reference.clinic.callnotes import CallNote, CallNotes
from harness.reference.clinic.calls import CALL_OUTCOMES, TRANSFER_REASONS
from tests.reference.clinic.world import CALL_ID, VITARA, World, make_world

ENDED = {"endedReason": "customer-ended-call", "startedAt": "2026-01-18T18:00:00.000Z", "endedAt": "2026-01-18T18:02:00.000Z"}


def _logged(world: World) -> list[tuple[Any, ...]]:
    return [(row["call_id"], row["outcome"], row["language"], row["demographic_id"]) for row in world.database.rows("call_logs")]


@pytest.mark.parametrize("reason", TRANSFER_REASONS)
def test_a_call_is_transferred_for_each_documented_reason(world: World, reason: str) -> None:
    transferred = world.ask("transfer_call", reason=reason, context="Wants a refund")

    assert (transferred["success"], transferred["transferTo"]) == (True, "604-555-0100")
    (row,) = world.database.rows("transfers")
    assert (row["reason"], row["notes"], row["phone"], row["call_id"]) == (reason, "Wants a refund", "+16045550123", CALL_ID)


def test_another_reason_is_refused(world: World) -> None:
    assert world.ask("transfer_call", reason="bored")["parameters"] == ["reason"]
    assert world.changed() == []


def test_notes_never_reach_the_staff_as_documented(world: World) -> None:
    world.ask("transfer_call", reason="billing", notes="Wants a refund")

    assert [row["notes"] for row in world.database.rows("transfers")] == [None]


def test_without_the_flaw_notes_reach_the_staff() -> None:
    mended = make_world(Flaws(transfer_call_reads_context=False))
    with mended.database.call(VITARA):
        mended.ask("transfer_call", reason="billing", notes="Wants a refund", context="Something else")

        assert [row["notes"] for row in mended.database.rows("transfers")] == ["Wants a refund"]
        assert list(mended.contract()["transfer_call"]["reads"]["properties"]) == ["reason", "notes"]
    mended.database.close()


def test_the_same_transfer_twice_is_one(world: World) -> None:
    first = world.ask("transfer_call", "call_9", reason="billing")

    assert world.ask("transfer_call", "call_9", reason="billing") == first
    assert len(world.database.rows("transfers")) == 1


@pytest.mark.parametrize("outcome", CALL_OUTCOMES)
def test_what_was_noted_is_kept_until_the_call_ends_and_then_logged(world: World, outcome: str) -> None:
    world.tell("status-update", status="in-progress")
    noted = world.ask("log_call_metadata", language="en", callOutcome=outcome, demographicId=1001, appointmentId=5001)
    assert (noted["success"], world.changed()) == (True, [])

    assert world.tell("end-of-call-report", **ENDED) == {}

    (change,) = world.database.changes()
    assert change.after is not None
    assert change.after == {
        "id": 1,
        "call_id": CALL_ID,
        "phone": "+16045550123",
        "language": "en",
        "outcome": outcome,
        "demographic_id": 1001,
        "patient": "Jane Doe",
        "appointment_id": 5001,
        "ended_reason": "customer-ended-call",
        "started_at": "2026-01-18T18:00:00.000Z",
        "ended_at": "2026-01-18T18:02:00.000Z",
    }


def test_a_report_that_comes_twice_is_logged_once(world: World) -> None:
    world.ask("log_call_metadata", language="zh", callOutcome="booked", demographicId=1002)
    world.tell("end-of-call-report", **ENDED)
    world.tell("end-of-call-report", **ENDED)

    assert _logged(world) == [(CALL_ID, "booked", "zh", 1002)]


def test_a_call_nobody_noted_is_logged_without_an_outcome(world: World) -> None:
    world.tell("end-of-call-report", **ENDED)

    assert _logged(world) == [(CALL_ID, None, None, None)]


def test_the_last_note_counts(world: World) -> None:
    world.ask("log_call_metadata", "a", language="en", callOutcome="no_action")
    world.ask("log_call_metadata", "b", language="en", callOutcome="transferred")
    world.tell("end-of-call-report", **ENDED)

    assert _logged(world) == [(CALL_ID, "transferred", "en", None)]


def test_one_calls_note_is_not_anothers(world: World) -> None:
    world.ask("log_call_metadata", language="en", callOutcome="booked")
    world.tell("end-of-call-report", "another", **ENDED)

    assert _logged(world) == [("another", None, None, None)]


def test_a_call_that_begins_has_no_note_left_over(world: World) -> None:
    """The same call played again has the same id."""
    world.ask("log_call_metadata", language="en", callOutcome="booked")

    world.tell("status-update", status="in-progress")
    world.tell("end-of-call-report", **ENDED)

    assert _logged(world) == [(CALL_ID, None, None, None)]


@pytest.mark.parametrize(
    ("told", "parameters"),
    [
        ({"language": "en"}, ["callOutcome"]),
        ({"callOutcome": "booked"}, ["language"]),
        ({"language": "en", "callOutcome": "done"}, ["callOutcome"]),
    ],
)
def test_a_note_needs_a_language_and_a_known_outcome(world: World, told: dict[str, Any], parameters: list[str]) -> None:
    assert world.ask("log_call_metadata", **told)["parameters"] == parameters


def test_the_oldest_note_makes_room() -> None:
    notes = CallNotes(most=2)
    for call in ("a", "b", "a", "c"):
        notes.keep(call, CallNote(language="en", outcome=call))

    assert [notes.get(call) is not None for call in ("a", "b", "c")] == [True, False, True]
