"""`callproof squad`, through the command line; and the shipped squad of nine, held against its documentation."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from harness.cli import app
from harness.commands.squad import squad
from harness.contract.gitops import read_organisation
from harness.contract.model import Organisation
from harness.errors import InputError
from tests.contract.folder import ASSISTANT, TOOL, written

SCENARIOS = Path(__file__).parents[2] / "scenarios"

# --- the documentation, written out ----------------------------------------------------------------------------------------

MEMBERS = (
    "Router",
    "Patient-ID EN",
    "Patient-ID ZH",
    "Booking EN",
    "Booking ZH",
    "Modification EN",
    "Modification ZH",
    "Registration EN",
    "Registration ZH",
)
MATRIX = """
search_patient_by_phone    . X X . . . . . .
search_patient             . X X . . . . . .
get_patient                . . . . . . . . .
get_clinic_info            X X X . . . . . .
get_providers              . . . X X X X . .
find_earliest_appointment  . . . X X X X . .
check_appointments         . . . X X X X . .
create_appointment         . . . X X X X . .
update_appointment         . . . . . X X . .
cancel_appointment         . . . . . X X . .
register_new_patient       . . . . . . . X X
add_to_waitlist            . . . . . . . X X
log_call_metadata          X . . X X X X X X
transfer_call              X X X X X X X X X
"""
COUNTS = (3, 4, 4, 6, 6, 8, 8, 4, 4)
API = "https://api-dev.vitaravox.ca/api/vapi"
FILES = {
    "search_patient_by_phone": (
        "search-patient-by-phone",
        "8474536c-663f-4a94-91ae-19e6221f9af9",
        f"{API}/search-patient-by-phone",
    ),
    "search_patient": ("search-patient", "4889f4e5-b603-4e53-aa8a-1f3b97403f46", f"{API}/search-patient"),
    "get_patient": ("get-patient", "d86dee47-b34e-4cd9-a482-764be96b42a5", f"{API}/get-patient"),
    "get_clinic_info": ("get-clinic-info", "aaec50cf-fb55-4501-8363-5b2dba8a5761", f"{API}/get-clinic-info"),
    "get_providers": ("get-providers", "1ffa2c33-16a2-41ee-9fb5-6e016400dede", f"{API}/get-providers"),
    "find_earliest_appointment": ("find-earliest-appointment", "7fc7534d-a838-4d46-97ef-3dc5e52d5bb8", None),
    "check_appointments": ("check-appointments", "74246333-9a06-4c68-80a2-964aa1a66563", f"{API}/check-appointments"),
    "create_appointment": ("create-appointment", "65213356-fbd3-4088-90b9-36dc98c73902", f"{API}/create-appointment"),
    "update_appointment": ("update-appointment", "635f59ef-9fe0-4a27-9221-13d1ea858840", f"{API}/update-appointment"),
    "cancel_appointment": ("cancel-appointment", "f6cef2e7-aa33-41d8-be98-fe4574091516", f"{API}/cancel-appointment"),
    "register_new_patient": ("register-new-patient", "9a888e09-1ede-4ec5-a683-dd376cd3133d", f"{API}/register-patient"),
    "add_to_waitlist": ("add-to-waitlist", "0153bac0-5224-45df-af84-0ccd27befb9a", f"{API}/add-to-waitlist"),
    "transfer_call": ("transfer-call", "d95ed81e-002c-449f-9469-d35e86594b2d", f"{API}/transfer-call"),
    "log_call_metadata": ("log-call-metadata", "4619b3cb-8bd7-489d-a807-1980d82ccb1d", f"{API}/log-call"),
}
AUDIBLE = {
    "search_patient_by_phone": "Let me pull up your file.",
    "find_earliest_appointment": "Let me check what's available.",
    "check_appointments": "Let me look that up.",
}
WITH_TIMEOUT = {"search_patient_by_phone", "search_patient"}
CREDENTIAL_ALONE = {"search_patient_by_phone", "search_patient"}
PARAMETERS = """
search_patient_by_phone phone:string!
search_patient name:string! firstName:string
get_patient demographicId:integer!
get_clinic_info
get_providers specialty:string
find_earliest_appointment startDate:string endDate:string timeOfDay:morning|afternoon providerId:string providerName:string \
 excludeDates:string[] visitMode:in-person|virtual
check_appointments startDate:string! endDate:string! demographicId:integer providerId:string findAvailable:boolean
create_appointment demographicId:integer! providerId:string! startTime:string! appointmentType:string! reason:string! \
 language:en|zh! smsConsent:boolean isVirtual:boolean visitMode:in-person|virtual visitReason:string isNewPatient:boolean \
 preferredTime:string
update_appointment appointmentId:integer! newStartTime:string! newProviderId:string demographicId:string smsConsent:boolean
cancel_appointment appointmentId:integer! reason:string language:en|zh smsConsent:boolean
register_new_patient firstName:string! lastName:string! dateOfBirth:string! gender:M|F|O! phone:string! address:string! \
 city:string! postalCode:string! healthCardType:BC|OUT_OF_PROVINCE|PRIVATE! \
 language:en|zh! province:string email:string healthCardNumber:string
add_to_waitlist firstName:string! lastName:string! phone:string! notes:string
transfer_call reason:patient_request|frustrated|medical_question|billing|registration_error|record_not_found|out_of_scope! \
 notes:string
log_call_metadata language:en|zh! callOutcome:booked|rescheduled|cancelled|registered|waitlisted|transferred|no_action! \
 appointmentId:integer demographicId:integer
"""


def documented() -> dict[str, set[str]]:
    """Tool → the members that have it."""
    rows = (line.split() for line in MATRIX.strip().splitlines())
    return {name: {member for member, mark in zip(MEMBERS, marks, strict=True) if mark == "X"} for name, *marks in rows}


@pytest.fixture(scope="module")
def vitara() -> Organisation:
    return read_organisation(SCENARIOS / "resources" / "vitara")


@pytest.fixture(scope="module")
def published() -> dict[str, Any]:
    seen: dict[str, Any] = json.loads(squad("vitara", form="json", scenarios=(SCENARIOS,)))
    return seen


# --- the shipped squad -----------------------------------------------------------------------------------------------------


def test_the_printed_matrix_is_the_documented_one(published: dict[str, Any]) -> None:
    """And so are the counts of every role; nobody has get_patient. Members may stand in any order, the Router first."""
    (nine,) = published["squads"]
    names = [member["name"] for member in nine["members"]]
    assert sorted(names) == sorted(MEMBERS)
    assert names[0] == "Router"
    assert {member["name"]: len(member["tools"]) for member in nine["members"]} == dict(zip(MEMBERS, COUNTS, strict=True))
    seen = {tool["name"]: {m["name"] for m in nine["members"] if tool["name"] in m["tools"]} for tool in published["tools"]}
    assert seen == documented()
    assert published["on_nobody"] == ["get_patient"]


def test_the_table_for_people_shows_the_same_matrix(published: dict[str, Any]) -> None:
    names = [member["name"] for member in published["squads"][0]["members"]]

    printed = squad("vitara", scenarios=(SCENARIOS,)).splitlines()

    rows = {words[0]: words[1:] for line in printed if len(words := line.split()) == 1 + len(names)}
    shown = {
        name: {m for m, mark in zip(names, marks, strict=True) if mark == "X"} for name, marks in rows.items() if "X" in marks
    }
    assert shown == {name: owners for name, owners in documented().items() if owners}
    assert dict(zip(names, map(int, rows["tools"]), strict=True)) == dict(zip(MEMBERS, COUNTS, strict=True))
    assert "On nobody: get_patient." in printed


def test_every_tool_file_is_as_documented(vitara: Organisation) -> None:
    """Slug, id, address, time-out and what is spoken at once."""
    seen = {tool.name: tool for tool in vitara.tools}

    assert set(seen) == set(FILES)
    for name, (stem, uuid, url) in FILES.items():
        tool = seen[name]
        assert (tool.slug, tool.id) == (f"{stem}-{uuid[:8]}", uuid)
        assert (tool.server.url if tool.server else None) == url
        assert [(m.kind, m.content, m.blocking) for m in tool.messages] == [("request-start", AUDIBLE.get(name, ""), False)]
        assert ("server.timeoutSeconds" in tool.lines) == (name in WITH_TIMEOUT)
        if tool.server:
            assert tool.server.timeout_seconds == 20
            assert tool.server.credential_id == "vitara-webhook"
            assert set(tool.server.headers) == (set() if name in CREDENTIAL_ALONE else {"X-API-Key", "Content-Type"})


@pytest.mark.parametrize("line", PARAMETERS.strip().splitlines(), ids=lambda line: line.split()[0])
def test_every_parameter_is_as_documented(vitara: Organisation, line: str) -> None:
    """Type or values, whether it is required, and the order."""
    name, *expected = line.split()
    tool = next(tool for tool in vitara.tools if tool.name == name)

    seen = [f"{each}:{_kind(schema)}{'!' * (each in tool.required)}" for each, schema in tool.properties.items()]
    assert seen == expected
    assert all(schema.get("description") for schema in tool.properties.values())


def _kind(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        assert schema["type"] == "string"
        return "|".join(schema["enum"])
    return f"{schema['items']['type']}[]" if schema["type"] == "array" else str(schema["type"])


# --- any squad -------------------------------------------------------------------------------------------------------------

OPEN = """\
type: function
function: {name: openDoor, description: Opens a door., parameters: {type: object, properties: {}}}
messages:
  - {type: request-start, content: One moment, blocking: true}
"""
LOST = """\
type: function
async: true
function: {name: lostKey, description: Reports a lost key., parameters: {type: object, properties: {}}}
server: {url: "https://desk:hunter2@inn.example/lost", timeoutSeconds: 8}
"""
PORTER = """\
---
name: Night Porter
endCallFunctionEnabled: true
server: {url: "https://inn.example/porter"}
model: {provider: openai, toolIds: [open-door]}
---
Open the door.
"""
SQUAD = """\
name: House
members:
  - assistantId: desk
    assistantDestinations:
      - {type: assistant, assistantName: Night Porter, contextEngineeringPlan: {type: all}}
  - assistantId: porter
"""
LONELY = "---\nname: Lonely\ntranscriber: {language: zh}\n---\nTalk.\n"


@pytest.fixture
def inn(tmp_path: Path) -> Path:
    """A scenarios folder with one squad, an assistant in none and a tool on nobody."""
    written(
        tmp_path,
        assistants__desk_md=ASSISTANT,
        assistants__porter_md=PORTER,
        assistants__lonely_md=LONELY,
        tools__book_table_yml=TOOL,
        tools__open_door_yml=OPEN,
        tools__lost_key_yml=LOST,
        squads__house_yml=SQUAD,
    )
    return tmp_path


def test_the_command_prints_members_matrix_and_tools(inn: Path) -> None:
    """As wide as it is, whatever the terminal."""
    result = CliRunner().invoke(app, ["squad", "inn", "--scenarios", str(inn)], terminal_width=40)

    assert result.exit_code == 0
    lines = [line.split() for line in result.output.splitlines()]
    assert ["Front", "Desk", "en", "1", "-", "Night", "Porter"] in lines
    assert ["Night", "Porter", "en", "1", "endCall", "-"] in lines
    assert ["bookTable", "X", "·"] in lines
    assert ["openDoor", "·", "X"] in lines
    assert ["tools", "1", "1"] in lines
    assert ["Lonely", "zh", "0", "-", "-"] in lines
    assert ["On", "nobody:", "lostKey."] in lines
    assert "In no squad" in result.output
    assert "Opens a door" not in result.output


def test_each_tool_says_who_is_called_and_what_is_heard(inn: Path) -> None:
    """An address of its own, its assistant's, or the organisation's; a password in an address is not shown."""
    tools = {tool["name"]: tool for tool in json.loads(squad(str(inn / "resources" / "inn"), form="json"))["tools"]}

    assert (tools["openDoor"]["server"], tools["openDoor"]["falls_back_to"]) == (None, "assistant")
    assert (tools["openDoor"]["opening"], tools["openDoor"]["is_blocking"]) == ("audible", True)
    assert (tools["bookTable"]["opening"], tools["bookTable"]["is_timeout_written"]) == ("filler", False)
    assert (tools["lostKey"]["opening"], tools["lostKey"]["timeout_seconds"]) == ("none", 8)
    assert tools["lostKey"]["server"] == "https://desk:••••@inn.example/lost"


def test_markdown_has_the_same_tables(inn: Path) -> None:
    printed = squad("inn", form="markdown", scenarios=(inn,))

    assert "| bookTable | X | · |" in printed
    assert "## House" in printed
    assert "hunter2" not in printed


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_the_same_files_print_the_same_text(inn: Path, form: str) -> None:
    assert squad("inn", form=form, scenarios=(inn,)) == squad("inn", form=form, scenarios=(inn,))


@pytest.mark.parametrize(
    ("name", "form", "message"),
    [
        ("vitra", "text", r"there is no organisation 'vitra' in .*Did you mean 'vitara'\?"),
        ("..", "text", r"there is no organisation '\.\.'"),
        ("", "text", "there is no organisation ''"),
        ("./nowhere", "text", "there is no folder ./nowhere"),
        ("vitara", "yaml", "there is no format 'yaml'"),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(name: str, form: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        squad(name, form=form, scenarios=(SCENARIOS,))
