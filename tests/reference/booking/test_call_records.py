"""What the platform tells about a call is kept, one row for each call."""

from typing import Any

import pytest

from tests.reference.world import HARBOUR, SUNRISE, World

WEBHOOK = "/api/vapi/webhook"
CALL = {"id": "6b38", "customer": {"number": "+16045550123"}}


def _tell(world: World, kind: str, **content: Any) -> None:
    reply = world.post({"message": {"type": kind, "call": CALL, "assistant": {"name": "Reception"}, **content}}, WEBHOOK)
    assert (reply.status, reply.body) == (200, b"{}")


def test_status_and_report_come_to_one_row(world: World) -> None:
    _tell(world, "status-update", status="in-progress", timestamp=1768759200000)
    _tell(world, "status-update", status="ended", endedReason="customer-ended-call", timestamp=1768759260000)
    _tell(
        world,
        "end-of-call-report",
        endedReason="customer-ended-call",
        startedAt="2026-01-18T18:00:00.000Z",
        endedAt="2026-01-18T18:01:00.000Z",
        artifact={"transcript": "AI: Hello.\n"},
        analysis={"summary": "A booking."},
    )

    (record,) = world.database.rows("call_records")
    assert (record["call_id"], record["org_id"], record["status"]) == ("6b38", SUNRISE, "ended")
    assert (record["assistant"], record["phone"], record["ended_reason"]) == ("Reception", "+16045550123", "customer-ended-call")
    assert (record["started_at"], record["ended_at"]) == ("2026-01-18T18:00:00.000Z", "2026-01-18T18:01:00.000Z")
    assert (record["transcript"], record["summary"]) == ("AI: Hello.\n", "A booking.")


def test_an_event_that_comes_late_does_not_revive_an_ended_call(world: World) -> None:
    _tell(world, "end-of-call-report", endedReason="silence-timed-out", artifact={"transcript": "AI: Hello.\n"})
    _tell(world, "status-update", status="in-progress")

    (record,) = world.database.rows("call_records")
    assert (record["status"], record["ended_reason"], record["transcript"]) == ("ended", "silence-timed-out", "AI: Hello.\n")


def test_the_organisation_is_the_one_that_is_named(world: World) -> None:
    _tell(world, "status-update", status="in-progress", customer={"metadata": {"org_id": HARBOUR}})

    assert [row["org_id"] for row in world.database.rows("call_records")] == [HARBOUR]


def test_a_call_of_nobody_we_know_is_kept_without_an_organisation(world: World) -> None:
    _tell(world, "status-update", status="in-progress", customer={"metadata": {"org_id": "unknown"}})

    assert [row["org_id"] for row in world.database.rows("call_records")] == [None]


def test_records_are_no_change_a_call_is_judged_by(world: World) -> None:
    _tell(world, "status-update", status="in-progress")

    assert world.database.changes() == ()


@pytest.mark.parametrize(
    "message",
    [
        {"type": "speech-update", "call": CALL, "status": "started"},
        {"type": "status-update", "status": "in-progress"},
        {"type": "status-update", "status": "in-progress", "call": {"id": "\0"}},
        {"type": ["status-update"], "call": CALL},
        {},
    ],
)
def test_other_events_are_taken_note_of_and_not_kept(world: World, message: Any) -> None:
    reply = world.post({"message": message}, WEBHOOK)

    assert (reply.status, reply.body) == (200, b"{}")
    assert world.database.rows("call_records") == []


@pytest.mark.parametrize(
    "told",
    [
        {"status": 7, "timestamp": "soon", "endedReason": ["x"], "analysis": None, "artifact": "x", "customer": []},
        {"status": "ended", "timestamp": 10**30, "endedReason": "a\0b"},
        {"status": "ended", "timestamp": -1},
    ],
)
def test_odd_values_are_not_kept(world: World, told: Any) -> None:
    _tell(world, "status-update", **told)

    (record,) = world.database.rows("call_records")
    assert record["started_at"] is None
    assert record["ended_reason"] in (None, "ab")


def test_what_is_no_json_is_refused(world: World) -> None:
    assert world.post(b"not json", WEBHOOK).status == 400
