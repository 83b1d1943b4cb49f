"""Booking an appointment."""

from datetime import datetime
from typing import Any

import pytest

from tests.reference.clinic.world import BOOKING, World, seed


def test_a_booking_adds_an_appointment_and_a_text_message_and_changes_nothing_else(world: World) -> None:
    booked = world.book()

    assert (booked["success"], booked["appointmentId"], booked["smsSent"]) == (True, 5006, True)
    assert booked["message"] == (
        "The appointment with Dr. Anna Smith is booked for Tuesday, January 20 at 2:00 PM. A text message is on its way."
    )
    appointment, text = (change.after for change in world.database.changes())
    assert appointment is not None
    assert text is not None
    assert (appointment["patient"], appointment["provider"]) == ("Omar Haddad", "Dr. Anna Smith")
    assert (appointment["starts_at"], appointment["status"]) == ("2026-01-20T14:00", "t")
    assert (appointment["appointment_type"], appointment["reason"], appointment["language"]) == ("B", "Sore throat", "en")
    assert (text["phone"], text["template"], text["status"]) == ("+16045550166", "booked", "queued")
    assert text["body"] == "Vitara Family Clinic: your appointment with Dr. Anna Smith is on Tuesday, January 20 at 2:00 PM."


def test_in_chinese_the_answer_and_the_text_message_are_chinese(world: World) -> None:
    booked = world.book(demographicId=1002, providerId="101", language="zh")

    assert booked["message"] == "已为您预约好1月20日星期二下午2点，陈伟医生。短信稍后发出。"
    assert [row["body"] for row in world.database.rows("sms_outbox")] == [
        "维塔拉家庭诊所：您与陈伟医生的预约时间是1月20日星期二下午2点。"
    ]


@pytest.mark.parametrize(
    ("told", "mode", "reason", "preferred"),
    [
        ({}, "in-person", "General Visit", None),
        ({"providerId": "101"}, "in-person", "Family Practice Visit", "morning"),
        ({"providerId": "102", "startTime": "2026-01-21T14:00:00"}, "virtual", "Skin Consultation", "afternoon"),
        ({"visitMode": "virtual", "visitReason": "Results"}, "virtual", "Results", None),
        ({"isVirtual": True}, "virtual", "General Visit", None),
        ({"isVirtual": True, "visitMode": "in-person", "preferredTime": "noon"}, "in-person", "General Visit", "noon"),
    ],
    ids=["the clinic's", "the provider's", "the provider's own", "the call's", "virtual", "the mode beats the flag"],
)
def test_visit_mode_and_reason_come_from_the_call_else_the_provider_else_the_clinic(
    world: World, told: dict[str, Any], mode: str, reason: str, preferred: str | None
) -> None:
    booked = world.book(**told)

    row = world.row("appointments", booked["appointmentId"])
    assert (row["visit_mode"], row["visit_reason"], row["preferred_time"]) == (mode, reason, preferred)
    assert row["is_virtual"] is (mode == "virtual")


def test_whether_the_patient_is_new_is_kept(world: World) -> None:
    assert world.row("appointments", world.book(isNewPatient=True)["appointmentId"])["is_new_patient"] is True


def test_a_provider_is_not_booked_for_a_visit_they_do_not_offer(world: World) -> None:
    refused = world.book(providerId="101", visitMode="virtual")

    assert (refused["success"], refused["reason"]) == (False, "visit_mode_unavailable")
    assert refused["message"] == "Dr. Wei Chen does not see patients by phone or video."
    assert world.changed() == []


@pytest.mark.parametrize(
    ("told", "reason", "message"),
    [
        ({"startTime": "2026-01-20T10:00:00"}, "slot_taken", "Tuesday, January 20 at 10:00 AM is already taken."),
        ({"startTime": "2026-01-20T10:15:00"}, "slot_unavailable", "There is no opening on Tuesday, January 20 at 10:15 AM."),
        ({"startTime": "2026-01-17T10:00:00"}, "past_date", "Saturday, January 17 at 10:00 AM is in the past."),
        ({"providerId": "999"}, "unknown_provider", "There is no such provider here."),
        ({"demographicId": 4}, "unknown_patient", "There is no patient with this number."),
        ({"startTime": "2026-01-20T10:00:00", "language": "zh"}, "slot_taken", "1月20日星期二上午10点已经被预约了。"),
    ],
)
def test_what_cannot_be_booked_is_refused_and_changes_nothing(world: World, told: Any, reason: str, message: str) -> None:
    refused = world.book(**told)

    assert (refused["success"], refused["reason"], refused["message"]) == (False, reason, message)
    assert world.changed() == []


@pytest.mark.parametrize("argument", [name for name in BOOKING if name != "language"])
def test_each_required_argument_is_missed_by_name(world: World, argument: str) -> None:
    assert world.book("a", **{argument: None})["message"] == f"{argument} is missing"
    assert world.book("b", **{argument: None, "language": "zh"})["message"] == f"缺少 {argument}"
    assert world.changed() == []


def test_the_type_must_be_one_of_the_clinics(world: World) -> None:
    refused = world.book(appointmentType="X")

    assert (refused["reason"], refused["parameters"]) == ("invalid_argument", ["appointmentType"])
    assert "B (General Visit), 2 (Follow-up), 3 (New Patient), P (Phone or Video)" in refused["message"]


@pytest.mark.parametrize("told", ["2026-01-20T14:00:00", "2026-01-20T14:00", "2026-01-20 14:00", "2026-01-20T22:00:00Z"])
def test_a_time_may_be_written_in_any_usual_way_and_is_the_clinics(world: World, told: str) -> None:
    assert world.book(startTime=told)["startTime"] == "2026-01-20T14:00:00"


def test_any_provider_is_the_default_one_first_and_then_whoever_is_free(world: World) -> None:
    first = world.book("a", providerId="any", startTime="2026-01-20T09:00:00")
    second = world.book("b", providerId="任何", startTime="2026-01-20T09:00:00", demographicId=1005)
    third = world.book("c", providerId="any", startTime="2026-01-20T09:00:00", demographicId=1003)

    assert (first["providerId"], second["providerId"], third["reason"]) == ("100", "101", "slot_taken")


def test_the_default_provider_may_be_another(world: World) -> None:
    world.database.plant(seed(clinic_settings=[{"default_provider_id": "101"}]))

    assert world.book(providerId="any", startTime="2026-01-20T09:00:00")["providerId"] == "101"


def test_the_same_tool_call_twice_books_once_and_answers_alike(world: World) -> None:
    first = world.book("call_7")
    world.database.changes()
    world.clock.set(datetime.fromisoformat("2026-03-01T10:00:00-08:00"))

    assert world.book("call_7") == first
    assert world.changed() == []


@pytest.mark.parametrize(
    ("told", "patient"),
    [({"smsConsent": False}, 1006), ({}, 1003)],
    ids=["declined", "no mobile number"],
)
def test_the_text_message_is_opt_out_and_its_absence_is_told(world: World, told: dict[str, Any], patient: int) -> None:
    booked = world.book(demographicId=patient, **told)

    assert (booked["success"], booked["smsSent"]) == (True, False)
    assert "text message" not in booked["message"]
    assert world.changed() == [("added", "appointments")]


def test_a_toll_free_number_takes_no_text_message(world: World) -> None:
    world.database.plant(seed(demographics=[{"id": 1, "first_name": "A", "last_name": "B", "phone": "+18005551234"}]))

    assert world.book(demographicId=1)["smsSent"] is False


def test_a_slot_given_back_can_be_booked_again(world: World) -> None:
    world.ask("cancel_appointment", "a", appointmentId=5001)

    assert world.book("b", startTime="2026-01-20T10:00:00")["success"] is True
