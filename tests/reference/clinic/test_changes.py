"""Moving and cancelling an appointment."""

from typing import Any

import pytest

from tests.reference.clinic.world import World, seed

MOVE: dict[str, Any] = {"appointmentId": 5001, "newStartTime": "2026-01-21T09:00:00"}


def _move(world: World, tool_call_id: str = "call_1", **arguments: Any) -> dict[str, Any]:
    return world.ask("update_appointment", tool_call_id, **(MOVE | arguments))


def test_the_new_time_is_booked_before_the_old_one_is_cancelled(world: World) -> None:
    moved = _move(world)

    assert (moved["success"], moved["appointmentId"], moved["previousAppointmentId"]) == (True, 5006, 5001)
    assert moved["message"] == "The appointment is moved to Wednesday, January 21 at 9:00 AM with Dr. Anna Smith."
    new, old, text = world.database.changes()
    assert new.after is not None
    assert old.after is not None
    assert text.after is not None
    assert (new.kind, new.after["starts_at"], new.after["status"], new.after["replaces_id"]) == (
        "added",
        "2026-01-21T09:00",
        "t",
        5001,
    )
    assert (new.after["reason"], new.after["patient"]) == ("Annual physical", "Jane Doe")
    assert (old.kind, old.after["id"], old.after["status"], old.after["cancel_reason"]) == ("changed", 5001, "C", "moved")
    assert (text.table, text.after["template"]) == ("sms_outbox", "rescheduled")


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"newStartTime": "2026-01-21T14:00:00"}, "slot_taken"),
        ({"newStartTime": "2026-01-20T10:00:00"}, "slot_taken"),
        ({"newStartTime": "2026-01-24T09:00:00"}, "slot_unavailable"),
        ({"newStartTime": "2026-01-12T09:00:00"}, "past_date"),
        ({"newProviderId": "999"}, "unknown_provider"),
        ({"newProviderId": "102", "newStartTime": "2026-01-21T13:00:00"}, "visit_mode_unavailable"),
        ({"appointmentId": 1}, "unknown_appointment"),
        ({"demographicId": "1002"}, "unknown_appointment"),
        ({"newStartTime": None}, "invalid_argument"),
    ],
    ids=["taken", "its own time", "closed", "past", "nobody", "other visit", "no appointment", "another's", "missing"],
)
def test_what_cannot_be_moved_keeps_the_old_appointment(world: World, told: dict[str, Any], reason: str) -> None:
    refused = _move(world, **told)

    assert (refused["success"], refused["reason"]) == (False, reason)
    assert world.changed() == []
    assert world.row("appointments", 5001)["status"] == "t"


def test_the_provider_stays_unless_another_is_told(world: World) -> None:
    assert _move(world, "a", newStartTime="2026-01-22T09:00:00")["providerId"] == "100"
    assert _move(world, "b", appointmentId=5005, newStartTime="2026-01-22T10:00:00")["providerId"] == "101"
    assert _move(world, "c", appointmentId=5006, newStartTime="2026-01-22T10:30:00", newProviderId="101")["providerId"] == "101"


def test_a_move_may_name_the_patient(world: World) -> None:
    assert _move(world, demographicId="1001")["success"] is True


def test_the_text_message_speaks_the_appointments_language(world: World) -> None:
    moved = _move(world, appointmentId=5002, newStartTime="2026-01-27T09:00:00")

    assert moved["smsSent"] is True
    assert world.database.rows("sms_outbox")[-1]["body"] == "维塔拉家庭诊所：您的预约已改到1月27日星期二上午9点，陈伟医生。"


def test_a_declined_text_message_is_not_queued(world: World) -> None:
    assert _move(world, "a", smsConsent=False)["smsSent"] is False
    assert world.ask("cancel_appointment", "b", appointmentId=5002, smsConsent=False)["smsSent"] is False
    assert world.database.rows("sms_outbox") == []


def test_the_same_move_twice_moves_once_and_answers_alike(world: World) -> None:
    first = _move(world, "call_9")
    world.database.changes()

    assert _move(world, "call_9") == first
    assert world.changed() == []


def test_cancelling_gives_the_slot_back_and_tells_the_patient(world: World) -> None:
    cancelled = world.ask("cancel_appointment", appointmentId=5001, reason="Feeling better")

    assert (cancelled["success"], cancelled["appointmentId"], cancelled["smsSent"]) == (True, 5001, True)
    assert cancelled["message"] == "The appointment on Tuesday, January 20 at 10:00 AM with Dr. Anna Smith is cancelled."
    row, text = world.database.changes()
    assert row.after is not None
    assert text.after is not None
    assert (row.after["status"], row.after["cancel_reason"]) == ("C", "Feeling better")
    assert text.after["template"] == "cancelled"


@pytest.mark.parametrize(
    ("told", "start"),
    [
        ({"appointmentId": 5001, "language": "zh"}, "已为您取消"),
        ({"appointmentId": 5002}, "已为您取消"),
        ({"appointmentId": 5003}, "The app"),
    ],
    ids=["the call's", "the appointment's", "English"],
)
def test_a_cancellation_speaks_the_calls_language_else_the_appointments(world: World, told: dict[str, Any], start: str) -> None:
    assert world.ask("cancel_appointment", **told)["message"].startswith(start)


def test_the_same_cancellation_twice_cancels_once_and_answers_alike(world: World) -> None:
    first = world.ask("cancel_appointment", "call_9", appointmentId=5001)
    world.database.changes()

    assert world.ask("cancel_appointment", "call_9", appointmentId=5001) == first
    assert world.ask("cancel_appointment", "call_10", appointmentId=5001)["reason"] == "already_cancelled"
    assert world.changed() == []


def test_what_is_over_or_never_was_cannot_be_cancelled(world: World) -> None:
    past = {"id": 1, "demographic_id": 1001, "provider_id": 100, "starts_at": "2026-01-12T09:00"}
    world.database.plant(seed(appointments=[past]))

    assert world.ask("cancel_appointment", appointmentId=1)["reason"] == "past_appointment"
    assert world.ask("cancel_appointment", appointmentId=2)["reason"] == "unknown_appointment"
    assert world.ask("cancel_appointment")["parameters"] == ["appointmentId"]
    assert world.changed() == []


def test_the_text_about_a_cancellation_speaks_the_calls_language_else_the_appointments(world: World) -> None:
    world.ask("cancel_appointment", "a", appointmentId=5002)
    world.ask("cancel_appointment", "b", appointmentId=5001, language="zh")

    assert [row["language"] for row in world.database.rows("sms_outbox")] == ["zh", "zh"]
