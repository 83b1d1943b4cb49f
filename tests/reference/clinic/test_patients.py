"""Who is calling."""

from typing import Any

import pytest

from harness.reference.clinic import Flaws
from tests.reference.clinic.world import VITARA, World, make_world, seed


def test_the_callers_own_number_beats_the_placeholder(world: World) -> None:
    found = world.ask("search_patient_by_phone", phone="0000000000")

    assert found == {
        "success": True,
        "found": True,
        "demographicId": 1001,
        "firstName": "Jane",
        "lastName": "Doe",
        "message": "I found the file of Jane Doe.",
        "messageZh": "找到了Jane Doe的档案。",
    }


def test_the_callers_own_number_beats_another_patients(world: World) -> None:
    assert world.ask("search_patient_by_phone", phone="604-555-0188")["demographicId"] == 1001


@pytest.mark.parametrize("phone", ["6045550123", "604-555-0123", "+1 (604) 555-0123", 6045550123])
def test_without_a_callers_number_the_argument_is_looked_for(world: World, phone: object) -> None:
    assert world.ask("search_patient_by_phone", caller=None, phone=phone)["demographicId"] == 1001


@pytest.mark.parametrize("caller", [None, "", "anonymous"])
def test_a_placeholder_alone_finds_nobody(world: World, caller: str | None) -> None:
    found = world.ask("search_patient_by_phone", caller=caller, phone="0000000000")

    assert (found["success"], found["found"]) == (True, False)
    assert found["message"] == "The caller's number is withheld. Please ask for their name."


def test_an_unknown_number_is_a_search_that_found_nobody(world: World) -> None:
    found = world.ask("search_patient_by_phone", caller="+16045559999", phone="0000000000")

    assert (found["success"], found["found"]) == (True, False)


def test_a_shared_phone_names_everybody_who_has_it(world: World) -> None:
    found = world.ask("search_patient_by_phone", caller="+16045550177", phone="0000000000")

    assert (found["found"], found["multiple"]) == (True, True)
    assert found["patients"] == [
        {"demographicId": 1003, "firstName": "Robert", "lastName": "Martin", "dateOfBirth": "1978-11-02"},
        {"demographicId": 1004, "firstName": "Susan", "lastName": "Martin", "dateOfBirth": "1980-01-25"},
    ]


@pytest.mark.parametrize("name", ["Doe", "jane doe", "Doe Jane", "Doe, Jane", "  JANE   DOE "])
def test_a_patient_is_found_by_last_name_or_full_name(world: World, name: str) -> None:
    assert world.ask("search_patient", name=name)["demographicId"] == 1001


@pytest.mark.parametrize("name", ["林美", "林 美", "Lin Mei", "Mei Lin", "lin"])
def test_a_chinese_name_is_found_in_characters_and_in_latin_letters(world: World, name: str) -> None:
    assert world.ask("search_patient", name=name)["demographicId"] == 1002


@pytest.mark.parametrize("name", ["Jane", "Do", "Nobody", "美", "%oe", "_oe"])
def test_half_a_name_finds_nobody(world: World, name: str) -> None:
    assert world.ask("search_patient", name=name)["found"] is False


def test_a_name_without_letters_is_refused(world: World) -> None:
    assert world.ask("search_patient", name="1234")["message"] == 'name must be a name; got "1234"'


def test_the_first_name_is_ignored_and_the_date_of_birth_is_not_as_documented(world: World) -> None:
    assert world.ask("search_patient", name="Martin", firstName="Susan")["multiple"] is True
    assert world.ask("search_patient", name="Martin", dateOfBirth="1980-01-25")["demographicId"] == 1004


def test_without_the_flaws_the_first_name_counts_and_the_date_of_birth_does_not() -> None:
    mended = make_world(Flaws(search_patient_ignores_first_name=False, search_patient_reads_date_of_birth=False))
    with mended.database.call(VITARA):
        assert mended.ask("search_patient", name="Martin", firstName="Susan")["demographicId"] == 1004
        assert mended.ask("search_patient", name="Martin", firstName="Ann")["found"] is False
        assert mended.ask("search_patient", name="Martin", dateOfBirth="1980-01-25")["multiple"] is True
        assert list(mended.contract()["search_patient"]["reads"]["properties"]) == ["name", "firstName"]
    mended.database.close()


@pytest.mark.parametrize("told", [{"demographicId": 1002}, {"patientId": 1002}, {"demographicId": "1002"}])
def test_a_record_is_read_by_either_name_of_the_number(world: World, told: dict[str, Any]) -> None:
    record = world.ask("get_patient", **told)

    assert (record["lastName"], record["dateOfBirth"], record["language"]) == ("Lin", "1990-07-08", "zh")


def test_a_record_that_is_not_there_is_not_found(world: World) -> None:
    assert world.ask("get_patient", demographicId=9)["found"] is False
    assert world.ask("get_patient")["parameters"] == ["demographicId"]


def test_a_name_kept_in_characters_alone_is_found_family_name_first(world: World) -> None:
    world.database.plant(seed(demographics=[{"id": 1, "first_name": "雷", "last_name": "李", "phone": "+16045550111"}]))

    assert world.ask("search_patient", name="李雷")["demographicId"] == 1


def test_a_number_that_is_none_matters_only_when_the_call_shows_none(world: World) -> None:
    assert world.ask("search_patient_by_phone", phone="unknown")["demographicId"] == 1001

    refused = world.ask("search_patient_by_phone", caller=None, phone="unknown")

    assert (refused["parameters"], refused["message"]) == (["phone"], 'phone must be a phone number; got "unknown"')
