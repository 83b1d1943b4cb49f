"""New patients and the waiting list."""

from typing import Any

import pytest

from tests.reference.clinic.world import REGISTRATION, World, seed


def _register(world: World, tool_call_id: str = "call_1", **arguments: Any) -> dict[str, Any]:
    return world.ask("register_new_patient", tool_call_id, **(REGISTRATION | arguments))


def test_a_new_patient_gets_a_record(world: World) -> None:
    registered = _register(world, email="nora@example.com")

    assert (registered["success"], registered["demographicId"], registered["isNewPatient"]) == (True, 1008, True)
    assert registered["message"] == "Nora Field is registered as a new patient."
    (change,) = world.database.changes()
    assert change.after is not None
    assert (change.table, change.kind, change.after["name"]) == ("demographics", "added", "Nora Field")
    assert (change.after["phone"], change.after["postal_code"], change.after["province"]) == ("+16045550155", "V6H 1G6", "BC")
    assert (change.after["health_card_number"], change.after["email"]) == ("9987654321", "nora@example.com")


def test_a_patient_with_a_chinese_name_is_found_by_it_afterwards(world: World) -> None:
    registered = _register(world, firstName="雷", lastName="李", language="zh")

    assert registered["message"] == "已为李雷登记为新病人。"
    assert world.ask("search_patient", name="李雷")["demographicId"] == registered["demographicId"]
    assert world.row("demographics", registered["demographicId"])["name"] == "李雷"


@pytest.mark.parametrize(
    ("kind", "number", "kept"),
    [
        ("BC", "9987654321", "9987654321"),
        ("BC", "9987-654-321", "9987654321"),
        ("bc", None, None),
        ("OUT_OF_PROVINCE", "ab 1234 5678", "AB12345678"),
        ("OUT_OF_PROVINCE", None, None),
        ("PRIVATE", "X-1", "X1"),
        ("PRIVATE", None, None),
    ],
)
def test_each_kind_of_health_card_has_its_own_numbers(world: World, kind: str, number: str | None, kept: str | None) -> None:
    registered = _register(world, healthCardType=kind, healthCardNumber=number)

    row = world.row("demographics", registered["demographicId"])
    assert (row["health_card_type"], row["health_card_number"]) == (kind.upper(), kept)


@pytest.mark.parametrize(
    ("told", "parameter", "message"),
    [
        (
            {"healthCardNumber": "99876543"},
            "healthCardNumber",
            'healthCardNumber must be ten digits for a BC health card; got "99876543"',
        ),
        ({"healthCardNumber": "99876543AB"}, "healthCardNumber", None),
        ({"healthCardType": "OUT_OF_PROVINCE", "healthCardNumber": "12"}, "healthCardNumber", None),
        ({"healthCardType": "ALBERTA"}, "healthCardType", None),
        ({"postalCode": "90210"}, "postalCode", 'postalCode must be a Canadian postal code such as "V5K 0A1"; got "90210"'),
        ({"postalCode": "V6O 1G6"}, "postalCode", None),
        ({"dateOfBirth": "2026-01-19"}, "dateOfBirth", 'dateOfBirth must be a date of birth; got "2026-01-19"'),
        ({"dateOfBirth": "1850-01-01"}, "dateOfBirth", None),
        ({"dateOfBirth": "5 April"}, "dateOfBirth", None),
        ({"gender": "female"}, "gender", 'gender must be one of M, F, O; got "female"'),
        ({"phone": "555-0155"}, "phone", None),
        ({"email": "nora at example"}, "email", None),
        ({"province": "Bavaria"}, "province", None),
        ({"language": "fr"}, "language", 'language must be one of en, zh; got "fr"'),
    ],
)
def test_a_bad_argument_is_named_and_nobody_is_registered(world: World, told: Any, parameter: str, message: str | None) -> None:
    refused = _register(world, **told)

    assert (refused["reason"], refused["parameters"]) == ("invalid_argument", [parameter])
    assert message in (None, refused["message"])
    assert world.changed() == []


@pytest.mark.parametrize("argument", [name for name in REGISTRATION if name != "healthCardNumber"])
def test_each_required_argument_is_missed_by_name(world: World, argument: str) -> None:
    assert _register(world, "call_1", **{argument: None})["parameters"] == [argument]


def test_every_bad_argument_is_named_at_once_in_chinese_too(world: World) -> None:
    refused = _register(world, language="zh", phone=None, postalCode="x")

    assert refused["message"] == '缺少 phone，postalCode 必须是加拿大邮编，例如"V5K 0A1"，收到的是"x"'


@pytest.mark.parametrize(("told", "kept"), [("ab", "AB"), ("Ontario", "ON"), ("british columbia", "BC")])
def test_a_province_may_be_named_or_abbreviated(world: World, told: str, kept: str) -> None:
    assert world.row("demographics", _register(world, province=told)["demographicId"])["province"] == kept


def test_a_clinic_that_takes_no_new_patients_says_so(world: World) -> None:
    world.database.plant(seed(clinic_settings=[{"accepting_new_patients": "no"}]))

    assert _register(world)["reason"] == "not_accepting_new_patients"
    assert _register(world, language="zh")["message"] == "诊所目前不接收新病人，可以加入候补名单。"
    assert world.changed() == []


@pytest.mark.parametrize(
    "same",
    [{}, {"healthCardNumber": "9123456780"}, {"healthCardType": "PRIVATE", "healthCardNumber": None}],
    ids=["the same again", "another's health card", "same name and birth date"],
)
def test_somebody_who_is_registered_is_not_registered_again(world: World, same: dict[str, Any]) -> None:
    assert _register(world, "a")["success"] is True
    world.database.changes()

    assert _register(world, "b", **same)["reason"] == "already_registered"
    assert world.changed() == []


def test_the_same_tool_call_twice_registers_once_and_answers_alike(world: World) -> None:
    first = _register(world, "call_9")
    world.database.changes()

    assert _register(world, "call_9") == first
    assert world.changed() == []


def test_the_waiting_list_takes_a_name_and_a_number(world: World) -> None:
    waiting = world.ask("add_to_waitlist", firstName="Ada", lastName="Bell", phone="604 555 0111", notes="Mornings")

    assert (waiting["success"], waiting["waitlistId"]) == (True, 1)
    (change,) = world.database.changes()
    assert change.after is not None
    assert (change.after["phone"], change.after["notes"]) == ("+16045550111", "Mornings")


def test_the_same_tool_call_twice_waits_once(world: World) -> None:
    told = {"firstName": "Ada", "lastName": "Bell", "phone": "604 555 0111"}
    world.ask("add_to_waitlist", "call_8", **told)
    first = world.ask("add_to_waitlist", "call_9", **told)
    world.database.changes()

    assert world.ask("add_to_waitlist", "call_9", **told) == first
    assert world.changed() == []


def test_the_waiting_list_needs_a_number_to_call_back(world: World) -> None:
    assert world.ask("add_to_waitlist", firstName="Ada", lastName="Bell")["parameters"] == ["phone"]
