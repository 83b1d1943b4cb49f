"""What was pushed as it should be is found so; each of the three faults of January is found and named."""

from typing import Any

import pytest

from harness.commands.verify import verify
from harness.reference.booking.marked import MARKED, rows_of_marked
from tests.commands.verify.world import BASE, BOOKING, RESOURCES, SARAH, TEST, TOKEN, World, push_folder

ATTACHED = f"{SARAH}: bookClinicAppointment attached"
LOCALHOST = "http://localhost:3001/api/vapi/tools/bookClinicAppointment"
WRONG_PATH = f"{BASE}/api/vapi-tools/bookClinicAppointment"


def test_a_deployment_that_is_as_the_files_say_is_found_so(world: World) -> None:
    world.push()

    outcome = world.verify()

    assert outcome.exit_code == 0, outcome.text
    assert world.mismatches() == {}
    assert "33 as expected" in outcome.text
    for phase in ("Phase 1", "Phase 2", "Phase 3"):
        assert phase in outcome.text


def test_nothing_of_a_verification_stays_and_other_rows_do(world: World) -> None:
    world.push()
    before = {table: world.database.rows(table) for table in world.database.store.metadata.tables}

    world.verify()

    assert rows_of_marked(world.database) == 0
    assert {table: world.database.rows(table) for table in before} == before


def test_what_a_killed_run_left_behind_is_removed_by_the_next(world: World) -> None:
    world.push()
    world.database.insert("organizations", [{"id": MARKED, "name": "Left behind"}])
    world.database.insert("contacts", [{"org_id": MARKED, "name": "Vera", "phone": "+16045550198"}])

    assert world.verify().exit_code == 0

    assert rows_of_marked(world.database) == 0


def test_january_the_servers_are_localhost(world: World) -> None:
    def fault(tool: Any, sarah: Any, test: Any) -> None:
        tool["server"]["url"] = LOCALHOST
        test["model"]["tools"][0]["server"]["url"] = LOCALHOST
        sarah["server"]["url"] = "http://localhost:3001/api/vapi/webhook"

    world.push(fault)

    outcome = world.verify()

    assert outcome.exit_code == 1
    found = world.mismatches()
    row = found["bookClinicAppointment: server URL"]
    assert (row["expected"], row["found"]) == (BOOKING, LOCALHOST)
    assert row["mend"].startswith("The platform cannot reach localhost:3001 (connect ECONNREFUSED localhost:3001).")
    assert f"to {BOOKING};" in row["mend"]
    assert f"{TEST}: inline bookClinicAppointment: server URL" in found
    assert found[f"{SARAH}: server URL"]["expected"] == f"{BASE}/api/vapi/webhook"
    assert "Call: bookClinicAppointment" in found


def test_january_the_phone_number_is_not_required(world: World) -> None:
    def fault(tool: Any, sarah: Any, test: Any) -> None:
        for each in (tool, test["model"]["tools"][0]):
            schema = each["function"]["parameters"]
            schema["required"].remove("patientPhone")
            schema["properties"]["patientPhone"]["description"] = "The caller's number."

    world.push(fault)

    assert world.verify().exit_code == 1
    found = world.mismatches()
    row = found["bookClinicAppointment: required parameters"]
    assert row["found"] == "patientName, appointmentDate, appointmentTime"
    assert row["mend"].startswith("Add patientPhone to `required` of the tool ")
    assert "book-clinic-appointment-c8617e87.yml" in row["mend"]
    assert found["bookClinicAppointment: description of patientPhone"]["found"] == '"The caller\'s number."'
    assert f"{TEST}: inline bookClinicAppointment: required parameters" in found


def test_january_the_path_is_another(world: World) -> None:
    world.push(lambda tool, sarah, test: tool["server"].update(url=WRONG_PATH))

    assert world.verify().exit_code == 1
    found = world.mismatches()
    row = found["bookClinicAppointment: server URL"]
    assert row["mend"].startswith("The backend does not answer at /api/vapi-tools/bookClinicAppointment.")
    assert "Call: bookClinicAppointment" in found


def test_a_prompt_that_never_asks_for_the_phone_number_is_found_by_the_call(world: World) -> None:
    def fault(tool: Any, sarah: Any, test: Any) -> None:
        lines = sarah["model"]["messages"][0]["content"].split("\n")
        sarah["model"]["messages"][0]["content"] = "\n".join(line for line in lines if "phone" not in line)
        schema = tool["function"]["parameters"]
        schema["required"].remove("patientPhone")

    world.push(fault)

    assert world.verify().exit_code == 1
    asked = [component for component in world.mismatches() if "asks for the phone number" in component]
    assert len(asked) == 1


def test_a_tool_that_is_not_attached_is_named(world: World) -> None:
    world.push(lambda tool, sarah, test: sarah["model"].update(toolIds=[]))

    assert world.verify().exit_code == 1
    assert world.mismatches()[ATTACHED]["found"] == "no tools"


def test_the_older_form_of_a_server_url_counts(world: World) -> None:
    def older(tool: Any, sarah: Any, test: Any) -> None:
        sarah["serverUrl"] = sarah.pop("server")["url"]

    world.push(older)
    world.verify()

    assert f"{SARAH}: server URL" not in world.mismatches()


def test_a_platform_that_holds_nothing_is_one_mismatch_an_assistant(world: World) -> None:
    assert world.verify().exit_code == 1

    assert {SARAH, TEST, f"Call: {SARAH}"} == set(world.mismatches())
    assert world.mismatches()[SARAH]["mend"].endswith("callwaiting-ai-inbound.md.")


def test_two_assistants_of_one_name_are_one_too_many(world: World) -> None:
    world.push()
    world.push()

    assert world.verify().exit_code == 1
    assert list(world.mismatches()) == [SARAH, TEST]


@pytest.mark.parametrize(
    ("change", "component", "found"),
    [
        (lambda tunnels: tunnels.clear(), "Tunnel", "no tunnel"),
        (lambda tunnels: tunnels[0].update(public_url="https://other.ngrok.app"), "Tunnel", "https://other.ngrok.app"),
        (lambda tunnels: tunnels[0].update(public_url=BASE.replace("https", "http")), "Tunnel", BASE.replace("https", "http")),
        (lambda tunnels: tunnels[0]["config"].update(addr="http://localhost:1"), "Tunnel: forwards to the backend",
         "http://localhost:1"),
        (lambda tunnels: tunnels[0].update(config=None), "Tunnel: forwards to the backend", "nowhere"),
    ],
)  # fmt: skip
def test_a_tunnel_that_leads_elsewhere_is_found(world: World, change: Any, component: str, found: str) -> None:
    change(world.tunnels)

    assert world.verify().exit_code == 1
    assert world.mismatches()[component]["found"] == found


def test_a_tunnel_that_is_not_there_says_how_to_start_it(world: World) -> None:
    assert world.verify(tunnel="http://127.0.0.1:9").exit_code == 1
    assert "ngrok http" in world.mismatches()["Tunnel"]["mend"]


def test_without_a_tunnel_none_is_looked_for(world: World) -> None:
    assert "Tunnel" not in world.verify(tunnel="none").text


def test_without_the_database_nothing_is_booked_and_it_is_said(world: World) -> None:
    world.push()
    before = {table: world.database.rows(table) for table in world.database.store.metadata.tables}

    outcome = world.verify(database="")

    assert outcome.exit_code == 0, outcome.text
    assert "2 not checked" in outcome.text
    assert "Give --database" in outcome.text
    assert {table: world.database.rows(table) for table in before} == before


def test_a_backend_that_is_down_is_found_and_leaves_nothing(world: World) -> None:
    world.push()

    assert world.verify(backend="http://127.0.0.1:9").exit_code == 1

    assert world.mismatches()["Endpoint: answers"]["found"] == "no answer: connect ECONNREFUSED 127.0.0.1:9"
    assert rows_of_marked(world.database) == 0


def test_the_token_is_nowhere_to_be_read(world: World) -> None:
    world.push(lambda tool, sarah, test: sarah.update(metadata={"copied": TOKEN}))

    text = world.verify().text

    written = [path.read_text() for path in world.options.reports.iterdir()]
    assert len(written) == 2
    assert not [each for each in (text, *written) if TOKEN in each]


def test_the_evidence_has_every_request_with_its_answer(world: World) -> None:
    world.push()
    world.verify()

    exchanges = world.evidence()["exchanges"]
    asked = [(exchange["method"], exchange["status"], exchange["url"].partition("/api/")[2]) for exchange in exchanges]
    assert ("POST", 200, "vapi/tools/bookClinicAppointment") in asked
    assert ("GET", 200, "tunnels") in asked
    probe = next(each for each in exchanges if each["method"] == "POST")
    assert probe["request"]["customer"]["metadata"]["org_id"] == MARKED
    assert probe["response"]["result"]["success"] is True
    text = (world.options.reports / "evidence.md").read_text()
    assert "## The simulated call" in text
    assert f"POST {BOOKING}" in text


def test_another_assistant_may_be_phoned(world: World) -> None:
    world.push()

    outcome = world.verify(assistant=TEST)

    assert outcome.exit_code == 0, outcome.text
    assert f"Call: {TEST}" in outcome.text


def test_files_that_name_no_public_address_are_a_mismatch(world: World, tmp_path: Any) -> None:
    folder = tmp_path / "ours"
    for path in RESOURCES.rglob("*.*"):
        here = folder / path.relative_to(RESOURCES)
        here.parent.mkdir(parents=True, exist_ok=True)
        here.write_text(path.read_text().replace(BASE, "http://localhost:3001"))
    world.push()

    outcome = verify(str(folder), world.options)

    assert outcome.exit_code == 1
    row = world.mismatches()["Public address of the backend"]
    assert row["found"] == "none in the files"
    assert "--public-url" in row["mend"]


def test_a_squad_of_another_backend_is_held_against_its_own_files_and_contract(world: World) -> None:
    """Nine assistants, fourteen tools, no booking tool: phase 1 says what it says, the rest says that it was not tried."""
    push_folder(world, RESOURCES.parent / "vitara")

    outcome = verify("vitara", world.options_with(tunnel="none", database=""))

    assert outcome.exit_code == 0, outcome.text
    assert "2 not checked" in outcome.text
