"""Text messages are queued for those who agreed to them."""

from pathlib import Path

from harness.reference.database import read_seed
from tests.reference.world import ARGUMENTS, World

CLINICS = Path(__file__).parents[3] / "scenarios" / "clinics"
HOLD, CONFIRM, SMS = "booking/reserve-atomic", "booking/send-confirmation", "sms/send"


def test_a_confirmation_names_the_appointment(world: World) -> None:
    reserved = world.ask("calendar/reserve", **ARGUMENTS)

    queued = world.ask(CONFIRM, "call_2", appointmentId=reserved["appointmentId"])

    assert (queued["smsSent"], queued["smsStatus"]) == (False, "not sent: no provider")
    (text,) = world.database.rows("sms_outbox")
    assert text["body"] == "Sunrise Clinic: your appointment is on Tuesday, January 20 at 2:00 PM."
    assert text["appointment_id"] == reserved["appointmentId"]


def test_an_appointment_that_does_not_stand_is_not_confirmed(world: World) -> None:
    held = world.ask(HOLD, **ARGUMENTS)

    assert world.ask(CONFIRM, "call_2", appointmentId=held["appointmentId"])["reason"] == "unknown_appointment"
    assert world.ask(CONFIRM, "call_3", appointmentId=999)["reason"] == "unknown_appointment"


def test_a_text_message_needs_consent(world: World) -> None:
    world.database.plant(read_seed(CLINICS / "sunrise-known-patients.yml"))
    world.database.changes()

    refused = world.ask(SMS, "call_1", patientPhone="604-555-0187", message="Hello.")
    stranger = world.ask(SMS, "call_2", patientPhone="604-555-0100", message="Hello.")

    assert (refused["reason"], stranger["reason"]) == ("no_consent", "no_consent")
    assert world.database.changes() == ()


def test_a_text_message_begins_with_the_clinics_name(world: World) -> None:
    world.book()

    assert world.ask(SMS, "call_2", patientPhone="(604) 555-0123", message="Please bring  your card.")["success"] is True

    assert world.database.rows("sms_outbox")[-1]["body"] == "Sunrise Clinic: Please bring your card."
