"""What `GET /contract` publishes is what the handlers do."""

from typing import Any

import pytest

from tests.reference.clinic.world import BOOKING, REGISTRATION, World

ACTIVE = {
    "search_patient_by_phone", "search_patient", "get_patient", "get_clinic_info", "get_providers", "find_earliest_appointment",
    "check_appointments", "create_appointment", "update_appointment", "cancel_appointment", "register_new_patient",
    "add_to_waitlist", "transfer_call", "log_call_metadata",
}  # fmt: skip
LEGACY = {
    "getUpcomingAppointments", "get_available_slots", "getAvailableSlots", "findAppointmentByPreference",
    "checkNewPatientAcceptance", "sendConfirmationSMS",
}  # fmt: skip
DONE: dict[str, dict[str, Any]] = {
    "search_patient_by_phone": {"phone": "0000000000"},
    "search_patient": {"name": "Doe"},
    "get_patient": {"demographicId": 1001},
    "get_clinic_info": {},
    "get_providers": {},
    "find_earliest_appointment": {},
    "check_appointments": {"startDate": "2026-01-18", "endDate": "2026-02-18", "demographicId": 1001},
    "create_appointment": BOOKING,
    "update_appointment": {"appointmentId": 5001, "newStartTime": "2026-01-21T09:00:00"},
    "cancel_appointment": {"appointmentId": 5001},
    "register_new_patient": REGISTRATION,
    "add_to_waitlist": {"firstName": "Ada", "lastName": "Bell", "phone": "604-555-0111"},
    "transfer_call": {"reason": "billing"},
    "log_call_metadata": {"language": "en", "callOutcome": "booked"},
}


def test_it_lists_fourteen_functions_and_the_legacy_cases(world: World) -> None:
    contract = world.contract()

    assert {tool for tool, handler in contract.items() if not handler["legacy"]} == ACTIVE
    assert {tool for tool, handler in contract.items() if handler["legacy"]} == LEGACY


@pytest.mark.parametrize("tool", sorted(ACTIVE))
def test_required_is_what_it_refuses_to_do_without(world: World, tool: str) -> None:
    handler = world.contract()[tool]
    required = handler["reads"]["required"]

    if required:
        assert world.ask(tool)["parameters"] == required
    assert set(required) <= set(DONE[tool])


@pytest.mark.parametrize("tool", sorted(ACTIVE))
def test_what_comes_back_and_what_changes_is_what_is_declared(world: World, tool: str) -> None:
    handler = world.contract()[tool]

    answer = world.ask(tool, **DONE[tool])

    assert answer["success"] is True
    assert set(answer) in [
        set(outcome["properties"]) - {"messageZh"} | (set(answer) & {"messageZh"}) for outcome in handler["returns"].values()
    ]
    assert {change.table for change in world.database.changes()} == set(handler["writes"])


def test_types_and_enumerations_are_published(world: World) -> None:
    contract = world.contract()
    find = contract["find_earliest_appointment"]["reads"]["properties"]
    create = contract["create_appointment"]["reads"]["properties"]

    assert find["excludeDates"]["type"] == "array"
    assert find["excludeDates"]["items"]["type"] == "string"
    assert find["timeOfDay"]["enum"] == ["morning", "afternoon"]
    assert (create["demographicId"]["type"], create["smsConsent"]["type"]) == ("integer", "boolean")
    assert create["language"]["enum"] == ["en", "zh"]
    assert contract["update_appointment"]["reads"]["properties"]["demographicId"]["type"] == "string"
    assert contract["register_new_patient"]["reads"]["properties"]["healthCardType"]["enum"] == [
        "BC",
        "OUT_OF_PROVINCE",
        "PRIVATE",
    ]


def test_aliases_and_what_the_request_itself_tells_are_published_apart(world: World) -> None:
    contract = world.contract()

    assert contract["get_patient"]["aliases"] == {"demographicId": ["patientId"]}
    assert "patientId" not in contract["get_patient"]["reads"]["properties"]
    assert contract["search_patient_by_phone"]["envelope"] == {"phone": "call.customer.number"}


def test_the_documented_flaws_show(world: World) -> None:
    contract = world.contract()

    assert list(contract["transfer_call"]["reads"]["properties"]) == ["reason", "context"]
    assert list(contract["search_patient"]["reads"]["properties"]) == ["name", "dateOfBirth"]
    assert contract["get_providers"]["reads"]["properties"] == {}
