"""Looking at the calendar, and reserving without a text message."""

from datetime import timedelta
from pathlib import Path

import pytest

from harness.reference.database import read_seed
from tests.reference.world import ARGUMENTS, SUNDAY_MORNING, World

CLINICS = Path(__file__).parents[3] / "scenarios" / "clinics"
CHECK, RESERVE, HOLD = "calendar/check", "calendar/reserve", "booking/reserve-atomic"


def test_listed_openings_are_told_with_their_providers_and_without_taken_ones(world: World) -> None:
    world.database.plant(read_seed(CLINICS / "sunrise-two-doctors.yml"))

    day = world.ask(CHECK, appointmentDate="2026-01-20")

    assert day["slots"] == [{"time": "14:00", "provider": "Dr. Patel"}, {"time": "15:00", "provider": "Dr. Lee"}]
    assert (day["available"], day["anyTime"]) == (True, False)
    assert day["message"] == "On Tuesday, January 20 there is 2:00 PM and 3:00 PM."


@pytest.mark.parametrize(
    ("time", "available", "message"),
    [
        ("15:00", True, "Tuesday, January 20 at 3:00 PM is free."),
        ("16:00", False, "Tuesday, January 20 at 4:00 PM is not free. On Tuesday, January 20 there is 2:00 PM and 3:00 PM."),
    ],
)
def test_one_time_is_free_or_not(world: World, time: str, available: bool, message: str) -> None:
    world.database.plant(read_seed(CLINICS / "sunrise-two-doctors.yml"))

    asked = world.ask(CHECK, appointmentDate="2026-01-20", appointmentTime=time)

    assert (asked["available"], asked["message"]) == (available, message)


def test_a_clinic_without_listed_openings_tells_what_is_taken(world: World) -> None:
    world.book()

    day = world.ask(CHECK, appointmentDate="2026-01-20")

    assert (day["anyTime"], day["taken"], day["slots"]) == (True, ["14:00"], [])
    assert day["message"] == "Any time is free on Tuesday, January 20, but for 2:00 PM."
    assert world.ask(CHECK, appointmentDate="2026-01-20", appointmentTime="14:00")["available"] is False
    assert world.ask(CHECK, appointmentDate="2026-01-20", appointmentTime="14:30")["available"] is True


def test_what_has_passed_is_refused_or_not_told(world: World) -> None:
    world.database.plant(read_seed(CLINICS / "sunrise-two-doctors.yml"))

    assert world.ask(CHECK, appointmentDate="2026-01-17")["reason"] == "past_date"
    assert world.ask(CHECK, appointmentDate="2026-01-18", appointmentTime="09:59")["reason"] == "past_date"
    world.clock.set(SUNDAY_MORNING + timedelta(days=2, hours=4, minutes=30))
    assert [slot["time"] for slot in world.ask(CHECK, appointmentDate="2026-01-20")["slots"]] == ["15:00"]


def test_a_reservation_stands_and_queues_no_text_message(world: World) -> None:
    reserved = world.ask(RESERVE, **ARGUMENTS)

    assert (reserved["scheduledAt"], reserved["message"]) == (
        "2026-01-20T14:00",
        "Tuesday, January 20 at 2:00 PM is reserved for you.",
    )
    assert world.database.rows("sms_outbox") == []
    assert world.book("call_2")["reason"] == "slot_taken"


def test_a_reserved_slot_is_refused_to_everybody_else(world: World) -> None:
    world.book()
    world.database.changes()

    assert world.ask(RESERVE, "call_2", **ARGUMENTS)["reason"] == "slot_taken"
    assert world.ask(HOLD, "call_3", **ARGUMENTS)["reason"] == "slot_taken"
    assert world.database.changes() == ()
