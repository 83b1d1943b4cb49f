"""The clinic and its providers."""

from harness.reference.clinic import Flaws
from tests.reference.clinic.world import VITARA, World, make_world, seed


def test_clinic_info_has_everything_that_is_documented(world: World) -> None:
    info = world.ask("get_clinic_info")

    assert set(info) >= {
        "clinicName", "address", "phone", "hours", "acceptingNewPatients", "customGreeting", "customGreetingZh",
        "defaultProviderId", "supportedLanguages", "appointmentTypeMappings",
    }  # fmt: skip
    assert info["supportedLanguages"] == ["en", "zh"]
    assert info["appointmentTypeMappings"] == {"General Visit": "B", "Follow-up": "2", "New Patient": "3", "Phone or Video": "P"}
    assert info["message"].endswith("It is accepting new patients.")


def test_a_later_seed_changes_the_settings_it_names_and_no_others(world: World) -> None:
    world.database.plant(seed(clinic_settings=[{"accepting_new_patients": "no"}]))

    info = world.ask("get_clinic_info")

    assert (info["acceptingNewPatients"], info["clinicName"]) == (False, "Vitara Family Clinic")


def test_providers_come_with_what_is_configured_or_inherited(world: World) -> None:
    smith, chen, patel = world.ask("get_providers")["providers"]

    assert (smith["providerId"], smith["visitModes"], smith["defaultVisitReason"]) == (
        "100",
        ["in-person", "virtual"],
        "General Visit",
    )
    assert (chen["languages"], chen["visitModes"], chen["preferredTime"]) == (["en", "zh"], ["in-person"], "morning")
    assert (patel["defaultVisitMode"], patel["defaultVisitReason"]) == ("virtual", "Skin Consultation")


def test_the_specialty_is_ignored_as_documented(world: World) -> None:
    assert len(world.ask("get_providers", specialty="Dermatology")["providers"]) == 3
    assert world.contract()["get_providers"]["reads"]["properties"] == {}


def test_without_the_flaw_the_specialty_filters() -> None:
    mended = make_world(Flaws(get_providers_ignores_specialty=False))
    with mended.database.call(VITARA):
        found = mended.ask("get_providers", specialty="dermatology")["providers"]
        assert [provider["providerId"] for provider in found] == ["102"]
        assert mended.ask("get_providers", specialty="Surgery")["providers"] == []
        assert list(mended.contract()["get_providers"]["reads"]["properties"]) == ["specialty"]
    mended.database.close()
