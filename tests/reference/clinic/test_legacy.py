"""What older assistants still ask."""

import pytest

from tests.reference.clinic.world import World


def test_upcoming_appointments(world: World) -> None:
    found = world.ask("getUpcomingAppointments", patientId=1005)

    assert [one["appointmentId"] for one in found["appointments"]] == [5003, 5004]


@pytest.mark.parametrize("tool", ["get_available_slots", "getAvailableSlots"])
def test_available_slots_answer_to_two_names(world: World, tool: str) -> None:
    found = world.ask(tool, startDate="2026-01-21", providerId="102")

    assert (found["available"], found["slots"][0]["startTime"]) == (True, "2026-01-21T13:00:00")


@pytest.mark.parametrize(
    ("preference", "start"),
    [
        ("Friday afternoon", "2026-01-23T13:30:00"),
        ("tomorrow morning please", "2026-01-19T09:00:00"),
        ("星期四下午", "2026-01-22T13:30:00"),
        ("whenever", "2026-01-19T09:00:00"),
        (None, "2026-01-19T09:00:00"),
    ],
)
def test_a_preference_in_ones_own_words(world: World, preference: str | None, start: str) -> None:
    assert world.ask("findAppointmentByPreference", preference=preference)["startTime"] == start


def test_a_preference_for_a_day_without_openings_finds_none(world: World) -> None:
    assert world.ask("findAppointmentByPreference", preference="on Saturday")["available"] is False


def test_new_patient_acceptance(world: World) -> None:
    assert world.ask("checkNewPatientAcceptance")["acceptingNewPatients"] is True


def test_the_old_text_message_stub_sends_nothing_and_says_so(world: World) -> None:
    answer = world.ask("sendConfirmationSMS", appointmentId=5001)

    assert (answer["smsSent"], world.changed()) == (False, [])
