"""The squad this project ships says what it must."""

from pathlib import Path

from harness.contract.gitops import read_organisation
from harness.contract.model import Organisation
from harness.contract.mutations import without_prompt_lines

FOLDER = Path(__file__).parents[2] / "scenarios" / "resources" / "callwaiting"
TUNNEL = "https://sobriquetical-zofia-abysmally.ngrok-free.dev"


def callwaiting() -> Organisation:
    return read_organisation(FOLDER, shown_as=Path("callwaiting"))


def test_the_tool_insists_on_all_but_the_email() -> None:
    tool = callwaiting().tools[0]

    assert (tool.name, tool.id) == ("bookClinicAppointment", "c8617e87-be85-45b9-ba53-1fed059cb5e9")
    assert tool.required == ("patientName", "patientPhone", "appointmentDate", "appointmentTime")
    assert set(tool.properties) - set(tool.required) == {"patientEmail"}
    assert "REQUIRED" in tool.properties["patientPhone"]["description"]
    assert tool.server is not None
    assert tool.server.url == f"{TUNNEL}/api/vapi/tools/bookClinicAppointment"


def test_both_assistants_carry_the_same_tool() -> None:
    organisation = callwaiting()

    sarah, test = organisation.assistants
    assert (sarah.name, test.name) == ("CallWaiting AI Inbound", "Test Assistant")
    assert sarah.tools == organisation.tools[:1]
    assert test.tools[0].slug == ""
    for what in ("name", "description", "parameters", "messages"):
        assert getattr(test.tools[0], what) == getattr(organisation.tools[0], what)
    assert sarah.server is not None
    assert sarah.server.url == f"{TUNNEL}/api/vapi/webhook"


def test_the_first_prompt_line_is_where_the_file_has_it() -> None:
    for assistant in callwaiting().assistants:
        lines = (FOLDER / "assistants" / f"{assistant.slug}.md").read_text().split("\n")
        start = assistant.prompt_source.line - 1

        assert lines[start : start + assistant.prompt.count("\n") + 1] == assistant.prompt.split("\n")


def test_without_its_phone_lines_the_prompt_asks_for_everything_else() -> None:
    organisation = without_prompt_lines(callwaiting(), "CallWaiting AI Inbound", "phone")

    prompt = organisation.assistants[0].prompt
    assert "phone" not in prompt.lower()
    assert "number" not in prompt.lower()
    assert "- the caller's full name" in prompt
    assert "- the e-mail address" in prompt
    assert "Ask for the day and the time" in prompt
