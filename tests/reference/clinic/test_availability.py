"""The earliest slot, open slots, and a patient's own appointments."""

from datetime import datetime
from typing import Any

import pytest

from tests.reference.clinic.world import BOOKING, World, seed


def _earliest(world: World, **arguments: Any) -> tuple[str, str]:
    found = world.ask("find_earliest_appointment", **arguments)
    return found["providerId"], found["startTime"]


def test_one_slot_is_returned_with_what_booking_it_needs(world: World) -> None:
    found = world.ask("find_earliest_appointment")

    assert (found["success"], found["available"]) == (True, True)
    assert (found["providerId"], found["startTime"], found["visitMode"]) == ("100", "2026-01-19T09:00:00", "in-person")
    assert found["message"] == "The earliest opening is Monday, January 19 at 9:00 AM with Dr. Anna Smith, in person."


@pytest.mark.parametrize(
    ("told", "slot"),
    [
        ({"startDate": "2026-01-21"}, ("100", "2026-01-21T09:00:00")),
        ({"startDate": "1999-01-01"}, ("100", "2026-01-19T09:00:00")),
        ({"timeOfDay": "afternoon"}, ("100", "2026-01-19T13:30:00")),
        ({"timeOfDay": "morning", "startDate": "2026-01-20"}, ("100", "2026-01-20T09:00:00")),
        ({"excludeDates": ["2026-01-19"]}, ("100", "2026-01-20T09:00:00")),
        ({"excludeDates": ["2026-01-19", "2026-01-20", "2026-01-21"]}, ("100", "2026-01-22T09:00:00")),
        ({"providerId": "101"}, ("101", "2026-01-20T09:00:00")),
        ({"providerId": 102}, ("102", "2026-01-21T13:00:00")),
        ({"visitMode": "virtual", "providerId": "102"}, ("102", "2026-01-21T13:00:00")),
    ],
)
def test_each_filter_narrows_the_search(world: World, told: dict[str, Any], slot: tuple[str, str]) -> None:
    assert _earliest(world, **told) == slot


@pytest.mark.parametrize("word", ["any", "任何", "Dr. Chen", "no preference", "1o1", "-1"])
def test_a_provider_id_that_is_no_number_means_any(world: World, word: str) -> None:
    assert _earliest(world, providerId=word) == ("100", "2026-01-19T09:00:00")


@pytest.mark.parametrize(
    ("name", "provider"),
    [
        ("Dr. Chen", "101"), ("doctor Wei Chen", "101"), ("chen", "101"), ("陈医生", "101"), ("陈伟", "101"),
        ("Priya Patel", "102"), ("any", "100"), ("任何医生", "100"),
    ],
)  # fmt: skip
def test_a_provider_is_found_by_name(world: World, name: str, provider: str) -> None:
    assert _earliest(world, providerName=name)[0] == provider


def test_a_name_nobody_here_has_is_refused(world: World) -> None:
    found = world.ask("find_earliest_appointment", providerName="Dr. Who")

    assert (found["success"], found["reason"]) == (False, "unknown_provider")
    assert found["messageZh"] == "这里没有叫Dr. Who的医生。"


def test_the_visit_mode_leaves_out_who_does_not_offer_it(world: World) -> None:
    """Dr. Chen sees nobody by video, Dr. Patel nobody in person."""
    assert world.ask("find_earliest_appointment", providerId="101", visitMode="virtual")["available"] is False
    assert world.ask("find_earliest_appointment", providerId="102", visitMode="in-person")["available"] is False


def test_a_taken_slot_is_not_offered_and_a_cancelled_one_is_again(world: World) -> None:
    assert world.book("a", startTime="2026-01-19T09:00:00")["success"] is True
    assert _earliest(world) == ("100", "2026-01-19T09:30:00")

    number = world.database.rows("appointments")[-1]["id"]
    assert world.ask("cancel_appointment", "b", appointmentId=number)["success"] is True

    assert _earliest(world) == ("100", "2026-01-19T09:00:00")


def test_what_has_passed_today_is_not_offered(world: World) -> None:
    world.clock.set(datetime.fromisoformat("2026-01-19T18:10:00+00:00"))

    assert _earliest(world, startDate="2026-01-19") == ("100", "2026-01-19T10:30:00")


def test_without_an_end_the_search_goes_thirty_days(world: World) -> None:
    world.database.insert("schedule", [{"provider_id": 100, "starts_at": "2026-03-10T09:00"}])

    assert world.ask("find_earliest_appointment", startDate="2026-02-07")["available"] is False
    assert _earliest(world, startDate="2026-02-08") == ("100", "2026-03-10T09:00:00")


def test_the_last_day_is_searched_to_its_end(world: World) -> None:
    assert _earliest(world, startDate="2026-01-19", endDate="2026-01-19", timeOfDay="afternoon")[1] == "2026-01-19T13:30:00"


def test_a_bad_filter_is_named(world: World) -> None:
    found = world.ask("find_earliest_appointment", timeOfDay="evening", excludeDates=["Tuesday"])

    assert (found["reason"], found["parameters"]) == ("invalid_argument", ["timeOfDay", "excludeDates"])
    assert found["message"].startswith('timeOfDay must be one of morning, afternoon; got "evening"')


def test_a_patients_appointments_are_those_ahead_and_standing(world: World) -> None:
    world.database.plant(
        seed(
            appointments=[
                {"demographic_id": 1005, "provider_id": 100, "starts_at": "2026-01-12T09:00"},
                {"demographic_id": 1005, "provider_id": 100, "starts_at": "2026-01-23T09:00", "status": "C"},
            ]
        )
    )

    found = world.ask("check_appointments", startDate="2026-01-01", endDate="2026-12-31", demographicId=1005, findAvailable=False)

    assert found["found"] is True
    assert [(one["appointmentId"], one["startTime"]) for one in found["appointments"]] == [
        (5003, "2026-01-21T14:00:00"),
        (5004, "2026-01-28T13:30:00"),
    ]
    assert found["message"].startswith("There are 2 upcoming appointments: Wednesday, January 21 at 2:00 PM with Dr. Anna Smith")


def test_appointments_are_found_by_either_name_of_the_patients_number(world: World) -> None:
    by_alias = world.ask("check_appointments", startDate="2026-01-18", endDate="2026-02-18", patientId=1001)

    assert [one["appointmentId"] for one in by_alias["appointments"]] == [5001]


def test_a_patient_without_appointments_is_told_so(world: World) -> None:
    found = world.ask("check_appointments", startDate="2026-01-18", endDate="2026-02-18", demographicId=1006)

    assert (found["success"], found["found"], found["appointments"]) == (True, False, [])


def test_open_slots_are_listed_earliest_first(world: World) -> None:
    found = world.ask("check_appointments", startDate="2026-01-20", endDate="2026-01-20", providerId="any", findAvailable=True)

    assert [(slot["providerId"], slot["startTime"][11:16]) for slot in found["slots"][:3]] == [
        ("100", "09:00"), ("101", "09:00"), ("100", "09:30"),
    ]  # fmt: skip
    assert len(found["slots"]) == 10


def test_bookings_of_nobody_cannot_be_looked_up(world: World) -> None:
    found = world.ask("check_appointments", startDate="2026-01-20", endDate="2026-01-21", findAvailable=False)

    assert (found["success"], found["parameters"]) == (False, ["demographicId"])


def test_a_range_that_ends_before_it_starts_is_refused(world: World) -> None:
    found = world.ask("check_appointments", startDate="2026-01-21", endDate="2026-01-20")

    assert (found["success"], found["parameters"]) == (False, ["endDate"])


def test_a_range_in_the_past_holds_nothing(world: World) -> None:
    found = world.ask("check_appointments", startDate="2025-01-01", endDate="2025-02-01", findAvailable=True)

    assert (found["success"], found["available"]) == (True, False)


def test_looking_changes_nothing(world: World) -> None:
    world.ask("find_earliest_appointment")
    world.ask("check_appointments", startDate="2026-01-01", endDate="2026-12-31", demographicId=BOOKING["demographicId"])

    assert world.changed() == []


def test_noon_is_afternoon(world: World) -> None:
    world.database.insert("schedule", [{"provider_id": 102, "starts_at": "2026-01-20T12:00"}])

    assert _earliest(world, providerId="102", timeOfDay="afternoon")[1] == "2026-01-20T12:00:00"
    assert world.ask("find_earliest_appointment", providerId="102", timeOfDay="morning")["available"] is False
