"""`callproof explain`, through the command line."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace
from typer.testing import CliRunner

from harness.cli import app
from harness.commands.explain import explain, explained
from harness.contract.gitops import read_organisation
from harness.contract.model import Assistant
from harness.errors import InputError

ELSEWHERE = Path(__file__).parents[1] / "elsewhere"
RESOURCES = ELSEWHERE / "resources"


def assistant(org: str) -> Assistant:
    """The only assistant of one of the test squads."""
    return read_organisation(RESOURCES / org).assistants[0]


def squeezed(text: str) -> str:
    """With the columns' padding gone."""
    return re.sub(r"[ \t]+", " ", text)


def test_the_command_prints_every_prompt_line_with_its_line_in_the_file() -> None:
    """Line numbers are the file's own, so an editor can go there."""
    result = CliRunner().invoke(app, ["explain", "Front Desk", "--scenarios", str(ELSEWHERE)])

    assert result.exit_code == 0
    lines = (RESOURCES / "hotel" / "assistants" / "front-desk.md").read_text(encoding="utf-8").splitlines()
    numbered = re.findall(r"(?m)^ *(\d+) {2}(.{12})", result.output)
    assert len(numbered) > 15
    for number, start in numbered:
        assert start.split()[0] in lines[int(number) - 1]


def test_understood_lines_and_prose_are_told_apart() -> None:
    """In a few words for people."""
    said = squeezed(explained(assistant("hotel")))

    assert "Ask for the check-in date and the check-out date. ask checkInDate, checkOutDate" in said
    assert "Breakfast is served from seven to ten in the lobby. (prose)" in said
    assert "Use findRoom before reserveRoom. call findRoom before reserveRoom" in said


def test_each_parameter_says_who_asks_for_it() -> None:
    """By line, by `required`, by another tool, or nobody."""
    said = squeezed(explained(assistant("hotel"), width=200))

    assert re.search(r"phone asked by line \d+, enforced by line \d+ and by `required`", said)
    assert "roomId found out by findRoom; not asked" in said
    assert "specialRequests not asked; sent when the caller happens to say it" in said
    assert "called after findRoom" in said
    assert "Never elicited: none." in said


def test_a_parameter_that_only_its_description_requires_is_flagged() -> None:
    """The incident: neither `required` nor the prompt asks for the phone number."""
    desk = assistant("hotel")
    tools = tuple(
        replace(
            tool,
            parameters={
                **tool.parameters,
                "properties": {
                    **tool.properties,
                    "phone": {"type": "string", "description": "REQUIRED. Phone number in E.164 form."},
                },
                "required": [name for name in tool.required if name != "phone"],
            },
        )
        if tool.name == "reserveRoom"
        else tool
        for tool in desk.tools
    )
    prompt = desk.prompt.replace(" and phone number.", ".").replace("- Never call `reserveRoom` without a phone number.\n", "")
    said = squeezed(explained(replace(desk, prompt=prompt, tools=tools), width=200))

    assert "phone nobody asks for it, though its description says it is required" in said
    assert "Never elicited: phone." in said


def test_what_is_asked_only_because_a_tool_requires_it_is_listed() -> None:
    """No prompt line elicits it."""
    desk = assistant("salon")
    said = squeezed(explained(replace(desk, prompt=desk.prompt.replace('Step 1: Ask "Which service would you like?"\n', ""))))

    assert "service asked because the tool requires it" in said
    assert "Asked only because a tool requires it: service." in said


def test_the_file_stem_names_an_assistant_too() -> None:
    """As typed on a command line without quotes."""
    assert explain("front-desk", scenarios=(ELSEWHERE,)) == explain("Front Desk", scenarios=(ELSEWHERE,))


def test_an_unknown_name_gets_a_near_miss() -> None:
    """One sentence, no traceback."""
    with pytest.raises(InputError, match=r"there is no assistant 'Frunt Desk'\. Did you mean 'Front Desk'\?"):
        explain("Frunt Desk", scenarios=(ELSEWHERE,))


def test_an_unknown_folder_is_said_to_be_missing(tmp_path: Path) -> None:
    """Before anything is read."""
    with pytest.raises(InputError, match="does not exist"):
        explain("Front Desk", scenarios=(tmp_path / "nowhere",))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    """Columns wrap instead."""
    assert max(len(line) for line in explained(assistant("airline"), width=width).splitlines()) <= width
